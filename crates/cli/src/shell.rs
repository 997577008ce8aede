//! What shells and readers of manuals expect: completions and man pages, from the same source as the help.

use std::path::{Path, PathBuf};

use clap_complete::Shell;
use clap_mangen::Man;

use super::args::{CompletionsArgs, ManArgs, ManFormat, command};
use super::console::{Console, Failure, deliver_data};
use super::manual;
use super::outcome::Outcome;
use marz::ledger;

/// `marz completions`.
pub fn completions(args: &CompletionsArgs, console: &Console) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command(), "marz", &mut script);
    if !args.install {
        deliver_data(&args.output, &script)?;
        return Ok(Outcome::of(false));
    }
    let path = home_of(args.shell).ok_or_else(|| {
        let hint =
            "marz completions SHELL > FILE writes them; the shell's manual says where it looks for them".to_owned();
        Failure::usage(format!("nobody knows where {} looks for completions here", args.shell), hint)
    })?;
    ledger::write(&path, &script)?;
    console.note(&format!("{}: written; they hold in the next shell", path.display()));
    if args.shell == Shell::Zsh {
        console.note("zsh looks there once ~/.zshrc has, before compinit: fpath+=(~/.zfunc)");
    }
    Ok(Outcome::of(false))
}

/// The file where a shell looks for our completions, in the folder of whoever runs it.
fn home_of(shell: Shell) -> Option<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = |own: &str, usual: &str| folder(own).or_else(|| Some(folder("HOME")?.join(usual)));
    match shell {
        Shell::Bash => Some(home("XDG_DATA_HOME", ".local/share")?.join("bash-completion/completions/marz")),
        Shell::Fish => Some(home("XDG_CONFIG_HOME", ".config")?.join("fish/completions/marz.fish")),
        Shell::Zsh => Some(folder("HOME")?.join(".zfunc/_marz")),
        _ => None,
    }
}

/// `marz man`: the page of the program, a folder with a page for every command, or all of it as Markdown.
pub fn man(args: &ManArgs) -> Result<Outcome, Failure> {
    let mut program = command();
    program.build();
    if args.format == ManFormat::Markdown {
        let output = args.output.as_deref().unwrap_or(Path::new("-"));
        deliver_data(output, manual::markdown(&program).as_bytes())?;
        return Ok(Outcome::of(false));
    }
    let Some(folder) = &args.output else {
        deliver_data(Path::new("-"), &page(program))?;
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
