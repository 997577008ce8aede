//! Numbers and layers: measuring, analysis, the border, exports.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand, ValueEnum};

use super::common::{CheckFormat, ColumnArgs, FilterArgs, LineArgs, OutputArgs, TextArgs, ViewArgs};
use marz::export::DiffFormat;
use marz::model::{BandBy, BandTarget};
use marz::recipe::{BorderKm, Length, value, word};

#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  marz measure                                          # the dossier's incidents, as a table
  marz measure --since 2025-08 --category clash --within 5km
  marz measure points.csv --border line.geojson --format csv --output measured.csv
  cat points.geojson | marz measure - --format geojson > measured.geojson
  marz measure --keep --output measured.xlsx            # a workbook: the ending names the format
  marz measure points.csv --border world --nearest 2 --format csv      # of all land borders the nearest
  marz measure --compare other_line.geojson --within 10km      # how much depends on the line
  marz measure --view other_line.geojson --within 10km         # which verdicts a rival line changes

Columns of --format csv: id, lon, lat, distance_m, nearest_lon, nearest_lat, border_km, side, bearing_deg, radius_m,
distance_min_m, distance_max_m, one p_within_X for each --within X, p_left, p_left_basis, border_km_min, border_km_max,
one within_X (yes, no, possible) for each --within X, three columns for each --compare, border_edition; where there are
views, one within_X_robustness for each --within X, side_robustness, differing_views.

A table may also have radius_m (the location radius) and reported_side (left, right or both).")]
pub struct MeasureArgs {
    /// Points: GeoJSON, a table with lon and lat, GeoPackage, Shapefile, KML, GPX, FlatGeobuf, Parquet; '-' is stdin [default: the dossier]
    #[arg(value_name = "INPUT")]
    pub input: Option<PathBuf>,
    #[command(flatten)]
    pub line: LineArgs,
    /// Also the probability of lying within this distance; may be repeated or separated by commas
    #[arg(long, value_name = "LENGTH", value_delimiter = ',')]
    pub within: Vec<Length>,
    /// The output format
    #[arg(long, default_value = "table")]
    pub format: MeasureFormat,
    /// Another line for the same points; may be repeated: shows how far distance, side and kilometre depend on the line
    #[arg(long, value_name = "FILE")]
    pub compare: Vec<PathBuf>,
    /// With --border world: so many of the nearest borders [default: 1]
    #[arg(long, value_name = "NUMBER", value_parser = value::whole::<usize>, hide_short_help = true)]
    pub nearest: Option<usize>,
    #[command(flatten)]
    pub views: ViewArgs,
    /// Keep the members of the input in CSV and XLSX (others always do)
    #[arg(long)]
    pub keep: bool,
    #[command(flatten)]
    pub columns: ColumnArgs,
    /// The column of location radii in a table, in metres [default: radius_m]
    #[arg(long, value_name = "NAME")]
    pub radius: Option<String>,
    #[command(flatten)]
    pub text: TextArgs,
    /// Where to write; '-' is stdout
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
    #[command(flatten)]
    pub filter: FilterArgs,
}

#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  marz grid prio --output grid.csv                             # every cell of PRIO-GRID on land
  marz grid prio --country KHM --near 50km --output khm.csv    # those in Cambodia within 50 km of a land border
  marz grid h3:5 --bbox 102,10,108,15 --format gpkg --output h3.gpkg
  marz grid points.csv --output points-by-border.csv           # the same for the points of a file")]
pub struct GridArgs {
    /// prio, h3:0 to h3:15, or a file of points: GeoJSON, NDJSON, or a table with lon and lat; '-' is stdin
    #[arg(value_name = "GRID|FILE")]
    pub cells: PathBuf,
    /// Only within this distance of the nearest land border
    #[arg(long, value_name = "LENGTH")]
    pub near: Option<String>,
    /// Only in a box, in degrees
    #[arg(long, value_name = "W,S,E,N", value_parser = value::bbox, allow_hyphen_values = true)]
    pub bbox: Option<[f64; 4]>,
    /// Only with the centre in this country, by code or name; may be repeated or separated by commas
    #[arg(long, value_name = "COUNTRY", value_delimiter = ',')]
    pub country: Vec<String>,
    /// Of a grid also the cells at sea [default: those of PRIO-GRID that meet land, those of H3 whose centre is on land]
    #[arg(long)]
    pub sea: bool,
    /// The output format
    #[arg(long, default_value = "csv")]
    pub format: GridFileFormat,
    #[command(flatten)]
    pub columns: ColumnArgs,
    #[command(flatten)]
    pub text: TextArgs,
    /// Where to write; '-' is stdout
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GridFileFormat {
    Csv,
    /// A workbook, for spreadsheets
    Xlsx,
    /// GeoPackage, for any GIS
    #[value(alias = "geopackage")]
    Gpkg,
    /// GeoParquet, for data frames
    #[value(alias = "geoparquet")]
    Parquet,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MeasureFormat {
    Table,
    Csv,
    Xlsx,
    Json,
    Ndjson,
    Geojson,
    Geojsonseq,
    #[value(alias = "geopackage")]
    Gpkg,
    #[value(alias = "flatgeobuf")]
    Fgb,
    #[value(alias = "geoparquet")]
    Parquet,
    Kml,
}

#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  marz export --to geojson --output incidents.geojson
  marz export --to geojson --layer border --output border.geojson
  marz export --to geojson --near 10km --min-grade B3 --output near.geojson
  marz export --to qgis --output qgis                      # then open qgis/marz.qgz
  marz export --to gpkg --output case.gpkg                 # every layer in one file, indexed, for any GIS
  marz export --to csv --within 5km --output incidents.csv
  marz export --to kml --since 2025-08 --output globe.kml")]
pub struct ExportArgs {
    /// The format [else by the ending of --output]
    #[arg(long, value_name = "FORMAT", default_value = "geojson")]
    pub to: ExportFormat,
    /// What to export [default: incidents]; GeoPackage and KML hold all layers they can
    #[arg(long)]
    pub layer: Option<ExportLayer>,
    /// For geojson: incidents with nested properties, as they are stored
    #[arg(long)]
    pub nested: bool,
    /// For csv: a row of hashtags of the humanitarian exchange language below the header
    #[arg(long)]
    pub hxl: bool,
    /// For parquet: the version of GeoParquet; 2.0 has native types, and geodesic edges (karney) in the border and the links [default: 1.1]
    #[arg(long, value_name = "VERSION", hide_short_help = true)]
    pub parquet_version: Option<ParquetVersion>,
    /// Also the probability of lying within this distance; may be repeated or separated by commas
    #[arg(long, value_name = "LENGTH", value_delimiter = ',')]
    pub within: Vec<Length>,
    #[command(flatten)]
    pub views: ViewArgs,
    /// For qgis and gpkg: the language of labels; two of them for two lines, such as en+th [default: marz.toml's, else en]
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// Where to write: a file, or a folder for qgis; '-' is stdout
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
    #[command(flatten)]
    pub filter: FilterArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// RFC 7946, with flat properties
    Geojson,
    /// GeoJSON text sequence (RFC 8142)
    Geojsonseq,
    /// A table for spreadsheets, in UTF-8
    Csv,
    /// GeoPackage: every layer in one file
    #[value(alias = "geopackage")]
    Gpkg,
    /// Keyhole markup, for globes
    Kml,
    /// FlatGeobuf: one layer with a spatial index
    #[value(alias = "flatgeobuf")]
    Fgb,
    /// GeoParquet, for data frames
    #[value(alias = "geoparquet")]
    Parquet,
    /// A folder with a GeoPackage and a project that opens it styled
    Qgis,
}

impl ExportFormat {
    /// Whether a file of this format holds one layer, so that `--layer` chooses it.
    pub fn has_one_layer(self) -> bool {
        matches!(self, Self::Geojson | Self::Geojsonseq | Self::Csv | Self::Fgb | Self::Parquet)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportLayer {
    /// What happened, with what was measured.
    Incidents,
    Places,
    Border,
    /// The shortest ways from the incidents to the border.
    Links,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ParquetVersion {
    /// Well-known binary with a box beside each geometry.
    #[value(name = "1.1")]
    V1,
    /// The native types GEOMETRY and GEOGRAPHY.
    #[value(name = "2.0")]
    V2,
}

#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  marz analyse                                          # counts, density, hot stretches, near repeats
  marz analyse --category clash,shelling,drone_attack --period quarter
  marz analyse --km 240..460 --stretch 20km --format json > findings.json
  marz analyse --near-repeat 10km --days 7 --format csv --output findings.csv

Sums of events, statements, and visits or talks are counted nowhere. docs/analysis.md has the methods.")]
pub struct AnalyseArgs {
    #[command(flatten)]
    pub line: LineArgs,
    /// The periods to count by
    #[arg(long, default_value = "year")]
    pub period: Period,
    /// How long the stretches are to count by
    #[arg(long, value_name = "LENGTH", default_value = "100km")]
    pub stretch: Length,
    /// Half the width of the kernel of the density
    #[arg(long, value_name = "LENGTH", default_value = "20km")]
    pub kernel: Length,
    /// Half the width of the kernel of the test for hot stretches
    #[arg(long, value_name = "LENGTH", default_value = "50km")]
    pub hot_kernel: Length,
    /// The length of border within this distance of an event; may be repeated or separated by commas [default: 5km, 20km]
    #[arg(long, value_name = "LENGTH", value_delimiter = ',')]
    pub within: Vec<Length>,
    /// Near repeats: pairs no further apart than this
    #[arg(long, value_name = "LENGTH", default_value = "20km")]
    pub near_repeat: Length,
    /// And no more than so many days
    #[arg(long, value_name = "N", default_value_t = 14, value_parser = value::days)]
    pub days: u32,
    #[command(flatten)]
    pub table: TableArgs,
    #[command(flatten)]
    pub filter: FilterArgs,
}

/// The formats of a comparison, as clap lists them.
fn diff_formats() -> impl TypedValueParser<Value = DiffFormat> {
    PossibleValuesParser::new(["table", "csv", "json", "geojson"]).try_map(|text| word::<DiffFormat>(&text))
}

/// As what a table is written, and where.
#[derive(Debug, Args)]
pub struct TableArgs {
    /// The output format [else by the ending of --output]
    #[arg(long, default_value = "table")]
    pub format: AnalyseFormat,
    /// Where to write; '-' is stdout
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Period {
    Year,
    Quarter,
    Month,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AnalyseFormat {
    /// For people.
    #[value(alias = "text")]
    Table,
    /// One long table.
    Csv,
    /// The same as a workbook with typed columns.
    Xlsx,
    /// One object.
    Json,
}

#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  marz bands --within 5km,30km --by year --since 2024
  marz bands --to crossing --format csv --output crossings.csv

docs/bands.md has the method.")]
pub struct BandsArgs {
    #[command(flatten)]
    pub line: LineArgs,
    /// Within these distances; may be repeated or separated by commas
    #[arg(long, value_name = "LENGTH", value_delimiter = ',', default_value = "5km,10km,20km,50km")]
    pub within: Vec<Length>,
    /// From what: border, or the nearest crossing, post or town among the dossier's places
    #[arg(long, value_name = "WHAT", default_value = "border", value_parser = word::<BandTarget>)]
    pub to: BandTarget,
    /// By side, year or category; may be repeated or separated by commas
    #[arg(long, value_name = "WHAT", value_delimiter = ',', default_value = "side,year,category", value_parser = word::<BandBy>)]
    pub by: Vec<BandBy>,
    /// The language of the table [default: marz.toml's, else en]
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    #[command(flatten)]
    pub table: TableArgs,
    #[command(flatten)]
    pub filter: FilterArgs,
}

#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  marz fields                        # a line for every field
  marz fields border_km killed_max   # these alone
  marz fields --format json          # for machines
  marz fields --within 5km           # with the fields that --within adds")]
pub struct FieldsArgs {
    /// Only these fields
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    /// Also the fields for this distance; may be repeated or separated by commas
    #[arg(long, value_name = "LENGTH", value_delimiter = ',')]
    pub within: Vec<Length>,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  marz border list cambodia
  marz border info
  marz border diff BRA-VEN@2026c BRA-VEN   # what changed between two editions
  marz border at 361                # the coordinate of a border kilometre
  marz border at 2:35.5 --border ARM-AZE   # kilometre 35.5 of its second part
  marz border km 70.13 37.519       # the border kilometre of a coordinate")]
pub struct BorderArgs {
    #[command(subcommand)]
    pub command: BorderCommand,
}

#[derive(Debug, Subcommand)]
pub enum BorderCommand {
    /// The land borders of the world: code, lengths, parts, accuracy class, disputed or not
    #[command(
        after_long_help = "Examples:\n  marz border list\n  marz border list cambodia\n  marz border list KHM-THA --format json"
    )]
    List {
        /// A code, or names of countries in any language [default: all]
        query: Vec<String>,
        /// The output format
        #[arg(long, default_value = "text")]
        format: CheckFormat,
    },
    /// The measured length beside the published ones, edition, accuracy
    #[command(after_long_help = "Examples:\n  marz border info --format json")]
    Info {
        #[command(flatten)]
        line: LineArgs,
        /// The output format
        #[arg(long, default_value = "text")]
        format: CheckFormat,
    },
    /// Where two lines of one border part, how far, and which incidents that moves
    Diff(DiffArgs),
    /// The coordinate of a border kilometre
    #[command(after_long_help = "Examples:\n  marz border at 361")]
    At {
        /// The border kilometre, or part:kilometre (2:35.5) on a border of several parts
        km: BorderKm,
        #[command(flatten)]
        line: LineArgs,
    },
    /// The border kilometre nearest to a coordinate
    #[command(after_long_help = "Examples:\n  marz border km 70.13 37.519")]
    Km {
        /// Longitude in degrees
        #[arg(allow_negative_numbers = true, value_parser = value::number)]
        lon: f64,
        /// Latitude in degrees
        #[arg(allow_negative_numbers = true, value_parser = value::number)]
        lat: f64,
        #[command(flatten)]
        line: LineArgs,
    },
}

#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  marz border diff BRA-VEN@2026c BRA-VEN@2026e                 # two editions of one border
  marz border diff data/border.geojson other_line.geojson --over 100m
  marz border diff ARM-AZE@2026c ARM-AZE --format geojson --output changes.geojson
  marz border diff BRA-VEN@2026c BRA-VEN --figure change.png  # a map of the greatest change

In a dossier's folder, or with --dossier, also which of its incidents change band (--within), side or kilometre.")]
pub struct DiffArgs {
    /// The first line: any GeoJSON with lines, a code such as KHM-THA, or an edition of it such as BRA-VEN@2026c
    #[arg(value_name = "A")]
    pub a: PathBuf,
    /// The second line
    #[arg(value_name = "B")]
    pub b: PathBuf,
    /// Also a map of one stretch: x.png, x.svg or x.pdf
    #[arg(long, value_name = "FILE")]
    pub figure: Option<PathBuf>,
    /// Which stretch, by its number [default: the one with the greatest distance]
    #[arg(long, value_name = "N", value_parser = value::whole::<usize>, requires = "figure")]
    pub change: Option<usize>,
    /// The language of the map: en, tg, fa, ru, es, fr or ar; two for names in two scripts: tg+fa
    #[arg(long, value_name = "LANG", requires = "figure")]
    pub lang: Option<String>,
    /// Only where the lines are further apart than this
    #[arg(long, value_name = "LENGTH", default_value = "25m")]
    pub over: Length,
    /// The bands of distance by which incidents are judged; may be repeated or separated by commas [default: marz.toml's, else 5km, 10km, 20km, 50km]
    #[arg(long, value_name = "LENGTH", value_delimiter = ',')]
    pub within: Vec<Length>,
    /// The output format: csv has the stretches, json the incidents too, geojson both lines, the ground between and the incidents [else by the ending of --output]
    #[arg(long, default_value = "table", value_parser = diff_formats())]
    pub format: DiffFormat,
    /// Where to write; '-' is stdout
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
}
