//! The results of an analysis as text and as one table.

use super::fields::Kind;
use super::sheet::{SheetValue, columns};
use super::sheet_about::SheetAbout;
use super::sheet_table::Sheet;
use super::table::aligned;
use crate::analyse::{Findings, Row};
use crate::language::Language;
use crate::phrase::Phrases;
use crate::terminal::counted;

/// The results of an analysis as text for people.
///
/// # Arguments
///
/// `title` is the title of the dossier.
#[must_use]
pub fn findings_text(found: &Findings, title: &str) -> String {
    let mut out = format!("{title}\n\n");
    let others = found.records - found.events;
    let mut lead = format!("{} of {} are events", counted(found.events, "record"), found.records);
    lead.push_str(&match others {
        1 => "; 1 is a sum of events, a statement, a visit or talks, and counted nowhere below\n".to_owned(),
        _ => format!("; {others} are sums of events, statements, visits or talks, and counted nowhere below\n"),
    });
    out.push_str(&lead);
    if found.without_place > 0 {
        out.push_str(&format!("{} without a place: in counts alone\n", counted(found.without_place, "event")));
    }
    out.push_str(&format!("dead, attackers included: {}\n", dead(&found.total)));
    if found.total.killed_unknown > 0.0 {
        let count = number(found.total.killed_unknown);
        let events = if count == "1" { "event" } else { "events" };
        out.push_str(&format!("for {count} {events} no number of dead is known\n"));
    }
    let english = Language::english();
    Phrases::new(&english).caveats(found.caveats).iter().for_each(|sentence| out.push_str(&format!("{sentence}\n")));
    let last = found.density.last().map_or(0.0, |p| p.km);
    for table in &found.counts {
        let header = [table.by.as_str(), "events", "dead", "dead unknown"].map(str::to_owned).to_vec();
        let rows = table.rows.iter().map(|r| {
            let unknown = if r.killed_unknown > 0.0 { number(r.killed_unknown) } else { String::new() };
            vec![r.key.clone(), number(r.events), dead(r), unknown]
        });
        out.push('\n');
        out.push_str(&aligned(&std::iter::once(header).chain(rows).collect::<Vec<_>>()));
    }
    out.push_str(&format!("\nlength of border near an event, of {:.0} km\n", found.length_km));
    let header = ["within", "surely", "to expect", "possibly"].map(str::to_owned).to_vec();
    let rows = found.near.iter().map(|r| {
        let km = |v: f64| format!("{v:.0} km");
        vec![format!("{} km", r.within_km), km(r.surely_km), km(r.km), km(r.possibly_km)]
    });
    out.push_str(&aligned(&std::iter::once(header).chain(rows).collect::<Vec<_>>()));
    out.push_str(&density_text(found, last));
    out.push_str(&hot_text(found));
    out.push_str(&repeat_text(found));
    out
}

fn density_text(found: &Findings, last: f64) -> String {
    let peak = found.density.iter().fold(None, |best: Option<(f64, f64)>, p| match best {
        Some((_, v)) if v >= p.per_100_km => best,
        _ => Some((p.km, p.per_100_km)),
    });
    let Some((km, value)) = peak.filter(|(_, v)| *v > 0.0) else { return String::new() };
    format!(
        "\ndensity along the border, kernel of ± {:.0} km: greatest at km {km:.0} with {value:.1} events to 100 km; {:.1} if \
         all were spread evenly over km 0–{last:.0}\n",
        found.half_width_km, found.hot.even_per_100_km
    )
}

fn hot_text(found: &Findings) -> String {
    let hot = &found.hot;
    let mut out = format!(
        "\nhot stretches, against a border on which every kilometre is alike, kernel of ± {:.0} km\n",
        hot.half_width_km
    );
    if let Some(threshold) = hot.threshold_per_100_km {
        out.push_str(&format!(
            "by chance {threshold:.1} events to 100 km are reached anywhere on 1 of 20 borders ({} drawn)\n",
            hot.draws
        ));
        if hot.stretches.is_empty() {
            out.push_str("none is above that\n");
        }
    }
    if !hot.stretches.is_empty() {
        let header = ["stretch", "events", "if even", "greatest density", "p"].map(str::to_owned).to_vec();
        let rows = hot.stretches.iter().map(|s| {
            vec![
                format!("km {:.0}–{:.0}", s.from_km, s.to_km),
                format!("{:.1}", s.events),
                format!("{:.1}", s.even),
                format!("{:.1} at km {:.0}", s.peak_per_100_km, s.peak_km),
                format!("{:.3}", s.p),
            ]
        });
        out.push_str(&aligned(&std::iter::once(header).chain(rows).collect::<Vec<_>>()));
    }
    out.push_str(&warned(hot.warning.as_deref()));
    out
}

fn repeat_text(found: &Findings) -> String {
    let r = &found.repeat;
    let mut out = format!("\nnear repeats: pairs within {} km and {} days\n", r.km, r.days);
    if let (Some(pairs), Some(expected), Some(p)) = (r.pairs, r.expected, r.p) {
        out.push_str(&format!(
            "{pairs:.1} pairs; {expected:.1} if the same dates are dealt out anew; p = {p:.3} ({} dealt)\n",
            r.draws
        ));
    }
    out.push_str(&warned(r.warning.as_deref()));
    out
}

fn warned(warning: Option<&str>) -> String {
    warning.map(|w| format!("warning: {w}\n")).unwrap_or_default()
}

/// A count that may be fractional: whole, or with one decimal.
fn number(v: f64) -> String {
    if (v - v.round()).abs() < 0.005 { format!("{v:.0}") } else { format!("{v:.1}") }
}

/// The number of people killed, with its range.
fn dead(row: &Row) -> String {
    let (low, high) = (number(row.killed_min), number(row.killed_max));
    let range = if low == high { low } else { format!("{low}–{high}") };
    let range = if row.killed_is_about { format!("about {range}") } else { range };
    let is_known = row.events - row.killed_unknown > 1e-9;
    match (is_known, row.killed_is_least) {
        (false, _) => "–".to_owned(),
        (true, false) => range,
        (true, true) => format!("{range} or more"),
    }
}

/// The columns of [`findings_sheet`]: name, type, unit, meaning.
const COLUMNS: [(&str, Kind, &str, &str); 15] = [
    (
        "table",
        Kind::Text,
        "",
        "What the row is of: total, a count (year, category, side, …), length_near, hot_stretch, near_repeat, density_per_100_km",
    ),
    (
        "key",
        Kind::Text,
        "",
        "What the row counts, such as a year or a category; of length_near and near_repeat the limits",
    ),
    (
        "events",
        Kind::Real,
        "",
        "The number of events, fractional where they are shared out; of near_repeat pairs, of density_per_100_km events to 100 km",
    ),
    ("killed_min", Kind::Real, "", "The sum of the lowest figures of people killed, attackers included"),
    ("killed_max", Kind::Real, "", "The sum of the highest figures"),
    ("killed_is_least", Kind::Boolean, "", "Whether some record gives a lower bound only, and with it the sum"),
    ("killed_unknown", Kind::Real, "", "Events without any figure of people killed: they are in neither sum"),
    ("from_km", Kind::Real, "kilometres", "Where a hot stretch begins, as a border kilometre"),
    ("to_km", Kind::Real, "kilometres", "Where it ends"),
    ("km", Kind::Real, "kilometres", "Of length_near the expected length; of density_per_100_km the border kilometre"),
    ("km_min", Kind::Real, "kilometres", "The length that is near for every place that the radii allow"),
    ("km_max", Kind::Real, "kilometres", "The length that is near for some place that the radii allow"),
    ("expected", Kind::Real, "", "The number to expect by chance"),
    ("p", Kind::Real, "0 to 1", "The p-value"),
    ("killed_is_about", Kind::Boolean, "", "Whether some record gives an approximate figure only, and with it the sum"),
];

/// The results of an analysis as one table: a row for each count, each distance, each hot section, the near repeats, and each point
/// of the density. Columns that do not apply to a row are empty.
#[must_use]
pub fn findings_sheet(found: &Findings, about: SheetAbout) -> Sheet {
    let mut rows = Vec::new();
    let mut put = |cells: &[(&str, SheetValue)]| {
        let of = |name: &str| cells.iter().find(|(c, _)| *c == name).map_or(SheetValue::Empty, |(_, v)| v.clone());
        rows.push(COLUMNS.iter().map(|(name, ..)| of(name)).collect());
    };
    let km = |value: f64| SheetValue::Fixed(value, 1);
    let counted = |table: &str, r: &Row| {
        [
            ("table", table.into()),
            ("key", r.key.as_str().into()),
            ("events", r.events.into()),
            ("killed_min", r.killed_min.into()),
            ("killed_max", r.killed_max.into()),
            ("killed_is_least", r.killed_is_least.into()),
            ("killed_is_about", r.killed_is_about.into()),
            ("killed_unknown", r.killed_unknown.into()),
        ]
    };
    put(&counted("total", &found.total));
    for table in &found.counts {
        for row in &table.rows {
            put(&counted(table.by.as_str(), row));
        }
    }
    for r in &found.near {
        put(&[
            ("table", "length_near".into()),
            ("key", format!("{}km", r.within_km).as_str().into()),
            ("km", km(r.km)),
            ("km_min", km(r.surely_km)),
            ("km_max", km(r.possibly_km)),
        ]);
    }
    for s in &found.hot.stretches {
        put(&[
            ("table", "hot_stretch".into()),
            ("key", format!("km {:.0}–{:.0}", s.from_km, s.to_km).as_str().into()),
            ("events", s.events.into()),
            ("from_km", km(s.from_km)),
            ("to_km", km(s.to_km)),
            ("expected", s.even.into()),
            ("p", s.p.into()),
        ]);
    }
    let r = &found.repeat;
    put(&[
        ("table", "near_repeat".into()),
        ("key", format!("{}km {}d", r.km, r.days).as_str().into()),
        ("events", r.pairs.into()),
        ("expected", r.expected.into()),
        ("p", r.p.into()),
    ]);
    for point in &found.density {
        put(&[("table", "density_per_100_km".into()), ("km", km(point.km)), ("events", point.per_100_km.into())]);
    }
    Sheet { name: "findings", columns: columns(&COLUMNS), rows, about }
}
