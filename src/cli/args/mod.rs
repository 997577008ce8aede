//! The command line as it is written; nothing here touches a file.

mod figures;
mod records;
mod tables;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::recipe::FilterText;

pub use figures::*;
pub use records::*;
pub use tables::*;

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

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
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
    let number = |t: &str| t.trim().parse().ok().filter(|v: &f64| v.is_finite());
    let numbers: Option<Vec<f64>> = text.split(',').map(number).collect();
    numbers
        .and_then(|n| n.try_into().ok())
        .ok_or_else(|| "expected four numbers, west,south,east,north in degrees, such as 67,36,75,39".to_owned())
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
