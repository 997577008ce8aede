//! The data itself: checked, imported, looked up, started, added to, linked.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::common::{CheckFormat, LineArgs, OutputArgs, TextArgs};
use marz::model::{Actor, Basis, Casualties, Category, Coordinates, Dataset, Edtf, Grade, Source, Status};
use marz::read::import::{typed_number, typed_source};
use marz::recipe::{Length, value, word};

#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  marz check                              # the whole dossier
  marz check data/incidents.geojson       # one file
  marz check --format json > problems.json")]
pub struct CheckArgs {
    /// Files to check instead of the dossier's
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Dates after the year behind this day are warned about [default: the day on which the sources were read]
    #[arg(long, value_name = "DATE")]
    pub today: Option<Edtf>,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_long_help = "\
Examples:
  marz import ucdp ged261.csv --near 50km --output near.geojson
  marz import acled download.csv --into data/incidents.geojson --dry-run
  marz import table sheet.xlsx --guess > mapping.toml
  marz import table sheet.xlsx --table mapping.toml --geocode place --into data/incidents.geojson
  marz import ucdp --explain                # what the codes are taken for"
)]
pub struct ImportArgs {
    #[command(subcommand)]
    pub command: Option<ImportCommand>,
    /// Whose data it is
    #[arg(value_name = "FORMAT")]
    pub format: Option<ImportFormat>,
    /// The file: text (CSV), a workbook (XLSX, XLS, ODS), JSON (GeoJSON, pages of an API), or one of a GIS or GPS program
    /// (GeoPackage, Shapefile, FlatGeobuf, KML, GPX, GeoParquet); '-' is stdin
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// A file of incidents of the dossier to bring up to date, from its folder; what was changed in it by hand stays
    #[arg(long, value_name = "FILE", conflicts_with = "output")]
    pub into: Option<PathBuf>,
    /// Lists what --into would change, and writes nothing
    #[arg(long, requires = "into")]
    pub dry_run: bool,
    /// Takes the corrections of rows without ids that --into offers, without asking
    #[arg(long, requires = "into")]
    pub yes: bool,
    /// Where a field was changed in the dossier and at the source: keeps what the dossier has, as without a choice, and lists it
    #[arg(long, requires = "into", conflicts_with = "theirs")]
    pub ours: bool,
    /// Where a field was changed in the dossier and at the source: takes what the source has
    #[arg(long, requires = "into")]
    pub theirs: bool,
    /// A table in TOML that overrides how codes are read, and names the columns of a spreadsheet
    #[arg(long, value_name = "FILE")]
    pub table: Option<PathBuf>,
    /// Prints the table by which codes are read
    #[arg(long, conflicts_with_all = ["file", "into", "dry_run", "yes", "ours", "theirs", "pair", "near", "since", "country", "geocode", "encoding", "sheet", "accessed", "today", "report", "border"])]
    pub explain: bool,
    /// For table: prints the mapping that is guessed for the columns, each with its reason
    #[arg(long, conflicts_with_all = ["explain", "into", "dry_run", "yes", "ours", "theirs", "table", "near", "since", "country", "geocode", "accessed", "today", "report"])]
    pub guess: bool,
    /// Only what lies within this distance of the border
    #[arg(long, value_name = "LENGTH")]
    pub near: Option<Length>,
    /// Nothing that ended before this date
    #[arg(long, value_name = "DATE")]
    pub since: Option<Edtf>,
    /// Only these countries, by code; may be repeated or separated by commas
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub country: Vec<String>,
    /// For table: looks up the place of rows without a position
    #[arg(long, value_name = "FIELD")]
    pub geocode: Option<GeocodeField>,
    #[command(flatten)]
    pub text: TextArgs,
    /// When the file was fetched [default: the day on which it was last written]
    #[arg(long, value_name = "DATE")]
    pub accessed: Option<Edtf>,
    /// The day of the import: dates after the year behind it are warned about [default: --accessed]
    #[arg(long, value_name = "DATE")]
    pub today: Option<Edtf>,
    /// What became of every row, as CSV, or as JSON where the name ends in .json
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    #[command(flatten)]
    pub line: LineArgs,
    /// Where to write incidents as GeoJSON; '-' is stdout
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
}

#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    /// Edits made in QGIS or elsewhere in an exported file, merged into the dossier it was exported from
    #[command(after_long_help = "\
Examples:
  marz export --to gpkg --output edited.gpkg   # then edit it in QGIS, and save
  marz import edits edited.gpkg --dry-run      # lists what would be taken, and what is in conflict
  marz import edits edited.gpkg --theirs --by 'A. Editor'

Nothing is taken of a record that both changed in the same columns until --ours, --theirs or an answer says so; exit code 1 where any is left.
marz undo puts all of it back.")]
    Edits(EditsArgs),
}

#[derive(Debug, Args)]
pub struct EditsArgs {
    /// The file that came back, or the folder of the package
    #[arg(value_name = "FILE|DIR")]
    pub file: PathBuf,
    /// The export as it was written, or its base, where a GeoJSON or CSV file came back without it [default: in the file, or beside it]
    #[arg(long, value_name = "FILE")]
    pub base: Option<PathBuf>,
    /// In a conflict takes what the dossier has; the other edits of the record are taken
    #[arg(long, conflicts_with = "theirs")]
    pub ours: bool,
    /// In a conflict takes what the file has
    #[arg(long)]
    pub theirs: bool,
    /// Lists what would change, and writes nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Who edited it, for the history of the records [default: the name of this account]
    #[arg(long, value_name = "NAME", value_parser = value::some)]
    pub by: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ImportFormat {
    /// Armed Conflict Location & Event Data
    Acled,
    /// Uppsala Conflict Data Program, Georeferenced Event Dataset
    Ucdp,
    /// GDELT 2.0 events
    Gdelt,
    /// Any table: text, a workbook, or GeoJSON points of any producer
    #[value(alias = "csv")]
    Table,
}

impl ImportFormat {
    /// Whose data it is, as the library names it.
    pub fn dataset(self) -> Dataset {
        match self {
            Self::Acled => Dataset::Acled,
            Self::Ucdp => Dataset::Ucdp,
            Self::Gdelt => Dataset::Gdelt,
            Self::Table => Dataset::Table,
        }
    }
}

/// What is looked up for a row without a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GeocodeField {
    /// The named place.
    Place,
    /// The district.
    District,
}

#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  marz find Panj                          # in any script: Панҷ, پنج, Pyandzh
  marz find Ишкашим                       # a name that several places have: exit code 1
  marz find Ishkashim --country TJ        # the one in this country
  marz find 'Farkhor, Khatlon'            # the province after a comma
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
    /// How many candidates to list at most
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = value::whole::<usize>)]
    pub limit: usize,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  marz start                                 # asks for everything, on a terminal (elsewhere exit code 2)
  marz start my-dossier --border 'Tajikistan Afghanistan' --sheet incidents.csv --yes
  marz start . --sheet incidents.csv --yes   # the week after, in that folder: the columns stand as they were saved
  marz start mine --border line.geojson --sheet incidents.csv --column 'killed = Tote; date = Datum' --yes

Makes the dossier, guesses what the columns hold and shows three rows as they are understood, writes the mapping file, looks places up,
imports, and makes figures, table and report. Exports of ACLED, UCDP GED and GDELT are known by their columns, and read by their rules. Each step prints the command that does it alone. What is there already stays.")]
pub struct StartArgs {
    /// The dossier's folder; made where it is missing
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// The border: two countries by name ('Peru Ecuador'), a code (PER-ECU), or a file
    #[arg(long, value_name = "NAMES|CODE|FILE")]
    pub border: Option<String>,
    /// The sheet of incidents: XLSX, XLS, ODS, CSV, GeoJSON, or a file of a GIS or GPS program
    #[arg(long, value_name = "FILE")]
    pub sheet: Option<PathBuf>,
    /// Whose data the sheet is; table for any other sheet [default: the dataset whose columns it has, else table]
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<ImportFormat>,
    /// What a column holds where it would be guessed wrong: 'killed = Dead'; may be repeated or parted by semicolons
    #[arg(long, value_name = "FIELD = NAME")]
    pub column: Vec<String>,
    /// Takes what is guessed without asking, and lists it
    #[arg(long)]
    pub yes: bool,
    /// The one sheet of a workbook to read [default: every visible sheet of the same columns]
    #[arg(long, value_name = "NAME")]
    pub worksheet: Option<String>,
    /// The encoding of a text that is neither UTF-8 nor UTF-16, such as windows-1251
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
}

#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  marz init KHM-THA                                      # a land border of the world with its ground, in a folder of that name
  marz init mekong --between Thailand,Laos               # the same by names, in any language
  marz init --border line.geojson                        # a line of your own, in this folder
  marz init wakhan --border data/basemap/countries.geojson --pair TJ,AF  # the edge that two countries of a file share
  marz init along-the-mekong --border mekong.geojson --title 'Along the Mekong' --left LA=Laos --right TH=Thailand

Writes marz.toml, data/ (the border, no incidents yet, the schemas; for a border of the world places, countries, provinces, waters and
relief), maps/, and in import/ a template spreadsheet with its mapping file. Files that are there are never replaced.")]
pub struct InitArgs {
    /// Where; made where it is missing [default: this folder]
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    #[command(flatten)]
    pub line: LineArgs,
    /// The border between two countries, by name in any language or by code
    #[arg(long, value_name = "COUNTRY,COUNTRY", conflicts_with_all = ["border", "pair"])]
    pub between: Option<String>,
    /// What the case is called [default: the border's name, or the name of its file]
    #[arg(long, value_parser = value::some)]
    pub title: Option<String>,
    /// How far the true border may lie from the line [default: accuracy_m of the file; else 1km, marked as assumed]
    #[arg(long, value_name = "LENGTH")]
    pub accuracy: Option<Length>,
    /// The side to the left, walking from the start of the line to its end
    #[arg(long, value_name = "CODE=NAME", value_parser = value::side)]
    pub left: Option<(String, String)>,
    /// The side to the right
    #[arg(long, value_name = "CODE=NAME", value_parser = value::side)]
    pub right: Option<(String, String)>,
}

#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  marz add                                      # asks for everything, on a terminal (elsewhere exit code 2)
  marz add --date 2026-04-17 --category smuggling_clash --status one_side --title 'Two smugglers shot near Farkhor' \\
    --place Farkhor --country TJ --killed 2 --actor first='Border guards' --source 'Asia-Plus https://asiaplustj.info/1 2026-04-18'
  marz add --date 2026-04 --category clash --status one_side --title 'Shots at the river' --at 70.13,37.519 --name Dovang \\
    --radius 3km --source Asia-Plus --dry-run   # a position from a report; shows the record, and writes nothing

What is not given is unknown: without --killed the number is unknown, without --grade it is F6 (cannot be judged).")]
pub struct AddArgs {
    /// What happened, in one line
    #[arg(long, value_parser = value::some)]
    pub title: Option<String>,
    /// What happened, in your own words [default: the title]
    #[arg(long, value_parser = value::some)]
    pub summary: Option<String>,
    /// When: 2026-04-17, 2026-04-17T23:30, 2026-04, an interval of two with '/', 17.4.2026; ~ for about
    #[arg(long)]
    pub date: Option<String>,
    /// clash, shelling, drone_attack, smuggling_clash, incursion, deployment, contact, claim, aggregate or other
    #[arg(long, value_parser = word::<Category>)]
    pub category: Option<Category>,
    /// officially_confirmed, multiple_media, one_side, disputed or denied
    #[arg(long, value_parser = word::<Status>)]
    pub status: Option<Status>,
    /// Where: a name in any script, or the id of a place of the dossier
    #[arg(long, value_name = "NAME", group = "where", value_parser = value::some)]
    pub place: Option<String>,
    /// Where: longitude and latitude in degrees, MGRS, or a geopoint of Kobo; needs --name, and --radius where it has no accuracy
    #[arg(long, value_name = "LON,LAT", group = "where", value_parser = value::position, allow_hyphen_values = true, requires = "name")]
    pub at: Option<Coordinates>,
    /// No place is known
    #[arg(long, group = "where", requires = "name")]
    pub no_place: bool,
    /// What the report calls the place [default: the name of the place that was found]
    #[arg(long, value_parser = value::some)]
    pub name: Option<String>,
    /// The district
    #[arg(long, value_parser = value::some)]
    pub district: Option<String>,
    /// The province or region; also chooses between places of one name
    #[arg(long, value_parser = value::some)]
    pub province: Option<String>,
    /// The country, by code or name; also chooses between places of one name
    #[arg(long)]
    pub country: Option<String>,
    /// It happened within this distance of the point [default: that of the place]
    #[arg(long, value_name = "LENGTH")]
    pub radius: Option<Length>,
    /// The side of the border that the report names: left, right or both, or the country of that side
    #[arg(long)]
    pub side: Option<String>,
    /// What the point rests on: gazetteer, reported, estimate or from_border [default: gazetteer for --place, reported for --at]
    #[arg(long, value_parser = word::<Basis>)]
    pub basis: Option<Basis>,
    /// Who took part: first=NAME, second=NAME or other=NAME; may be repeated
    #[arg(long, value_name = "ROLE=NAME", value_parser = value::actor)]
    pub actor: Vec<Actor>,
    /// The dead: 3, 2..4, 1.. for at least one, or ~10 for about ten
    #[arg(long, value_name = "N", value_parser = typed_number)]
    pub killed: Option<Casualties>,
    /// The wounded
    #[arg(long, value_name = "N", value_parser = typed_number)]
    pub wounded: Option<Casualties>,
    /// Both Admiralty axes, such as B3
    #[arg(long, value_parser = value::grade)]
    pub grade: Option<Grade>,
    /// The source: the publisher, with address and date where known; may be repeated
    #[arg(long, value_name = "TEXT", value_parser = typed_source)]
    pub source: Vec<Source>,
    /// A remark or contradiction; may be repeated
    #[arg(long, value_name = "TEXT", value_parser = value::some)]
    pub note: Vec<String>,
    /// A word to select by; may be repeated
    #[arg(long, value_name = "WORD", value_parser = value::some)]
    pub tag: Vec<String>,
    /// The stable id [default: made of date and title]
    #[arg(long, value_parser = value::id)]
    pub id: Option<String>,
    /// Show the record on stdout and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  marz check                                    # also proposes records that may be one event
  marz link 2026-01-19-mujahid-smugglers 2026-01-18-khirmanjo   # the first is the same event as the second

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
#[command(after_long_help = "\
Examples:
  marz migrate --dry-run   # file, line, old and new name of every key that would be renamed
  marz migrate             # renames them; comments, order and figures stay as they are

Old keys are read all the same, with a warning. Recipes outside maps/ are not touched. It is one edit: marz undo puts it back.")]
pub struct MigrateArgs {
    /// Only list what would be renamed
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  marz link 2026-01-19-mujahid-smugglers 2026-01-18-khirmanjo   # an edit
  marz undo                                                     # it is put back; once more: the edit before it
  marz undo --redo                                              # what was undone last is done again
  marz undo --list                                              # the edits that are kept, the latest first
  marz undo --list --format json

The last 50 edits are kept in .marz/ in the dossier's folder, which git ignores. A file that was changed since the edit is left alone.")]
pub struct UndoArgs {
    /// Do again what was undone last
    #[arg(long, conflicts_with = "list")]
    pub redo: bool,
    /// Even where a file was changed since; what it holds now is kept
    #[arg(long, conflicts_with = "list")]
    pub force: bool,
    /// Take back an import or a start without asking on a terminal
    #[arg(long, conflicts_with = "list")]
    pub yes: bool,
    /// Only list the edits that are kept
    #[arg(long)]
    pub list: bool,
    /// The output format [else by the ending of --output]
    #[arg(long, default_value = "text", requires = "list")]
    pub format: CheckFormat,
    /// Where to write the list; '-' is stdout
    #[arg(short, long, value_name = "FILE", default_value = "-", requires = "list")]
    pub output: PathBuf,
}

#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  marz build && marz seal                     # writes seals/0001.json and seals/0001.records.jsonl: commit both
  marz seal                                   # again: the next in the chain; without a change, nothing
  minisign -G                                 # makes a pair of keys, minisign.pub and ~/.minisign/minisign.key
  marz seal --key ~/.minisign/minisign.key    # signs as well: seals/0001.json.minisig

The password of a key is asked for on a terminal; elsewhere it is taken from MARZ_KEY_PASSWORD.")]
pub struct SealArgs {
    /// A secret key of minisign: also sign the seal
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    /// Do not make the outputs again to see which are stale or edited
    #[arg(long)]
    pub no_rebuild: bool,
}

#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  marz build && marz seal               # to have something to compare with
  marz verify                           # what changed since the last seal, and whether the chain is whole
  marz verify 1                         # since the first
  marz verify --format json > changes.json
  marz verify maps/overview.png         # which seal a file belongs to
  marz verify --key minisign.pub        # the signature of the last seal as well
  marz verify --rebuild                 # whether the figures and tables come out again as they were sealed

Exit code 0 where nothing changed, 1 where something did, 2 where it cannot be determined. What each line means: docs/evidence.md.")]
pub struct VerifyArgs {
    /// The number of a seal, or a file that was made from the dossier [default: the last seal]
    #[arg(value_name = "SEAL|FILE")]
    pub what: Option<String>,
    /// A public key of minisign, or the file it stands in: the seal must be signed with it
    #[arg(long, value_name = "KEY")]
    pub key: Option<String>,
    /// Make the outputs again: each must come out as it was sealed
    #[arg(long)]
    pub rebuild: bool,
    /// The SHA-256 of the last seal's manifest, as it was published: the chain must end there
    #[arg(long, value_name = "SHA256")]
    pub end: Option<String>,
    #[command(flatten)]
    pub output: OutputArgs,
}
