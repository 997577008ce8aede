//! What shells and readers of manuals expect: completions and man pages, from the same source as the help.

use std::path::Path;

use clap_mangen::Man;

use super::args::{CompletionsArgs, ManArgs, ManFormat, command};
use super::console::{Failure, deliver};
use super::manual;
use super::outcome::Outcome;
use marz::ledger;

/// `marz completions`.
pub fn completions(args: &CompletionsArgs) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command(), "marz", &mut script);
    deliver(&args.output, &script)?;
    Ok(Outcome::of(false))
}

/// `marz man`: the page of the program, a folder with a page for every command, or all of it as Markdown.
pub fn man(args: &ManArgs) -> Result<Outcome, Failure> {
    let mut program = command();
    program.build();
    if args.format == ManFormat::Markdown {
        let output = args.output.as_deref().unwrap_or(Path::new("-"));
        deliver(output, manual::markdown(&program).as_bytes())?;
        return Ok(Outcome::of(false));
    }
    let Some(folder) = &args.output else {
        deliver(Path::new("-"), &page(program))?;
        return Ok(Outcome::of(false));
    };
    let mut commands: Vec<(String, clap::Command)> =
        program.get_subcommands().map(|c| (format!("marz-{}", c.get_name()), c.clone())).collect();
    commands.push(("marz".to_owned(), program));
    for (name, command) in commands {
        ledger::write(&folder.join(format!("{name}.1")), &page(command))?;
    }
    Ok(Outcome::of(false))
}

fn page(command: clap::Command) -> Vec<u8> {
    let mut page = Vec::new();
    // Writing to memory does not fail.
    let source = concat!("marz ", env!("CARGO_PKG_VERSION"));
    let _ = Man::new(command).source(source).render(&mut page);
    page
}
