// Whatever has become of a file: every reader of binary data, and of the texts that strangers hand over, says
// what is wrong or makes something that holds together. Nothing crashes, hangs or asks for all memory.
//
// PERILUNE_CORRUPTIONS in the environment says how many files are damaged (CTest's slow part: 30,000).
#include "render/sky/star_table.h"
#include "story/film_job.h"
#include "story/storyboard.h"
#include "overlay/ink/shaper.h"
#include "overlay/views/world_map.h"
#include "scene/link.h"
#include "model/model.h"
#include "terrain/gazetteer.h"
#include "terrain/ground.h"
#include "terrain/ground_file.h"
#include "terrain/illumination.h"
#include "terrain/made_map.h"
#include "timeline/ask/standing_milestones.h"
#include "timeline/import/import.h"
#include "timeline/read/parse.h"
#include "timeline/write/history_csv.h"
#include "base/files.h"
#include "base/image.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <random>

#if PERILUNE_HAS_SURVEY
#include "survey/import/map_grid.h"
#include "survey/import/open.h"
#include "survey/import/pds3.h"
#include "survey/import/piped_raster.h"
#include "survey/import/png_raster.h"
#endif

namespace perilune {
namespace {

namespace fs = std::filesystem;
using terrain::TestFolder;

int corruptions() {
    const char* told = std::getenv("PERILUNE_CORRUPTIONS");
    return told ? std::atoi(told) : 600;
}

std::string bytesOf(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}
void write(const fs::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary) << bytes;
}

/// A damage of one of the kinds that disks, networks, editors and enemies make.
std::string damaged(std::string bytes, std::mt19937& lot) {
    const auto any = [&](std::size_t below) { return below == 0 ? 0 : std::size_t(lot()) % below; };
    // Headers are where damage tells most.
    const auto place = [&] {
        return any(2) ? any(bytes.size()) : any(std::min<std::size_t>(bytes.size(), 512));
    };
    const int times = 1 + int(any(4));
    for (int i = 0; i < times && !bytes.empty(); ++i) {
        const std::size_t at = place();
        switch (any(9)) {
        case 0: // cut short
            bytes.resize(at);
            break;
        case 1:
            bytes[at] = char(bytes[at] ^ (1 << any(8)));
            break;
        case 2:
            bytes[at] = char(lot());
            break;
        case 3: { // numbers at the edges of their types
            const std::uint64_t odd[] = {0,
                                         1,
                                         0x7fff,
                                         0xffff,
                                         0x7fffffff,
                                         0xffffffff,
                                         ~std::uint64_t{0},
                                         std::uint64_t{1} << 63,
                                         0x7ff0000000000000,
                                         0x7fc00000};
            const std::uint64_t value = odd[any(10)];
            std::memcpy(&bytes[at], &value,
                        std::min<std::size_t>(std::size_t{1} << any(4), bytes.size() - at));
            break;
        }
        case 4: // a sector of nothing
            std::fill_n(bytes.begin() + std::ptrdiff_t(at),
                        std::min<std::size_t>(any(600), bytes.size() - at), '\0');
            break;
        case 5:
            bytes.erase(at, 1 + any(64));
            break;
        case 6:
            bytes.insert(at, bytes.substr(any(bytes.size()), any(64)));
            break;
        case 7: { // digits that grow
            const std::size_t digit = bytes.find_first_of("0123456789", at);
            if (digit != std::string::npos)
                bytes.replace(digit, 1, any(2) ? "-99999999999999999999" : "1e308");
            break;
        }
        default:
            std::swap(bytes[at], bytes[place()]);
        }
    }
    return bytes;
}

/// An installed map with its check sums made anew, as an enemy would.
std::string sealedAgain(std::string map) {
    const auto crc = [&](std::size_t from, std::size_t count) {
        return std::uint32_t(::crc32_z(0, reinterpret_cast<const Bytef*>(map.data() + from), count));
    };
    terrain::TileSetHeader header;
    if (map.size() < sizeof header)
        return map;
    std::memcpy(&header, map.data(), sizeof header);
    header.fileBytes = map.size();
    const std::size_t place = terrain::brickPlaceBytes(terrain::RasterKind::Elevation);
    for (std::size_t at = sizeof header; at + place <= map.size(); at += place) {
        const std::uint32_t sum = crc(at, place - sizeof sum);
        std::memcpy(&map[at + place - sizeof sum], &sum, sizeof sum);
    }
    const std::uint64_t bytes = header.entryCount * sizeof(terrain::TileEntry);
    if (header.entriesOffset < map.size() && bytes <= map.size() - header.entriesOffset)
        header.tableCrc = crc(header.entriesOffset, bytes);
    header.headerCrc = 0;
    std::memcpy(map.data(), &header, sizeof header);
    header.headerCrc = crc(0, sizeof header);
    std::memcpy(map.data(), &header, sizeof header);
    return map;
}

/// A reader, with whole files to begin from.
struct Reader {
    const char* name;
    std::vector<std::string> good;
    std::function<void(const std::string& bytes)> read;
    int share = 4; ///< of the corruptions: what takes long gets fewer, and 0 a fourth of one share
};

void requireLine(const base::Error& error) {
    ASSERT_FALSE(error.message.empty());
    ASSERT_EQ(error.message.find('\n'), std::string::npos) << error.message;
}
template <class T> void requireWordsOrValue(const base::Result<T>& result) {
    if (!result)
        requireLine(result.error());
}
void requireFinite(const terrain::Tile& tile) {
    ASSERT_TRUE(std::isfinite(tile.minHeightM) && std::isfinite(tile.maxHeightM));
    for (const glm::vec3& corner : tile.corners)
        ASSERT_TRUE(std::isfinite(corner.x) && std::isfinite(corner.y) && std::isfinite(corner.z));
}

class Corruption : public testing::Test {
  protected:
    /// Damages files of all readers, so many in all.
    void run(const std::vector<Reader>& readers) const {
        int fourths = 0;
        const auto weightOf = [](const Reader& reader) { return std::max(1, 4 * reader.share); };
        for (const Reader& reader : readers)
            fourths += weightOf(reader);
        for (const Reader& reader : readers) {
            SCOPED_TRACE(reader.name);
            std::mt19937 lot(11);
            for (const std::string& good : reader.good)
                ASSERT_FALSE(good.empty());
            const int count = corruptions() * weightOf(reader) / fourths + 1;
            for (int i = 0; i < count && !HasFatalFailure(); ++i) {
                SCOPED_TRACE(i);
                reader.read(damaged(reader.good[std::size_t(i) % reader.good.size()], lot));
            }
        }
    }
    TestFolder folder{"perilune_corruption"};
    fs::path share = base::shareDir();
};

/// A record as a table of its announcements.
std::string historyOf(const std::string& yaml) {
    const auto record = timeline::parseTimelines({{"a.yaml", yaml}});
    const timeline::KnownDay latest = record.value.latestKnown();
    const timeline::StandingMilestones standing(timeline::asKnown(record.value, latest), {latest.day});
    std::vector<const timeline::StandingMilestone*> rows;
    for (const timeline::StandingMilestone& row : standing)
        rows.push_back(&row);
    return timeline::toHistoryCsv(record.value, rows, latest);
}

/// The ground's file with some of its bricks, the rest a hole.
struct SparseGround {
    fs::path share, file;
    std::string head; ///< header and bounds
    SparseGround(const fs::path& real, const fs::path& folder)
        : share(folder / "share"), file(terrain::groundPath(share)) {
        fs::create_directories(file.parent_path());
        fs::create_directories(share / "models");
        fs::create_directory_symlink(real / "models" / "moon", share / "models" / "moon");
        std::ifstream in(terrain::groundPath(real), std::ios::binary);
        head.resize(terrain::kBricksOffset + 40 * sizeof(terrain::Brick));
        in.read(head.data(), std::streamsize(head.size()));
    }
    void put(const std::string& bytes) const {
        write(file, bytes);
        // Cut inside of its head it stays short; else it has its size again.
        if (bytes.size() >= terrain::kBricksOffset)
            fs::resize_file(file, terrain::kGroundFileBytes);
    }
};

std::vector<terrain::TileId> someTiles() {
    return {{0, 0, 0, 0}, {0, 2, 2, 2}, {4, 1, 1, 0}};
}

TEST_F(Corruption, ofAnyFileIsToldOrDoesNoHarm) {
    std::vector<Reader> readers;

    // An installed map, drawn from.
    terrain::MadeMap made;
    made.maxLevel = 2;
    made.value = [](const glm::dvec3& d) { return 1000.0 * d.x * d.y; };
    made.inner = 0.3, made.outer = 0.5;
    const fs::path maps = folder.path / "maps", map = maps / "a.tiles";
    fs::create_directories(maps);
    terrain::writeMap(map, made);
    made.stripColumns = 128;
    terrain::writeMap(maps / "strips.tiles", made);
    const std::vector<std::string> wholeMaps{bytesOf(map), bytesOf(maps / "strips.tiles")};
    fs::remove(maps / "strips.tiles");
    const auto drawFrom = [&](const std::string& bytes) {
        write(map, bytes);
        const auto ground = terrain::Ground::open(share, base::Workers::inlined(), maps);
        ASSERT_TRUE(ground);
        requireFinite((*ground)->buildTile({0, 2, 2, 2}));
        for (const double latitude : {1.0, 89.0, 60.0})
            ASSERT_TRUE(std::isfinite(
                (*ground)->heightM({base::Angle::degrees(latitude), base::Angle::degrees(2.0), 0.0})));
        for (const std::string& problem : (*ground)->problems())
            ASSERT_NE(problem.find("a.tiles"), std::string::npos);
    };
    readers.push_back({"installed map", wholeMaps, drawFrom, 2});
    readers.push_back({"installed map, sealed again", wholeMaps,
                       [&](const std::string& bytes) { drawFrom(sealedAgain(bytes)); }, 2});
    const fs::path half = folder.path / "half.tiles", part = folder.path / "half.tiles.part";
    readers.push_back({"half an import", wholeMaps,
                       [&](const std::string& bytes) {
                           write(part, bytes);
                           auto writer = terrain::TileSetWriter::create(half, terrain::descriptionOf(made));
                           ASSERT_TRUE(writer) << writer.error().message;
                           const auto done = writer->finish();
                           requireWordsOrValue(done);
                           if (done) {
                               const auto set = terrain::TileSet::open(half);
                               ASSERT_TRUE(set) << set.error().message;
                               ASSERT_TRUE(set->bricksAreWhole());
                           } else {
                               writer->discard();
                           }
                       },
                       1});

    terrain::PolarLight cap;
    cap.side = 8, cap.cellM = 1000.0;
    cap.seen.resize(64);
    const fs::path lit = folder.path / "light.cache";
    ASSERT_TRUE(terrain::Illumination(cap, cap).write(lit, "key"));
    readers.push_back({"light at the poles",
                       {bytesOf(lit)},
                       [&](const std::string& bytes) {
                           write(lit, bytes);
                           requireWordsOrValue(terrain::Illumination::read(lit, "key"));
                       },
                       1});

    const SparseGround sparse(share, folder.path);
    readers.push_back({"ground",
                       {sparse.head},
                       [&](const std::string& bytes) {
                           sparse.put(bytes);
                           const auto ground = terrain::Ground::open(sparse.share, base::Workers::inlined());
                           requireWordsOrValue(ground);
                           if (ground)
                               for (const terrain::TileId& id : someTiles())
                                   requireFinite((*ground)->buildTile(id));
                       },
                       1});

    const auto table = [&](const char* name, const fs::path& file, const fs::path& as, auto read,
                           int weight = 2) {
        const fs::path copy = folder.path / "tables" / as;
        fs::create_directories(copy.parent_path());
        std::string good = bytesOf(file);
        if (weight == 2 && good.size() > 20'000) // its beginning is as good as all of it
            good.resize(good.rfind('\n', 20'000) + 1);
        readers.push_back({name,
                           {good},
                           [copy, read](const std::string& bytes) {
                               write(copy, bytes);
                               requireWordsOrValue(read(copy));
                           },
                           weight});
    };
    table(
        "stars", share / "models/sky/stars.csv", "stars.csv",
        [](const fs::path& f) { return render::readStars(f); }, 1);
    table(
        "constellations", share / "models/sky/constellations.csv", "lines.csv",
        [](const fs::path& f) { return render::readConstellations(f); });
    table(
        "names of the Moon", share / "models/moon/names.csv", "names.csv",
        [](const fs::path& f) { return terrain::Gazetteer::read(f.parent_path()); });
    table("countries", share / "models/earth/countries.csv", "countries.csv",
          [](const fs::path& f) { return overlay::WorldMap::load(f); });

    // Pictures: small ones, and the beginning of a photo.
    base::Image grey{40, 30, 1, std::vector<std::uint8_t>(1200, 77)},
        colour{20, 30, 4, std::vector<std::uint8_t>(2400, 9)};
    const fs::path picture = folder.path / "a.png";
    std::vector<std::string> pictures;
    for (const base::Image& image : {grey, colour}) {
        ASSERT_TRUE(base::writePng(picture, image));
        pictures.push_back(bytesOf(picture));
    }
    std::string photo = bytesOf(share / "models/moon/lunar_bumpmap.jpg");
    pictures.push_back(photo.substr(0, 30'000));
    readers.push_back(
        {"pictures", pictures,
         [&](const std::string& bytes) {
             const auto image =
                 base::decodeImage({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
             requireWordsOrValue(image);
             if (image)
                 ASSERT_EQ(image->pixels.size(), std::size_t(image->width) * std::size_t(image->height) *
                                                     std::size_t(image->channels));
             write(picture, bytes);
             requireWordsOrValue(base::readImage16(picture));
         },
         4});

    const fs::path glb = folder.path / "a.glb";
    std::vector<std::string> models{bytesOf(share / "models/spacecraft/blue-moon-mk1.glb")};
    const fs::path others = fs::path(PERILUNE_SHARED_DIR) / "data/gltf";
    for (const char* other :
         {"Triangle/glTF-Embedded/Triangle.gltf", "BoxVertexColors/glTF-Binary/BoxVertexColors.glb",
          "SimpleSkin/glTF-Embedded/SimpleSkin.gltf"})
        if (fs::exists(others / other))
            models.push_back(bytesOf(others / other));
    readers.push_back({"models", models,
                       [&](const std::string& bytes) {
                           write(glb, bytes);
                           const auto model = model::readModel(glb);
                           requireWordsOrValue(model);
                           if (model)
                               for (const std::uint32_t index : model->indices)
                                   ASSERT_LT(index, model->vertices.size());
                           requireWordsOrValue(model::readModelInfo(glb));
                       },
                       3});

    // Fonts, as those of the system are read: without the sum that ours are held to.
    std::vector<std::string> fonts;
    for (const auto& entry : fs::directory_iterator(share / "fonts"))
        fonts.push_back(bytesOf(entry.path()));
    ASSERT_GE(fonts.size(), 2u);
    const fs::path font = folder.path / "font.otf";
    readers.push_back({"fonts", fonts,
                       [&](const std::string& bytes) {
                           write(font, bytes);
                           if (const auto ours = overlay::FontFile::readShipped(font); !ours) {
                               requireLine(ours.error());
                               ASSERT_NE(ours.error().message.find("font.otf"), std::string::npos);
                           }
                           auto read = overlay::FontFile::readFurther(font, 0);
                           requireWordsOrValue(read);
                           if (!read)
                               return;
                           const base::Letters letters{U'A', U'f', U'i', U'é', U'ب', U'ل',  U'ا',
                                                       U'ש', U'क', U'ि', U'ท', U'่',  U'国', U'한'};
                           for (const std::uint32_t glyph : read->glyphsFor(letters)) {
                               const auto drawn = read->rasterise(glyph, 32.0f, 16.0f, 0.03f);
                               ASSERT_EQ(drawn.coverage.texels.size(),
                                         std::size_t(drawn.coverage.width) *
                                             std::size_t(drawn.coverage.height));
                           }
                           auto again = overlay::FontFile::readFurther(font, 0);
                           ASSERT_TRUE(again);
                           std::vector<overlay::FontFile> both;
                           both.push_back(std::move(*read));
                           both.push_back(std::move(*again));
                           const auto set = overlay::FontSet::of(std::move(both));
                           const auto line = overlay::shape("Afi é بلا ש कि ท่ 国 한", set, 0, true);
                           ASSERT_TRUE(std::isfinite(line.width));
                       },
                       3});

    // Texts that are handed over.
    const fs::path source = PERILUNE_SOURCE_DIR;
    const std::string partOfRecord = bytesOf(source / "tests/fuzz/corpus/whole.yaml"),
                      forms = bytesOf(source / "tests/fuzz/corpus/forms.yaml");
    readers.push_back({"timelines",
                       {partOfRecord, forms},
                       [](const std::string& bytes) {
                           (void)timeline::parseTimelines({{"a.yaml", bytes}});
                       },
                       4});
    readers.push_back(
        {"lists of others",
         {bytesOf(source / "tests/fuzz/records/club.csv"), bytesOf(source / "tests/fuzz/records/race.json"),
          bytesOf(source / "tests/fuzz/records/bce.json"), historyOf(partOfRecord)},
         [](const std::string& bytes) {
             const base::Day today = *base::parseDay("2026-11-30");
             for (const auto& imported : {timeline::importCsv(bytes, "a.csv", today),
                                          timeline::importTimelineJs(bytes, "a.json", today)}) {
                 std::vector<std::pair<std::string, std::string>> files;
                 for (const auto& file : imported.value.files)
                     files.emplace_back(file.programme + ".yaml", file.yaml);
                 if (!files.empty())
                     ASSERT_TRUE(timeline::parseTimelines(files).ok());
             }
         },
         3});
    const auto record = timeline::readTimelines(
        {share / "timelines/artemis.yaml", share / "timelines/ilrs.yaml", share / "timelines/context.yaml"});
    ASSERT_TRUE(record.ok());
    readers.push_back({"stories",
                       {bytesOf(share / "timelines/the-road-back.story.yaml")},
                       [&](const std::string& bytes) {
                           const auto story = story::parseStory(bytes, "a.story.yaml", record.value);
                           for (int n = 0; n < 3; ++n)
                               (void)story::momentAt(story.value, {n * 30, 1});
                       },
                       2});
    scene::Moment moment;
    readers.push_back(
        {"links",
         {scene::linkTo(moment, record.value),
          "perilune:1?at=2026-11-23T12:00Z&known=then&look=-62,4,3600&layers=+names,-strip"},
         [&](const std::string& bytes) { requireWordsOrValue(scene::followLink(bytes, record.value)); },
         4});
    readers.push_back({"jobs for films",
                       {"story: a.story.yaml\nsize: 1280x720\nrate: 30\nframes: 0-20\nsamples: 4\n"},
                       [](const std::string& bytes) { (void)story::parseFilmJob(bytes, "a.yaml"); },
                       2});

#if PERILUNE_HAS_SURVEY
    const auto asked = [](const survey::RasterInfo& info) {
        const survey::MapGrid grid(info);
        const glm::dvec2 pixel = grid.pixelOf({0.6, 0.0, 0.8});
        ASSERT_TRUE(std::isfinite(pixel.x) && std::isfinite(pixel.y));
        ASSERT_LE(grid.extent().southDeg, grid.extent().northDeg);
    };
    const fs::path labels = source / "tests/fuzz/labels", image = folder.path / "labels";
    fs::create_directories(image);
    write(image / "map.img", std::string(4096, '\1'));
    readers.push_back({"labels",
                       {bytesOf(labels / "cylinder.lbl"), bytesOf(labels / "polar.lbl")},
                       [&](const std::string& bytes) {
                           const auto odl = survey::parseOdl(bytes, "a.lbl");
                           requireWordsOrValue(odl);
                           if (odl)
                               if (const auto described = survey::describePds3(*odl, "a.lbl", std::nullopt))
                                   asked(described->info);
                           write(image / "map.lbl", bytes);
                           if (bytes.find("PDS_VERSION_ID") < 500) // without that it is not ours to open
                               requireWordsOrValue(
                                   survey::openPds3(image / "map.lbl", terrain::RasterKind::Elevation));
                       },
                       4});
    readers.push_back({"sidecars",
                       {bytesOf(labels / "cylinder.json"), bytesOf(labels / "polar.json")},
                       [&](const std::string& bytes) {
                           const auto sidecar = survey::parseSidecar(bytes, "a.json");
                           requireWordsOrValue(sidecar);
                           if (!sidecar)
                               return;
                           survey::RasterInfo info = sidecar->info;
                           info.width = 720, info.height = 360;
                           if (survey::faultOf(info).empty())
                               asked(info);
                       },
                       4});
#ifdef PERILUNE_MAKE_MAPS
    // What the separate program reads: it may die of a file, and then that is said in a line.
    const fs::path formats = folder.path / "others";
    fs::create_directories(formats);
    ASSERT_EQ(std::system((std::string(PERILUNE_MAKE_MAPS) + " " + formats.string() +
                           " south.tif picture.jp2 isis_south.cub pds4_south.xml")
                              .c_str()),
              0);
    for (const char* name : {"south.tif", "picture.jp2", "isis_south.cub", "pds4_south.xml"})
        readers.push_back({name,
                           {bytesOf(formats / name)},
                           [&, name](const std::string& bytes) {
                               write(formats / name, bytes);
                               auto opened = survey::openPiped(formats / name, terrain::RasterKind::Elevation,
                                                               {PERILUNE_TERRAIN_BINARY, 60.0});
                               requireWordsOrValue(opened);
                               if (!opened || !survey::faultOf((*opened)->info()).empty())
                                   return;
                               asked((*opened)->info());
                               std::vector<float> row(std::size_t((*opened)->info().width) *
                                                      std::size_t((*opened)->info().channels));
                               requireWordsOrValue(
                                   (*opened)->read(0, 0, (*opened)->info().width, 1, row.data()));
                           },
                           0});
#endif
#endif
    run(readers);
}

/// Cut at every one of the places where something ends: a message, and the file is named in it.
TEST_F(Corruption, aTableOrAGroundThatIsCutShortIsToldByName) {
    const std::string stars = bytesOf(share / "models/sky/stars.csv"),
                      lines = bytesOf(share / "models/sky/constellations.csv");
    const fs::path file = folder.path / "cut.csv";
    std::vector<std::size_t> cuts{0, 1, 22, 23, 24, 5000};
    for (const std::string* table : {&stars, &lines}) {
        cuts.push_back(table->rfind('\n', table->size() / 2) + 1); // at the end of a line nothing looks wrong
        cuts.push_back(table->size() - 1);
        cuts.push_back(table->rfind('\n', table->size() - 2) + 1);
    }
    for (const std::size_t cut : cuts)
        for (const std::string* table : {&stars, &lines}) {
            if (cut >= table->size())
                continue;
            write(file, table->substr(0, cut));
            std::string message;
            if (table == &stars) {
                const auto read = render::readStars(file);
                message = read ? "" : read.error().message;
            } else {
                const auto read = render::readConstellations(file);
                message = read ? "" : read.error().message;
            }
            EXPECT_NE(message.find("cut.csv"), std::string::npos)
                << cut << (table == &stars ? " of stars" : " of lines");
        }
    const SparseGround sparse(share, folder.path);
    for (const std::uintmax_t size :
         {std::uintmax_t{0}, std::uintmax_t{100}, std::uintmax_t{terrain::kBricksOffset},
          std::uintmax_t{terrain::kGroundFileBytes - 1}}) {
        write(sparse.file, sparse.head);
        fs::resize_file(sparse.file, size);
        const auto ground = terrain::Ground::open(sparse.share, base::Workers::inlined());
        ASSERT_FALSE(ground) << size;
        EXPECT_NE(ground.error().message.find("moon.ground"), std::string::npos);
    }
}

} // namespace
} // namespace perilune
