//! A border's line that meets itself: said with the places, and known to have no sides there.

use crate::measure::{ContactKind, SelfContact, self_contacts};
use crate::model::Border;
use crate::read::Problem;

/// So many places are listed.
const LISTED: usize = 4;

/// The border with its knowledge of where it has no left and right, and a warning where it meets itself.
pub fn examined(border: Border, file: &str) -> (Border, Option<Problem>) {
    let found = self_contacts(&border);
    if found.places.is_empty() && found.is_whole {
        return (border, None);
    }
    let mut parts: Vec<String> = found.places.iter().take(LISTED).map(described).collect();
    match found.places.len() {
        _ if !found.is_whole => parts.push("there are more places than can be looked at".to_owned()),
        count if count > LISTED => parts.push(format!("and {} more", count - LISTED)),
        _ => {}
    }
    if !found.without_sides.is_empty() {
        let without: Vec<String> =
            found.without_sides.iter().take(LISTED).map(|(from, to)| format!("km {from:.1} to {to:.1}")).collect();
        parts.push(format!(
            "there is no left and right on {}, and the side of what is nearest to it is unknown",
            without.join(", ")
        ));
    }
    parts
        .push("mend the line in a GIS: take out what stands twice, or end the line where it touches itself".to_owned());
    let problem = Problem::warning(file, "the line meets itself")
        .field("geometry")
        .found(format!("{} place(s)", found.places.len()))
        .expected("a line that crosses and touches itself nowhere, and runs along itself nowhere")
        .hint(parts.join("; "));
    (border.without_sides_on(found.without_sides), Some(problem))
}

fn described(place: &SelfContact) -> String {
    let (at, (from, to)) = (format!("[{:.5}, {:.5}]", place.at.lon(), place.at.lat()), place.km);
    match place.kind {
        ContactKind::Crossing => format!("it crosses itself at {at}, at km {from:.1} and km {to:.1}"),
        ContactKind::Overlap => format!("it runs twice from {at} on, between km {from:.1} and km {to:.1}"),
        ContactKind::Reversal => format!("it runs back along itself from {at} on, between km {from:.1} and km {to:.1}"),
        ContactKind::Touch => format!("an end touches the line at {at}, at km {from:.1} and km {to:.1}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BorderFacts, LonLat};

    /// Parts of a line, or stretches of its kilometres.
    type Pairs<'a> = &'a [(f64, f64)];

    fn border(parts: &[Pairs<'_>]) -> Border {
        let at = |(lon, lat): &(f64, f64)| LonLat::new(*lon, *lat).unwrap();
        let parts = parts.iter().map(|part| part.iter().map(at).collect()).collect();
        Border::new("b".into(), parts, BorderFacts::default()).unwrap()
    }

    #[test]
    fn every_kind_of_contact_is_found_with_the_stretch_that_has_no_sides() {
        use ContactKind::{Crossing, Overlap, Reversal, Touch};
        let loops: [(&[Pairs<'_>], &[ContactKind], Pairs<'_>); 11] = [
            // A loop to the north, crossed from north to south.
            (&[&[(0.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0), (1.0, -1.0)]], &[Crossing], &[(111.3, 555.1)]),
            // The same through a vertex, and with a vertex of both.
            (
                &[&[(0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0), (1.0, -1.0)]],
                &[Crossing],
                &[(111.3, 555.1)],
            ),
            (
                &[&[(0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0), (1.0, 0.0), (1.0, -1.0)]],
                &[Crossing],
                &[(111.3, 555.1)],
            ),
            // A vertex of both, and back to the same side: nothing is crossed.
            (&[&[(0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 0.0), (0.0, 1.0)]], &[], &[]),
            // Out and back, whole and for a stretch.
            (&[&[(0.0, 0.0), (1.0, 0.0), (0.0, 0.0)]], &[Reversal], &[(0.0, 222.6)]),
            (&[&[(0.0, 0.0), (1.0, 0.0), (0.5, 0.0), (2.0, 0.0)]], &[Reversal], &[(55.7, 222.6)]),
            // Parts that run on over the same stretch, and parts of which one runs against the other.
            (&[&[(0.0, 0.0), (1.0, 0.0)], &[(0.9, 0.0), (2.0, 0.0)]], &[Overlap], &[]),
            (&[&[(0.0, 0.0), (2.0, 0.0)], &[(1.5, 0.0), (1.0, 0.0)]], &[Reversal], &[(222.6, 278.3)]),
            // A third line at a junction; one that ends a hand's breadth before it.
            (&[&[(0.0, 0.0), (2.0, 0.0)], &[(1.0, 0.0), (1.0, 1.0)]], &[Touch], &[(222.6, 333.2)]),
            (&[&[(0.0, 0.0), (2.0, 0.0)], &[(1.0, 1e-6), (1.0, 1.0)]], &[Touch], &[(222.6, 333.2)]),
            // Across the antimeridian.
            (
                &[&[(179.0, 0.0), (-179.0, 0.0), (-179.0, 1.0), (180.0, 1.0), (180.0, -1.0)]],
                &[Crossing],
                &[(111.3, 555.1)],
            ),
        ];
        for (parts, kinds, without) in loops {
            let found = self_contacts(&border(parts));
            let of: Vec<ContactKind> = found.places.iter().map(|p| p.kind).collect();
            assert_eq!((of.as_slice(), found.is_whole), (kinds, true), "{parts:?}: {found:?}");
            assert_eq!(found.without_sides.len(), without.len(), "{parts:?}: {found:?}");
            for (range, expected) in found.without_sides.iter().zip(without) {
                let off = (range.0 - expected.0).abs().max((range.1 - expected.1).abs());
                assert!(off < 0.5, "{parts:?}: {range:?}, not {expected:?}");
            }
        }
    }

    #[test]
    fn lines_that_only_come_near_to_themselves_do_not_meet() {
        let ring = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)];
        // Rings that share a vertex, a narrow bend, and a line that goes on in the next part.
        let other = [(1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 1.0)];
        for parts in [
            &[&ring[..], &other[..]][..],
            &[&[(0.0, 0.0), (1.0, 0.0), (1.0, 0.000_02), (0.0, 0.000_1)]],
            &[&[(0.0, 0.0), (1.0, 0.0)], &[(1.001, 0.0), (2.0, 0.0)]],
        ] {
            assert!(self_contacts(&border(parts)).places.is_empty(), "{parts:?}");
        }
    }

    #[test]
    fn a_tangle_is_looked_at_within_bounds() {
        // Every edge crosses nearly every other one.
        let star: Vec<(f64, f64)> = (0..20_001).map(|i| (f64::from(i % 2), f64::from(i) * 1e-5)).collect();
        let knot: Vec<(f64, f64)> =
            star.iter().enumerate().map(|(i, p)| (p.0, if i % 2 == 0 { 0.3 - p.1 } else { p.1 })).collect();
        let (_, problem) = examined(border(&[&knot]), "knot.geojson");
        let problem = problem.unwrap();
        assert!(problem.hint.unwrap().contains("more places than can be looked at"));
    }

    #[cfg(feature = "world")]
    #[test]
    fn the_land_borders_of_the_world_do_not_meet_themselves() {
        let borders = marz_world::Edition::in_use().borders().iter();
        let meets = borders.filter_map(|land| {
            let found = self_contacts(&crate::world::by_code(&land.id).unwrap().border);
            (!found.places.is_empty() || !found.is_whole).then(|| format!("{}: {found:?}", land.id))
        });
        assert_eq!(meets.collect::<Vec<_>>(), Vec::<String>::new());
    }
}
