//! A GeoJSON feature that is a sound point, read without making values of what is not asked for.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::record::{PointRecord, RADIUS_M, reported_side};
use crate::model::LonLat;

/// The point of a feature; `None` where something about it is to be said, or where it is another kind of JSON.
///
/// Everything that it finds is what [`PointParser`](super::PointParser) finds in the values of the whole feature.
pub fn plain_point(bytes: &[u8], number: usize) -> Option<PointRecord<'static>> {
    let Object(feature): Object<Feature<'_>> = serde_json::from_str(std::str::from_utf8(bytes).ok()?).ok()?;
    if feature.kind != "Feature" || feature.crs.is_some() {
        return None;
    }
    let at = match feature.geometry {
        None => None,
        Some(Object(Point { kind, coordinates })) if kind == "Point" => {
            Some(LonLat::new(coordinates.lon, coordinates.lat).ok()?)
        }
        Some(_) => return None,
    };
    let Object(properties) = feature.properties.unwrap_or_default();
    let own = match feature.id.or(properties.id).0 {
        Some(Value::String(text)) if !text.is_empty() => Some(text),
        Some(Value::Number(n)) => Some(n.to_string()),
        _ => None,
    };
    let is_numbered = own.is_none();
    let id = Cow::Owned(own.unwrap_or_else(|| number.to_string()));
    let Object(location) = properties.location.unwrap_or_default();
    let radius_m = match location.radius_m.or(properties.radius_m).0.filter(|value| !value.is_null()) {
        None => None,
        Some(radius) => Some(radius.as_f64().filter(|r| RADIUS_M.contains(r))?),
    };
    let side = location.side.or(properties.reported_side).0;
    let side = side.as_ref().and_then(Value::as_str).and_then(reported_side);
    Some(PointRecord { id, is_numbered, line: number, at, radius_m, side, extra: Map::new() })
}

#[derive(Deserialize)]
struct Feature<'a> {
    #[serde(borrow, rename = "type")]
    kind: Cow<'a, str>,
    #[serde(default)]
    id: Member,
    #[serde(borrow)]
    geometry: Option<Object<Point<'a>>>,
    properties: Option<Object<Properties>>,
    crs: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Point<'a> {
    #[serde(borrow, rename = "type")]
    kind: Cow<'a, str>,
    coordinates: Position,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Properties {
    id: Member,
    radius_m: Member,
    reported_side: Member,
    location: Option<Object<Location>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Location {
    radius_m: Member,
    side: Member,
}

/// What is written as an object: by itself a derived reader takes a list of the members as well, which is no GeoJSON.
#[derive(Default)]
struct Object<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Members(PhantomData))
    }
}

struct Members<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Members<T> {
    type Value = Object<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Object<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(members)).map(Object)
    }
}

/// A member as it stands: one that is null is there.
#[derive(Default)]
struct Member(Option<Value>);

impl Member {
    fn or(self, other: Self) -> Self {
        Self(self.0.or(other.0))
    }
}

impl<'de> Deserialize<'de> for Member {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Value::deserialize(deserializer).map(|value| Self(Some(value)))
    }
}

/// Two numbers, or three.
struct Position {
    lon: f64,
    lat: f64,
}

impl<'de> Deserialize<'de> for Position {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Numbers)
    }
}

struct Numbers;

impl<'de> Visitor<'de> for Numbers {
    type Value = Position;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("two or three numbers")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Position, A::Error> {
        let missing = || serde::de::Error::invalid_length(0, &self);
        let lon = list.next_element()?.ok_or_else(missing)?;
        let lat = list.next_element()?.ok_or_else(missing)?;
        let _height: Option<f64> = list.next_element()?;
        match list.next_element::<IgnoredAny>()? {
            None => Ok(Position { lon, lat }),
            Some(_) => Err(missing()),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::read::{Parsed, PointRecord, PointSource, TableColumns};

    /// What is read of a list of features, with their members or without.
    fn read(features: &[&str], keep: bool) -> (Vec<String>, usize, usize, Vec<String>) {
        let text = format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}", features.join(",\n"));
        let mut source = PointSource::open(text.as_bytes(), "-", &TableColumns::default(), keep).unwrap().unwrap();
        let parser = source.parser();
        let block = source.next_block().unwrap().unwrap();
        let Parsed { points, read, rejected, problems } = parser.parse(&block);
        let shown = |p: &PointRecord<'_>| format!("{} {} {:?} {:?} {:?}", p.id, p.line, p.at, p.radius_m, p.side);
        (points.iter().map(shown).collect(), read, rejected, problems.iter().map(|p| format!("{p:?}")).collect())
    }

    #[test]
    fn members_that_are_not_kept_change_nothing() {
        let feature = |rest: &str, geometry: &str| format!("{{\"type\":\"Feature\",{rest},\"geometry\":{geometry}}}");
        let point = |numbers: &str| format!("{{\"type\":\"Point\",\"coordinates\":[{numbers}]}}");
        let at = point("69.1,37.2");
        let properties = [
            "\"id\":\"a\"",
            "\"id\":1,\"properties\":null",
            "\"properties\":{\"id\":\"abc\",\"radius_m\":500}",
            "\"id\":null,\"properties\":{\"id\":\"abc\"}",
            "\"id\":\"\",\"properties\":{}",
            "\"id\":\"abc\",\"properties\":{\"reported_side\":\"left\",\"radius_m\":null}",
            "\"id\":\"abcd\",\"properties\":{\"location\":{\"radius_m\":7,\"side\":\"right\"},\"radius_m\":8,\"reported_side\":\"left\"}",
            "\"id\":\"ab\",\"properties\":{\"location\":{\"radius_m\":null},\"radius_m\":8}",
            "\"id\":\"ab\",\"properties\":{\"location\":\"by the river\"}",
            "\"id\":\"ab\",\"properties\":{\"radius_m\":-1}",
            "\"id\":\"ab\",\"properties\":{\"radius_m\":\"500\"}",
            "\"id\":\"a\\u0301b\",\"properties\":{\"text\":\"\\n[{\",\"list\":[{\"id\":7}]}",
            "\"id\":[1],\"properties\":{\"id\":\"ab\"}",
            "\"id\":\"ab\",\"properties\":[1]",
            "\"id\":\"ab\",\"properties\":[\"x\",500]",
            "\"id\":\"ab\",\"properties\":{\"location\":[7,\"left\"]}",
            "\"id\":\"ab\",\"id\":\"abc\",\"properties\":{\"a\":1,\"a\":2,\"b\":3}",
            "\"id\":\"a\",\"crs\":{\"properties\":{\"name\":\"EPSG:32642\"}}",
        ];
        let geometries = [
            "null".to_owned(),
            point("69,37,1200"),
            point("69,37,1200,3"),
            point("69"),
            point("69,\"37\""),
            point("169,137"),
            "{\"type\":\"MultiPoint\",\"coordinates\":[[69,37]]}".to_owned(),
            "{\"type\":\"LineString\",\"coordinates\":[[69,37],[70,37]]}".to_owned(),
            "{\"type\":\"Point\"}".to_owned(),
            "{\"coordinates\":[69,37]}".to_owned(),
            "[\"Point\",[69.1,37.2]]".to_owned(),
        ];
        let with = properties.iter().map(|rest| feature(rest, &at));
        let at_places = geometries.iter().map(|geometry| feature("\"id\":\"a\"", geometry));
        let bare = [at.clone(), "7".to_owned(), "{\"type\":\"Feature\"}".to_owned(), "{\"type\":\"Fea".to_owned()];
        let listed = [format!("[\"Feature\",\"c\",{at},null,null]")];
        for text in with.chain(at_places).chain(bare).chain(listed) {
            let sound = feature("\"id\":\"a\"", &at);
            for features in [vec![text.as_str()], vec![sound.as_str(), text.as_str()]] {
                assert_eq!(read(&features, false), read(&features, true), "{text}");
            }
        }
    }
}
