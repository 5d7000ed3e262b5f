#include "app/commands/options.h"
#include "app/commands/terrain.h"

namespace perilune::app {

namespace {

void addImport(CLI::App& terrain, TerrainImportOptions& o, Command& chosen) {
    auto* importing = addCommandOf(kImports, terrain, chosen, "import",
                                   "Install maps of height or brightness", [&o] { return terrainImport(o); });
    if (!importing)
        return;
    importing
        ->add_option("files", o.files,
                     "Maps: PDS3 labels, PNG with a sidecar, GeoTIFF and others; one set each")
        ->required()
        ->check(namesAFile())
        ->type_name("FILE");
    importing
        ->add_option_function<std::string>(
            "--as",
            [&o](const std::string& word) {
                o.kind = word == "albedo" ? terrain::RasterKind::Albedo : terrain::RasterKind::Elevation;
            },
            "What the numbers are: elevation or albedo (default: as the label tells)")
        ->check(CLI::IsMember({"elevation", "albedo"}))
        ->type_name("KIND");
    importing->add_option("--name", o.name, "What the installed map is called (default: as the file)")
        ->type_name("NAME");
    addFile(*importing, "--sidecar", o.sidecar,
            "Tells where a PNG lies on the Moon (default: FILE.json beside it)");
    importing->add_flag("--dry-run", o.dryRun, "Say what would be made, and make nothing");
    importing->add_flag("--again", o.again, "Replace what was installed from this file before");
    importing->add_flag("--accept", o.accept, "Import a map in spite of the doubts that were told");
    addJson(*importing, o.json);
}

void addFetch(CLI::App& terrain, TerrainFetchOptions& o, Command& chosen) {
    auto* fetch =
        addCommandOf(kDownloads, terrain, chosen, "fetch",
                     "Download NASA's heights and install them (network)", [&o] { return terrainFetch(o); });
    if (!fetch)
        return;
    fetch
        ->add_option(
            "set", o.set,
            "standard: the whole Moon, 16 pixels a degree, 33 MB; high: 64, 531 MB; polar: both poles "
            "at 80 m and 20 m a pixel")
        ->required()
        ->check(CLI::IsMember({"standard", "polar", "high"}))
        ->type_name("SET");
    fetch
        ->add_option("--from", o.from,
                     "Where the archive's lola_gdr folder lies (default: NASA's PDS Geosciences node)")
        ->check(CLI::Validator(
            [](std::string& url) {
                return url.starts_with("http://") || url.starts_with("https://")
                           ? std::string()
                           : "\"" + url + "\" is no address; give http://… or https://…";
            },
            ""))
        ->type_name("URL");
    fetch->add_option("--patience", o.patienceS, "Seconds of silence after which it gives up (default: 30)")
        ->check(CLI::Range(1.0, 3600.0))
        ->type_name("S");
    fetch->add_flag("--dry-run", o.dryRun, "Fetch the labels alone, and say what would be fetched");
    fetch->add_flag("--keep", o.keep, "Keep the downloaded files after they are installed");
    fetch->add_flag("--again", o.again, "Fetch and install even what is installed");
}

} // namespace

void addTerrain(CLI::App& app, TerrainOptions& o, Command& chosen) {
    auto* terrain = app.add_subcommand("terrain", "Install maps of the Moon, and ask them");
    terrain->require_subcommand(1);
    addImport(*terrain, o.import, chosen);

    auto* info =
        addCommand(*terrain, chosen, "info", "Tell what is installed", [&o] { return terrainInfo(o.info); });
    info->add_flag("--check", o.info.check, "Read all of it and compare the check sums");
    addJson(*info, o.info.json);

    auto* height = addCommand(*terrain, chosen, "height", "Height and slope at a place",
                              [&o] { return terrainHeight(o.height); });
    addWord(*height, "place", o.height.place, parsePlace, "Where: degrees north and east", "LAT,LON")
        ->required();
    addJson(*height, o.height.json);

    auto* remove = addCommand(*terrain, chosen, "remove", "Remove an installed map",
                              [&o] { return terrainRemove(o.remove); });
    remove->add_option("name", o.remove.name, "Its name, as terrain info tells it")
        ->required()
        ->type_name("NAME");
    addFetch(*terrain, o.fetch, chosen);

    auto* illuminate = addCommand(*terrain, chosen, "illuminate",
                                  "Work out where the Sun shines at the poles, ahead of time",
                                  [&o] { return terrainIlluminate(o.illuminate); });
    addJson(*illuminate, o.illuminate.json);
}

} // namespace perilune::app
