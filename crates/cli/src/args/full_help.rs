//! The full help of a command on two screens: a line for an option, and nothing left out.

use std::ffi::OsString;

use clap::{Arg, ArgAction, Command};

/// The words of a command line with `marz help COMMAND` as `marz COMMAND --help`, and whether they ask for the full help.
pub fn wants_full_help(words: &[OsString]) -> (Vec<OsString>, bool) {
    let mut words = words.to_vec();
    if words.get(1).is_some_and(|word| word == "help") {
        words.remove(1);
        words.push("--help".into());
    }
    let end = words.iter().position(|word| word == "--").unwrap_or(words.len());
    let is_asked = words.get(..end).unwrap_or_default().iter().any(|word| word == "--help");
    (words, is_asked)
}

/// A command that shows all its options under `--help` as briefly as the usual ones under `-h`.
pub fn with_full_help(command: Command) -> Command {
    let after = command.get_after_long_help().cloned().unwrap_or_default();
    let help =
        Arg::new("help").short('h').long("help").action(ArgAction::HelpShort).help("All options; the usual ones: -h");
    // Before it is built an option without a value has the values of a switch.
    let is_switch = |arg: &Arg| {
        arg.get_action().takes_values() && arg.get_possible_values().first().is_some_and(|v| v.get_name() == "true")
    };
    // What a switch takes stands in its name: BOOL.
    let shown = |arg: Arg| {
        let is_switch = is_switch(&arg);
        let arg = arg.hide_short_help(false);
        if is_switch { arg.hide_possible_values(true) } else { arg }
    };
    // The version is that of the program: it stands there.
    let is_part = command.get_name() != "marz";
    let command = command.mut_args(shown).disable_help_flag(true).disable_version_flag(is_part).after_help(after);
    command.arg(help.help_heading("Options of every command")).mut_subcommands(with_full_help)
}
