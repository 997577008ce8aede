//! What a recipe adds to its map: its inset, notes, layers and labels by template, read and resolved.

use geo_types::{LineString, MultiLineString, MultiPolygon, Polygon};

use super::extent::{enlarged_part, named};
use crate::compose::{Note, Own, OwnLayer, OwnLook, is_shown};
use crate::dossier::{Dossier, Source};
use crate::error::Error;
use crate::language::LanguagePair;
use crate::measure::{BorderKilometres, circle};
use crate::measured::MeasuredIncident;
use crate::model::{Case, Extent, LonLat, degrees_east};
use crate::phrase::Phrases;
use crate::read::{Document, LinesAndAreas, Problem, lines_and_areas};
use crate::recipe::{LabelTemplate, LayerSource, LayerText, Length, NoteAnchor, Recipe, RecipeError, closest, rgb};

/// What a recipe adds to its map, and what is to be said of what it does not.
pub fn own(
    dossier: &Dossier,
    case: &Case,
    measured: &[&MeasuredIncident<'_>],
    recipe: &Recipe,
    languages: &LanguagePair,
) -> Result<(Own, Vec<String>), Error> {
    let mut own = Own { inset: enlarged_part(case, recipe)?, ..Own::default() };
    let mut remarks = Vec::new();
    if let Some(text) = languages.first.name(&recipe.label) {
        own.label = Some(LabelTemplate::parse("label", text)?);
    }
    for (number, text) in recipe.layer.iter().enumerate() {
        let key = format!("layer[{number}]");
        let layer = layer(dossier, case, &key, text, languages, &mut remarks)?;
        own.layers.push(layer);
    }
    for (number, text) in recipe.note.iter().enumerate() {
        let key = format!("note[{number}]");
        let (at, incident) = match text.anchor(&key)? {
            NoteAnchor::At(at) => (Some(at), None),
            NoteAnchor::Km(km) => {
                let line = dossier.line();
                let running = km.on(&format!("{key}.km"), &line.parts_km())?;
                let Some((at, _)) = line.at_km(running) else {
                    let most = line.length_m() / 1000.0;
                    let expected = format!("kilometre 0 to {most:.3} of the border");
                    return Err(RecipeError::value(&format!("{key}.km"), km.to_string(), expected).into());
                };
                (Some(at), None)
            }
            NoteAnchor::Incident(id) => {
                let at = incident_position(case, measured, recipe, &key, &id, &mut remarks)?;
                (at, Some(id))
            }
        };
        if let Some(at) = at {
            own.notes.push(Note { key, text: text.text.clone(), at, incident, arrow: text.arrow });
        }
    }
    Ok((own, remarks))
}

/// The position of the incident of a note; `None` where the map does not show it, which the remarks say.
fn incident_position(
    case: &Case,
    measured: &[&MeasuredIncident<'_>],
    recipe: &Recipe,
    key: &str,
    id: &str,
    remarks: &mut Vec<String>,
) -> Result<Option<LonLat>, Error> {
    let mut not_drawn = |why: &str| {
        remarks.push(format!("{key}: it is not drawn: its incident {id} {why}"));
        Ok(None)
    };
    if case.withheld.contains(id) {
        return not_drawn("is left out by id");
    }
    if let Some(m) = measured.iter().find(|m| m.incident.id == id) {
        if !is_shown(m.incident.category, recipe.show.claims, recipe.show.contacts) {
            return not_drawn("is of a category that this map does not show");
        }
        return match (m.incident.at, m.incident.location.extent) {
            (Some(at), Extent::Point) => Ok(Some(at)),
            _ => not_drawn("has no point: give the note a position (at = [lon, lat])"),
        };
    }
    if case.incidents.iter().any(|i| i.id == id) {
        return not_drawn("does not pass the filter of this map");
    }
    let like = closest(id, case.incidents.iter().map(|i| i.id.as_str()));
    let expected =
        format!("the id of an incident{}", like.map(|l| format!("; did you mean '{l}'?")).unwrap_or_default());
    Err(RecipeError::value(&format!("{key}.incident"), id, expected).into())
}

/// A layer of a recipe with its ground.
fn layer(
    dossier: &Dossier,
    case: &Case,
    key: &str,
    text: &LayerText,
    languages: &LanguagePair,
    remarks: &mut Vec<String>,
) -> Result<OwnLayer, Error> {
    let language = &languages.first;
    let phrases = Phrases::new(language);
    let listed = |lengths: &[Length]| {
        let words: Vec<String> = lengths.iter().map(|l| phrases.length(l.metres())).collect();
        words.join(language.text("comma"))
    };
    let given = language.name(&text.name).map(str::to_owned);
    let (mut areas, mut lines, mut credit) = (Vec::new(), MultiLineString::new(Vec::new()), String::new());
    let (label, tint) = match text.source(key)? {
        LayerSource::File(path) => {
            let read = read_layer(dossier.source(), path, remarks)?;
            if read.without_geometry > 0 {
                let count = read.without_geometry;
                remarks.push(format!("{key}: features of {path} without a geometry are not drawn: {count}"));
            }
            credit = text.credit.clone().unwrap_or(read.attribution);
            if credit.trim().is_empty() {
                remarks.push(format!("{key}: {path} has no credit: name its source with credit = \"…\""));
            }
            areas.extend(Some(read.areas).filter(|a| !a.0.is_empty()));
            lines = read.lines;
            (given.unwrap_or_default(), 0.16)
        }
        LayerSource::Buffers(lengths) => {
            for length in greatest_first(lengths) {
                let area = dossier.line().buffer(length.metres());
                areas.push(
                    area.map_err(|e| RecipeError::value(&format!("{key}.buffers"), length.to_string(), e.to_string()))?,
                );
            }
            (given.unwrap_or_else(|| language.fill("legend-buffer", &[("n", &listed(lengths))])), 0.07)
        }
        LayerSource::Rings(place, lengths) => {
            let place = named(case, place)?;
            for length in greatest_first(lengths) {
                areas.push(MultiPolygon(vec![Polygon::new(ring(place.at, length.metres()), Vec::new())]));
            }
            let name = phrases.name(&place.names);
            let label = || language.fill("legend-ring", &[("n", &listed(lengths)), ("place", name)]);
            (given.unwrap_or_else(label), 0.0)
        }
    };
    let credit = if credit.is_empty() { text.credit.clone().unwrap_or_default() } else { credit };
    let look = OwnLook {
        rgb: text.colour.as_deref().and_then(rgb),
        tint: text.tint.unwrap_or(if text.hatching { 0.0 } else { tint }),
        hatching: text.hatching,
        width: text.width.unwrap_or(1.2),
        dash: text.dash.clone(),
    };
    Ok(OwnLayer { key: key.to_owned(), label, areas, lines, look, credit })
}

/// The circle about a position. Its longitudes run on across the antimeridian, where it would be drawn inside out.
fn ring(middle: LonLat, radius_m: f64) -> LineString {
    let run_on = |p: LonLat| (middle.lon() + degrees_east(middle.lon(), p.lon()), p.lat());
    circle(middle, radius_m).into_iter().map(run_on).collect()
}

fn greatest_first(lengths: &[Length]) -> Vec<&Length> {
    let mut sorted: Vec<&Length> = lengths.iter().collect();
    sorted.sort_by(|a, b| b.metres().total_cmp(&a.metres()));
    sorted
}

/// The lines and areas of a file of the dossier, also of one of another program.
fn read_layer(source: &Source, path: &str, remarks: &mut Vec<String>) -> Result<LinesAndAreas, Error> {
    let name = source.shown(path);
    let (bytes, more) = source.geojson(path)?;
    remarks.extend(more.into_iter().map(|remark| format!("{name}: {remark}")));
    let failed = |p: Box<Problem>| {
        let line = p.line.map(|line| format!(":{line}")).unwrap_or_default();
        let facts = p.found_and_expected();
        let facts = if facts.is_empty() { facts } else { format!(": {facts}") };
        Error::request(format!("{}{line}: {}{facts}", p.file, p.title()), p.hint.clone())
    };
    let document = Document::parse(&name, &bytes).map_err(failed)?;
    lines_and_areas(&document).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_runs_on_across_the_antimeridian() {
        // 100 km about a point 22 km west of it.
        let ring = ring(LonLat::new(179.8, -17.5).unwrap(), 100_000.0);
        let (west, east) = ring.0.iter().fold((f64::MAX, f64::MIN), |(w, e), c| (w.min(c.x), e.max(c.x)));
        assert!((178.8..178.9).contains(&west) && (180.7..180.8).contains(&east), "{west} {east}");
        assert!(ring.0.windows(2).all(|w| (w[1].x - w[0].x).abs() < 0.1));
    }

    #[test]
    fn a_note_on_a_visit_needs_contacts_to_be_shown_even_where_journeys_are() {
        let dossier = Dossier::embedded().unwrap();
        let measured = dossier.measure(&crate::measured::Selection::default()).unwrap();
        let measured: Vec<&MeasuredIncident<'_>> = measured.iter().collect();
        for contacts in [true, false] {
            let text = format!(
                "title = 't'\nshow = {{ contacts = {contacts}, journeys = true }}\n\
                 [[note]]\nincident = '2025-11-kunduz-talks'\ntext = 'Talks'"
            );
            let recipe = Recipe::parse("m.toml", &text).unwrap();
            let languages = recipe.languages(dossier.languages()).unwrap();
            let (own, remarks) = own(&dossier, dossier.case(), &measured, &recipe, &languages).unwrap();
            let is_refused = remarks.iter().any(|r| r.contains("is of a category that this map does not show"));
            assert_eq!((own.notes.len(), is_refused), (usize::from(contacts), !contacts), "{remarks:?}");
        }
    }

    #[test]
    fn a_layer_takes_the_distances_for_which_there_are_buffers() {
        assert_eq!(crate::recipe::LAYER_DISTANCES_M, crate::measure::BUFFER_DISTANCES_M);
    }
}
