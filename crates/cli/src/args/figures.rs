//! Figures, the report, and the check before it.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::common::{FilterArgs, LineArgs, OutputArgs, ViewArgs};
use marz::model::BandTarget;
use marz::recipe::{
    By, Choice, Choropleth, Graticule, InsetText, Kind, Legend, Length, Locator, Page, Step, TextAs, Theme, value, word,
};
use marz::report::ComparedTo;

#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  marz map                                                 # maps/overview.toml, to overview.png
  marz map --km 260..440 --since 2025-08 --title 'The gold mine' --output mine.png
  marz map --kind pair --periods 2024,2025 --output pair.png
  marz map --kind atlas --every 150km --output atlas.pdf
  marz map --animate year --page slide --output moving.gif")]
pub struct MapArgs {
    /// A recipe: a path, or the name of a file in maps/ without .toml
    #[arg(default_value = "overview")]
    pub recipe: String,
    #[command(flatten)]
    pub line: LineArgs,
    #[command(flatten)]
    pub views: ViewArgs,
    /// x.png, .svg, .pdf or .gif; '-' is stdout [default: RECIPE.png]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Also write title, description and credits as text; '-' is stdout
    #[arg(long, value_name = "FILE")]
    pub caption: Option<PathBuf>,
    #[command(flatten)]
    pub figure: FigureArgs,
}

/// What a figure shows: every key of a recipe.
#[derive(Debug, Args)]
pub struct FigureArgs {
    /// The figure: map, strip, timeline, multiples, pair, atlas or bands
    #[arg(long, value_parser = word::<Kind>)]
    pub kind: Option<Kind>,
    /// For multiples: year, quarter or category; for bands: also side
    #[arg(long, value_parser = word::<By>)]
    pub by: Option<By>,
    /// For pair and multiples: the periods, with commas, such as 2024,2025
    #[arg(long, value_name = "PERIOD", value_delimiter = ',', conflicts_with = "by")]
    pub periods: Vec<String>,
    /// An animated map (PNG or GIF): a frame a month, quarter or year
    #[arg(long, value_name = "PERIOD", value_parser = word::<Step>)]
    pub animate: Option<Step>,
    /// For an atlas: how much border a page shows [default: 150km]
    #[arg(long, value_name = "LENGTH")]
    pub every: Option<Length>,
    /// For bands: the distances, with commas [default: 5km,10km,20km,50km]
    #[arg(long, value_name = "LENGTH", value_delimiter = ',')]
    pub within: Vec<Length>,
    /// For bands: distances from the border, a crossing, post or town
    #[arg(long, value_name = "WHAT", value_parser = word::<BandTarget>)]
    pub to: Option<BandTarget>,
    /// What the map finds
    #[arg(long)]
    pub title: Option<String>,
    /// What it shows, and when
    #[arg(long)]
    pub subtitle: Option<String>,
    /// Width and height in pixels
    #[arg(long, value_name = "WxH", value_parser = value::size, conflicts_with = "page")]
    pub size: Option<(u32, u32)>,
    /// a4(-landscape), a5, letter, slide, column, square, portrait, story
    #[arg(long, value_parser = word::<Page>)]
    pub page: Option<Page>,
    /// Dots per inch, 36 to 1200 [default: for 174 mm]
    #[arg(long, value_parser = value::whole::<u32>)]
    pub dpi: Option<u32>,
    /// How much larger letters and symbols are than usual, 0.5 to 3
    #[arg(long, value_name = "FACTOR", value_parser = value::number)]
    pub text_scale: Option<f64>,
    /// Of SVG and PDF: text, or paths that look the same without the fonts
    #[arg(long, value_name = "KIND", value_parser = word::<TextAs>)]
    pub text_as: Option<TextAs>,
    /// The name that --text-scale had
    #[arg(long, value_name = "FACTOR", value_parser = value::number, hide = true, conflicts_with = "text_scale")]
    pub text: Option<f64>,
    /// en, tg, fa, ru, es, fr or ar; two for names in two scripts: tg+fa
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// The colours: print, grey, dark or outline
    #[arg(long, value_parser = word::<Theme>)]
    pub theme: Option<Theme>,
    /// auto, a PROJ string ('+proj=utm +zone=42') or EPSG:32642
    #[arg(long, allow_hyphen_values = true)]
    pub projection: Option<String>,
    /// Show the whole border
    #[arg(long, group = "extent")]
    pub whole_border: bool,
    /// Show all incidents that pass the filter
    #[arg(long, group = "extent")]
    pub incidents: bool,
    /// Show the surroundings of a place
    #[arg(long, value_name = "NAME", group = "extent", requires = "radius")]
    pub around: Option<String>,
    /// How far around it
    #[arg(long, value_name = "LENGTH", requires = "around")]
    pub radius: Option<Length>,
    /// A place that must be on the map as well; may be repeated
    #[arg(long, value_name = "NAME")]
    pub include: Vec<String>,
    /// A part drawn larger: auto, PLACE:RADIUS, W,S,E,N or false
    #[arg(long, value_name = "PART", allow_hyphen_values = true)]
    pub inset: Option<InsetText>,
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
    /// The small globe: true, false, or named (with the capitals)
    #[arg(long, value_name = "BOOL|named")]
    pub locator: Option<Locator>,
    /// The legend: true, false, short, long, left, right or below
    #[arg(long, value_name = "BOOL|WORD")]
    pub legend: Option<Legend>,
    /// Lines and names of provinces
    #[arg(long, value_name = "BOOL")]
    pub provinces: Option<bool>,
    /// Provinces tinted by count: incidents, killed or none
    #[arg(long, value_name = "WHAT", value_parser = word::<Choropleth>)]
    pub choropleth: Option<Choropleth>,
    /// Rivers and their names
    #[arg(long, value_name = "BOOL")]
    pub rivers: Option<bool>,
    /// Move symbols aside that would cover each other
    #[arg(long, value_name = "BOOL")]
    pub displace: Option<bool>,
    #[command(flatten)]
    pub filter: FilterArgs,
}

#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  marz report --output report.html                       # everything, one file, opens anywhere
  marz report --during 2026-Q1 --compare previous --output quarter.html
  marz report --lang fa --output report-fa.html
  marz report --format md --output report.md             # with report-map.png and others beside it
  marz report --during 2026-Q1 --output q1.docx --template house.docx      # for Word, in the style of a house

More than 300 records: the map draws the latest 300. More than 1,000: the latest 1,000 are listed. All are counted.")]
pub struct ReportArgs {
    #[command(flatten)]
    pub views: ViewArgs,
    /// Where to write; '-' is stdout
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// The output format [else by the ending of --output]
    #[arg(long, default_value = "html")]
    pub format: ReportFormat,
    /// For docx: a Word document whose styles, page, header and footer the report takes
    #[arg(long, value_name = "FILE")]
    pub template: Option<PathBuf>,
    /// en, tg, fa, ru, es, fr or ar; two of them for names in two scripts on the map, such as tg+fa [default: marz.toml's, else en]
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// Also numbers for this distance; may be repeated or separated by commas [default: the dossier's]
    #[arg(long, value_name = "LENGTH", value_delimiter = ',')]
    pub within: Vec<Length>,
    /// The period beside another: previous (of the same length before), or one such as 2024-Q4; or sealed: what is new, corrected and withdrawn since the last seal
    #[arg(long, value_name = "PERIOD", value_delimiter = ',')]
    pub compare: Vec<ComparedTo>,
    #[command(flatten)]
    pub filter: FilterArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// One file with everything inside.
    Html,
    /// Markdown, its images in files beside it.
    Md,
    /// A Word document.
    Docx,
}

#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  marz lint                                # the whole dossier; exit code 1: something was found
  marz lint --since 2026-01 --format json  # what a quarterly report would hold; exit code 1

Exit code 1 where something was found. The rules: docs/report.md.")]
pub struct LintArgs {
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub filter: FilterArgs,
}
