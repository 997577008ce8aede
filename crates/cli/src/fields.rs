//! `marz fields`: what every field of measured and exported tables means.

use serde_json::json;

use super::args::FieldsArgs;
use super::console::{Failure, deliver_as};
use super::outcome::Outcome;
use marz::export::{Columns, Field, explained_fields};
use marz::recipe::{Length, closest};

pub fn run(args: &FieldsArgs) -> Result<Outcome, Failure> {
    let limits: Vec<String> = args.within.iter().map(Length::to_string).collect();
    let (mut measured, mut reported) = (Columns::new(&limits, &[], "edition").fields(), explained_fields());
    if !args.names.is_empty() {
        let known: Vec<&str> = measured.iter().chain(&reported).map(|f| f.name.as_str()).collect();
        if let Some(unknown) = args.names.iter().find(|n| !known.contains(&n.as_str())) {
            let hint = closest(unknown, known).map(|like| format!("did you mean '{like}'?"));
            return Err(Failure::usage(format!("there is no field '{unknown}'"), hint));
        }
        measured.retain(|f| args.names.contains(&f.name));
        reported.retain(|f| args.names.contains(&f.name));
    }
    let text = || {
        let groups = [("measured", &measured), ("incidents", &reported)];
        let all = groups.iter().filter(|(_, fields)| !fields.is_empty());
        all.map(|(title, fields)| format!("{title}\n{}", lines(fields))).collect::<Vec<_>>().join("\n")
    };
    deliver_as(args.output.to(), text, || json!({ "measured": measured, "incidents": reported }))?;
    Ok(Outcome::of(false))
}

fn lines(fields: &[Field]) -> String {
    let line = |f: &Field| {
        let kind = format!("{:?}", f.kind).to_lowercase();
        let unit = if f.unit.is_empty() { String::new() } else { format!(", {}", f.unit) };
        format!("  {:<20} {kind}{unit}\n      {}\n", f.name, f.meaning)
    };
    fields.iter().map(line).collect()
}
