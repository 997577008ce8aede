//! `marz fields`: what every field of measured and exported tables means.

use super::Outcome;
use super::args::{CheckFormat, FieldsArgs};
use super::console::{Failure, deliver};
use crate::export::{Columns, Field, said_fields};
use crate::recipe::Length;

pub fn run(args: &FieldsArgs) -> Result<Outcome, Failure> {
    let limits: Vec<String> = args.within.iter().map(Length::to_string).collect();
    let measured = Columns::new(&limits, &[], "edition").fields();
    let said = said_fields();
    let product = match args.format {
        CheckFormat::Json => {
            let told = serde_json::json!({ "measured": measured, "incidents": said });
            format!("{told:#}\n")
        }
        CheckFormat::Text => format!("measured\n{}\nincidents\n{}", lines(&measured), lines(&said)),
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
