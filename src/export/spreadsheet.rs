use serde_json::Value;

use super::record::{Measured, Record};
use super::{number, within_name};

/// Measured records as CSV (RFC 4180, UTF-8): the columns of the contract in their order.
///
/// # Arguments
///
/// `limits` are the names of the distances asked for; with `keep`, the members of the input follow.
#[must_use]
pub fn measured_csv(records: &[Measured<'_>], limits: &[String], keep: bool) -> String {
    let mut header: Vec<String> = [
        "id",
        "lon",
        "lat",
        "distance_m",
        "nearest_lon",
        "nearest_lat",
        "border_km",
        "side",
        "bearing_deg",
        "radius_m",
    ]
    .into_iter()
    .chain(["distance_min_m", "distance_max_m"])
    .map(str::to_owned)
    .collect();
    header.extend(limits.iter().map(|l| within_name(l)));
    header.extend(["p_left".to_owned(), "p_left_basis".to_owned()]);
    let kept: Vec<String> = if keep { kept_columns(records, &header) } else { Vec::new() };
    let mut out = csv::Writer::from_writer(Vec::new());
    // Writing to memory does not fail, and every row has as many cells as the header.
    let _ = out.write_record(header.iter().chain(&kept).map(|h| safe(h)));
    for record in records {
        let cells = record.columns(limits).into_iter().map(|(_, value, decimals)| cell(&value, decimals));
        let flat = if keep { record.flat(limits) } else { serde_json::Map::new() };
        let more = kept.iter().map(|key| flat.get(key).map_or(String::new(), |v| cell(v, u8::MAX)));
        let _ = out.write_record(cells.chain(more));
    }
    String::from_utf8(out.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// The members of the input that are no columns already, in the order in which they first appear.
fn kept_columns(records: &[Measured<'_>], header: &[String]) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for record in records {
        let flat = match record.record {
            Record::Incident(_) => record.flat(&[]),
            Record::Point(_, extra) => extra.clone(),
        };
        for key in flat.keys() {
            if !header.contains(key) && !kept.contains(key) {
                kept.push(key.clone());
            }
        }
    }
    kept
}

fn cell(value: &Value, decimals: u8) -> String {
    match value {
        Value::Null => String::new(),
        Value::Number(n) => match n.as_f64() {
            Some(v) if decimals > 0 && decimals < u8::MAX => number::text(v, decimals),
            _ => n.to_string(),
        },
        Value::String(text) => safe(text),
        other => safe(&other.to_string()),
    }
}

/// Text that a spreadsheet would take for a formula gets an apostrophe before it; numbers are left alone.
fn safe(text: &str) -> String {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err();
    if risky { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed_and_numbers_are_not() {
        assert_eq!(safe("=1+1"), "'=1+1");
        assert_eq!(safe("@x"), "'@x");
        assert_eq!(safe("-12.5"), "-12.5");
        assert_eq!(safe("-x"), "'-x");
    }
}
