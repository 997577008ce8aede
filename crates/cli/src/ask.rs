//! A question on the terminal, where somebody is there.

use std::io::{self, IsTerminal as _};

use marz::interview::Asker;

/// Whether somebody at the terminal takes a correction; nobody there takes none.
pub fn confirmed(correction: &str) -> bool {
    let yes =
        |asker: &mut Asker<_, _>| asker.ask(&format!("{correction}\ntake this correction? y/N"), |a| Ok(a == "y"));
    let terminal = io::stdin().is_terminal() && io::stderr().is_terminal();
    terminal && yes(&mut Asker { from: io::stdin().lock(), to: io::stderr() }).unwrap_or(false)
}
