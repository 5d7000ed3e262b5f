#include "timeline/read/reader.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <tuple>

namespace perilune::timeline {

namespace {

/// Moves the runs of a list that the files hold into the files' order.
template <class T>
void reorder(std::vector<T>& items, std::size_t FileBounds::*begin, const std::vector<FileBounds>& bounds,
             const std::vector<std::size_t>& order) {
    std::vector<T> moved;
    moved.reserve(items.size());
    for (const std::size_t file : order) {
        const std::size_t from = bounds[file].*begin;
        const std::size_t to = file + 1 < bounds.size() ? bounds[file + 1].*begin : items.size();
        std::move(items.begin() + std::ptrdiff_t(from), items.begin() + std::ptrdiff_t(to),
                  std::back_inserter(moved));
    }
    items = std::move(moved);
}

/// The English title and the id of the first that a file holds; empty where it holds none.
template <class T>
std::pair<std::string, std::string> firstOf(const std::vector<T>& items, std::size_t FileBounds::*begin,
                                            const std::vector<FileBounds>& bounds, std::size_t file) {
    const std::size_t from = bounds[file].*begin;
    const std::size_t to = file + 1 < bounds.size() ? bounds[file + 1].*begin : items.size();
    return from < to ? std::pair(items[from].title.english(), items[from].id)
                     : std::pair(std::string(), std::string());
}

} // namespace

// Lanes stand in the strip, and pins and labels over each other, in the order of the lists. A picture must
// not depend on the order in which somebody named files: programmes go by title, what belongs to none comes
// after them.
void Reader::orderFiles() {
    using Key = std::tuple<bool, std::string, std::string, bool, std::string, std::string, std::uint64_t>;
    std::vector<Key> keys;
    for (std::size_t file = 0; file < bounds_.size(); ++file) {
        auto [title, id] = firstOf(timeline_.programmes, &FileBounds::programmes, bounds_, file);
        auto [blocTitle, bloc] = firstOf(timeline_.blocs, &FileBounds::blocs, bounds_, file);
        keys.emplace_back(id.empty(), std::move(title), std::move(id), bloc.empty(), std::move(blocTitle),
                          std::move(bloc), bounds_[file].digest);
    }
    std::vector<std::size_t> order(bounds_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
    if (std::is_sorted(order.begin(), order.end()))
        return;
    reorder(timeline_.programmes, &FileBounds::programmes, bounds_, order);
    reorder(timeline_.sources, &FileBounds::sources, bounds_, order);
    reorder(timeline_.sites, &FileBounds::sites, bounds_, order);
    reorder(timeline_.milestones, &FileBounds::milestones, bounds_, order);
    reorder(timeline_.vehicles, &FileBounds::vehicles, bounds_, order);
    reorder(timeline_.missions, &FileBounds::missions, bounds_, order);
    reorder(timeline_.blocs, &FileBounds::blocs, bounds_, order);
    reorder(timeline_.partners, &FileBounds::partners, bounds_, order);
    reorder(timeline_.people, &FileBounds::people, bounds_, order);
}

} // namespace perilune::timeline
