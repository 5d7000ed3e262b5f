#pragma once

#include "model/check/rules.h"

#include <string_view>

namespace perilune::model {

/// The rules of a whole file, of glTF 2.0's own objects.
const Rules& rulesOfFile();

/// The rules of a place of a material's that names a texture, for the extensions' tables.
const Rules& rulesOfTexture();
const Rules& rulesOfNormalTexture();

/// What an extension may hold in an object of this kind; null where it is not known there.
const Rules* rulesOfExtension(std::string_view owner, std::string_view name);
/// An extension that is known, but in objects of other kinds.
bool belongsElsewhere(std::string_view name);

Rule index(const char* key, const char* into);
Rule indices(const char* key, const char* into);
Rule count(const char* key);
Rule number(const char* key);
Rule numbers(const char* key, std::size_t size = 0);
Rule flag(const char* key);
Rule text(const char* key);
Rule word(const char* key, std::vector<const char*> words);
Rule code(const char* key, std::vector<int> codes);
Rule object(const char* key, const Rules& inner);
Rule objects(const char* key, const Rules& inner);

} // namespace perilune::model
