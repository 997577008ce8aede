//! Example incidents for the tests of this module.

use std::sync::Arc;

use super::{Event, events, is_event};
use crate::measure::{GeodesicLine, SidePolygons};
use crate::measured::{MeasureContext, MeasuredIncident};
use crate::model::{Border, BorderFacts, Incident, LonLat};

pub fn at(lon: f64, lat: f64) -> Option<LonLat> {
    Some(LonLat::new(lon, lat).unwrap())
}

/// Ten degrees along the equator, digitised eastwards: 1113.195 km.
pub fn line() -> (Border, GeodesicLine) {
    let ends = [at(0.0, 0.0), at(10.0, 0.0)].into_iter().flatten().collect();
    let border = Border::new(String::new(), vec![ends], BorderFacts::default()).unwrap();
    let line = GeodesicLine::from(&border);
    (border, line)
}

pub fn incident(
    id: &str,
    date: &str,
    category: &str,
    killed: Option<(u32, Option<u32>)>,
    at: Option<LonLat>,
    radius_m: u32,
) -> Incident {
    let number = |n: Option<u32>| n.map_or("null".to_owned(), |n| n.to_string());
    let (min, max) = (number(killed.map(|k| k.0)), number(killed.and_then(|k| k.1)));
    let text = format!(
        r#"{{"title":"t","summary":"s","category":"{category}","date":"{date}","location":{{"name":"n","basis":"gazetteer",
        "extent":"point","radius_m":{radius_m}}},"killed":{{"min":{min},"max":{max}}},"wounded":{{"min":null,"max":null}},
        "status":"one_side","grade":{{"reliability":"B","credibility":2}},"sources":[{{"publisher":"p"}}]}}"#
    );
    let mut i: Incident = serde_json::from_str(&text).unwrap();
    (i.id, i.at) = (id.to_owned(), at);
    i
}

pub fn events_of<'a>(list: &'a [Incident], border: &Border, line: &GeodesicLine) -> Vec<Event<'a>> {
    let polygons = SidePolygons::default();
    let context = Arc::new(MeasureContext::new(border, line, &polygons));
    let measured = MeasuredIncident::batch(list.iter(), &context);
    let counted = list.iter().filter(|i| is_event(i.category));
    let found = events(&measured.iter().collect::<Vec<_>>());
    counted
        .zip(found)
        .map(|(incident, e)| Event { incident, samples: e.samples, is_contested: e.is_contested })
        .collect()
}
