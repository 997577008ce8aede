use proj4rs::Proj;
use proj4rs::transform::transform;
use thiserror::Error;

use super::epsg::{self, Found};
use crate::model::{LonLat, degrees_east};

/// A map projection of the WGS84 ellipsoid.
#[derive(Debug, Clone)]
pub struct Projection {
    flat: Proj,
    round: Proj,
    /// What kind it is, for its name on the map.
    pub kind: Kind,
    /// What it was asked for as, for one that was given; empty for one that was fitted.
    pub name: String,
    /// Its PROJ string.
    pub definition: String,
    /// How good the shift of its datum to WGS84 is, in metres, where that stands in for a grid or is coarse; else `None`.
    pub accuracy_m: Option<f64>,
}

/// The kinds of projections that are fitted, with their parameters; angles in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// Lambert conformal conic, with its two parallels.
    Conic(f64, f64),
    /// Transverse Mercator, with its central meridian.
    Mercator(f64),
    /// Lambert azimuthal equal-area.
    Azimuthal,
    /// Any other, asked for by its PROJ string or EPSG code.
    Given,
}

/// The projections that can be asked for, as proj4rs names them.
const KNOWN: [&str; 29] = [
    "aea", "aeqd", "cass", "cea", "eqc", "eqdc", "eqearth", "etmerc", "gnom", "krovak", "laea", "lcc", "merc", "mill",
    "moll", "nsper", "omerc", "ortho", "poly", "robin", "sinu", "somerc", "stere", "sterea", "tmerc", "tpers", "ups",
    "utm", "webmerc",
];

/// Why there is no projection.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("projection '{definition}': {reason}")]
pub struct ProjectionError {
    definition: String,
    reason: String,
}

impl ProjectionError {
    /// The complaint that nothing of what must be on the map can be drawn.
    pub(super) fn nothing(definition: &str) -> Self {
        Self { definition: definition.to_owned(), reason: "there is nothing to show".to_owned() }
    }
}

impl Projection {
    /// A projection by its PROJ string (`+proj=utm +zone=42`) or its EPSG code (`EPSG:32642`).
    ///
    /// # Errors
    ///
    /// [`ProjectionError`] if it is neither, where no projection has that name or code, or where it gives degrees and
    /// not metres.
    pub fn requested(text: &str) -> Result<Self, ProjectionError> {
        let text = text.trim();
        let wrong = |reason: String| ProjectionError { definition: text.to_owned(), reason };
        let code = text.get(..5).filter(|p| p.eq_ignore_ascii_case("epsg:")).and_then(|_| text.get(5..));
        let mut accuracy_m = None;
        let definition = match (code, text.starts_with('+')) {
            (Some(code), _) => match epsg::find(code.trim()) {
                Ok(Found::Known { definition, accuracy_m: stated }) => {
                    accuracy_m = stated;
                    definition
                }
                Ok(Found::Refused) => {
                    return Err(wrong(
                        "its projection or the shift of its datum to WGS84 cannot be computed here: use a UTM zone or a national system on WGS84, \
                         or give a PROJ string with +towgs84="
                            .to_owned(),
                    ));
                }
                Ok(Found::Unknown) => {
                    return Err(wrong(
                        "this is no EPSG code of a projected system that is known here; give it as a PROJ string, which \
                         'projinfo EPSG:… -o PROJ' writes; the UTM zone 42 north, for one, is EPSG:32642"
                            .to_owned(),
                    ));
                }
                Err(found) => {
                    return Err(wrong(format!(
                        "expected a number after EPSG:, found '{found}'; UTM zone 42 north is EPSG:32642"
                    )));
                }
            },
            (None, true) => text.to_owned(),
            (None, false) => {
                return Err(wrong("expected auto, a PROJ string such as +proj=utm +zone=42, or EPSG:32642".to_owned()));
            }
        };
        let has = |wanted: &str| definition.split_whitespace().any(|w| w.starts_with(wanted));
        if (has("+nadgrids=") && !has("+nadgrids=@null")) || has("+datum=NAD27") {
            return Err(wrong(
                "the shift of its datum needs grid files, which are not here; give three or seven parameters instead, for NAD27 in the United \
                 States '+ellps=clrk66 +towgs84=-8,160,176', good to about 10 m"
                    .to_owned(),
            ));
        }
        let name = definition.split_whitespace().find_map(|w| w.strip_prefix("+proj=")).unwrap_or_default();
        if ["longlat", "latlong"].contains(&name) {
            return Err(wrong("degrees are no map projection; plate carrée is +proj=eqc".to_owned()));
        }
        if !KNOWN.contains(&name) {
            let like = |a: &&&str, b: &&&str| strsim::jaro_winkler(a, name).total_cmp(&strsim::jaro_winkler(b, name));
            let nearest = KNOWN.iter().max_by(like).copied().unwrap_or_default();
            let all = KNOWN.join(", ");
            return Err(wrong(format!("no projection is called '{name}'; did you mean '{nearest}'? There are: {all}")));
        }
        // Pages are made of metres, x to the east and y to the north, whatever unit and axes the definition has.
        let is_kept = |w: &&str| !["+units=", "+to_meter=", "+axis="].iter().any(|key| w.starts_with(key));
        let kept: Vec<&str> = definition.split_whitespace().filter(is_kept).collect();
        let projection = Self::new(Kind::Given, text, &format!("{} +units=m", kept.join(" ")));
        // The complaint names what was asked for, not what was made of it.
        let projection = projection.map_err(|e| wrong(e.reason))?;
        Ok(Self { accuracy_m, ..projection })
    }

    fn new(kind: Kind, name: &str, definition: &str) -> Result<Self, ProjectionError> {
        let proj = |text: &str| {
            let wrong = |e: proj4rs::errors::Error| ProjectionError {
                definition: definition.to_owned(),
                reason: e.to_string(),
            };
            Proj::from_proj_string(text).map_err(wrong)
        };
        let (flat, round) = (proj(definition)?, proj("+proj=longlat +datum=WGS84")?);
        Ok(Self { flat, round, kind, name: name.to_owned(), definition: definition.to_owned(), accuracy_m: None })
    }

    /// The projection that fits a piece of the world: Lambert conformal conic for wide strips in the middle latitudes,
    /// transverse Mercator for tall strips, azimuthal equal-area for the rest.
    ///
    /// # Arguments
    ///
    /// `points` are the positions that must be on the map; the parallels and the centre are set from them.
    ///
    /// # Errors
    ///
    /// [`ProjectionError`] if there are no points.
    pub fn fitted(points: &[LonLat]) -> Result<Self, ProjectionError> {
        let Some(first) = points.first() else {
            return Err(ProjectionError::nothing("auto"));
        };
        // Longitudes are taken relative to the first, so that the antimeridian is no edge.
        let turn = |lon: f64| degrees_east(first.lon(), lon);
        let (mut west, mut east) = (0.0_f64, 0.0_f64);
        let (mut south, mut north) = (first.lat(), first.lat());
        for p in points {
            (west, east) = (west.min(turn(p.lon())), east.max(turn(p.lon())));
            (south, north) = (south.min(p.lat()), north.max(p.lat()));
        }
        let lon = degrees_east(0.0, first.lon() + (west + east) / 2.0);
        let lat = (south + north) / 2.0;
        let width = (east - west) * lat.to_radians().cos();
        let height = north - south;
        let one_hemisphere = south > 5.0 || north < -5.0;
        let middle = one_hemisphere && south > -75.0 && north < 75.0 && east - west < 120.0;
        let datum = "+datum=WGS84 +units=m";
        if middle && width >= 0.8 * height {
            // A sixth in from either edge is the usual choice of standard parallels.
            let (low, high) = (south + height / 6.0, north - height / 6.0);
            let (low, high) = if high - low < 0.1 { (lat - 0.05, lat + 0.05) } else { (low, high) };
            let text = format!("+proj=lcc +lat_1={low:.4} +lat_2={high:.4} +lat_0={lat:.4} +lon_0={lon:.4} {datum}");
            Self::new(Kind::Conic(low, high), "", &text)
        } else if height > 2.0 * width && east - west < 12.0 && south > -84.0 && north < 84.0 {
            let text = format!("+proj=tmerc +lat_0={lat:.4} +lon_0={lon:.4} +k=1 {datum}");
            Self::new(Kind::Mercator(lon), "", &text)
        } else {
            let text = format!("+proj=laea +lat_0={lat:.4} +lon_0={lon:.4} {datum}");
            Self::new(Kind::Azimuthal, "", &text)
        }
    }

    /// The projection as WKT 2 (ISO 19162), for one that was fitted; `None` for one that was asked for.
    #[must_use]
    pub fn wkt(&self) -> Option<String> {
        let value = |key: &str| {
            let word = self.definition.split_whitespace().find_map(|w| w.strip_prefix(key));
            word.and_then(|w| w.parse::<f64>().ok()).unwrap_or(0.0)
        };
        let (lat, lon) = (value("+lat_0="), value("+lon_0="));
        let angle = |name: &str, value: f64, code: u16| {
            format!("PARAMETER[\"{name}\",{value},ANGLEUNIT[\"degree\",0.0174532925199433],ID[\"EPSG\",{code}]]")
        };
        let zero =
            |name: &str, code: u16| format!("PARAMETER[\"{name}\",0,LENGTHUNIT[\"metre\",1],ID[\"EPSG\",{code}]]");
        let natural = || {
            [angle("Latitude of natural origin", lat, 8801), angle("Longitude of natural origin", lon, 8802)].join(",")
        };
        let shifts = || [zero("False easting", 8806), zero("False northing", 8807)].join(",");
        let method = match self.kind {
            Kind::Conic(..) => format!(
                "METHOD[\"Lambert Conic Conformal (2SP)\",ID[\"EPSG\",9802]],{},{},{},{},{},{}",
                angle("Latitude of false origin", lat, 8821),
                angle("Longitude of false origin", lon, 8822),
                angle("Latitude of 1st standard parallel", value("+lat_1="), 8823),
                angle("Latitude of 2nd standard parallel", value("+lat_2="), 8824),
                zero("Easting at false origin", 8826),
                zero("Northing at false origin", 8827)
            ),
            Kind::Mercator(_) => format!(
                "METHOD[\"Transverse Mercator\",ID[\"EPSG\",9807]],{},PARAMETER[\"Scale factor at natural origin\",1,\
                 SCALEUNIT[\"unity\",1],ID[\"EPSG\",8805]],{}",
                natural(),
                shifts()
            ),
            Kind::Azimuthal => {
                format!("METHOD[\"Lambert Azimuthal Equal Area\",ID[\"EPSG\",9820]],{},{}", natural(), shifts())
            }
            Kind::Given => return None,
        };
        Some(format!(
            "PROJCRS[\"marz\",BASEGEOGCRS[\"WGS 84\",DATUM[\"World Geodetic System 1984\",ELLIPSOID[\"WGS 84\",6378137,\
             298.257223563,LENGTHUNIT[\"metre\",1]],ID[\"EPSG\",6326]],PRIMEM[\"Greenwich\",0,\
             ANGLEUNIT[\"degree\",0.0174532925199433],ID[\"EPSG\",8901]]],CONVERSION[\"marz\",{method}],CS[Cartesian,2],\
             AXIS[\"(E)\",east,ORDER[1],LENGTHUNIT[\"metre\",1]],AXIS[\"(N)\",north,ORDER[2],LENGTHUNIT[\"metre\",1]]]"
        ))
    }

    /// The flat position in metres, x to the east and y to the north; `None` if the projection has none.
    #[must_use]
    pub fn forward(&self, lon: f64, lat: f64) -> Option<(f64, f64)> {
        let mut p = (lon.to_radians(), lat.to_radians(), 0.0);
        transform(&self.round, &self.flat, &mut p).ok()?;
        (p.0.is_finite() && p.1.is_finite()).then_some((p.0, p.1))
    }

    /// The position of a flat point; `None` if there is none.
    #[must_use]
    pub fn inverse(&self, x: f64, y: f64) -> Option<LonLat> {
        let mut p = (x, y, 0.0);
        transform(&self.flat, &self.round, &mut p).ok()?;
        LonLat::new(p.0.to_degrees(), p.1.to_degrees()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_projection_follows_the_shape() {
        let fitted = |points: &[(f64, f64)]| {
            let points: Vec<LonLat> = points.iter().map(|(x, y)| LonLat::new(*x, *y).unwrap()).collect();
            Projection::fitted(&points).unwrap().definition
        };
        assert!(fitted(&[(67.0, 36.0), (75.0, 39.0)]).starts_with("+proj=lcc"));
        assert!(fitted(&[(70.0, 10.0), (72.0, 40.0)]).starts_with("+proj=tmerc"));
        assert!(fitted(&[(-60.0, -80.0), (60.0, -89.0)]).starts_with("+proj=laea"));
        // Fiji: the map is centred on the antimeridian, not on the other side of the world.
        assert!(fitted(&[(177.0, -19.0), (-178.0, -16.0)]).contains("+lon_0=179.5"));
    }

    #[test]
    fn forward_and_inverse_agree_with_proj() {
        // pyproj 3.7: Proj("+proj=lcc +lat_1=35 +lat_2=39 +lat_0=37 +lon_0=71 +datum=WGS84")(68.779, 38.536)
        let p =
            Projection::requested("+proj=lcc +lat_1=35 +lat_2=39 +lat_0=37 +lon_0=71 +datum=WGS84 +units=m").unwrap();
        let (x, y) = p.forward(68.779, 38.536).unwrap();
        assert!((x - -193_581.403_829).abs() < 1e-5 && (y - 172_659.099_685).abs() < 1e-5, "{x} {y}");
        let back = p.inverse(x, y).unwrap();
        assert!((back.lon() - 68.779).abs() < 1e-9 && (back.lat() - 38.536).abs() < 1e-9);
    }

    #[test]
    fn every_projected_code_is_where_proj_has_it_by_the_same_string_or_is_refused() {
        let table = std::fs::read_to_string("tests/reference/projected_codes.csv").unwrap();
        let (mut drawn, mut refused, mut wrong) = (0, Vec::new(), Vec::new());
        for line in table.lines().filter(|l| !l.starts_with('#')) {
            let (code, rest) = line.split_once(',').unwrap();
            let values: Vec<f64> = rest.split(',').map(|v| v.parse().unwrap()).collect();
            let [lon, lat, x, y] = values[..] else { panic!("{line}") };
            let Ok(projection) = Projection::requested(&format!("EPSG:{code}")) else {
                refused.push(code);
                continue;
            };
            drawn += 1;
            let off = projection.forward(lon, lat).map_or(f64::INFINITY, |at| (at.0 - x).hypot(at.1 - y));
            if off > 1.0 {
                wrong.push(format!("EPSG:{code}: {off:.1} m"));
            }
        }
        assert!(wrong.is_empty(), "{} of {drawn}: {wrong:?}", wrong.len());
        assert!(drawn > 4_800 && refused.len() < 100, "{drawn} drawn, refused: {refused:?}");
    }

    #[test]
    fn a_projection_can_be_asked_for() {
        // pyproj 3.7: Proj("EPSG:32642")(68.779, 38.536)
        let (x, y) = Projection::requested("EPSG:32642").unwrap().forward(68.779, 38.536).unwrap();
        assert!((x - 480_738.854_731).abs() < 1e-3 && (y - 4_265_311.198_034).abs() < 1e-3, "{x} {y}");
        for (wrong, part) in [
            ("+proj=lccc +lat_0=1", "did you mean 'lcc'"),
            ("EPSG:1", "no EPSG code of a projected"),
            ("EPSG:99999", "no EPSG code of a projected"),
            ("EPSG:utm", "found 'utm'"),
            ("+proj=utm +zone=11 +datum=NAD27", "+towgs84=-8,160,176"),
            ("EPSG:4326", "degrees are no map projection"),
            ("mercator", "expected auto"),
            ("é", "expected auto"),
        ] {
            let message = Projection::requested(wrong).unwrap_err().to_string();
            assert!(message.contains(part), "{wrong}: {message}");
        }
    }
}
