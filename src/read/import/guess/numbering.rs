//! Columns of numbers and codes: which of them name the incidents, and which only count the rows.

use super::cells::CellShares;
use super::names;

/// How much the name of a column of the numbers of incidents speaks for the id.
const NUMBERS_INCIDENTS: u32 = 85;

/// How much that of a column speaks which may count the rows, where its cells do not.
const MAY_COUNT_ROWS: u32 = 70;

/// What columns are called that may count the rows, beside [`NUMBER`], without spaces and marks.
const COUNTERS: [&str; 20] = [
    "sn",
    "sno",
    "slno",
    "srno",
    "serialno",
    "serialnumber",
    "lfd",
    "lfdnr",
    "laufendenummer",
    "index",
    "idx",
    "item",
    "itemno",
    "row",
    "rowno",
    "пп",
    "noпп",
    "рақам",
    "ردیف",
    "م",
];

/// What has a number of its own.
const NUMBERED: [&str; 40] = [
    "inc",
    "incid",
    "incident",
    "event",
    "evt",
    "case",
    "record",
    "rec",
    "file",
    "entry",
    "ref",
    "reference",
    "report",
    "sitrep",
    "caso",
    "hecho",
    "evento",
    "incidente",
    "expediente",
    "ocorrência",
    "cas",
    "événement",
    "dossier",
    "réf",
    "référence",
    "vorfall",
    "ereignis",
    "fall",
    "akte",
    "события",
    "случая",
    "инцидента",
    "происшествия",
    "дела",
    "записи",
    "ҳодиса",
    "حادثه",
    "رویداد",
    "الحادث",
    "الحدث",
];

/// What its number is called; alone, it may count the rows.
const NUMBER: [&str; 16] = [
    "no",
    "nr",
    "n",
    "nº",
    "num",
    "nro",
    "number",
    "numero",
    "número",
    "numéro",
    "nummer",
    "номер",
    "рақами",
    "شماره",
    "رقم",
    "serial",
];

/// What is called so names one thing, and counts nothing.
const NAME: [&str; 4] = ["id", "code", "ref", "key"];

/// How much the name of a column of numbers or codes speaks for the id, as [`names::claim`] counts; 0 where it does not.
///
/// A column that may count the rows is no id where it does: rows that are put in between would get the ids of others.
pub fn claim(name: &str, shares: &CellShares, rows: usize) -> u32 {
    let own = names::claim("id", name);
    if own > 0 {
        let is_usual = own >= names::USUAL - 20;
        return if shares.is_running && !is_usual { 0 } else { own };
    }
    if shares.codes < 1.0 || lacking(shares, rows) > 0 || shares.distinct < shares.filled {
        return 0;
    }
    match called(name) {
        Some(Called::NumberOfIncident) => NUMBERS_INCIDENTS,
        Some(Called::Counter) if !shares.is_running => MAY_COUNT_ROWS,
        _ => 0,
    }
}

/// Why a column that is called so is not read for the id, in words; `None` where nothing speaks for it.
pub fn passed_over(name: &str, shares: &CellShares, rows: usize) -> Option<String> {
    let found = called(name).or_else(|| (names::claim("id", name) > 0).then_some(Called::NumberOfIncident))?;
    if shares.filled == 0 || shares.codes < 0.5 {
        return None;
    }
    let why = if shares.is_running && found == Called::Counter {
        "counts the rows, and is not read for the id: a row that is put in between would give those below it the ids of others"
            .to_owned()
    } else if shares.distinct < shares.filled {
        format!("is not read for the id: only {} of its {} cells differ", shares.distinct, shares.filled)
    } else if lacking(shares, rows) > 0 {
        format!("is not read for the id: {} of {rows} rows have none", lacking(shares, rows))
    } else {
        "is not read for the id: not all its cells are numbers or codes".to_owned()
    };
    Some(format!(
        "'{name}' {why}; rows are found again by what they say; if each number stays with its incident: id = {name}"
    ))
}

/// Why a column is read for the id.
pub fn why(shares: &CellShares) -> String {
    match shares.is_running {
        true => "called so; it counts 1, 2, 3 …: each number is to stay with its incident".to_owned(),
        false if shares.distinct == shares.filled => format!("called so; its {} cells all differ", shares.filled),
        false => "called so".to_owned(),
    }
}

/// How many rows have no cell in a column; one of many may be a row of totals.
fn lacking(shares: &CellShares, rows: usize) -> usize {
    const MANY: usize = 10;
    let lacking = rows.saturating_sub(shares.filled);
    if lacking == 1 && rows >= MANY { 0 } else { lacking }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Called {
    NumberOfIncident,
    Counter,
}

fn called(name: &str) -> Option<Called> {
    let small = name.to_lowercase().replace(['№', '#'], "no");
    let plain: String = small.chars().filter(|c| c.is_alphanumeric()).collect();
    if COUNTERS.contains(&plain.as_str()) || NUMBER.contains(&plain.as_str()) {
        return Some(Called::Counter);
    }
    let is_number = |rest: &str| NUMBER.contains(&rest) || NAME.contains(&rest);
    let is_numbered = NUMBERED
        .iter()
        .any(|what| plain.strip_prefix(what).is_some_and(is_number) || plain.strip_suffix(what).is_some_and(is_number));
    is_numbered.then_some(Called::NumberOfIncident)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_incidents_and_counters_are_told_apart_by_their_names() {
        for name in ["Inc no", "Inc. No.", "Case no", "Ref. no", "Event #", "№ инцидента", "Vorfall-Nr.", "IncidentNo"]
        {
            assert_eq!(called(name), Some(Called::NumberOfIncident), "{name}");
        }
        for name in ["S/N", "Nr.", "N°", "No", "#", "№", "№ п/п", "Sl. No."] {
            assert_eq!(called(name), Some(Called::Counter), "{name}");
        }
        for name in ["Number of incidents", "Note", "Dead", "Source no", "Case", "", "Nationality"] {
            assert_eq!(called(name), None, "{name}");
        }
    }
}
