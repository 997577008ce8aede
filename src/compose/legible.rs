//! Names and titles cut to what a figure can show.

use std::borrow::Cow;

use crate::model::{Case, Names};

/// A name or a title of more characters is cut on a figure, its end shown by an ellipsis: two lines of the widest key.
/// Credits and the sentence about boundaries are never cut; if they leave no room for a map the figure is an error.
pub const LEGIBLE: usize = 160;

/// The dossier as figures show it: the same, but for names and titles that are too long to be read.
#[must_use]
pub fn legible(dossier: &Case) -> Cow<'_, Case> {
    if !names(dossier).chain(titles(dossier)).any(|t| is_long(t)) {
        return Cow::Borrowed(dossier);
    }
    let mut dossier = dossier.clone();
    cut(&mut dossier.title);
    let facts = &mut dossier.border.facts;
    cut(&mut facts.name);
    for side in [&mut facts.sides.left, &mut facts.sides.right] {
        cut(&mut side.code);
        cut_all(&mut side.names);
    }
    if let Some(ends) = &mut facts.ends {
        cut_all(&mut ends.start.names);
        cut_all(&mut ends.end.names);
    }
    for incident in &mut dossier.incidents {
        cut(&mut incident.title);
        cut(&mut incident.location.name);
        incident.location.variants.iter_mut().for_each(cut);
    }
    dossier.places.iter_mut().for_each(|p| cut_all(&mut p.names));
    dossier.views.iter_mut().for_each(|v| cut_all(&mut v.names));
    let b = &mut dossier.basemap;
    for layer in [&mut b.countries, &mut b.provinces, &mut b.lakes, &mut b.world].into_iter().flatten() {
        layer.features.iter_mut().for_each(|a| cut_all(&mut a.names));
    }
    b.rivers.iter_mut().flat_map(|l| &mut l.features).for_each(|r| cut_all(&mut r.names));
    Cow::Owned(dossier)
}

/// What has names in several languages.
fn names(dossier: &Case) -> impl Iterator<Item = &String> {
    let b = &dossier.basemap;
    let areas = [&b.countries, &b.provinces, &b.lakes, &b.world].into_iter().flatten().flat_map(|l| &l.features);
    let rivers = b.rivers.iter().flat_map(|l| &l.features);
    let facts = &dossier.border.facts;
    let sides = [&facts.sides.left, &facts.sides.right];
    let ends = facts.ends.iter().flat_map(|e| [&e.start, &e.end]);
    let all: [Box<dyn Iterator<Item = &Names>>; 6] = [
        Box::new(ends.map(|e| &e.names)),
        Box::new(areas.map(|a| &a.names)),
        Box::new(rivers.map(|r| &r.names)),
        Box::new(dossier.places.iter().map(|p| &p.names)),
        Box::new(sides.into_iter().map(|s| &s.names)),
        Box::new(dossier.views.iter().map(|v| &v.names)),
    ];
    all.into_iter().flatten().flat_map(|n| n.0.values())
}

/// What has one.
fn titles(dossier: &Case) -> impl Iterator<Item = &String> {
    let facts = &dossier.border.facts;
    let incidents =
        dossier.incidents.iter().flat_map(|i| [&i.title, &i.location.name].into_iter().chain(&i.location.variants));
    [&dossier.title, &facts.name, &facts.sides.left.code, &facts.sides.right.code].into_iter().chain(incidents)
}

fn is_long(text: &str) -> bool {
    // A text has at most as many characters as bytes.
    text.len() > LEGIBLE && text.chars().count() > LEGIBLE
}

fn cut(text: &mut String) {
    if is_long(text) {
        *text = text.chars().take(LEGIBLE - 1).chain(['…']).collect();
    }
}

fn cut_all(names: &mut Names) {
    names.0.values_mut().for_each(cut);
}
