//! A question on the terminal, where somebody is there.

use std::io::{self, IsTerminal as _};

use marz::edits::Prefer;
use marz::interview::Asker;

/// Whether somebody at the terminal takes a correction; nobody there takes none.
pub fn confirmed(correction: &str) -> bool {
    let yes =
        |asker: &mut Asker<_, _>| asker.ask(&format!("{correction}\ntake this correction? y/N"), |a| Ok(a == "y"));
    is_there() && yes(&mut Asker { from: io::stdin().lock(), to: io::stderr() }).unwrap_or(false)
}

/// Whose side somebody at the terminal takes in a conflict; nobody there takes none.
pub fn preferred(_: &str) -> Option<Prefer> {
    let mut asker = Asker { from: io::stdin().lock(), to: io::stderr() };
    is_there()
        .then(|| asker.ask("take [o]urs, [t]heirs, or leave the record (empty)", Prefer::answered).ok()?)
        .flatten()
}

/// Whether somebody at the terminal tries again after a fault; nobody there does not.
pub fn again(fault: &str) -> bool {
    let mut asker = Asker { from: io::stdin().lock(), to: io::stderr() };
    is_there() && asker.ask(&format!("{fault}\nedit it again? Y/n"), |a| Ok(a != "n")).unwrap_or(false)
}

fn is_there() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}
