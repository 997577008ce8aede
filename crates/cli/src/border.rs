//! `marz border`: lengths; kilometre to coordinate and back.

use super::args::{BorderArgs, BorderCommand, CheckFormat, Global, LineArgs};
use super::border_diff;
use super::console::{Console, Failure, deliver_data, deliver_text};
use super::open;
use super::outcome::Outcome;
use marz::export::{border_json, border_text, kilometre_json, position_json};
use marz::model::LonLat;
use marz::world::{list_json, list_text};

pub fn run(args: &BorderArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let border = |line: &LineArgs| open::border_or(line.asked(), global, console);
    let out = "-".as_ref();
    let json = match &args.command {
        BorderCommand::Diff(args) => return border_diff::run(args, global, console),
        BorderCommand::List { query, format: CheckFormat::Text } => {
            deliver_text(out, &list_text(&query.join(" "))?)?;
            return Ok(Outcome::Clean);
        }
        BorderCommand::Info { line, format: CheckFormat::Text } => {
            deliver_text(out, &border_text(&border(line)?))?;
            return Ok(Outcome::Clean);
        }
        BorderCommand::List { query, format: CheckFormat::Json } => list_json(&query.join(" "))?,
        BorderCommand::Info { line, format: CheckFormat::Json } => border_json(&border(line)?),
        BorderCommand::At { km, line } => position_json(&border(line)?, *km)?,
        BorderCommand::Km { lon, lat, line } => {
            let point = LonLat::new(*lon, *lat).map_err(|e| {
                let hint = LonLat::new(*lat, *lon).is_ok().then(|| "longitude comes first".to_owned());
                Failure::usage(e.to_string(), hint)
            })?;
            kilometre_json(&open::prepared_or(line.asked(), global, console)?.context(), point)
        }
    };
    deliver_data(out, json.as_bytes())?;
    Ok(Outcome::Clean)
}
