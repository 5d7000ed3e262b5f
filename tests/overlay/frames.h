#pragma once

#include "overlay/stage.h"
#include "scene/scene_members.h"

#include <array>
#include <string>

namespace perilune::overlay::test {

/// A picture that the stage must stand in; `safePercent` of each side is kept free of all that is to be read.
struct FrameSize {
    int width, height;
    double safePercent = 0.0;
};

/// 4:3, 5:4, 16:10, 16:9, 21:9 and wider, square, upright, odd, and with safe areas.
inline constexpr FrameSize kFrames[] = {
    {800, 600},        {1024, 768},        {1280, 960},       {1400, 1050},     {1600, 1200}, {2048, 1536},
    {1280, 1024},      {1280, 800},        {1440, 900},       {1920, 1200},     {2560, 1600}, {1280, 720},
    {1366, 768},       {1600, 900},        {1920, 1080},      {2560, 1440},     {3840, 2160}, {5120, 2880},
    {7680, 4320},      {1720, 720},        {2560, 1080},      {3440, 1440},     {3840, 1080}, {800, 800},
    {1080, 1080},      {2160, 2160},       {720, 1280},       {1080, 1920},     {2160, 3840}, {1080, 1350},
    {1536, 2048},      {1000, 1500},       {801, 601},        {1001, 777},      {1237, 911},  {853, 1277},
    {1920, 1080, 5.0}, {1080, 1920, 10.0}, {1024, 768, 10.0}, {3840, 2160, 3.5}};
static_assert(std::size(kFrames) == 40);

inline constexpr double kTextScales[] = {100.0, 150.0, 200.0};

/// Words as they are; 40 % longer ones; ones that run from the right to the left.
enum class Tongue { English, Longer, Mirrored };
inline constexpr Tongue kTongues[] = {Tongue::English, Tongue::Longer, Tongue::Mirrored};

/// A word in a language that nobody speaks; figures and signs stay.
inline std::string inTongue(const std::string& text, Tongue tongue) {
    if (tongue == Tongue::English)
        return text;
    static constexpr const char* kHebrew[] = {"א", "ב", "ג", "ד", "ה", "ו", "ז", "ח", "ט",
                                              "י", "כ", "ל", "מ", "נ", "ס", "ע", "פ", "צ"};
    static constexpr char kVowels[] = "eaoiu";
    std::string out;
    std::size_t letters = 0;
    const auto endWord = [&] {
        if (tongue == Tongue::Longer)
            for (std::size_t more = (4 * letters + 5) / 10; more > 0; --more)
                out += kVowels[more % 5];
        letters = 0;
    };
    for (const char c : text) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter)
            endWord();
        letters += letter ? 1 : 0;
        if (letter && tongue == Tongue::Mirrored)
            out += kHebrew[std::size_t(c) % std::size(kHebrew)];
        else
            out += c;
    }
    endWord();
    return out;
}

/// Every text that is part of a value.
template <class T, class See> void eachText(T& value, const See& see) {
    if constexpr (std::is_same_v<T, std::string>)
        see(value);
    else if constexpr (requires { membersOf(value); })
        std::apply([&](auto&... member) { (eachText(member, see), ...); }, membersOf(value));
    else if constexpr (members::IsVector<T>::value)
        for (auto& each : value)
            eachText(each, see);
    else if constexpr (members::IsOptional<T>::value)
        if (value)
            eachText(*value, see);
}

/// The scene with every text of it in that tongue; ids too, so that they go on naming each other.
inline scene::Scene spoken(scene::Scene scene, Tongue tongue) {
    eachText(scene, [&](std::string& text) { text = inTongue(text, tongue); });
    return scene;
}

} // namespace perilune::overlay::test
