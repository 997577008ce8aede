//! Names that Windows keeps for devices, cuts or refuses: a file of such a name is another one there, or none.

use std::path::{Component, Path};

/// Names of devices, in any case and with any ending: `con.csv` is the console.
const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];
/// Names of devices that a digit follows; a digit may be raised.
const PORTS: [&str; 2] = ["COM", "LPT"];

/// Why Windows has no file of a name, whatever system this is; `None` if it has.
///
/// The name is one step of a path, without separators.
fn unfit_on_windows(name: &str) -> Option<String> {
    let stem = name.split('.').next().unwrap_or_default().trim_end_matches(' ').to_uppercase();
    let is_port = PORTS.iter().filter_map(|port| stem.strip_prefix(port)).any(|rest| {
        let mut digits = rest.chars();
        matches!(digits.next(), Some('0'..='9' | '¹' | '²' | '³')) && digits.next().is_none()
    });
    if is_port || DEVICES.contains(&stem.as_str()) {
        return Some(format!("'{name}': Windows keeps {stem} for a device; use another name"));
    }
    if name.ends_with(['.', ' ']) && !matches!(name, "." | "..") {
        return Some(format!("'{name}': Windows drops a full stop or a blank at the end of a name; leave it out"));
    }
    let wrong = name.chars().find(|c| c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*'))?;
    Some(format!("'{}': Windows has no {wrong:?} in names; leave it out", name.escape_debug()))
}

/// Why this system has no file at a path because of a name in it; `None` if it has. Where it is asked for by its whole name, as `NUL`, the
/// device is meant.
pub(super) fn unfit(path: &Path) -> Option<String> {
    cfg!(windows).then(|| unfit_path_on_windows(path)).flatten()
}

fn unfit_path_on_windows(path: &Path) -> Option<String> {
    if path.components().count() == 1 && path.to_str().is_some_and(|name| name.eq_ignore_ascii_case("nul")) {
        return None;
    }
    let names = path.components().filter_map(|step| match step {
        Component::Normal(name) => name.to_str(),
        _ => None,
    });
    names.flat_map(|name| name.split('\\')).filter(|name| !name.is_empty()).find_map(unfit_on_windows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_and_cut_names_are_known() {
        for name in [
            "CON",
            "con.csv",
            "Aux.tar.gz",
            "nul",
            "PRN .txt",
            "com1.toml",
            "LPT9",
            "COM¹",
            "conin$",
            "a.",
            "b ",
            "a:b",
            "what?.png",
            "a\tb",
            "\"x\"",
            "a|b",
            "a*",
        ] {
            assert!(unfit_on_windows(name).is_some(), "{name}");
        }
        for name in [
            "console.csv",
            "com.png",
            "COM10",
            "LPT",
            "auxiliary",
            "2025-08-24-dovang-clash",
            "..",
            ".",
            ".marz",
            "карта.png",
            "فیض‌آباد",
            "a b.csv",
            "nullarbor",
        ] {
            assert_eq!(unfit_on_windows(name), None, "{name}");
        }
    }

    #[test]
    fn every_step_of_a_path_counts() {
        let is_unfit = |path: &str| unfit_path_on_windows(Path::new(path)).is_some();
        assert!(is_unfit("maps/aux/overview.png") && is_unfit("case./a.csv") && is_unfit(r"maps\con.toml"));
        assert!(!is_unfit("../maps/overview.png") && !is_unfit(r"maps\overview.toml") && !is_unfit("/tmp/a.csv"));
        // Asked for as such, it is meant.
        assert!(!is_unfit("NUL") && is_unfit("nul.csv") && is_unfit("out/nul"));
        // Here files may be called so.
        assert_eq!(unfit(Path::new("aux.png")).is_some(), cfg!(windows));
    }
}
