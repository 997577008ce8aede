//! The manual as Markdown: every command with its options and examples, from the same source as the help.

use std::fmt::Write as _;

use clap::{Arg, Command};

/// The whole manual; `program` is built.
pub fn markdown(program: &Command) -> String {
    let mut out = String::from(
        "# The commands\n\nEvery command with its options and examples, as `marz man --format markdown` writes them. `marz help COMMAND` \
         shows the same on a terminal, `marz COMMAND -h` only the usual options.\n\n",
    );
    let visible = |c: &&Command| !c.is_hide_set() && c.get_name() != "help";
    for command in program.get_subcommands().filter(visible) {
        let name = command.get_name();
        let _ = writeln!(out, "- [`marz {name}`](#marz-{name}): {}", about(command));
    }
    out.push_str("\n## Options of every command\n\n");
    options(&mut out, program.get_arguments().filter(|a| a.is_global_set()));
    if let Some(more) = program.get_after_long_help() {
        after(&mut out, &more.to_string());
    }
    for command in program.get_subcommands().filter(visible) {
        section(&mut out, command, "marz", 2);
    }
    format!("{}\n", out.trim_end())
}

fn section(out: &mut String, command: &Command, parent: &str, depth: usize) {
    let name = format!("{parent} {}", command.get_name());
    let positions: Vec<String> = command.get_positionals().map(positional).collect();
    let inner = command.get_subcommands().any(|c| c.get_name() != "help");
    let is_group = inner && positions.is_empty();
    let usage = if is_group { " COMMAND".to_owned() } else { positions.iter().map(|p| format!(" {p}")).collect() };
    let _ = write!(
        out,
        "{} `{name}`\n\n{}.\n\n```text\n{name}{usage} [OPTIONS]\n```\n\n",
        "#".repeat(depth),
        about(command)
    );
    let own = || command.get_arguments().filter(|a| !a.is_global_set() && !a.is_hide_set() && !is_help(a));
    let headings = [None, Some("Filters")];
    for heading in headings {
        let of: Vec<&Arg> = own().filter(|a| a.get_help_heading() == heading).collect();
        if let (Some(heading), false) = (heading, of.is_empty()) {
            let _ = write!(out, "{heading}:\n\n");
        }
        options(out, of.into_iter());
    }
    if let Some(more) = command.get_after_long_help() {
        after(out, &more.to_string());
    }
    for command in command.get_subcommands().filter(|c| c.get_name() != "help") {
        section(out, command, &name, depth + 1);
    }
}

fn about(command: &Command) -> String {
    command.get_about().map(ToString::to_string).unwrap_or_default()
}

fn is_help(arg: &Arg) -> bool {
    ["help", "version"].contains(&arg.get_id().as_str())
}

fn positional(arg: &Arg) -> String {
    let name = value_name(arg);
    let many = if arg.get_num_args().is_some_and(|n| n.max_values() > 1) { "..." } else { "" };
    if arg.is_required_set() { format!("{name}{many}") } else { format!("[{name}]{many}") }
}

fn value_name(arg: &Arg) -> String {
    let own = arg.get_value_names().and_then(|names| names.first()).map(ToString::to_string);
    own.unwrap_or_else(|| arg.get_id().as_str().to_uppercase())
}

/// A line for each option, and none where there are none.
fn options<'a>(out: &mut String, arguments: impl Iterator<Item = &'a Arg>) {
    let mut some = false;
    for arg in arguments {
        some = true;
        let takes = arg.get_action().takes_values();
        let value = if takes { format!(" {}", value_name(arg)) } else { String::new() };
        let name = match (arg.get_short(), arg.get_long()) {
            (Some(short), Some(long)) => format!("-{short}, --{long}{value}"),
            (None, Some(long)) => format!("--{long}{value}"),
            _ => positional(arg),
        };
        let text = arg.get_help().map(ToString::to_string).unwrap_or_default();
        let mut notes = Vec::new();
        let words: Vec<String> =
            arg.get_possible_values().iter().filter(|_| takes).map(|v| format!("`{}`", v.get_name())).collect();
        if !words.is_empty() && words.iter().any(|w| w != "`true`" && w != "`false`") {
            notes.push(words.join(", "));
        }
        let usual: Vec<String> = arg.get_default_values().iter().map(|v| v.to_string_lossy().into_owned()).collect();
        if takes && !usual.is_empty() {
            notes.push(format!("default `{}`", usual.join(" ")));
        }
        let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join("; ")) };
        let _ = writeln!(out, "- `{name}`: {}{notes}", text.replace('<', "\\<").replace('|', "\\|"));
    }
    if some {
        out.push('\n');
    }
}

/// What stands below the options: examples as commands, the rest as it is.
fn after(out: &mut String, text: &str) {
    let mut open = false;
    for line in text.lines() {
        let is_example = line.starts_with("  ");
        if is_example && !open {
            out.push_str("\n```sh\n");
        } else if !is_example && open {
            out.push_str("```\n\n");
        }
        open = is_example;
        let line = if is_example { line.strip_prefix("  ").unwrap_or(line) } else { line };
        if is_example || !line.is_empty() {
            let _ = writeln!(out, "{line}");
        } else if !out.ends_with("\n\n") {
            out.push('\n');
        }
    }
    out.push_str(if open { "```\n\n" } else { "\n" });
}
