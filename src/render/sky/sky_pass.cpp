#include "render/sky/sky_pass.h"

#include "render/sky/star_table.h"
#include "astro/disc_sizes.h"
#include "base/halved_image.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace perilune::render {

namespace {

constexpr float kStarStrength = 0.95f, kMilkyWayStrength = 0.24f;
constexpr float kAirThickness = 0.02f; ///< of the drawn shell, in the Earth's radii: 127 km
constexpr float kFaintestUsually = 6.5f;
constexpr double kNarrow = 0.14; ///< tangent of half the picture's height from which on all stars are drawn
constexpr double kGlareReach = 0.16; ///< radians from the Sun's middle to where its glare ends
/// The Earth is drawn as a ball from this many pixels across on, and its maps are read then.
constexpr double kLeastEarthPx = 1.5;

/// A ball of quads with a map in plate carrée, longitude -180 at the left, as triangles.
struct Ball {
    std::vector<float> corners; ///< direction, map
    std::vector<std::uint16_t> indices;
    Ball(int columns, int rows, bool mirrored) {
        for (int y = 0; y <= rows; ++y) {
            for (int x = 0; x <= columns; ++x) {
                const double u = double(x) / columns, v = double(y) / rows;
                const double longitude = (u - 0.5) * 2.0 * std::numbers::pi * (mirrored ? -1.0 : 1.0);
                const double latitude = (0.5 - v) * std::numbers::pi;
                for (const double value :
                     {std::cos(latitude) * std::cos(longitude), std::cos(latitude) * std::sin(longitude),
                      std::sin(latitude), u, v})
                    corners.push_back(float(value));
            }
        }
        for (int y = 0; y < rows; ++y) {
            for (int x = 0; x < columns; ++x) {
                const int a = y * (columns + 1) + x, below = a + columns + 1;
                for (const int i : {a, below, below + 1, a, below + 1, a + 1})
                    indices.push_back(std::uint16_t(i));
            }
        }
    }
};

/// Its coarser levels are made here: a driver that draws on processors first makes a program for them.
gl::Texture makeMap(const base::Image& image) {
    constexpr GLenum kFormats[] = {GL_RED, GL_RG, GL_RGB, GL_RGBA};
    constexpr GLint kInternal[] = {GL_R8, GL_RG8, GL_RGB8, GL_RGBA8};
    gl::Texture texture = gl::Texture::make();
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, texture.name());
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    const auto upload = [&](const base::Image& level, int number) {
        glTexImage2D(GL_TEXTURE_2D, number, kInternal[level.channels - 1], level.width, level.height, 0,
                     kFormats[level.channels - 1], GL_UNSIGNED_BYTE, level.pixels.data());
    };
    upload(image, 0);
    base::Image level = base::halved(image);
    for (int number = 1;; ++number) {
        upload(level, number);
        if (level.width == 1 && level.height == 1)
            return texture;
        level = base::halved(level);
    }
}

/// Vertices of `floats` each, given as the sizes of their attributes.
template <class Background>
void upload(Background& into, const std::vector<float>& vertices, std::initializer_list<int> sizes,
            const std::vector<std::uint16_t>& indices = {}) {
    int floats = 0;
    for (const int size : sizes)
        floats += size;
    into.array = gl::VertexArray::make();
    into.corners = gl::Buffer::make();
    glBindVertexArray(into.array.name());
    glBindBuffer(GL_ARRAY_BUFFER, into.corners.name());
    glBufferData(GL_ARRAY_BUFFER, GLsizeiptr(vertices.size() * sizeof(float)), vertices.data(),
                 GL_STATIC_DRAW);
    unsigned attribute = 0;
    int offset = 0;
    for (const int size : sizes) {
        glEnableVertexAttribArray(attribute);
        glVertexAttribPointer(attribute++, size, GL_FLOAT, GL_FALSE,
                              GLsizei(std::size_t(floats) * sizeof(float)),
                              gl::offset(std::size_t(offset) * sizeof(float)));
        offset += size;
    }
    into.count = int(vertices.size()) / floats;
    if (!indices.empty()) {
        into.indices = gl::Buffer::make();
        glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, into.indices.name());
        glBufferData(GL_ELEMENT_ARRAY_BUFFER, GLsizeiptr(indices.size() * sizeof(std::uint16_t)),
                     indices.data(), GL_STATIC_DRAW);
        into.count = int(indices.size());
    }
    glBindVertexArray(0);
}

/// What is no brighter in the map of the Milky Way adds less than half a step to the picture: none.
constexpr int kUnseen = 2;
static_assert(kUnseen * kMilkyWayStrength < 0.5f);

/// Is any texel of a quad of the map (or beside it) bright enough to be seen?
bool reaches(const base::Image& image, int column, int row, int columns, int rows) {
    const int x0 = column * image.width / columns - 1, x1 = (column + 1) * image.width / columns + 1;
    const int y0 = row * image.height / rows - 1, y1 = (row + 1) * image.height / rows + 1;
    for (int y = std::max(y0, 0); y < std::min(y1, image.height); ++y) {
        for (int x = x0; x < x1; ++x) {
            const int wrapped = (x + image.width) % image.width;
            if (image.pixels[std::size_t(y * image.width + wrapped) * std::size_t(image.channels)] > kUnseen)
                return true;
        }
    }
    return false;
}

std::vector<float> flat(const std::vector<glm::vec3>& points) {
    std::vector<float> out;
    for (const glm::vec3& p : points)
        out.insert(out.end(), {p.x, p.y, p.z});
    return out;
}

double earthPixels(const FrameSky& sky, const View& view) {
    return 2.0 * astro::kEarthEquatorM * view.pixelsPerMetre(glm::length(sky.earth));
}

/// May a disc of this angular radius around a direction touch the picture?
bool inPicture(const View& view, const glm::dvec3& direction, double radius) {
    const double corner =
        std::atan(std::hypot(view.tanHalfX + std::abs(view.shift.x), view.tanHalfY + std::abs(view.shift.y)));
    return std::acos(std::clamp(glm::dot(view.forward, glm::normalize(direction)), -1.0, 1.0)) <
           corner + radius;
}

} // namespace

base::Result<SkyPass> SkyPass::create(const std::filesystem::path& shareDir, base::Workers workers) {
    const std::filesystem::path shaders = shareDir / "shaders";
    SkyPass pass(std::move(workers));
    pass.folder_ = shareDir / "models";
    const auto build = [&](Program& into, const char* vertex, const std::vector<const char*>& fragment,
                           const std::vector<const char*>& samplers) -> base::Result<void> {
        auto program = Program::build(shaders, {vertex}, fragment, samplers);
        if (!program)
            return tl::unexpected(program.error());
        into = std::move(*program);
        return {};
    };
    for (const auto& built :
         {build(pass.star_, "star.vert", {"star.frag"}, {}),
          build(pass.milkyWay_, "milky_way.vert", {"milky_way.frag"}, {"u_brightness"}),
          build(pass.line_, "sky_line.vert", {"sky_line.frag"}, {}),
          build(pass.earth_, "earth.vert", {"tone.glsl", "earth.frag"}, {"u_day", "u_nightAndClouds"}),
          build(pass.air_, "earth.vert", {"tone.glsl", "earth_air.frag"}, {}),
          build(pass.sun_, "sun.vert", {"tone.glsl", "sun.frag"}, {})})
        if (!built)
            return tl::unexpected(built.error());
    upload(pass.square_, {-1, -1, 1, -1, -1, 1, 1, 1}, {2});
    return pass;
}

base::Result<void> SkyPass::loadStars() {
    const auto stars = readStars(folder_ / "sky" / "stars.csv");
    if (!stars)
        return tl::unexpected(stars.error());
    std::vector<float> vertices;
    usualStars_ = int(std::count_if(stars->begin(), stars->end(),
                                    [](const Star& s) { return s.magnitude <= kFaintestUsually; }));
    for (const Star& s : *stars) {
        vertices.insert(vertices.end(), {s.direction.x, s.direction.y, s.direction.z, s.colour.r, s.colour.g,
                                         s.colour.b, s.magnitude});
    }
    upload(stars_, vertices, {3, 4});
    return {};
}

base::Result<void> SkyPass::loadMilkyWay() {
    const auto image = base::readImage(folder_ / "sky" / "milky-way.png");
    if (!image)
        return tl::unexpected(image.error());
    galaxyMap_ = makeMap(*image);
    galaxyTexelRadians_ = 2.0 * std::numbers::pi / image->width;
    magnified_ = gl::Sampler::make();
    glSamplerParameteri(magnified_.name(), GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glSamplerParameteri(magnified_.name(), GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glSamplerParameteri(magnified_.name(), GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    // Most of the sky is black: only the quads that the Milky Way reaches are drawn.
    constexpr int kColumns = 96, kRows = 48;
    const Ball ball(kColumns, kRows, true);
    std::vector<std::uint16_t> indices;
    for (int quad = 0; quad < kColumns * kRows; ++quad)
        if (reaches(*image, quad % kColumns, quad / kColumns, kColumns, kRows)) {
            const auto first = ball.indices.begin() + 6 * quad;
            indices.insert(indices.end(), first, first + 6);
        }
    upload(galaxy_, ball.corners, {3, 2}, indices);
    return {};
}

base::Result<SkyPass::EarthMaps> SkyPass::readEarthMaps(const std::filesystem::path& folder) {
    auto day = base::readImage(folder / "day.jpg");
    auto night = base::readImage(folder / "night.jpg");
    auto clouds = base::readImage(folder / "clouds.jpg");
    for (const auto* image : {&day, &night, &clouds})
        if (!*image)
            return tl::unexpected(image->error());
    base::Image both{night->width, night->height, 2, {}};
    if (clouds->width != night->width || clouds->height != night->height)
        return base::machineError("the Earth's maps of night and clouds differ in size; install them again");
    const auto pixels = std::size_t(both.width) * std::size_t(both.height);
    both.pixels.resize(pixels * 2);
    for (std::size_t i = 0; i < pixels; ++i) {
        // The night map shows land and sea in moonlit blue; what is redder than that are cities.
        const auto* rgb = &night->pixels[i * std::size_t(night->channels)];
        const int city = night->channels < 3 ? rgb[0] : 2 * (rgb[0] - rgb[2] / 3) - 24;
        both.pixels[2 * i] = std::uint8_t(std::clamp(city, 0, 255));
        both.pixels[2 * i + 1] = clouds->pixels[i * std::size_t(clouds->channels)];
    }
    return EarthMaps{std::move(*day), std::move(both)};
}

base::Result<bool> SkyPass::loadEarth(bool wait) {
    if (!earthMaps_.isBegun())
        earthMaps_ = workers_.start([folder = folder_ / "earth"] { return readEarthMaps(folder); });
    if (!wait && !earthMaps_.isReady())
        return false;
    const auto maps = earthMaps_.take();
    if (!maps)
        return tl::unexpected(maps.error());
    dayMap_ = makeMap(maps->day);
    nightMap_ = makeMap(maps->nightAndClouds);
    const Ball ball(96, 48, false);
    upload(globe_, ball.corners, {3, 2}, ball.indices);
    return earthReady_ = true;
}

base::Result<bool> SkyPass::prepare(const FrameSky& sky, const View& view, bool complete) {
    if (sky.stars && !galaxyMap_) {
        if (const auto loaded = loadStars().and_then([&] { return loadMilkyWay(); }); !loaded)
            return tl::unexpected(loaded.error());
    }
    if (sky.constellations && !lines_.array) {
        const auto ends = readConstellations(folder_ / "sky" / "constellations.csv");
        if (!ends)
            return tl::unexpected(ends.error());
        upload(lines_, flat(*ends), {3});
    }
    if (!earthReady_ && earthPixels(sky, view) > kLeastEarthPx && inPicture(view, sky.earth, 0.02))
        return loadEarth(complete);
    return true;
}

void SkyPass::draw(const FrameSky& sky, const View& view, const glm::mat4& clipFromEye, bool reversed,
                   double exposure) {
    const float far = reversed ? 0.0f : 1.0f;
    glEnable(GL_DEPTH_TEST);
    glDepthFunc(reversed ? GL_GEQUAL : GL_LEQUAL);
    glDepthMask(GL_FALSE);
    glDisable(GL_CULL_FACE);
    glEnable(GL_BLEND);
    glBlendEquation(GL_FUNC_ADD);
    drawStars(sky, view, clipFromEye * glm::mat4(sky.moonFromInertial), far);
    drawSun(sky, view, clipFromEye, far);
    drawEarth(sky, view, clipFromEye, far, reversed, exposure);
    glDisable(GL_BLEND);
    glDepthMask(GL_TRUE);
    glBindVertexArray(0);
}

void SkyPass::drawStars(const FrameSky& sky, const View& view, const glm::mat4& clipFromInertial, float far) {
    if (!sky.stars)
        return;
    glBlendFuncSeparate(GL_ONE, GL_ONE, GL_ZERO, GL_ONE);
    const auto setUp = [&](const Program& program) {
        program.use();
        setUniform(program.uniform("u_clipFromInertial"), clipFromInertial);
        setUniform(program.uniform("u_far"), far);
    };
    setUp(milkyWay_);
    // Through a telescope it is but a grey veil.
    const float wide = std::clamp(float((view.tanHalfY - 0.02) / 0.08), 0.0f, 1.0f);
    setUniform(milkyWay_.uniform("u_strength"), kMilkyWayStrength * wide);
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, galaxyMap_.name());
    glBindVertexArray(galaxy_.array.name());
    constexpr double kWide = 3.0; // pixels a texel, all over the picture
    const bool magnified = view.pixelsPerMetre(1.0) * galaxyTexelRadians_ > kWide;
    if (magnified)
        glBindSampler(0, magnified_.name());
    glDrawElements(GL_TRIANGLES, galaxy_.count, GL_UNSIGNED_SHORT, nullptr);
    if (magnified)
        glBindSampler(0, 0);
    if (sky.constellations) {
        setUp(line_);
        glBindVertexArray(lines_.array.name());
        glDrawArrays(GL_LINES, 0, lines_.count);
    }
    setUp(star_);
    setUniform(star_.uniform("u_lines"), float(view.heightPx) / 720.0f);
    setUniform(star_.uniform("u_strength"), kStarStrength);
    if (epoxy_is_desktop_gl()) // ES has no other way
        glEnable(GL_PROGRAM_POINT_SIZE);
    glBindVertexArray(stars_.array.name());
    // The faintest show where there is room between them. The table begins with the brightest.
    glDrawArrays(GL_POINTS, 0, view.tanHalfY < kNarrow ? stars_.count : usualStars_);
    if (!sky.planets.empty()) {
        std::vector<float> vertices;
        for (const FramePlanet& p : sky.planets) {
            vertices.insert(vertices.end(), {p.direction.x, p.direction.y, p.direction.z, p.colour.r,
                                             p.colour.g, p.colour.b, p.magnitude});
        }
        upload(planets_, vertices, {3, 4});
        glBindVertexArray(planets_.array.name());
        glDrawArrays(GL_POINTS, 0, planets_.count);
    }
}

void SkyPass::drawEarth(const FrameSky& sky, const View& view, const glm::mat4& clipFromEye, float far,
                        bool reversed, double exposure) {
    const double distance = glm::length(sky.earth);
    // From inside its air the Earth is not drawn: one looks at the Moon from there.
    if (!earthReady_ || distance < (1.0 + kAirThickness) * astro::kEarthEquatorM ||
        !inPicture(view, sky.earth, std::asin(astro::kEarthEquatorM / distance) + 0.01))
        return;
    // Nearer than the Moon it is drawn over it.
    if (distance < glm::length(view.eye) - astro::kMoonRadiusM)
        glDepthFunc(GL_ALWAYS);
    glEnable(GL_CULL_FACE);
    glCullFace(GL_BACK);
    const auto setUp = [&](const Program& program, float radius) {
        program.use();
        setUniform(program.uniform("u_clipFromEye"), clipFromEye);
        setUniform(program.uniform("u_moonFromEarth"), sky.moonFromEarth);
        setUniform(program.uniform("u_middle"), glm::vec3(sky.earth / astro::kEarthEquatorM));
        setUniform(program.uniform("u_radius"), radius);
        setUniform(program.uniform("u_far"), far);
        setUniform(program.uniform("u_sun"), sky.sun);
        setUniform(program.uniform("u_exposure"), float(exposure));
    };
    glBindVertexArray(globe_.array.name());
    setUp(earth_, 1.0f);
    glDisable(GL_BLEND);
    glActiveTexture(GL_TEXTURE1);
    glBindTexture(GL_TEXTURE_2D, nightMap_.name());
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, dayMap_.name());
    glDrawElements(GL_TRIANGLES, globe_.count, GL_UNSIGNED_SHORT, nullptr);
    setUp(air_, 1.0f + kAirThickness);
    setUniform(air_.uniform("u_thickness"), kAirThickness);
    glEnable(GL_BLEND);
    glBlendFuncSeparate(GL_ONE, GL_ONE, GL_ZERO, GL_ONE);
    glDrawElements(GL_TRIANGLES, globe_.count, GL_UNSIGNED_SHORT, nullptr);
    glDisable(GL_CULL_FACE);
    glDepthFunc(reversed ? GL_GEQUAL : GL_LEQUAL);
}

void SkyPass::drawSun(const FrameSky& sky, const View& view, const glm::mat4& clipFromEye, float far) {
    if (!inPicture(view, glm::dvec3(sky.sun), kGlareReach) ||
        glm::dot(view.forward, glm::dvec3(sky.sun)) < 0.05)
        return;
    const glm::vec4 clip = clipFromEye * glm::vec4(sky.sun, 0.0f);
    const glm::vec2 middle(clip.x / clip.w, clip.y / clip.w);
    sun_.use();
    setUniform(sun_.uniform("u_middle"), middle);
    setUniform(sun_.uniform("u_far"), far);
    setUniform(sun_.uniform("u_seen"), sky.sunSeen);
    glBindVertexArray(square_.array.name());
    const auto square = [&](double reach, bool glare) {
        setUniform(sun_.uniform("u_reach"),
                   glm::vec2(float(std::tan(reach) / view.tanHalfX), float(std::tan(reach) / view.tanHalfY)));
        setUniform(sun_.uniform("u_disc"), float(sky.sunRadius / reach));
        setUniform(sun_.uniform("u_softness"), float(view.tanHalfY / view.heightPx / reach));
        setUniform(sun_.uniform("u_glare"), glare ? 1.0f : 0.0f);
        glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
    };
    glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    square(double(sky.sunRadius) * 1.2 + 2.0 * view.tanHalfY / view.heightPx, false);
    if (sky.sunSeen > 0.0f) {
        // It lies in the lens, so before everything.
        glDisable(GL_DEPTH_TEST);
        glBlendFuncSeparate(GL_ONE, GL_ONE_MINUS_SRC_COLOR, GL_ZERO, GL_ONE);
        square(kGlareReach, true);
        glEnable(GL_DEPTH_TEST);
    }
}

} // namespace perilune::render
