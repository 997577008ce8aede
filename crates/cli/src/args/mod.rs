//! The command line as it is written; nothing here touches a file.

mod amend;
mod common;
mod figures;
mod full_help;
mod records;
mod tables;
mod unknown;

use std::any::TypeId;
use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

pub use amend::*;
pub use common::*;
pub use figures::*;
pub use full_help::{wants_full_help, with_full_help};
pub use records::*;
pub use tables::*;
pub use unknown::advised;

use marz::color;
use marz::recipe::Length;

/// Maps incidents along an international border.
///
/// How far from the border each incident happened and how sure that is; maps fit for a report; layers for GIS.
#[derive(Debug, Parser)]
#[command(name = "marz", version, propagate_version = true, max_term_width = 100, after_long_help = EXIT_CODES)]
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
  marz build                                   # everything, from the dossier in this folder or the embedded one
  marz check                                   # every problem in the data
  marz measure points.csv --within 5km         # proximity of any points
  marz map overview --output overview.svg      # one figure";

/// Options that every command takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of every command")]
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

/// The command line with its help: short for `-h`, whole for `--help`.
pub fn command() -> clap::Command {
    /// A command with more options than this shows only the usual ones under `-h`.
    const SHORT: usize = 16;
    let shortened = |command: clap::Command| {
        let is_filter = |arg: &clap::Arg| arg.get_help_heading() == Some(FILTERS);
        let is_long = command.get_arguments().filter(|a| !is_filter(a)).count() > SHORT;
        command.mut_args(|arg| {
            let is_rare =
                is_long && !arg.is_required_set() && !arg.is_positional() && !USUAL.contains(&arg.get_id().as_str());
            let hidden = is_filter(&arg) || is_rare || arg.is_hide_short_help_set();
            // What begins with a hyphen is a length below 0, and refused as such, not as an option that there is not.
            let is_measure = matches!(arg.get_id().as_str(), "near" | "km")
                || arg.get_value_parser().type_id() == TypeId::of::<Length>();
            let arg = if is_measure { arg.allow_hyphen_values(true) } else { arg };
            arg.hide_short_help(hidden)
        })
    };
    Cli::command().mut_subcommands(shortened)
}

/// The options that `-h` shows for commands with many.
const USUAL: [&str; 22] = [
    "output", "border", "title", "lang", "theme", "page", "size", "kind", "around", "radius", "format", "date",
    "category", "status", "place", "at", "country", "side", "source", "killed", "near", "into",
];

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    Always,
    Never,
}

impl From<When> for color::When {
    fn from(when: When) -> Self {
        match when {
            When::Auto => Self::Auto,
            When::Always => Self::Always,
            When::Never => Self::Never,
        }
    }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Guided, from a sheet of incidents and the name of a border to a map, a table and a report
    Start(StartArgs),
    /// The main job: check the dossier, measure everything, render every recipe, write tables and the export package
    Build(BuildArgs),
    /// Every problem in the data, with file, line, column, feature, what was found and expected, and the fix
    Check(CheckArgs),
    /// Proximity of the dossier's incidents, or of any points, to a border
    Measure(MeasureArgs),
    /// For the cells of PRIO-GRID or H3, or any points: the nearest land border of the world, the country, its own border
    Grid(GridArgs),
    /// One figure
    Map(MapArgs),
    /// Layers and tables for other programs
    Export(ExportArgs),
    /// Other people's data into incidents: ACLED, UCDP GED, GDELT, any spreadsheet; and edits of an exported file
    Import(ImportArgs),
    /// Counts, density along the border, hot stretches, near repeats
    Analyse(AnalyseArgs),
    /// Shares of events and of the dead within distances of the border, and how sure they are
    Bands(BandsArgs),
    /// The report: one self-contained HTML file, Markdown with its images beside it, or a Word document
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
    /// The incidents with their ids
    List(ListArgs),
    /// Sets fields of incidents, such as killed=4-6
    Set(SetArgs),
    /// One incident as a short form in an editor
    Edit(EditArgs),
    /// Records that two records are about one event
    Link(LinkArgs),
    /// Renames the keys of an earlier version in marz.toml and the recipes
    Migrate(MigrateArgs),
    /// Puts back what the last add, set, edit, link, migrate, import --into or import edits changed
    Undo(UndoArgs),
    /// A manifest of the data, parameters and outputs with hashes, chained to the one before
    Seal(SealArgs),
    /// What changed since a seal, record by record, field by field; or which seal a file belongs to
    Verify(VerifyArgs),
    /// The settings in force, and where each comes from: option, recipe, marz.toml or default
    Config(ConfigArgs),
    /// The edition of the world's data in use; a newer one; back to the program's own
    World(WorldArgs),
    /// The program, and the editions of the data inside it
    Version(VersionArgs),
    /// Completions for a shell
    Completions(CompletionsArgs),
    /// Manual pages
    Man(ManArgs),
}

#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  marz build                        # in a dossier's folder: regenerates maps/
  marz build --output ../case       # the same, somewhere else
  marz build --dossier mekong       # another dossier")]
pub struct BuildArgs {
    /// Where maps/ and out/ are written [default: the dossier's folder; this folder for the embedded dossier]
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  marz completions bash --install       # where the shell looks for them
  marz completions zsh > ~/.zfunc/_marz
  marz completions powershell           # on stdout")]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
    /// Write them where bash, zsh or fish looks for them
    #[arg(long, conflicts_with = "output")]
    pub install: bool,
    /// Where to write; '-' is stdout
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
}

#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  marz man > marz.1                          # the page of the program
  marz man --output ~/.local/share/man/man1  # a page for every command
  marz man --format markdown > commands.md   # every command with its options and examples, as docs/commands.md")]
pub struct ManArgs {
    /// The output format
    #[arg(long, default_value = "roff")]
    pub format: ManFormat,
    /// For roff, a folder for the pages of all commands [default: stdout]
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ManFormat {
    /// For the program man.
    Roff,
    /// One text for all commands.
    Markdown,
}

#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  marz config                                  # what holds in this dossier
  marz config gold-mine                        # what one recipe makes of it
  marz config gold-mine --lang ru --page a4 --format json")]
pub struct ConfigArgs {
    /// A recipe: a path, or the name of a file in maps/ without .toml [default: no recipe, the defaults alone]
    pub recipe: Option<String>,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub figure: FigureArgs,
}

#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  marz version
  marz version --format json")]
pub struct VersionArgs {
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_long_help = "\
Examples:
  marz world                                   # which edition is in use, and where it is kept
  marz world update marz-world-0.2.0.crate     # a newer edition: a package, or a folder with its files
  marz world reset                             # back to the edition inside the program

An update is checked wholly before it counts. KHM-THA@2026e means a border of that edition, as long as it is at hand."
)]
pub struct WorldArgs {
    #[command(subcommand)]
    pub command: Option<WorldCommand>,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Debug, Subcommand)]
pub enum WorldCommand {
    /// Puts a newer edition in use, out of a package of marz-world or a folder with its files
    #[command(after_long_help = "Examples:\n  marz world update marz-world-0.2.0.crate")]
    Update {
        /// The package (.crate, .tar.gz) or the folder
        #[arg(value_name = "FILE|DIR")]
        path: PathBuf,
    },
    /// Goes back to the edition inside the program
    #[command(after_long_help = "Examples:\n  marz world reset")]
    Reset,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        command().debug_assert();
    }

    /// Every example of the help is a command line that is understood.
    #[test]
    fn every_example_parses() {
        let mut program = command();
        program.build();
        let mut examples = Vec::new();
        gather(&program, &mut examples);
        assert!(examples.len() > 60, "{}", examples.len());
        for example in &examples {
            let line = example.split("  #").next().unwrap().split(" > ").next().unwrap();
            for line in line.rsplit(" | ").next().unwrap().split(" && ") {
                let read = command().try_get_matches_from(words(line));
                assert!(read.is_ok(), "{example}: {}", read.err().map(|e| e.to_string()).unwrap_or_default());
            }
        }
    }

    fn gather(command: &clap::Command, all: &mut Vec<String>) {
        let text = command.get_after_long_help().map(ToString::to_string).unwrap_or_default().replace("\\\n", " ");
        let is_command = |l: &&str| l.starts_with("  marz ") || l.contains(" | marz ");
        all.extend(text.lines().filter(is_command).map(str::to_owned));
        command.get_subcommands().for_each(|c| gather(c, all));
    }

    /// The words of a line: parted by spaces, but for what stands in quotes.
    fn words(line: &str) -> Vec<String> {
        let (mut all, mut word, mut quote, mut begun) = (Vec::new(), String::new(), None, false);
        for c in line.chars() {
            match (quote, c) {
                (None, '\'' | '"') => (quote, begun) = (Some(c), true),
                (Some(open), c) if c == open => quote = None,
                (None, ' ') if begun => {
                    all.push(std::mem::take(&mut word));
                    begun = false;
                }
                (None, ' ') => {}
                _ => {
                    word.push(c);
                    begun = true;
                }
            }
        }
        if begun {
            all.push(word);
        }
        all
    }
}
