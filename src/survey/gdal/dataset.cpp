#include "survey/gdal/dataset.h"

#include <cpl_conv.h>
#include <fmt/format.h>
#include <gdal_utils.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <regex>

namespace perilune::survey::gdal {

namespace fs = std::filesystem;
using base::Result;

namespace {

/// The first failure since it was emptied: it is the one that the later ones follow from.
std::string& complaint() {
    static thread_local std::string text;
    return text;
}

void CPL_STDCALL keepComplaint(CPLErr level, CPLErrorNum, const char* text) {
    if (level < CE_Failure || !complaint().empty())
        return;
    for (const char* c = text; *c && complaint().size() < 300; ++c)
        complaint() += static_cast<unsigned char>(*c) < 0x20 ? ' ' : *c;
}

std::string becauseOf(const char* otherwise) {
    std::string why = complaint().empty() ? otherwise : "GDAL says: " + complaint();
    complaint().clear();
    return why;
}

class Map : public RasterSource {
  public:
    Map(GDALDatasetUniquePtr file, GDALDatasetUniquePtr view, GDALDatasetUniquePtr warped, RasterInfo info,
        std::vector<GDALRasterBand*> bands, std::vector<Values> values)
        : file_(std::move(file)), view_(std::move(view)), warped_(std::move(warped)), info_(std::move(info)),
          bands_(std::move(bands)), values_(std::move(values)) {}

    const RasterInfo& info() const override { return info_; }

    Result<void> read(std::int64_t x, std::int64_t y, std::int64_t width, std::int64_t height,
                      float* out) override {
        const std::size_t count = std::size_t(width * height), channels = bands_.size();
        stored_.resize(count);
        mask_.resize(count);
        for (std::size_t c = 0; c < channels; ++c) {
            if (bands_[c]->RasterIO(GF_Read, int(x), int(y), int(width), int(height), stored_.data(),
                                    int(width), int(height), GDT_Float64, 0, 0, nullptr) != CE_None)
                return unreadable();
            const bool masked = values_[c].masked;
            if (masked && bands_[c]->GetMaskBand()->RasterIO(GF_Read, int(x), int(y), int(width), int(height),
                                                             mask_.data(), int(width), int(height), GDT_Byte,
                                                             0, 0, nullptr) != CE_None)
                return unreadable();
            for (std::size_t i = 0; i < count; ++i)
                out[i * channels + c] = masked && !mask_[i] ? std::nanf("") : values_[c](stored_[i]);
        }
        return {};
    }

  private:
    static tl::unexpected<base::Error> unreadable() {
        return base::inputError(fmt::format("its pixels cannot be read; {}; fetch the file again",
                                            becauseOf("it may be cut short")));
    }

    GDALDatasetUniquePtr file_, view_, warped_; ///< each reads from the one before it
    RasterInfo info_;
    std::vector<GDALRasterBand*> bands_;
    std::vector<Values> values_;
    std::vector<double> stored_;
    std::vector<std::uint8_t> mask_;
};

GDALDatasetUniquePtr openFile(const fs::path& file) {
    const auto attempt = [](const fs::path& name) {
        return GDALDatasetUniquePtr(
            GDALDataset::Open(name.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR));
    };
    // The pixels of PDS products lie beside their label, which alone knows what their numbers mean, even
    // where they could be opened without it. It is theirs only if it names them.
    for (const char* extension : {".xml", ".XML", ".lbl", ".LBL"}) {
        fs::path label = file;
        label.replace_extension(extension);
        std::error_code none;
        if (label == file || !fs::is_regular_file(label, none))
            continue;
        auto opened = attempt(label);
        const CPLStringList files(opened ? opened->GetFileList() : nullptr);
        for (int i = 0; i < files.Count(); ++i)
            if (fs::equivalent(files[i], file, none))
                return opened;
    }
    complaint().clear();
    return attempt(file);
}

/// A picture with a palette becomes one with red, green and blue.
GDALDatasetUniquePtr expanded(GDALDataset& dataset) {
    CPLStringList words;
    for (const char* word : {"-of", "VRT", "-expand", "rgb"})
        words.AddString(word);
    GDALTranslateOptions* options = GDALTranslateOptionsNew(words.List(), nullptr);
    int usage = 0;
    GDALDatasetH made = GDALTranslate("", GDALDataset::ToHandle(&dataset), options, &usage);
    GDALTranslateOptionsFree(options);
    return GDALDatasetUniquePtr(GDALDataset::FromHandle(made));
}

std::string trimmed(std::string text) {
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
        text = text.substr(1, text.size() - 2);
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20)
            c = ' ';
    const std::size_t from = text.find_first_not_of(' ');
    if (from == std::string::npos)
        return "";
    return text.substr(from, std::min<std::size_t>(text.find_last_not_of(' ') - from + 1, 300));
}

std::string metadata(GDALDataset& dataset, std::initializer_list<const char*> keys) {
    for (const char* key : keys)
        if (const char* value = dataset.GetMetadataItem(key); value && !trimmed(value).empty())
            return trimmed(value);
    return "";
}

/// What the label of a PDS4 product says in an element, e.g. its title.
std::string pds4Element(GDALDataset& dataset, const char* name) {
    char** text = dataset.GetMetadata("xml:PDS4");
    if (!text || !text[0])
        return "";
    const std::string label = text[0], begin = fmt::format("<{}>", name), end = fmt::format("</{}>", name);
    const std::size_t from = label.find(begin), to = label.find(end);
    if (from == std::string::npos || to == std::string::npos || to < from + begin.size())
        return "";
    return trimmed(label.substr(from + begin.size(), to - from - begin.size()));
}

void describe(GDALDataset& dataset, const fs::path& file, RasterInfo& info) {
    info.title =
        metadata(dataset, {"TIFFTAG_DOCUMENTNAME", "TIFFTAG_IMAGEDESCRIPTION", "TITLE", "PRODUCT_ID"});
    if (info.title.empty())
        info.title = pds4Element(dataset, "title");
    if (info.title.empty())
        info.title = file.filename().string();
    info.source = metadata(dataset, {"TIFFTAG_ARTIST", "AUTHOR", "PRODUCER_INSTITUTION_NAME", "DATA_SET_ID"});
    if (info.source.empty())
        info.source = pds4Element(dataset, "logical_identifier");
    info.licence = metadata(dataset, {"TIFFTAG_COPYRIGHT", "COPYRIGHT", "LICENSE", "LICENCE"});
}

std::vector<int> chosenBands(GDALDataset& dataset, RasterKind kind, std::vector<std::string>& notes) {
    const int count = dataset.GetRasterCount();
    int colours = count;
    for (int i = 1; i <= count; ++i)
        if (dataset.GetRasterBand(i)->GetColorInterpretation() == GCI_AlphaBand)
            --colours;
    if (kind == RasterKind::Albedo && colours == 3)
        return {1, 2, 3};
    if (colours > 1)
        notes.push_back(fmt::format("Of its {} bands the first is taken.", colours));
    return {1};
}

} // namespace

void prepare() {
    // Nothing but files of this machine is read, whatever a file may point to.
    CPLSetConfigOption("GDAL_SKIP",
                       "WMS WCS WMTS OGCAPI HTTP PLMOSAIC PLSCENES EEDA EEDAI DAAS NGW RASTERLITE "
                       "PostGISRaster STACTA STACIT");
    CPLSetConfigOption("CPL_VSIL_CURL_ALLOWED_FILENAME", "/vsicurl/none");
    CPLSetConfigOption("GDAL_VRT_ENABLE_PYTHON", "NO");
    CPLSetConfigOption("GDAL_CACHEMAX", "256");
    GDALAllRegister();
    CPLSetErrorHandler(keepComplaint);
}

Result<std::unique_ptr<RasterSource>> open(const fs::path& path, RasterKind kind) {
    complaint().clear();
    GDALDatasetUniquePtr file = openFile(path);
    if (!file)
        return base::inputError(
            fmt::format("it cannot be opened as a map; {}", becauseOf("none of GDAL's formats fits")));
    if (file->GetRasterCount() == 0) {
        const char* first = file->GetMetadataItem("SUBDATASET_1_NAME", "SUBDATASETS");
        return base::inputError(
            first ? fmt::format("it holds several maps; take one out of it: gdal_translate '{}' "
                                "NEW.tif",
                                first)
                  : std::string("there are no pixels in it; name a map"));
    }
    GDALDatasetUniquePtr view;
    if (kind == RasterKind::Albedo && file->GetRasterCount() == 1 && file->GetRasterBand(1)->GetColorTable())
        view = expanded(*file);
    GDALDataset* seen = view ? view.get() : file.get();

    auto placing = place(*seen);
    if (!placing)
        return tl::unexpected(placing.error());
    RasterInfo info;
    info.kind = kind;
    info.projection = placing->projection;
    info.resolutionM = placing->resolutionM;
    info.notes = placing->notes;
    describe(*file, path, info);
    const std::vector<int> chosen = chosenBands(*seen, kind, info.notes);
    GDALDataset* read = placing->warped ? placing->warped.get() : seen;
    info.width = read->GetRasterXSize();
    info.height = read->GetRasterYSize();
    info.channels = int(chosen.size());

    std::vector<GDALRasterBand*> bands;
    std::vector<Values> values;
    std::vector<std::string> said;
    for (const int index : chosen) {
        GDALRasterBand& stored = *seen->GetRasterBand(index);
        if (GDALDataTypeIsComplex(stored.GetRasterDataType()))
            return base::inputError("its pixels are complex numbers; name a map of heights or brightness");
        // What the numbers mean is a matter of the file; where they are read, of the view.
        auto meaning =
            kind == RasterKind::Elevation
                ? heightsOf(*file, stored, placing->radiusM,
                            info.resolutionM * double(std::max(info.width, info.height)), said, info.doubts)
                : brightnessOf(stored, said);
        if (!meaning) {
            const std::string why = becauseOf("");
            return base::inputError(why.empty() ? meaning.error().message
                                                : fmt::format("{}; {}", meaning.error().message, why));
        }
        if (placing->warped)
            meaning->masked = false; // there no data are no numbers
        if (kind == RasterKind::Elevation)
            info.scale = meaning->scale, info.offset = meaning->offset;
        bands.push_back(read->GetRasterBand(index));
        values.push_back(*meaning);
    }
    if (!said.empty()) {
        std::sort(said.begin(), said.end());
        said.erase(std::unique(said.begin(), said.end()), said.end());
        info.notes.insert(info.notes.end(), said.begin(), said.end());
    }
    complaint().clear();
    return std::make_unique<Map>(std::move(file), std::move(view), std::move(placing->warped),
                                 std::move(info), std::move(bands), std::move(values));
}

Result<Numbers> openNumbers(const fs::path& path, RasterKind kind) {
    complaint().clear();
    GDALDatasetUniquePtr file(
        GDALDataset::Open(path.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR));
    if (!file || file->GetRasterCount() == 0)
        return base::inputError(
            fmt::format("it cannot be opened as a picture; {}", becauseOf("none of GDAL's formats fits")));
    RasterInfo info;
    info.kind = kind;
    info.width = file->GetRasterXSize(), info.height = file->GetRasterYSize();
    info.resolutionM = 1.0;
    describe(*file, path, info);
    auto placing = place(*file);
    const bool placed = placing && !placing->warped;
    if (placed)
        info.projection = placing->projection, info.resolutionM = placing->resolutionM;
    std::vector<GDALRasterBand*> bands;
    for (const int index : chosenBands(*file, kind, info.notes))
        bands.push_back(file->GetRasterBand(index));
    info.channels = int(bands.size());
    Values asTheyAre;
    asTheyAre.least = asTheyAre.storedLeast = -std::numeric_limits<double>::infinity();
    asTheyAre.most = asTheyAre.storedMost = std::numeric_limits<double>::infinity();
    std::vector<Values> values(bands.size(), asTheyAre);
    complaint().clear();
    return Numbers{std::make_unique<Map>(std::move(file), GDALDatasetUniquePtr(), GDALDatasetUniquePtr(),
                                         std::move(info), std::move(bands), std::move(values)),
                   placed};
}

} // namespace perilune::survey::gdal
