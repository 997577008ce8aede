//! `marz fields`: what every field of measured and exported tables means.

use super::args::{CheckFormat, FieldsArgs};
use super::console::{Failure, deliver};
use super::outcome::Outcome;
use marz::export::{Columns, Field, record_fields};
use marz::recipe::{Length, closest};

pub fn run(args: &FieldsArgs) -> Result<Outcome, Failure> {
    let limits: Vec<String> = args.within.iter().map(Length::to_string).collect();
    let (mut measured, mut said) = (Columns::new(&limits, &[], "edition").fields(), record_fields());
    if !args.names.is_empty() {
        let known: Vec<&str> = measured.iter().chain(&said).map(|f| f.name.as_str()).collect();
        if let Some(unknown) = args.names.iter().find(|n| !known.contains(&n.as_str())) {
            let hint = closest(unknown, known).map(|like| format!("did you mean '{like}'?"));
            return Err(Failure::usage(format!("there is no field '{unknown}'"), hint));
        }
        measured.retain(|f| args.names.contains(&f.name));
        said.retain(|f| args.names.contains(&f.name));
    }
    let product = match args.format {
        CheckFormat::Json => {
            let told = serde_json::json!({ "measured": measured, "incidents": said });
            format!("{told:#}\n")
        }
        CheckFormat::Text => {
            let group = |title: &str, fields: &[Field]| match fields {
                [] => None,
                fields => Some(format!("{title}\n{}", lines(fields))),
            };
            let all = [group("measured", &measured), group("incidents", &said)];
            all.into_iter().flatten().collect::<Vec<_>>().join("\n")
        }
    };
    deliver(&args.output, product.as_bytes())?;
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
