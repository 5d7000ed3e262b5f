#pragma once

#include "story/storyboard.h"
#include "base/yaml_form.h"

#include <string>
#include <string_view>

namespace perilune::story {

/// The text of a story's file with another storyboard in the place of the one that was read from it. Only
/// what differs is touched: keyframes and captions that know their item stay where they stand, keys that say
/// the same stay as they are written, with their remarks, and so do the names of sites. A keyframe is written
/// as what changes from the one before. An empty text makes a new file.
///
/// The text says just `wanted`, after canonical(): diagnostics where it cannot, because `wanted` is no story
/// (its keyframes are out of order, a milestone is not in the record), or because the file holds mistakes.
base::Parsed<std::string> written(std::string_view text, const std::string& fileName,
                                  const Storyboard& wanted, const timeline::Timeline& timeline);

/// What a story can say of it: angles that degrees, and lengths that kilometres come to, and nothing that is
/// not seen from where one looks.
Storyboard canonical(Storyboard story);
/// Whether two Moments show the same in a story, caption and language apart, which are not a keyframe's.
bool sameInStory(const scene::Moment& a, const scene::Moment& b);

/// The canonical form of stories: keys in the order of the format's page; keyframes and captions a line each
/// key or item, what they hold in brackets. Texts stay letter for letter.
const base::YamlForm& storyForm();
base::Parsed<std::string> canonicalStory(std::string_view text, const std::string& fileName);

} // namespace perilune::story
