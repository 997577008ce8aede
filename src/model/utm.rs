//! The Universal Transverse Mercator projection of WGS84: forth, back, and its zones.

use super::LonLat;

/// The equatorial radius of WGS84, in metres.
const EQUATORIAL_M: f64 = 6_378_137.0;

/// The flattening of WGS84.
const FLATTENING: f64 = 1.0 / 298.257_223_563;

/// The scale on the central meridian.
const SCALE: f64 = 0.9996;

/// The easting of the central meridian, in metres.
const FALSE_EASTING_M: f64 = 500_000.0;

/// The zone of 1 to 60 that holds a position, with the exceptions of Norway (32V) and Svalbard (31X to 37X).
///
/// # Range
///
/// Latitudes from 80° S to 84° N.
#[must_use]
pub fn zone(at: LonLat) -> u8 {
    // The antimeridian is its western edge.
    let lon = if at.lon() < 180.0 { at.lon().floor() } else { -180.0 };
    let usual = ((lon + 180.0) / 6.0).floor() + 1.0;
    let zone = match at.lat() {
        lat if (56.0..64.0).contains(&lat) && (3.0..6.0).contains(&lon) => 32.0,
        lat if lat >= 72.0 && (0.0..42.0).contains(&lon) => 2.0 * ((lon + 183.0) / 12.0).floor() + 1.0,
        _ => usual,
    };
    zone as u8
}

/// The central meridian of a zone, in degrees.
fn central_meridian(zone: u8) -> f64 {
    f64::from(zone) * 6.0 - 183.0
}

/// Easting and northing of a position in a zone, in metres; northings are counted from the equator, negative south of it.
///
/// # Accuracy
///
/// 5 nm within 3,900 km of the central meridian: the series of Krüger to the sixth order of the third flattening.
///
/// # References
///
/// Karney 2011, Transverse Mercator with an accuracy of a few nanometers, Journal of Geodesy 85, 475–485, eqs. 7–11 and 35.
/// doi:10.1007/s00190-011-0445-3
#[must_use]
pub fn utm(at: LonLat, zone: u8) -> (f64, f64) {
    let lon = (at.lon() - central_meridian(zone) + 540.0).rem_euclid(360.0) - 180.0;
    let (sin_lon, cos_lon) = lon.to_radians().sin_cos();
    let tau = conformal(at.lat().to_radians().tan());
    let (xi, eta) = (tau.atan2(cos_lon), (sin_lon / tau.hypot(cos_lon)).asinh());
    let (dxi, deta) = series(&forth(), xi, eta);
    let radius_m = SCALE * rectifying_radius_m();
    (FALSE_EASTING_M + radius_m * (eta + deta), radius_m * (xi + dxi))
}

/// The longitude and latitude of an easting and northing in a zone, in degrees: the reverse of [`utm`].
#[must_use]
pub fn from_utm(zone: u8, easting_m: f64, northing_m: f64) -> (f64, f64) {
    let radius_m = SCALE * rectifying_radius_m();
    let (xi, eta) = (northing_m / radius_m, (easting_m - FALSE_EASTING_M) / radius_m);
    let (dxi, deta) = series(&back(), xi, eta);
    let (xi, eta) = (xi - dxi, eta - deta);
    let tau = geographic(xi.sin() / eta.sinh().hypot(xi.cos()));
    let lon = central_meridian(zone) + eta.sinh().atan2(xi.cos()).to_degrees();
    ((lon + 540.0).rem_euclid(360.0) - 180.0, tau.atan().to_degrees())
}

fn third_flattening() -> f64 {
    FLATTENING / (2.0 - FLATTENING)
}

/// The radius of the circle that is as long as a meridian.
fn rectifying_radius_m() -> f64 {
    let n2 = third_flattening().powi(2);
    EQUATORIAL_M / (1.0 + third_flattening()) * (1.0 + n2 / 4.0 + n2 * n2 / 64.0 + n2 * n2 * n2 / 256.0)
}

/// The tangent of the conformal latitude from that of the geographic one.
fn conformal(tau: f64) -> f64 {
    let e = (FLATTENING * (2.0 - FLATTENING)).sqrt();
    let secant = tau.hypot(1.0);
    let sigma = (e * (e * tau / secant).atanh()).sinh();
    tau * sigma.hypot(1.0) - sigma * secant
}

/// The tangent of the geographic latitude from that of the conformal one, by Newton's method, which needs two or three steps.
fn geographic(conformal_tau: f64) -> f64 {
    let e2 = FLATTENING * (2.0 - FLATTENING);
    let mut tau = conformal_tau / (1.0 - e2);
    for _ in 0..4 {
        let found = conformal(tau);
        let slope = (1.0 + (1.0 - e2) * tau * tau) / ((1.0 - e2) * tau.hypot(1.0));
        tau += (conformal_tau - found) / found.hypot(1.0) * slope;
    }
    tau
}

/// What the six terms of a series add to the coordinates of the sphere.
fn series(coefficients: &[f64; 6], xi: f64, eta: f64) -> (f64, f64) {
    coefficients.iter().zip([2.0, 4.0, 6.0, 8.0, 10.0, 12.0]).fold((0.0, 0.0), |(dxi, deta), (c, j)| {
        let (sin, cos) = (j * xi).sin_cos();
        (dxi + c * sin * (j * eta).cosh(), deta + c * cos * (j * eta).sinh())
    })
}

/// A polynomial of the third flattening; its coefficients from the first power on.
fn polynomial(coefficients: [f64; 6]) -> f64 {
    let n = third_flattening();
    coefficients.iter().rev().fold(0.0, |sum, c| (sum + c) * n)
}

/// The coefficients of the projection.
fn forth() -> [f64; 6] {
    [
        [1.0 / 2.0, -2.0 / 3.0, 5.0 / 16.0, 41.0 / 180.0, -127.0 / 288.0, 7_891.0 / 37_800.0],
        [0.0, 13.0 / 48.0, -3.0 / 5.0, 557.0 / 1_440.0, 281.0 / 630.0, -1_983_433.0 / 1_935_360.0],
        [0.0, 0.0, 61.0 / 240.0, -103.0 / 140.0, 15_061.0 / 26_880.0, 167_603.0 / 181_440.0],
        [0.0, 0.0, 0.0, 49_561.0 / 161_280.0, -179.0 / 168.0, 6_601_661.0 / 7_257_600.0],
        [0.0, 0.0, 0.0, 0.0, 34_729.0 / 80_640.0, -3_418_889.0 / 1_995_840.0],
        [0.0, 0.0, 0.0, 0.0, 0.0, 212_378_941.0 / 319_334_400.0],
    ]
    .map(polynomial)
}

/// The coefficients of its reverse.
fn back() -> [f64; 6] {
    [
        [1.0 / 2.0, -2.0 / 3.0, 37.0 / 96.0, -1.0 / 360.0, -81.0 / 512.0, 96_199.0 / 604_800.0],
        [0.0, 1.0 / 48.0, 1.0 / 15.0, -437.0 / 1_440.0, 46.0 / 105.0, -1_118_711.0 / 3_870_720.0],
        [0.0, 0.0, 17.0 / 480.0, -37.0 / 840.0, -209.0 / 4_480.0, 5_569.0 / 90_720.0],
        [0.0, 0.0, 0.0, 4_397.0 / 161_280.0, -11.0 / 504.0, -830_251.0 / 7_257_600.0],
        [0.0, 0.0, 0.0, 0.0, 4_583.0 / 161_280.0, -108_847.0 / 3_991_680.0],
        [0.0, 0.0, 0.0, 0.0, 0.0, 20_648_693.0 / 638_668_800.0],
    ]
    .map(polynomial)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lon: f64, lat: f64) -> LonLat {
        LonLat::new(lon, lat).unwrap()
    }

    #[test]
    fn zones_have_the_exceptions_of_the_north() {
        let zone = |lon, lat| zone(at(lon, lat));
        assert_eq!([zone(-180.0, 0.0), zone(180.0, 0.0), zone(179.9, 0.0), zone(-0.1, 0.0)], [1, 1, 60, 30]);
        assert_eq!([zone(3.0, 56.0), zone(2.9, 60.0), zone(3.0, 64.0)], [32, 31, 31]);
        assert_eq!(
            [8.9, 9.0, 20.9, 21.0, 32.9, 33.0, 41.9, 42.0].map(|lon| zone(lon, 72.0)),
            [31, 33, 33, 35, 35, 37, 37, 38]
        );
    }

    /// GeographicLib 2.x: `GeoConvert -u -p 6`.
    #[test]
    fn positions_are_those_of_other_programs() {
        let (east, north) = utm(at(44.4, 33.3), 38);
        assert!((east - 444_140.544_7).abs() < 0.01 && (north - 3_684_706.363).abs() < 0.01, "{east} {north}");
    }

    #[test]
    fn the_reverse_gives_the_position_back() {
        for lon in -12..12_i8 {
            for lat in -16..=16_i8 {
                let from = at(f64::from(lon) * 14.9, f64::from(lat) * 5.0 + 0.3);
                let (east, north) = utm(from, zone(from));
                let (back_lon, back_lat) = from_utm(zone(from), east, north);
                assert!(
                    (back_lon - from.lon()).abs() < 1e-12 * 360.0 && (back_lat - from.lat()).abs() < 1e-12 * 90.0,
                    "{from:?}"
                );
            }
        }
    }
}
