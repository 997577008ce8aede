//! Whether colours are wanted: by the option, by the environment as people set it for every program, or by the terminal.

use std::ffi::OsString;

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// On a terminal, unless the environment says otherwise.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Whether colours were asked for, and by what; `None` if the terminal decides.
///
/// The option comes first, then `NO_COLOR` (no-color.org), then `FORCE_COLOR` and `CLICOLOR_FORCE`, then `CLICOLOR=0` and
/// `TERM=dumb`. An empty variable counts as unset, and 0 takes a forcing one back.
#[must_use]
pub fn asked(option: When, variable: impl Fn(&str) -> Option<OsString>) -> Option<(bool, &'static str)> {
    match option {
        When::Always => return Some((true, "--color")),
        When::Never => return Some((false, "--color")),
        When::Auto => {}
    }
    let equals = |name: &str, value: &str| variable(name).is_some_and(|v| v == value);
    let is_set = |name: &str| variable(name).is_some_and(|v| !v.is_empty());
    let forces = |name: &&str| is_set(name) && !equals(name, "0");
    if is_set("NO_COLOR") {
        return Some((false, "NO_COLOR"));
    }
    if let Some(name) = ["FORCE_COLOR", "CLICOLOR_FORCE"].into_iter().find(forces) {
        return Some((true, name));
    }
    match (equals("CLICOLOR", "0"), equals("TERM", "dumb")) {
        (true, _) => Some((false, "CLICOLOR")),
        (_, true) => Some((false, "TERM")),
        _ => None,
    }
}

/// The value of `--color` on a command line that is not parsed yet: help and mistakes have colours too.
#[must_use]
pub fn option(arguments: &[OsString]) -> When {
    let word = |text: &str| match text {
        "always" => When::Always,
        "never" => When::Never,
        _ => When::Auto,
    };
    let mut found = When::Auto;
    for (i, argument) in arguments.iter().enumerate() {
        let Some(text) = argument.to_str() else { continue };
        match text.strip_prefix("--color") {
            Some("") => found = arguments.get(i + 1).and_then(|a| a.to_str()).map_or(found, word),
            Some(rest) => found = rest.strip_prefix('=').map_or(found, word),
            None if text == "--" => break,
            None => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(option: When, variables: &[(&str, &str)]) -> Option<bool> {
        let of = |name: &str| variables.iter().find(|(n, _)| *n == name).map(|(_, v)| OsString::from(v));
        asked(option, of).map(|(is_wanted, _)| is_wanted)
    }

    #[test]
    fn the_option_comes_before_the_environment_and_that_before_the_terminal() {
        assert_eq!(wanted(When::Auto, &[]), None);
        assert_eq!(wanted(When::Auto, &[("NO_COLOR", "1")]), Some(false));
        assert_eq!(wanted(When::Auto, &[("NO_COLOR", "")]), None);
        assert_eq!(wanted(When::Always, &[("NO_COLOR", "1")]), Some(true));
        assert_eq!(wanted(When::Never, &[("FORCE_COLOR", "1")]), Some(false));
        assert_eq!(wanted(When::Auto, &[("FORCE_COLOR", "1")]), Some(true));
        assert_eq!(wanted(When::Auto, &[("CLICOLOR_FORCE", "1")]), Some(true));
        assert_eq!(wanted(When::Auto, &[("CLICOLOR_FORCE", "0"), ("FORCE_COLOR", "0")]), None);
        assert_eq!(wanted(When::Auto, &[("NO_COLOR", "1"), ("FORCE_COLOR", "1")]), Some(false));
        assert_eq!(wanted(When::Auto, &[("CLICOLOR", "0")]), Some(false));
        assert_eq!(wanted(When::Auto, &[("CLICOLOR", "1")]), None);
        assert_eq!(wanted(When::Auto, &[("TERM", "dumb")]), Some(false));
    }

    #[test]
    fn the_option_is_seen_before_the_command_line_is_parsed() {
        let of = |line: &str| option(&line.split(' ').map(OsString::from).collect::<Vec<_>>());
        assert_eq!(of("marz map --color never"), When::Never);
        assert_eq!(of("marz --color=always map"), When::Always);
        assert_eq!(of("marz map --color"), When::Auto);
        assert_eq!(of("marz check -- --color=never"), When::Auto);
    }
}
