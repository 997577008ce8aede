//! The directions from the centre of a disc.

use std::sync::OnceLock;

/// The sine and the cosine of an angle in degrees; of those at which most cells and arcs begin and end, out of a table.
pub fn sin_cos(turn_deg: f64) -> (f64, f64) {
    /// The angles of the table to a degree: the middles of the smallest arcs of the rim are among them.
    const PER_DEGREE: f64 = 256.0 / 45.0;
    const COUNT: u16 = 2_048;
    static TABLE: OnceLock<Vec<(f64, f64)>> = OnceLock::new();
    let exact = |turn_deg: f64| turn_deg.to_radians().sin_cos();
    let table = TABLE.get_or_init(|| (0..=COUNT).map(|i| exact(f64::from(i) / PER_DEGREE)).collect());
    let place = turn_deg * PER_DEGREE;
    // The cast cuts the fraction off, and makes 0 of what is below.
    let whole = place as usize;
    table.get(whole).filter(|_| place >= 0.0 && whole as f64 >= place).copied().unwrap_or_else(|| exact(turn_deg))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_holds_the_sines_that_are_asked_for() {
        for turn_deg in [-90.0, 0.0, 45.0 / 256.0, 22.5, 45.0 / 1024.0, 100.3, 337.5, 359.824_218_75, 360.0] {
            assert_eq!(sin_cos(turn_deg), turn_deg.to_radians().sin_cos(), "{turn_deg}");
        }
    }
}
