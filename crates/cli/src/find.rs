//! `marz find`: the place that a name means. The joint of the gazetteer, the border and the data.

use serde_json::json;

use super::Outcome;
use super::args::{CheckFormat, FindArgs, Global};
use super::console::{Console, Failure, deliver};
use super::dossier::{Home, load};
use marz::gazetteer::{Answer, Candidate, Gazetteer, Query};
use marz::measure::GeodesicLine;
use marz::model::Dossier;
use marz::read;
use marz::recipe::{Manifest, closest};
use marz::terminal::shown;

/// Places of the wider stock that lie this near to the border are proposed for a spelling that is only alike.
const NEAR_M: f64 = 50_000.0;

pub fn run(args: &FindArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let (home, manifest, dossier, _) = load(Home::find(global, console)?)?.usable(console)?;
    let line = GeodesicLine::from(&dossier.border);
    let gazetteer = stock(&home, &manifest, &dossier, &line)?;
    let country = args.country.as_deref().map(|text| country_code(&dossier, text)).transpose()?;
    let query = Query { name: &args.name, province: args.province.as_deref(), country: country.as_deref() };
    let answer = gazetteer.find(&query);
    let product = match args.format {
        CheckFormat::Text => shown(&told(&args.name, &answer, &line, args.limit)).into_owned(),
        CheckFormat::Json => format!("{:#}\n", value(&args.name, &answer, &line, args.limit)),
    };
    deliver(&args.output, product.as_bytes())?;
    Ok(Outcome::of(!matches!(answer, Answer::Sure { .. })))
}

/// The gazetteer of a dossier: its own places, the wider stock that its manifest names, and the outlines of provinces.
pub fn stock(home: &Home, manifest: &Manifest, dossier: &Dossier, line: &GeodesicLine) -> Result<Gazetteer, Failure> {
    let mut gazetteer = Gazetteer::new(&dossier.places);
    if let Some(path) = &manifest.data.gazetteer {
        let wider = read::settlements(&home.shown(path), &home.bytes(path)?);
        let wider = wider.map_err(|p| Failure::Data(format!("{}: {}", p.file, p.message)))?;
        gazetteer = gazetteer.with_wider(&wider, |at| line.nearest(at).distance_m <= NEAR_M);
    }
    if let Some(provinces) = &dossier.basemap.provinces {
        gazetteer = gazetteer.with_provinces(&provinces.features);
    }
    Ok(gazetteer)
}

/// The code of a country that is given by code or by one of its names.
pub fn country_code(dossier: &Dossier, text: &str) -> Result<String, Failure> {
    let sides = &dossier.border.facts.sides;
    let mut known =
        vec![(sides.left.code.as_str(), &sides.left.names), (sides.right.code.as_str(), &sides.right.names)];
    let layer = dossier.basemap.countries.iter().flat_map(|l| &l.features);
    known.extend(layer.map(|area| (area.code.as_str(), &area.names)));
    let asked = text.trim().to_lowercase();
    let is = |(code, names): &&(&str, &marz::model::Names)| {
        code.to_lowercase() == asked || names.0.values().any(|n| n.to_lowercase() == asked)
    };
    known.iter().find(is).map(|(code, _)| (*code).to_owned()).ok_or_else(|| {
        let mut codes: Vec<&str> = known.iter().map(|(code, _)| *code).collect();
        codes.sort_unstable();
        codes.dedup();
        let names = known.iter().flat_map(|(code, names)| names.0.values().map(String::as_str).chain([*code]));
        let like = closest(text.trim(), names).filter(|n| strsim::jaro_winkler(n, text.trim()) > 0.8);
        let like = like.map(|n| format!("did you mean '{n}'? ")).unwrap_or_default();
        let hint = format!("{like}the dossier knows {}", codes.join(", "));
        Failure::usage(format!("--country {text}: no country of this dossier"), hint)
    })
}

fn verdict(name: &str, answer: &Answer<'_>) -> String {
    match answer {
        Answer::Sure { best, .. } => format!("'{name}' is {}", shown_name(best)),
        Answer::Unsure(all) if all.len() == 1 => format!("'{name}' is not sure; it may be"),
        Answer::Unsure(all) => format!("'{name}' is not sure; it may be one of {}", all.len()),
        Answer::Nothing => format!("nothing is called '{name}' or anything like it"),
    }
}

fn shown_name(candidate: &Candidate<'_>) -> String {
    candidate.entry.place.names.in_language("en").unwrap_or(&candidate.entry.place.id).to_owned()
}

fn told(name: &str, answer: &Answer<'_>, line: &GeodesicLine, limit: usize) -> String {
    let all = answer.candidates();
    let mut out = format!("{}\n", verdict(name, answer));
    for (i, candidate) in all.iter().take(limit).enumerate() {
        let place = &candidate.entry.place;
        let also = if i > 0 && matches!(answer, Answer::Sure { .. }) { "also " } else { "" };
        let admin = place.admin.as_ref().or(candidate.entry.provinces.first());
        let lies = admin.map(|a| format!("{a}, ")).unwrap_or_default();
        let radius = candidate.radius_m.map(|m| format!(", radius {} km", f64::from(m) / 1000.0)).unwrap_or_default();
        let nearest = line.nearest(place.at);
        out.push_str(&format!(
            "\n  {also}{} · {} · {lies}{}\n    {}\n    {:.4}, {:.4}{radius} · {:.1} km from the border at km {:.1}\n    {}\n",
            shown_name(candidate),
            kind(candidate),
            place.country,
            place.id,
            place.at.lon(),
            place.at.lat(),
            nearest.distance_m / 1000.0,
            nearest.measure_km(),
            candidate.reasons.join("; "),
        ));
    }
    if all.len() > limit {
        out.push_str(&format!("\n  and {} more: --limit\n", all.len() - limit));
    }
    if matches!(answer, Answer::Unsure(_)) {
        out.push_str("\nName its --country or --province, or ask by another spelling.\n");
    }
    out
}

/// The kind of a place as people read it.
fn kind(candidate: &Candidate<'_>) -> String {
    let word = serde_json::to_value(candidate.entry.place.kind).unwrap_or_default();
    word.as_str().unwrap_or_default().replace('_', " ")
}

fn value(name: &str, answer: &Answer<'_>, line: &GeodesicLine, limit: usize) -> serde_json::Value {
    let word = match answer {
        Answer::Sure { .. } => "sure",
        Answer::Unsure(_) => "unsure",
        Answer::Nothing => "nothing",
    };
    let all = answer.candidates();
    let one = |c: &&Candidate<'_>| {
        let place = &c.entry.place;
        let nearest = line.nearest(place.at);
        json!({
            "id": place.id, "names": place.names, "kind": place.kind, "country": place.country, "admin": place.admin,
            "provinces": c.entry.provinces, "lon": place.at.lon(), "lat": place.at.lat(), "radius_m": c.radius_m,
            "distance_m": (nearest.distance_m * 1000.0).round() / 1000.0,
            "border_km": (nearest.measure_km() * 1000.0).round() / 1000.0,
            "matched": c.matched, "how": c.how.as_str(), "likeness": (c.likeness * 1000.0).round() / 1000.0,
            "reasons": c.reasons, "own": c.entry.own, "source": place.source,
        })
    };
    let told: Vec<serde_json::Value> = all.iter().take(limit).map(one).collect();
    json!({ "name": name, "answer": word, "count": all.len(), "candidates": told })
}
