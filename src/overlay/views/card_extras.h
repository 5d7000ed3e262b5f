#pragma once

#include "overlay/page.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace perilune::overlay {

/// What stands between the history and the words of a card: who flies, and what caused what was said.
class CardExtras {
  public:
    CardExtras(const scene::Card& card, Canvas& canvas, float u) : card_(card), canvas_(canvas), u_(u) {}
    /// The left and the right end of its lines.
    void between(float x0, float x1) {
        x0_ = x0;
        x1_ = x1;
    }

    /// How many ways there are to set them; 0 tells the most, each further one takes less room.
    std::size_t levels() const;
    void choose(std::size_t level);
    /// Every cause, in a line of its own.
    void chooseAllInShort();
    void leaveOut();
    float height() const { return crewHeight() + causesHeight(); }
    /// No cause is without room.
    bool tellsAllCauses() const { return more_.empty(); }
    /// What marks a cause, around its middle.
    /// The day from which on something announced at such a time was known, as a hit names it.
    static std::string knownFrom(const std::string& edtf);
    static void arrow(Point middle, float u, Canvas& canvas);
    /// Gives where it ends.
    float draw(float y, Page& page);

  private:
    /// A cause as it is set.
    struct CauseLines {
        std::size_t cause = 0;
        std::string heading; ///< "because, 9 Nov 2021"; empty where the one above has it too
        std::vector<std::string> title;
    };

    void chooseCrew(bool inRows, std::size_t most);
    void chooseCauses(std::size_t most, std::size_t linesEach);
    float crewHeight() const;
    float causesHeight() const;
    float drawCrew(float y);
    float drawCauses(float y, Page& page);
    void divider(float y);
    void small(float x, float middle, std::string_view text, Ink paint);

    const scene::Card& card_;
    Canvas& canvas_;
    float u_, x0_ = 0, x1_ = 0;
    std::vector<std::pair<std::string, std::string>> crew_; ///< name and role, or a line of all
    std::vector<CauseLines> causes_;
    std::string more_; ///< how many causes have no room
};

} // namespace perilune::overlay
