#pragma once

#include "model/pose_wish.h"
#include "base/result.h"

#include <filesystem>
#include <string>

namespace perilune::model {

/// A model and how it is to stand, as one text: "lander.glb#animation=legs&time=1.5&scale=2". After the #
/// stand `animation`, `scene` and `variant` by name or number, `time` in seconds, `scale`, `heading` in
/// degrees, `wires=1`; a %, # or & of a name is written as in a web address. A file whose own name has a # in
/// it is that file.
struct ModelWish {
    std::filesystem::path file;
    std::string animation, variant, scene; ///< names or numbers; empty: none asked
    PoseWish pose;                         ///< the rest
};
base::Result<ModelWish> parseWish(const std::string& text);
/// What `parseWish` reads as the same.
std::string wordsOf(const ModelWish& wish);

} // namespace perilune::model
