#include "base/platform/leftovers.h"

#include <array>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace perilune::base {

namespace {

/// What a signal's handler can reach: no memory that it would have to ask for, and no lock. Where all slots
/// are taken, a name is but removed by its owner.
struct Slot {
    enum : int { Free, Taken, Named };
    std::atomic<int> state = Free;
    pid_t process = 0; ///< a child begun by fork() has the table too, and none of the files
    int folder = -1;
    int flags = 0; ///< for unlinkat
    char name[256] = "";
};
std::array<Slot, 64> slots;

void removeAll() {
    for (const int flags : {0, AT_REMOVEDIR})
        for (Slot& slot : slots)
            if (slot.state.load() == Slot::Named && slot.process == ::getpid() && slot.flags == flags)
                ::unlinkat(slot.folder, slot.name, flags);
}

void onDeath(int signal) {
    removeAll();
    ::raise(signal); // it is as usual again, and comes when this returns
}

/// A signal that is ignored (nohup) or answered by somebody else stays so, for as long as it is.
void listen() {
    static std::once_flag once;
    std::call_once(once, [] { std::atexit(removeAll); });
    for (const int signal : {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGABRT, SIGXCPU, SIGPIPE, SIGXFSZ}) {
        struct sigaction before {};
        if (::sigaction(signal, nullptr, &before) != 0 || (before.sa_flags & SA_SIGINFO) != 0 ||
            before.sa_handler != SIG_DFL)
            continue;
        struct sigaction action {};
        action.sa_handler = onDeath;
        action.sa_flags = int(SA_RESETHAND);
        ::sigemptyset(&action.sa_mask);
        ::sigaction(signal, &action, nullptr);
    }
}

int flagsOf(Leftover::Kind kind) {
    return kind == Leftover::Kind::Folder ? AT_REMOVEDIR : 0;
}

int slotFor(int folder, const std::string& name, int flags) {
    if (name.size() >= sizeof Slot::name)
        return -1;
    for (std::size_t i = 0; i < slots.size(); ++i) {
        int free = Slot::Free;
        if (!slots[i].state.compare_exchange_strong(free, Slot::Taken))
            continue;
        slots[i].process = ::getpid();
        slots[i].folder = folder;
        slots[i].flags = flags;
        std::memcpy(slots[i].name, name.c_str(), name.size() + 1);
        slots[i].state = Slot::Named;
        return int(i);
    }
    return -1;
}

} // namespace

Leftover::Leftover(int folder, const std::string& name, Kind kind)
    : folder_(folder), name_(name), kind_(kind) {
    listen();
    slot_ = slotFor(folder, name, flagsOf(kind));
}

Leftover::Leftover(Leftover&& other) noexcept
    : folder_(other.folder_), name_(std::exchange(other.name_, "")), kind_(other.kind_),
      slot_(std::exchange(other.slot_, -1)) {}

Leftover::~Leftover() {
    if (!name_.empty())
        ::unlinkat(folder_, name_.c_str(), flagsOf(kind_));
    forget();
}

void Leftover::forget() {
    name_.clear();
    if (slot_ >= 0)
        slots[std::size_t(slot_)].state = Slot::Free;
    slot_ = -1;
}

} // namespace perilune::base
