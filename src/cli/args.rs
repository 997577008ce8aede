//! The command line as it is written; nothing here touches a file.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::said;
use crate::model::{Actor, Basis, Category, Edtf, Grade, LonLat, ReportedSide, Source, Status, Toll};
use crate::recipe::{By, Choice, FilterText, Graticule, Kind, Length, Page, Theme, word};

/// Maps incidents along an international border.
///
/// How far from the border each incident happened and how sure that is; maps fit for a report; layers for GIS.
#[derive(Debug, Parser)]
#[command(name = "marz", version, propagate_version = true, max_term_width = 100, after_help = EXIT_CODES)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "\
Exit codes: 0 done; 1 done or checked, and some records were rejected; 2 wrong usage or failure.
stdout carries the product and nothing else; '-' is stdin or stdout.

Examples:
  marz build                                   everything, from the dossier in this folder or the embedded one
  marz check                                   every problem in the data
  marz measure points.csv --within 5km         proximity of any points
  marz map overview --output overview.svg      one figure";

/// Options that every command takes.
#[derive(Debug, Args)]
pub struct Global {
    /// The dossier's folder, the one with marz.toml [default: this folder or the nearest above; else the embedded one]
    #[arg(long, global = true, value_name = "DIR")]
    pub dossier: Option<PathBuf>,
    /// Nothing on stderr but errors
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// More on stderr
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// Colours on the terminal
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: When,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// The main job: check the dossier, measure everything, render every recipe, write tables and the hand-over
    Build(BuildArgs),
    /// Every problem in the data, with file, line, column, feature, what was found and expected, and the fix
    Check(CheckArgs),
    /// Proximity of the dossier's incidents, or of any points, to a border
    Measure(MeasureArgs),
    /// One figure
    Map(MapArgs),
    /// The hand-over to other programs
    Export(ExportArgs),
    /// Other people's data into incidents: ACLED, UCDP GED, GDELT, any spreadsheet
    Import(ImportArgs),
    /// Counts, density along the border, hot stretches, near repeats
    Analyse(AnalyseArgs),
    /// The report: one self-contained HTML file, or Markdown with its images beside it
    Report(ReportArgs),
    /// The publication check: what a careful editor would stop
    Lint(LintArgs),
    /// Lengths of the border; kilometre to coordinate and back
    Border(BorderArgs),
    /// What every field of measured and exported tables means
    Fields(FieldsArgs),
    /// The place that a name means, in whatever script it is written
    Find(FindArgs),
    /// Starts a dossier for another border
    Init(InitArgs),
    /// A new incident, from options or by asking
    Add(AddArgs),
    /// Records that two records tell of one event
    Link(LinkArgs),
    /// Completions for a shell
    Completions(CompletionsArgs),
    /// Manual pages
    Man(ManArgs),
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  marz build                        in a dossier's folder: regenerates maps/
  marz build --output ../case       the same, somewhere else
  marz build --dossier other/case   another dossier")]
pub struct BuildArgs {
    /// Where maps/ and out/ are written [default: the dossier's folder; this folder for the embedded dossier]
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  marz check                              the whole dossier
  marz check data/incidents.geojson       one file
  marz check --format json > problems.json")]
pub struct CheckArgs {
    /// Files to check instead of the dossier's
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// How to tell
    #[arg(long, default_value = "text")]
    pub format: CheckFormat,
    /// Where to write; '-' is stdout
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  marz measure                                          the dossier's incidents, as a table
  marz measure --since 2025-08 --category clash --within 5km
  marz measure points.csv --border line.geojson --format csv --output measured.csv
  cat points.geojson | marz measure - --format geojson > measured.geojson
  marz measure --compare natural_earth.geojson --within 10km   how much depends on the line

Columns of --format csv: id, lon, lat, distance_m, nearest_lon, nearest_lat, border_km, side, bearing_deg, radius_m,
distance_min_m, distance_max_m, one p_within_X for each --within X, p_left, p_left_basis, border_km_min, border_km_max,
one within_X (yes, no, possible) for each --within X, three columns for each --compare, border_edition.

A table may also have radius_m (the location radius) and reported_side (left, right or both).")]
pub struct MeasureArgs {
    /// Points: GeoJSON, GeoJSON text sequence, NDJSON, or CSV with lon and lat; '-' is stdin [default: the dossier]
    #[arg(value_name = "INPUT")]
    pub input: Option<PathBuf>,
    /// Any GeoJSON with a LineString or MultiLineString [default: the dossier's border]
    #[arg(long, value_name = "FILE")]
    pub border: Option<PathBuf>,
    /// Also the probability of lying within this distance; may be repeated
    #[arg(long, value_name = "LENGTH")]
    pub within: Vec<Length>,
    /// How to tell
    #[arg(long, default_value = "table")]
    pub format: MeasureFormat,
    /// Another line for the same points; may be repeated: shows how far distance, side and kilometre depend on the line
    #[arg(long, value_name = "FILE")]
    pub compare: Vec<PathBuf>,
    /// Keep the members of the input in CSV (the other formats always do)
    #[arg(long)]
    pub keep: bool,
    /// The column of longitude in a table [default: lon, longitude, x, …]
    #[arg(long, value_name = "NAME")]
    pub lon: Option<String>,
    /// The column of latitude in a table [default: lat, latitude, y, …]
    #[arg(long, value_name = "NAME")]
    pub lat: Option<String>,
    /// The column of ids in a table [default: id]
    #[arg(long, value_name = "NAME")]
    pub id: Option<String>,
    /// The column of location radii in a table, in metres [default: radius_m]
    #[arg(long, value_name = "NAME")]
    pub radius: Option<String>,
    /// Where to write; '-' is stdout
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
    #[command(flatten)]
    pub filter: FilterArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MeasureFormat {
    /// Aligned columns for people.
    Table,
    Csv,
    /// One JSON array.
    Json,
    /// One JSON object a line.
    Ndjson,
    /// A FeatureCollection.
    Geojson,
    /// One feature a line, each after a record separator (RFC 8142).
    Geojsonseq,
}

/// Which incidents to take.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Filters")]
pub struct FilterArgs {
    /// Nothing that ended before this date (2025, 2025-08, 2025-08-24)
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Nothing that began after this date
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// Only these categories; may be repeated or separated by commas
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub category: Vec<String>,
    /// Only these statuses; may be repeated or separated by commas
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub status: Vec<String>,
    /// Only within this distance of the border
    #[arg(long, value_name = "LENGTH")]
    pub near: Option<String>,
    /// Only between two border kilometres
    #[arg(long, value_name = "A..B", value_parser = kilometres)]
    pub km: Option<(f64, f64)>,
    /// Only in a box, in degrees
    #[arg(long, value_name = "W,S,E,N", value_parser = bbox, allow_hyphen_values = true)]
    pub bbox: Option<[f64; 4]>,
    /// Only with this Admiralty grade or better on both axes
    #[arg(long, value_name = "GRADE")]
    pub min_grade: Option<String>,
}

impl FilterArgs {
    pub fn text(&self) -> FilterText {
        FilterText {
            since: self.since.clone(),
            until: self.until.clone(),
            category: self.category.clone(),
            status: self.status.clone(),
            near: self.near.clone(),
            km: self.km,
            bbox: self.bbox,
            min_grade: self.min_grade.clone(),
        }
    }
}

fn kilometres(text: &str) -> Result<(f64, f64), String> {
    let wrong = || "expected two kilometres such as 260..440".to_owned();
    let (from, to) = text.split_once("..").ok_or_else(wrong)?;
    let number = |t: &str| t.trim().parse::<f64>().ok().filter(|v| v.is_finite()).ok_or_else(wrong);
    Ok((number(from)?, number(to)?))
}

fn bbox(text: &str) -> Result<[f64; 4], String> {
    let numbers: Vec<f64> = text.split(',').filter_map(|t| t.trim().parse().ok()).collect();
    numbers.try_into().map_err(|found: Vec<f64>| {
        format!("found {} numbers; expected west,south,east,north such as 67,36,75,39", found.len())
    })
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  marz map                                                 the recipe maps/overview.toml, to overview.png
  marz map overview --output overview.svg
  marz map --km 260..440 --since 2025-08 --title 'The gold mine' --output mine.png
  marz map --around Khorugh --radius 60km --output khorugh.png
  marz map gold-mine --page a4-landscape --lang ru --output mine.pdf
  marz map --theme dark --page slide --text 1.2 --output slide.png
  marz map --border line.geojson --title 'Another border' --output other.png")]
pub struct MapArgs {
    /// A recipe: a path, or the name of a file in maps/ without .toml
    #[arg(default_value = "overview")]
    pub recipe: String,
    /// Any GeoJSON with a LineString or MultiLineString, drawn whole in place of the dossier's border
    #[arg(long, value_name = "FILE")]
    pub border: Option<PathBuf>,
    /// x.png, x.svg or x.pdf; '-' is stdout, as SVG [default: the recipe's name with .png, in this folder]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Also write title, description and credits as text; '-' is stdout
    #[arg(long, value_name = "FILE")]
    pub caption: Option<PathBuf>,
    /// The kind of figure: map, strip (the border straightened), timeline or multiples (the same map by period)
    #[arg(long, value_parser = word::<Kind>)]
    pub kind: Option<Kind>,
    /// Small multiples: year; for maps also quarter or category
    #[arg(long, value_parser = word::<By>)]
    pub by: Option<By>,
    /// What the map finds
    #[arg(long)]
    pub title: Option<String>,
    /// What it shows, and when
    #[arg(long)]
    pub subtitle: Option<String>,
    /// Width and height in pixels
    #[arg(long, value_name = "WxH", value_parser = size, conflicts_with = "page")]
    pub size: Option<(u32, u32)>,
    /// A page: a4, a4-landscape, a5, letter, slide, column (84 mm wide) or square
    #[arg(long, value_parser = word::<Page>)]
    pub page: Option<Page>,
    /// Dots per inch
    #[arg(long)]
    pub dpi: Option<u32>,
    /// How much larger letters and symbols are than usual, 0.5 to 3
    #[arg(long, value_name = "FACTOR")]
    pub text: Option<f64>,
    /// en, tg, fa or ru; two of them for names in two scripts, such as tg+fa
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// The colours: print, grey, dark or outline
    #[arg(long, value_parser = word::<Theme>)]
    pub theme: Option<Theme>,
    /// auto, a PROJ string such as '+proj=utm +zone=42', or an EPSG code such as EPSG:32642
    #[arg(long, allow_hyphen_values = true)]
    pub projection: Option<String>,
    /// Show the whole border
    #[arg(long, group = "extent")]
    pub whole_border: bool,
    /// Show all incidents that pass the filter
    #[arg(long, group = "extent")]
    pub incidents: bool,
    /// Show the ground around a place
    #[arg(long, value_name = "NAME", group = "extent", requires = "radius")]
    pub around: Option<String>,
    /// How far around it
    #[arg(long, value_name = "LENGTH", requires = "around")]
    pub radius: Option<Length>,
    /// A place that must be on the map as well; may be repeated
    #[arg(long, value_name = "NAME")]
    pub include: Vec<String>,
    /// Shaded relief: true, false or auto
    #[arg(long)]
    pub relief: Option<Choice>,
    /// Numbers on the map and a dated list beside it: true, false or auto
    #[arg(long)]
    pub key: Option<Choice>,
    /// Statements about the situation
    #[arg(long, value_name = "BOOL")]
    pub claims: Option<bool>,
    /// Visits and talks
    #[arg(long, value_name = "BOOL")]
    pub contacts: Option<bool>,
    /// Arrows that show who visited whom
    #[arg(long, value_name = "BOOL")]
    pub journeys: Option<bool>,
    /// Longitudes and latitudes: none, ticks or lines
    #[arg(long, value_parser = word::<Graticule>)]
    pub graticule: Option<Graticule>,
    /// The small globe
    #[arg(long, value_name = "BOOL")]
    pub locator: Option<bool>,
    /// The legend
    #[arg(long, value_name = "BOOL")]
    pub legend: Option<bool>,
    /// Lines and names of provinces
    #[arg(long, value_name = "BOOL")]
    pub provinces: Option<bool>,
    /// Rivers and their names
    #[arg(long, value_name = "BOOL")]
    pub rivers: Option<bool>,
    #[command(flatten)]
    pub filter: FilterArgs,
}

fn size(text: &str) -> Result<(u32, u32), String> {
    let wrong = || "expected width and height such as 1600x1200".to_owned();
    let (width, height) = text.split_once('x').ok_or_else(wrong)?;
    let number = |t: &str| t.parse().ok().ok_or_else(wrong);
    Ok((number(width)?, number(height)?))
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  marz export --to geojson --output incidents.geojson
  marz export --to geojson --layer border --output border.geojson
  marz export --to geojson --near 10km --min-grade B3 --output near.geojson
  marz export --to qgis --output qgis                      then open qgis/marz.qgz
  marz export --to gpkg --output case.gpkg                 every layer in one file, indexed, for any GIS
  marz export --to csv --within 5km --output incidents.csv
  marz export --to kml --since 2025-08 --output globe.kml")]
pub struct ExportArgs {
    /// The format
    #[arg(long, value_name = "FORMAT")]
    pub to: ExportFormat,
    /// What to export; GeoPackage and KML hold all layers they can
    #[arg(long, default_value = "incidents")]
    pub layer: ExportLayer,
    /// For geojson: incidents with nested properties, as they are stored
    #[arg(long)]
    pub nested: bool,
    /// For csv: a row of hashtags of the humanitarian exchange language below the header
    #[arg(long)]
    pub hxl: bool,
    /// Also the probability of lying within this distance; may be repeated
    #[arg(long, value_name = "LENGTH")]
    pub within: Vec<Length>,
    /// Where to write: a file, or a folder for qgis; '-' is stdout
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
    #[command(flatten)]
    pub filter: FilterArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  marz import ucdp ged261.csv --near 50km --output near.geojson
  marz import acled download.csv --into data/incidents.geojson --dry-run
  marz import csv sheet.xlsx --table mapping.toml --geocode place --into data/incidents.geojson
  marz import ucdp --explain                what the codes are taken for")]
pub struct ImportArgs {
    /// Whose data it is
    #[arg(value_name = "FORMAT")]
    pub format: ImportFormat,
    /// The file: CSV, tab-separated text or a workbook (XLSX); '-' is stdin
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// A file of incidents to bring up to date; what was changed in it by hand stays
    #[arg(long, value_name = "FILE", conflicts_with = "output")]
    pub into: Option<PathBuf>,
    /// Tells what --into would change, and writes nothing
    #[arg(long, requires = "into")]
    pub dry_run: bool,
    /// A table in TOML that overrides how codes are read, and names the columns of a spreadsheet
    #[arg(long, value_name = "FILE")]
    pub table: Option<PathBuf>,
    /// Prints the table by which codes are read
    #[arg(long)]
    pub explain: bool,
    /// Only what lies within this distance of the border
    #[arg(long, value_name = "LENGTH")]
    pub near: Option<Length>,
    /// Nothing that ended before this date
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Only these countries, by code; may be repeated or separated by commas
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub country: Vec<String>,
    /// For csv: looks up the place of rows without a position
    #[arg(long, value_name = "FIELD")]
    pub geocode: Option<GeocodeField>,
    /// When the file was fetched [default: the day on which it was last written]
    #[arg(long, value_name = "DATE")]
    pub accessed: Option<String>,
    /// What became of every row, as CSV
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Another border than the dossier's
    #[arg(long, value_name = "FILE")]
    pub border: Option<PathBuf>,
    /// Where to write incidents as GeoJSON; '-' is stdout
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ImportFormat {
    /// Armed Conflict Location & Event Data
    Acled,
    /// Uppsala Conflict Data Program, Georeferenced Event Dataset
    Ucdp,
    /// GDELT 2.0 events
    Gdelt,
    /// Any table, comma, semicolon or tab, or a workbook
    Csv,
}

/// What is looked up for a row without a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GeocodeField {
    /// The named place.
    Place,
    /// The district.
    District,
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
    Gpkg,
    /// Keyhole markup, for globes
    Kml,
    /// FlatGeobuf: one layer with a spatial index
    Fgb,
    /// GeoParquet 1.1, for data frames: in programs built with the feature `geoparquet`
    Parquet,
    /// A folder with a GeoPackage and a project that opens it styled
    Qgis,
}

impl ExportFormat {
    /// Whether a file of this format holds one layer, so that it must be said which.
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
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  marz analyse                                          counts, density, hot stretches, near repeats
  marz analyse --category clash,shelling,drone_attack --period quarter
  marz analyse --km 240..460 --stretch 20km --format json > findings.json
  marz analyse --near-repeat 10km --days 7 --format csv --output findings.csv

Sums of events, statements, and visits or talks are counted nowhere. docs/analysis.md has the methods.")]
pub struct AnalyseArgs {
    /// Any GeoJSON with a LineString or MultiLineString [default: the dossier's border]
    #[arg(long, value_name = "FILE")]
    pub border: Option<PathBuf>,
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
    /// The length of border within this distance of an event; may be repeated [default: 5km, 20km]
    #[arg(long, value_name = "LENGTH")]
    pub within: Vec<Length>,
    /// Near repeats: pairs no further apart than this
    #[arg(long, value_name = "LENGTH", default_value = "20km")]
    pub near_repeat: Length,
    /// And no more than so many days
    #[arg(long, value_name = "N", default_value_t = 14, value_parser = clap::value_parser!(u32).range(0..=36_500))]
    pub days: u32,
    /// How to tell
    #[arg(long, default_value = "table")]
    pub format: AnalyseFormat,
    /// Where to write; '-' is stdout
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
    #[command(flatten)]
    pub filter: FilterArgs,
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
    Table,
    /// One long table.
    Csv,
    /// One object.
    Json,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  marz completions bash > ~/.local/share/bash-completion/completions/marz
  marz completions zsh > ~/.zfunc/_marz
  marz completions fish > ~/.config/fish/completions/marz.fish")]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
    /// Where to write; '-' is stdout
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  marz man | man -l -                       the page of the program
  marz man --output ~/.local/share/man/man1  a page for every command")]
pub struct ManArgs {
    /// A folder for the pages of all commands [default: the page of the program on stdout]
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  marz fields                        a line for every field
  marz fields --format json          for machines
  marz fields --within 5km           with the fields that --within adds")]
pub struct FieldsArgs {
    /// Also the fields for this distance; may be repeated
    #[arg(long, value_name = "LENGTH")]
    pub within: Vec<Length>,
    /// How to tell
    #[arg(long, default_value = "text")]
    pub format: CheckFormat,
    /// Where to write; '-' is stdout
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  marz find Panj                          in any script: Панҷ, پنج, Pyandzh
  marz find Ishkashim --country TJ        a name that two places have
  marz find 'Farkhor, Khatlon'            the same, with the province after a comma
  marz find 'ولسوالی شغنان' --format json

Exit code 0 where the answer is sure, 1 where it is not: several places have the name, or none has exactly this one.")]
pub struct FindArgs {
    /// The name, in any script and spelling
    #[arg(value_name = "NAME")]
    pub name: String,
    /// The country it lies in, by code or name
    #[arg(long, value_name = "COUNTRY")]
    pub country: Option<String>,
    /// The province, region or district it lies in
    #[arg(long, value_name = "NAME")]
    pub province: Option<String>,
    /// How many candidates to tell at most
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub limit: usize,
    /// How to tell
    #[arg(long, default_value = "text")]
    pub format: CheckFormat,
    /// Where to write; '-' is stdout
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  marz init --border line.geojson                        in this folder
  marz init mekong --border mekong.geojson --title 'Along the Mekong' --left LA=Laos --right TH=Thailand

Writes marz.toml, data/ (the border, no incidents and places yet, the schemas), maps/overview.toml, and in import/ a template
spreadsheet with its mapping file. Files that are there are never replaced.")]
pub struct InitArgs {
    /// Where; made where it is missing [default: this folder]
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Any GeoJSON with a LineString or MultiLineString whose parts meet
    #[arg(long, value_name = "FILE")]
    pub border: PathBuf,
    /// What the case is called [default: the border's name, or the name of its file]
    #[arg(long, value_parser = said::some)]
    pub title: Option<String>,
    /// How far the true border may lie from the line [default: what the file says; else 1km, said to be assumed]
    #[arg(long, value_name = "LENGTH")]
    pub accuracy: Option<Length>,
    /// The side to the left, walking from the start of the line to its end
    #[arg(long, value_name = "CODE=NAME", value_parser = said::side)]
    pub left: Option<(String, String)>,
    /// The side to the right
    #[arg(long, value_name = "CODE=NAME", value_parser = said::side)]
    pub right: Option<(String, String)>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  marz add                                      asks for everything, on a terminal
  marz add --date 2026-04-17 --category smuggling_clash --status one_side --title 'Two smugglers shot near Farkhor' \\
    --place Farkhor --country TJ --killed 2 --actor first='Border guards' --source 'Asia-Plus https://asiaplustj.info/1 2026-04-18'
  marz add … --at 70.13,37.519 --radius 3km --name Dovang    a position from a report, in place of --place
  marz add … --dry-run                          shows the record, and writes nothing

What is not said is not known: without --killed the number is unknown, without --grade it is F6 (cannot be judged).")]
pub struct AddArgs {
    /// One line that says what happened
    #[arg(long, value_parser = said::some)]
    pub title: Option<String>,
    /// What happened, in your own words [default: the title]
    #[arg(long, value_parser = said::some)]
    pub summary: Option<String>,
    /// When: 2026-04-17, 2026-04-17T23:30, 2026-04, or an interval of two with '/'; ~ for about
    #[arg(long)]
    pub date: Option<Edtf>,
    /// clash, shelling, drone_attack, smuggling_clash, incursion, deployment, contact, claim, aggregate or other
    #[arg(long, value_parser = word::<Category>)]
    pub category: Option<Category>,
    /// officially_confirmed, multiple_media, one_side, disputed or denied
    #[arg(long, value_parser = word::<Status>)]
    pub status: Option<Status>,
    /// Where: a name in any script, or the id of a place of the dossier
    #[arg(long, value_name = "NAME", group = "where", value_parser = said::some)]
    pub place: Option<String>,
    /// Where: longitude and latitude in degrees; needs --name and --radius
    #[arg(long, value_name = "LON,LAT", group = "where", value_parser = said::position, allow_hyphen_values = true, requires = "name", requires = "radius")]
    pub at: Option<LonLat>,
    /// No place is known
    #[arg(long, group = "where", requires = "name")]
    pub no_place: bool,
    /// What the report calls the place [default: the name of the place that was found]
    #[arg(long, value_parser = said::some)]
    pub name: Option<String>,
    /// The district
    #[arg(long, value_parser = said::some)]
    pub district: Option<String>,
    /// The province or region; also tells places of one name apart
    #[arg(long, value_parser = said::some)]
    pub province: Option<String>,
    /// The country, by code or name; also tells places of one name apart
    #[arg(long)]
    pub country: Option<String>,
    /// It happened within this distance of the point [default: that of the place]
    #[arg(long, value_name = "LENGTH")]
    pub radius: Option<Length>,
    /// The side of the border that the report names: left, right or both
    #[arg(long, value_parser = word::<ReportedSide>)]
    pub side: Option<ReportedSide>,
    /// What the point rests on: gazetteer, reported, estimate or from_border [default: gazetteer for --place, reported for --at]
    #[arg(long, value_parser = word::<Basis>)]
    pub basis: Option<Basis>,
    /// Who took part: first=NAME, second=NAME or other=NAME; may be repeated
    #[arg(long, value_name = "ROLE=NAME", value_parser = said::actor)]
    pub actor: Vec<Actor>,
    /// The dead: 3, 2..4, or 1.. for at least one
    #[arg(long, value_name = "N", value_parser = said::toll)]
    pub killed: Option<Toll>,
    /// The wounded
    #[arg(long, value_name = "N", value_parser = said::toll)]
    pub wounded: Option<Toll>,
    /// Both Admiralty axes, such as B3
    #[arg(long, value_parser = said::grade)]
    pub grade: Option<Grade>,
    /// Who says so: the publisher, with address and date where known; may be repeated
    #[arg(long, value_name = "TEXT", value_parser = said::source)]
    pub source: Vec<Source>,
    /// A remark or contradiction; may be repeated
    #[arg(long, value_name = "TEXT", value_parser = said::some)]
    pub note: Vec<String>,
    /// A word to select by; may be repeated
    #[arg(long, value_name = "WORD", value_parser = said::some)]
    pub tag: Vec<String>,
    /// The stable id [default: made of date and title]
    #[arg(long, value_parser = said::id)]
    pub id: Option<String>,
    /// Show the record on stdout and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  marz check                                    also proposes records that may be one event
  marz link 2025-08-24-agency 2025-08-24-post   the first is the same event as the second

Only the member same_event_as of the first record is changed; nothing is merged.")]
pub struct LinkArgs {
    /// The id of the record that is changed
    #[arg(value_name = "A")]
    pub record: String,
    /// The id of the record that it names
    #[arg(value_name = "B")]
    pub same_as: String,
}

#[derive(Debug, Args)]
pub struct BorderArgs {
    #[command(subcommand)]
    pub command: BorderCommand,
}

#[derive(Debug, Subcommand)]
pub enum BorderCommand {
    /// The measured length beside the published ones, edition, accuracy
    #[command(after_help = "Example:\n  marz border info --format json")]
    Info {
        /// Any GeoJSON with a LineString or MultiLineString [default: the dossier's border]
        #[arg(long, value_name = "FILE")]
        border: Option<PathBuf>,
        /// How to tell
        #[arg(long, default_value = "text")]
        format: CheckFormat,
    },
    /// The coordinate of a border kilometre
    #[command(after_help = "Example:\n  marz border at 361")]
    At {
        /// The border kilometre
        km: f64,
        /// Any GeoJSON with a LineString or MultiLineString [default: the dossier's border]
        #[arg(long, value_name = "FILE")]
        border: Option<PathBuf>,
    },
    /// The border kilometre nearest to a coordinate
    #[command(after_help = "Example:\n  marz border km 70.13 37.519")]
    Km {
        /// Longitude in degrees
        #[arg(allow_negative_numbers = true)]
        lon: f64,
        /// Latitude in degrees
        #[arg(allow_negative_numbers = true)]
        lat: f64,
        /// Any GeoJSON with a LineString or MultiLineString [default: the dossier's border]
        #[arg(long, value_name = "FILE")]
        border: Option<PathBuf>,
    },
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  marz report --output report.html                       everything, one file, opens anywhere
  marz report --since 2026-01 --until 2026-03 --compare previous --output quarter.html
  marz report --lang fa --output report-fa.html
  marz report --format md --output report.md             with report-map.png and others beside it

More than 300 records: the map draws the latest 300. More than 1,000: the latest 1,000 are listed. All are counted.")]
pub struct ReportArgs {
    /// Where to write; '-' is stdout
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// How to tell
    #[arg(long, default_value = "html")]
    pub format: ReportFormat,
    /// en, tg, fa or ru; two of them for names in two scripts on the map, such as tg+fa
    #[arg(long, value_name = "LANG", default_value = "en")]
    pub lang: String,
    /// Also numbers for this distance; may be repeated [default: the dossier's]
    #[arg(long, value_name = "LENGTH")]
    pub within: Vec<Length>,
    /// What is new, changed and withdrawn since the period of the same length before; needs --since and --until
    #[arg(long, value_name = "PERIOD")]
    pub compare: Option<Compare>,
    #[command(flatten)]
    pub filter: FilterArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// One file with everything inside.
    Html,
    /// Markdown, its images in files beside it.
    Md,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Compare {
    /// The period of the same length before.
    Previous,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  marz lint                                the whole dossier
  marz lint --since 2026-01 --format json  what a quarterly report would hold

Exit code 1 where something was found. The rules: docs/report.md.")]
pub struct LintArgs {
    /// How to tell
    #[arg(long, default_value = "text")]
    pub format: CheckFormat,
    /// Where to write; '-' is stdout
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
    #[command(flatten)]
    pub filter: FilterArgs,
}
