//! A question on the terminal, where somebody is there.

use std::io::{self, IsTerminal as _, Stderr, StdinLock};

use marz::edits::Prefer;
use marz::interview::Asker;

/// Whether somebody at the terminal takes a correction; nobody there takes none.
pub fn confirmed(correction: &str) -> bool {
    let question = format!("{correction}\ntake this correction? y/N");
    asker().is_some_and(|mut asker| asker.ask(&question, |a| Ok(a == "y")).unwrap_or(false))
}

/// Whose side somebody at the terminal takes in a conflict; nobody there takes none.
pub fn preferred(_: &str) -> Option<Prefer> {
    asker()?.ask("take [o]urs, [t]heirs, or leave the record (empty)", Prefer::answered).ok()?
}

/// Whether somebody at the terminal tries again after a fault; nobody there does not.
pub fn again(fault: &str) -> bool {
    let asked = |mut asker: Asker<_, _>| asker.ask(&format!("{fault}\nedit it again? Y/n"), |a| Ok(a != "n")).ok();
    asker().and_then(asked).unwrap_or(false)
}

/// Somebody at the terminal.
pub fn asker() -> Option<Asker<StdinLock<'static>, Stderr>> {
    let is_there = io::stdin().is_terminal() && io::stderr().is_terminal();
    is_there.then(|| Asker { from: io::stdin().lock(), to: io::stderr() })
}
