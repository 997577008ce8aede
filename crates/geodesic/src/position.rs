//! What is a position: a finite longitude, and a latitude from −90 to 90.

use geo::Point;

/// The same position with its longitude in −180…180; `None` if the pair is no position.
pub fn position(point: Point) -> Option<Point> {
    let (lon, lat) = point.x_y();
    if (-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat) {
        return Some(point);
    }
    let is_position = lon.is_finite() && (-90.0..=90.0).contains(&lat);
    is_position.then(|| Point::new((lon + 180.0).rem_euclid(360.0) - 180.0, lat))
}
