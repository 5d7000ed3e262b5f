#pragma once

#include "player/content.h"
#include "player/find_index.h"
#include "ui/session.h"
#include "story/steps.h"

#include <memory>
#include <optional>

namespace perilune::player {

/// Plays a show on its content: takes what was done, lets time pass, and tells what is to be seen. It knows
/// of no window, no screen and no clock: window, page and test say how much time has passed.
class Player {
  public:
    Player(Content content, std::shared_ptr<const terrain::Ground> ground, base::Workers workers,
           base::Instant now, const std::string& language);

    void act(const ui::Action& action);
    /// Shows a Moment all at once, as a link holds it; what was going on ends.
    void show(const scene::Moment& moment);
    /// Time passes; what is worked out beside the show (the index of the find box, the light of 18 years) is
    /// taken in as far as it is ready. Where nobody works beside, a piece of that is done here.
    void step(double dtS);
    /// Content of which nothing was shown before: the show begins anew.
    void open(Content content, base::Instant now, const std::string& language);
    /// Other content, as after a change of its files. The show goes on.
    void setContent(Content content);

    /// Cuts in the place of flights, from now on.
    void setCalm(bool calm);

    /// What an audience sees now.
    const scene::Moment& moment() const { return moment_; }
    /// It has changed just now, and will go on doing so: speed goes before sharpness.
    bool isInMotion() const;
    /// Time alone will change something: another step is wanted at once.
    bool isMoving() const;
    /// Seconds until time alone changes something; nothing while all rests.
    std::optional<double> restsForS() const { return ui::restsForS(session_.desk); }

    const ui::Session& session() const { return session_; }
    const Content& content() const { return content_; }
    ui::Dataset data() const;

  private:
    /// Tells why a map of the light is not there yet, at each tenth of the work.
    void tellLight();
    /// After each change: the Moment that is seen now.
    void settle();

    /// Takes in content, with its story in all its tellings.
    void take(Content content);

    Content content_;
    std::optional<story::Told> told_; ///< its story
    std::shared_ptr<const terrain::Ground> ground_;
    base::Workers workers_;
    FindIndex findIndex_;
    const timeline::SearchIndex* search_ = nullptr; ///< null unless the find box is open
    ui::Session session_;
    scene::Moment moment_;
    bool calm_ = false;
    double ageS_ = 0.0, sameForS_ = 1.0; ///< since the start; since the Moment changed
    int lightTenth_ = -1;                ///< of the light of 18 years, that was told last
};

} // namespace perilune::player
