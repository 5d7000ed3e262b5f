#include "app/commands/options.h"
#include "app/commands/record_update.h"

namespace perilune::app {

void addRecordUpdates(CLI::App& record, RecordUpdates& o, Command& chosen) {
    if (auto* update =
            addCommandOf(kDownloads, record, chosen, "update", "Install a newer record, or go back",
                         [&o] { return recordUpdate(o.update); })) {
        auto* from =
            update
                ->add_option("from", o.update.from,
                             "A file (.tar.gz) or an https address (default: where the record in use "
                             "says that newer ones are)")
                ->type_name("FILE|URL");
        auto* key =
            update->add_option("--key", o.update.key, "Who must have signed it: a public key, or its file")
                ->type_name("KEY");
        update->add_flag("--undo", o.update.undo, "Go back to the record before")
            ->excludes(from)
            ->excludes(key);
        update->add_flag("--dry-run", o.update.dryRun, "Check it, and install nothing");
        addWord(*update, "--timeout", o.update.patienceS, parseSeconds, "Silence that is borne (default: 30)",
                "S");
    }
    auto* diff = addCommand(record, chosen, "diff", "Tell what another record has otherwise",
                            [&o] { return recordDiff(o.diff); });
    const char* const what =
        "a timeline, a folder of them, an archive, or one of shipped, installed, own (with "
        "your own timelines over it)";
    diff->add_option("from", o.diff.from, std::string("The older one: ") + what)->required()->type_name("A");
    diff->add_option("to", o.diff.to, "The newer one")->required()->type_name("B");
    addJson(*diff, o.diff.json);
    if (auto* pack =
            addCommandOf(kDownloads, record, chosen, "pack", "Make an archive of a record, to be published",
                         [&o] { return recordPack(o.pack); })) {
        pack->add_option("files", o.pack.files, "Its timelines (default: the shipped ones)")
            ->type_name("FILE");
        addFile(*pack, "-o,--output", o.pack.output, "Where to save it", "FILE.tar.gz")->required();
        // Not called --version, which prints the program's.
        pack->add_option("--as", o.pack.version, "Its version: a day, or 2026-11-30.2 (default: today)")
            ->type_name("VERSION");
        pack->add_option("--evidence-until", o.pack.evidenceUntil,
                         "Up to which day sources were read (default: what its files say)")
            ->type_name("DAY");
        pack->add_option("--address", o.pack.address, "Where newer ones will be")->type_name("URL");
        addFile(*pack, "--sign", o.pack.sign, "Sign it with this secret key", "FILE");
    }
    if (auto* key =
            addCommandOf(kDownloads, record, chosen, "key", "Make a pair of keys to sign records with",
                         [&o] { return recordKey(o.key); }))
        addFile(*key, "file", o.key.file, "Where to save the secret half; the public one is printed")
            ->required();
}

} // namespace perilune::app
