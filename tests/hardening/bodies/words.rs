//! Short texts: dates, recipes and manifests, tables of codes, names of places.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use marz::gazetteer::{Answer, Gazetteer, Match, Query};
use marz::model::{Categories, Dataset, Edtf};
use marz::read::import::Context;
use marz::read::{self, Document};
use marz::recipe::{BorderKm, Extent, Manifest, Recipe, check_categories, coding};

use super::tables::import;

/// The first day of the year 0, counted from 1970-01-01.
const YEAR_0: i32 = -719_528;

pub fn edtf(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(date) = text.parse::<Edtf>() else { return };
    assert_eq!(date.as_str(), text);
    // An open end has no day.
    if let (Some(first), Some(last)) = (date.earliest(), date.latest()) {
        // As text, years before 0 stand the other way round.
        assert!(first <= last || first.starts_with('-'));
    }
    assert_eq!(text.parse::<Edtf>().unwrap(), date);
    assert_eq!(serde_json::from_str::<Edtf>(&serde_json::to_string(&date).unwrap()).unwrap(), date);
    // As days and back, the text being the coarsest that tells them.
    let (first, last) = date.days();
    assert!(first <= last);
    match Edtf::of_days(first, last) {
        Some(printed) => {
            assert_eq!((printed.days(), printed.span()), ((first, last), date.span()));
            assert_eq!(printed.as_str().parse::<Edtf>().unwrap(), printed);
        }
        // Years before 0 have no days in print, and a start that is not known lies before all.
        None => assert!(first < YEAR_0, "{text}"),
    }
    let months = date.months();
    let sum: f64 = months.iter().map(|(_, share)| share).sum();
    assert!((sum - 1.0).abs() < 1e-9 && months.iter().all(|(_, share)| *share > 0.0), "{sum}");
    if let Some((since, until)) = Edtf::period_before(&date, &date) {
        assert!(since.days().0 <= until.days().1 && until.days().1 + 1 == first);
    }
    assert!(date.not_before(&date) && date.not_after(&date));
}

pub fn recipes(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(recipe) = Recipe::parse("m.toml", text) {
        let (width, height) = recipe.pixels();
        assert!((400..=10_000).contains(&width) && (400..=10_000).contains(&height));
        assert!((36..=1200).contains(&recipe.dots()) && (0.5..=3.0).contains(&recipe.text_scale));
        let _ = recipe.languages(marz::language::Languages::embedded());
        recipe.filter.resolve().unwrap();
        match recipe.extent.resolve().unwrap() {
            Extent::Border | Extent::Incidents => {}
            Extent::Km(BorderKm::Running(from), BorderKm::Running(to)) => {
                assert!(from.is_finite() && to.is_finite() && from < to);
            }
            Extent::Km(from, to) => assert!([from, to].iter().all(|km| km.to_string().parse::<BorderKm>().is_ok())),
            Extent::Around(_, radius) => assert!(radius > 0.0 && radius.is_finite()),
            Extent::Bbox([_, south, _, north]) => assert!(south < north),
        }
    }
    if let Ok(manifest) = Manifest::parse("marz.toml", text) {
        for path in [&manifest.data.border, &manifest.data.incidents, &manifest.data.places] {
            let path = std::path::Path::new(path);
            assert!(path.is_relative() && !path.components().any(|c| c == std::path::Component::ParentDir));
        }
        assert!(manifest.within.iter().all(|l| l.metres().is_finite() && l.metres() >= 0.0));
    }
}

/// A row of every dataset that is read by the table of codes.
const ROWS: [(Dataset, &str); 2] = [
    (
        Dataset::Acled,
        "event_id_cnty,event_date,event_type,sub_event_type,actor1,country,location,latitude,longitude,geo_precision,source,fatalities\n\
         AFG1,2025-08-24,Battles,Armed clash,A,Afghanistan,P,37.5,70.1,2,X; Y,3\nAFG2,03/08/2025,Riots,Mob violence,A,Atlantis,P,37.5,70.1,3,X,0\n",
    ),
    (
        Dataset::Table,
        "id,date,title,category,place,lon,lat,radius_m,precision,killed,source,country\n1,2025-08-24,T,shooting,P,70.1,37.5,500,2,1,S,TJ\n2,3/8/2025,T,,P,70.1,37.5,,1,,S,AF\n",
    ),
];

pub fn codings(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    for (dataset, rows) in ROWS {
        let Ok(coding) = coding(dataset, Some(("t.toml", text))) else { continue };
        // As the command does before it reads a row.
        if check_categories(&coding, &Categories::default()).is_err() {
            continue;
        }
        import(rows.as_bytes(), dataset, Context { file: "f".to_owned(), coding, ..Context::default() });
    }
}

static STOCK: LazyLock<Gazetteer> = LazyLock::new(|| {
    let bytes = include_bytes!("../../../data/places.geojson");
    Gazetteer::new(&read::places(&Document::parse("places", bytes).unwrap(), None).value)
});

pub fn names(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut parts = text.splitn(3, '\n');
    let name = parts.next().unwrap_or_default();
    let query = Query { name, province: parts.next(), country: parts.next(), is_district: false };
    let answer = STOCK.find(&query);
    let ids: Vec<String> = answer.candidates().iter().map(|c| c.entry.place.id.clone()).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{ids:?}");
    for candidate in answer.candidates() {
        assert!((0.0..=1.0).contains(&candidate.likeness) && !candidate.reasons.is_empty());
    }
    if let Answer::Sure { best, .. } = &answer {
        assert!(best.how <= Match::Sound && best.likeness >= 1.0);
    }
    let again: Vec<String> = STOCK.find(&query).candidates().iter().map(|c| c.entry.place.id.clone()).collect();
    assert_eq!(again, ids);
}
