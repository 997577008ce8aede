//! The terminal: arguments, plan, progress, messages. The only part that knows what a command line is.

mod add;
mod amend;
mod analyse;
mod args;
mod ask;
mod bands;
mod border;
mod border_diff;
mod build;
mod check;
mod config;
mod console;
mod editing;
mod edits;
mod ending;
mod export;
mod fields;
mod find;
mod grid;
mod import;
mod init;
mod link;
mod lint;
mod list;
mod manual;
mod map;
mod measure;
mod migrate;
mod open;
mod outcome;
mod report;
mod seal;
mod shell;
mod start;
mod undo;
mod verify;
mod version;
mod world;

use std::ffi::OsString;
use std::path::Path;

use clap::error::ErrorKind;
use clap::{ColorChoice, FromArgMatches};

use args::{Cli, Command};
pub use console::rendered_all;
use console::{Console, Failure};
use marz::color;
use outcome::Outcome;

/// Runs the program on these words, the name of the program first; returns 0 done, 1 done with records rejected, 2 wrong usage or failure.
///
/// Once a process: signals that ask it to end are handled from now on.
#[must_use]
pub fn run(words: Vec<OsString>) -> u8 {
    marz::ledger::end_on_signals();
    let arguments = editing::WORDS.get_or_init(|| words);
    let cli = match parsed(arguments) {
        Ok(cli) => cli,
        Err(e) if e.kind() == ErrorKind::DisplayVersion && arguments.iter().any(|a| a == "--version") => {
            // The long version reads the embedded data: only where it is asked for.
            let done = version::long().and_then(|text| console::deliver_text(Path::new("-"), &text));
            return if matches!(done, Ok(()) | Err(Failure::BrokenPipe)) { 0 } else { 2 };
        }
        Err(e) => {
            // Help and version go to stdout with 0; wrong usage to stderr with 2. A broken pipe is no failure.
            let _ = e.print();
            return if e.use_stderr() { 2 } else { 0 };
        }
    };
    let console = Console::new(&cli.global);
    let outcome = world::follow(&cli.command).and_then(|()| match &cli.command {
        Command::Start(args) => start::run(args, &console),
        Command::Build(args) => build::run(args, &cli.global, &console),
        Command::Check(args) => check::run(args, &cli.global, &console),
        Command::Measure(args) => measure::run(args, &cli.global, &console),
        Command::Grid(args) => grid::run(args, &console),
        Command::Map(args) => map::run(args, &cli.global, &console),
        Command::Export(args) => export::run(args, &cli.global, &console),
        Command::Analyse(args) => analyse::run(args, &cli.global, &console),
        Command::Bands(args) => bands::run(args, &cli.global, &console),
        Command::Report(args) => report::run(args, &cli.global, &console),
        Command::Lint(args) => lint::run(args, &cli.global, &console),
        Command::Border(args) => border::run(args, &cli.global, &console),
        Command::Import(args) => import::run(args, &cli.global, &console),
        Command::Fields(args) => fields::run(args),
        Command::Add(args) => add::run(args, &cli.global, &console),
        Command::List(args) => list::run(args, &cli.global, &console),
        Command::Set(args) => amend::set(args, &cli.global, &console),
        Command::Edit(args) => amend::edit(args, &cli.global, &console),
        Command::Init(args) => init::run(args, &console),
        Command::Link(args) => link::run(args, &cli.global, &console),
        Command::Seal(args) => seal::run(args, &cli.global, &console),
        Command::Verify(args) => verify::run(args, &cli.global, &console),
        Command::Migrate(args) => migrate::run(args, &cli.global, &console),
        Command::Undo(args) => undo::run(args, &cli.global, &console),
        Command::Find(args) => find::run(args, &cli.global, &console),
        Command::Config(args) => config::run(args, &cli.global, &console),
        Command::World(args) => world::run(args, &console),
        Command::Version(args) => version::run(args),
        Command::Completions(args) => shell::completions(args, &console),
        Command::Man(args) => shell::man(args),
    });
    match outcome {
        Ok(Outcome::Clean) | Err(Failure::BrokenPipe) => 0,
        Ok(Outcome::Rejected) => 1,
        Err(failure) => {
            console.failure(&failure);
            2
        }
    }
}

/// The command line, in colours where they are wanted.
fn parsed(arguments: &[OsString]) -> Result<Cli, clap::Error> {
    let choice = match color::asked(color::option(arguments), |name| std::env::var_os(name)) {
        Some((true, _)) => ColorChoice::Always,
        Some((false, _)) => ColorChoice::Never,
        None => ColorChoice::Auto,
    };
    let (arguments, is_help) = args::wants_full_help(arguments);
    let command = if is_help { args::with_full_help(args::command()) } else { args::command() };
    let mut command = command.color(choice);
    let mut matches =
        command.try_get_matches_from_mut(&arguments).map_err(|e| args::advised(e, &args::command(), &arguments))?;
    if let Some(format) = ending::format_of(&mut command, &matches)? {
        // What comes after two hyphens is no option.
        let end = arguments.iter().position(|a| a == "--").unwrap_or(arguments.len());
        let (options, others) = arguments.split_at(end);
        matches = command.try_get_matches_from_mut(options.iter().chain([&format]).chain(others))?;
    }
    Cli::from_arg_matches(&matches).map_err(|e| e.format(&mut command))
}
