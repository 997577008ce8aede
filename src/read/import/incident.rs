//! How the fields of a row become an incident.

use super::context::Context;
use super::row::Notes;
use crate::model::{
    Actor, Basis, Casualties, Category, Coding, Edtf, Extent, Grade, Incident, Location, LonLat, Reliability, Role,
    Source, Status,
};

/// The fields of a row, before they become an incident.
#[derive(Debug, Clone)]
pub struct RowFields {
    pub id: String,
    /// What happened, in a word or two of the dataset.
    pub what: String,
    pub category: Category,
    pub date: Edtf,
    pub at: Option<LonLat>,
    /// The code of precision.
    pub precision: Option<String>,
    pub place: Option<String>,
    pub district: Option<String>,
    pub province: Option<String>,
    /// The country, by code or name, as the dataset has it.
    pub country: Option<String>,
    pub first: Vec<String>,
    pub second: Vec<String>,
    pub others: Vec<String>,
    pub killed: Casualties,
    pub notes: Vec<String>,
    /// How many sources the dataset names.
    pub sources: usize,
    /// The dataset's note on its own sources.
    pub source_note: String,
    pub tags: Vec<String>,
    /// Who publishes the dataset, where it is not the usual publisher of its table.
    pub publisher: Option<String>,
}

impl Context {
    /// The category of the first code that is known, else the default; every code that is not known is warned of.
    pub fn category(&self, codes: &[(&str, &str)], notes: &mut Notes<'_>) -> Category {
        let of = |code: &str| self.coding.category.get(&Coding::key(code)).copied();
        let known = codes.iter().find_map(|(_, code)| of(code));
        let category = known.or(self.coding.defaults.category).unwrap_or(Category::Other);
        for (field, code) in codes.iter().filter(|(_, code)| !code.is_empty() && of(code).is_none()) {
            notes.warning(field, format!("a code that is not known; taken as {}", category.as_str()), |p| {
                p.found((*code).to_owned()).hint(
                    "say what it is: with marz start --column 'CODE = clash', else under [category] in --table FILE",
                )
            });
        }
        category
    }

    /// The category that a sheet calls so: as the mapping says, else by its key or its name in the dossier, else by its name in a legend;
    /// a word that is none of these is warned of.
    pub fn sheet_category(&self, text: &str, notes: &mut Notes<'_>) -> Category {
        let (key, own) = (Coding::key(text), &self.coding.own_categories);
        let said = || self.coding.category.get(&key).copied();
        let by_key = || own.resolve(key.replace(' ', "_").parse::<Category>().ok()?);
        let in_legend = || self.coding.legend.get(&key).copied();
        let found = said().or_else(by_key).or_else(|| own.named(text)).or_else(in_legend);
        found.unwrap_or_else(|| self.category(&[("category", text)], notes))
    }

    /// Makes an incident of the fields of a row.
    pub fn incident(&self, fields: RowFields, notes: &mut Notes<'_>) -> Incident {
        let code = fields.precision.as_deref().map(Coding::key);
        let known = code.as_ref().and_then(|c| self.coding.precision.get(c));
        if let (Some(code), None) = (&code, known) {
            let codes: Vec<&str> = self.coding.precision.keys().map(String::as_str).collect();
            let message = "a code of precision that is not known; the coarsest radius is assumed";
            notes.warning("precision", message, |p| {
                p.found(code.clone()).expected(codes.join(", ")).hint("--table FILE with [precision] says what it is")
            });
        }
        let extent = match (fields.at, known.map_or(Extent::Point, |k| k.extent)) {
            (None, _) | (_, Extent::None) => Extent::None,
            (Some(_), extent) => extent,
        };
        if let (Some(_), Extent::None, Some(known)) = (fields.at, extent, known) {
            notes.warning("precision", "too coarse for proximity; stored without its point", |p| {
                p.found(format!("{}: {}", code.clone().unwrap_or_default(), known.meaning))
            });
        }
        let defaults = &self.coding.defaults;
        let coarsest_m = || self.coding.precision.values().filter_map(|k| k.radius_m).max();
        let assumed_m = if code.is_some() { coarsest_m().or(defaults.radius_m) } else { defaults.radius_m };
        let several = fields.sources > 1;
        let one_status = defaults.status.unwrap_or(Status::OneSide);
        let status = if several { defaults.status_of_several.unwrap_or(one_status) } else { one_status };
        notes.taken.status = defaults.status_of_several.map(|_| status);
        let one_grade = defaults.grade.as_deref().unwrap_or("F6");
        let country = fields.country.as_deref().map(|c| (c, self.country(c)));
        if let Some((text, None)) = &country {
            let found = (*text).to_owned();
            let kept = if self.has_fips() { "left out: no code of FIPS 10-4" } else { "kept as it is written" };
            notes.warning("country", format!("a country that is not known; {kept}"), |p| {
                p.found(found).hint("[country] in --table FILE says what it is")
            });
        }
        // A code of FIPS 10-4 that is not known would be read as another country's of ISO 3166-1.
        let as_written = |text: &str| (!self.has_fips()).then(|| text.to_owned());
        let country = country.and_then(|(text, code)| code.or_else(|| as_written(text)));
        let publisher = fields.publisher.as_ref().unwrap_or(&self.coding.publisher);
        let actor = |role| move |name: &String| Actor { name: name.clone(), role };
        let actors = fields.first.iter().map(actor(Role::First));
        let actors = actors.chain(fields.second.iter().map(actor(Role::Second)));
        let actors: Vec<Actor> = actors.chain(fields.others.iter().map(actor(Role::Other))).collect();
        notes.taken.is_district = fields.place.is_none() && fields.district.is_some();
        let place = fields.place.clone().or(fields.district.clone()).or(fields.province.clone()).or(country.clone());
        let place = place.unwrap_or_else(|| "unknown".to_owned());
        let between = match (fields.first.first(), fields.second.first()) {
            (Some(a), Some(b)) => format!("{a} and {b}"),
            (Some(one), None) | (None, Some(one)) => one.clone(),
            (None, None) => String::new(),
        };
        let title = if between.is_empty() { fields.what.clone() } else { format!("{}: {between}", fields.what) };
        let wider: Vec<&str> = [&fields.district, &fields.province]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .filter(|n| *n != place)
            .collect();
        let within = if wider.is_empty() { String::new() } else { format!(" ({})", wider.join(", ")) };
        let casualties = match fields.killed.in_words().as_str() {
            "unknown" => "The number of dead is not given".to_owned(),
            killed => format!("Dead: {killed}"),
        };
        let summary = format!("{title} at {place}{within}. {casualties}. Coded by {publisher}.");
        Incident {
            id: fields.id,
            at: if extent == Extent::None { None } else { fields.at },
            title: format!("{title}, {place}"),
            summary,
            category: fields.category,
            date: fields.date,
            reported_on: None,
            location: Location {
                name: place,
                variants: Vec::new(),
                district: fields.district,
                province: fields.province,
                side: self.side(country.as_deref()),
                country,
                radius_m: if extent == Extent::None { None } else { known.map_or(assumed_m, |k| k.radius_m) },
                precision: known.map(|k| k.precision),
                method: known.map(|k| format!("{publisher}: {}", k.meaning)),
                basis: Basis::Reported,
                extent,
            },
            actors,
            visitors_from: None,
            killed: fields.killed,
            wounded: Casualties::default(),
            count: None,
            status,
            status_note: (fields.sources > 0).then(|| format!("{publisher} names {} source(s)", fields.sources)),
            grade: Grade {
                reason: defaults.grade_reason.clone(),
                ..(if several { defaults.grade_of_several.as_deref().unwrap_or(one_grade) } else { one_grade })
                    .parse()
                    .unwrap_or(Grade { reliability: Reliability::F, credibility: 6, reason: None })
            },
            notes: fields.notes,
            sources: vec![Source {
                publisher: publisher.clone(),
                title: None,
                title_basis: None,
                url: self.coding.url.clone(),
                date: None,
                accessed: self.accessed.clone(),
                note: Some(fields.source_note),
            }],
            tags: fields.tags,
            same_event_as: Vec::new(),
            original: std::mem::take(&mut notes.original),
            history: Vec::new(),
        }
    }
}
