//! `marz world`: the edition of the world's data that is in use.

use super::args::{Command, WorldArgs, WorldCommand};
use super::console::{Console, Failure, deliver_as};
use super::outcome::Outcome;
use marz::world::{reset, state_json, state_text, update};

/// The user's own edition counts in every command but in the one that puts it away.
pub fn follow(command: &Command) -> Result<(), Failure> {
    let is_reset = matches!(command, Command::World(WorldArgs { command: Some(WorldCommand::Reset), .. }));
    if is_reset { Ok(()) } else { Ok(marz::world::follow()?) }
}

pub fn run(args: &WorldArgs, console: &Console) -> Result<Outcome, Failure> {
    match &args.command {
        None => deliver_as(args.output.to(), state_text, state_json)?,
        Some(WorldCommand::Update { path }) => console.note(&update(path)?),
        Some(WorldCommand::Reset) => console.note(&reset()?),
    }
    Ok(Outcome::of(false))
}
