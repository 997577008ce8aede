//! Kernel density on a line: events to a kilometre of the border.

use serde::Serialize;

/// The default bandwidth (half the width of the kernel), in kilometres.
pub const HALF_WIDTH_KM: f64 = 20.0;

/// The kernel density of events along the border, at points evenly spaced from its start to its end.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// The distance from one point to the next, in kilometres.
    pub step_km: f64,
    /// The density at each point, in events to a kilometre.
    pub per_km: Vec<f64>,
}

/// The density at a point of the border.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct DensityPoint {
    /// The border kilometre.
    pub km: f64,
    /// The density there, in events to 100 km.
    pub per_100_km: f64,
}

/// Points to a bandwidth.
const POINTS: u32 = 20;
/// Nodes on which the mass of events is summed, to a point.
const NODES: usize = 10;
/// The largest number of points, whatever the length of the border and the bandwidth.
const MAX_POINTS: f64 = 200_000.0;

impl Profile {
    /// The kernel density of places along a line, each given as its border kilometre and its weight.
    ///
    /// λ(x) = Σ wᵢ K((x − sᵢ)/h) / (h e(sᵢ)) with the quartic kernel K(u) = 15/16 (1 − u²)² on −1…1, and e(s) the part of the
    /// kernel around s that lies on the line: no weight is lost beyond the ends, so that the density adds up to the sum of
    /// the weights (Jones 1993; Diggle 1985 has the same idea for points in time).
    ///
    /// # Units
    ///
    /// Kilometres; the result is in weights to a kilometre. The standard deviation of the kernel is h/√7.
    ///
    /// # Range and special cases
    ///
    /// `half_km` is more than 0; it is cut to the length of the line. Kilometres beyond the ends count as the ends. Where
    /// parts of a border do not meet the kilometre runs on, and so does the kernel.
    ///
    /// # Accuracy
    ///
    /// Weights are shared between nodes a two-hundredth of h apart: within 1e-5 of the greatest value of one kernel.
    ///
    /// # References
    ///
    /// M. C. Jones, Simple boundary correction for kernel density estimation, Stat. Comput. 3 (1993), 135–146,
    /// doi:10.1007/BF00147776; B. W. Silverman, Density estimation for statistics and data analysis, 1986, table 3.1.
    #[must_use]
    pub fn new(places: impl Iterator<Item = (f64, f64)>, length_km: f64, half_km: f64) -> Self {
        let length_km = length_km.max(f64::MIN_POSITIVE);
        let half_km = half_km.clamp(length_km / MAX_POINTS * f64::from(POINTS), length_km);
        // A whole number of steps from end to end. It is positive and no larger than the bound above.
        let steps = (length_km / half_km * f64::from(POINTS)).ceil().clamp(1.0, MAX_POINTS) as usize;
        let nodes = steps * NODES;
        let pitch_km = length_km / nodes as f64;
        let mut mass = vec![0.0; nodes + 1];
        for (km, weight) in places {
            let t = (km / pitch_km).clamp(0.0, nodes as f64);
            let i = (t as usize).min(nodes - 1);
            let part = t - i as f64;
            mass[i] += weight * (1.0 - part);
            mass[i + 1] += weight * part;
        }
        let reach = (half_km / pitch_km).floor() as usize;
        for (i, m) in mass.iter_mut().enumerate() {
            *m /= inside(i as f64 * pitch_km, length_km, half_km);
        }
        let weight: Vec<f64> = (0..=reach).map(|i| quartic(i as f64 * pitch_km / half_km) / half_km).collect();
        let density_at = |point: usize| {
            let node = point * NODES;
            let (from, to) = (node.saturating_sub(reach), (node + reach).min(nodes));
            (from..=to).map(|i| mass[i] * weight[i.abs_diff(node)]).sum::<f64>()
        };
        Self { step_km: length_km / steps as f64, per_km: (0..=steps).map(density_at).collect() }
    }

    /// The border kilometre of the greatest density and that density, in events to a kilometre; the first of several.
    #[must_use]
    pub fn peak(&self) -> (f64, f64) {
        let mut best = (0.0, 0.0);
        for (i, v) in self.per_km.iter().enumerate() {
            if *v > best.1 {
                best = (i as f64 * self.step_km, *v);
            }
        }
        best
    }

    /// The border kilometres of the points with their densities, in events to a kilometre.
    pub fn points(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.per_km.iter().enumerate().map(|(i, v)| (i as f64 * self.step_km, *v))
    }
}

/// The quartic (biweight) kernel at u, 0 beyond −1…1.
pub(super) fn quartic(u: f64) -> f64 {
    let v = (1.0 - u * u).max(0.0);
    15.0 / 16.0 * v * v
}

/// The integral of the quartic kernel from −1 to u, 0…1.
fn below(u: f64) -> f64 {
    let u = u.clamp(-1.0, 1.0);
    0.5 + 15.0 / 16.0 * (u - 2.0 / 3.0 * u * u * u + u * u * u * u * u / 5.0)
}

/// The part of the kernel around a kilometre that lies on the line, 0…1: the edge correction.
pub(super) fn inside(km: f64, length_km: f64, half_km: f64) -> f64 {
    (below((length_km - km) / half_km) - below(-km / half_km)).max(f64::MIN_POSITIVE)
}

/// The shortest interval of border kilometres that holds a share of the total weight; `None` without any weight.
///
/// # Range and special cases
///
/// `share` is 0…1. Of several equally short intervals the first is taken.
#[must_use]
pub fn shortest_interval(places: impl Iterator<Item = (f64, f64)>, share: f64) -> Option<(f64, f64)> {
    let mut sorted: Vec<(f64, f64)> = places.collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let wanted = share * sorted.iter().map(|(_, w)| w).sum::<f64>() - 1e-9;
    let mut best: Option<(f64, f64)> = None;
    let (mut first, mut held) = (0, 0.0);
    for (km, weight) in &sorted {
        held += weight;
        while let Some((_, w)) = sorted.get(first).filter(|(_, w)| held - w >= wanted) {
            held -= w;
            first += 1;
        }
        if let Some((from, _)) = sorted.get(first).filter(|_| held >= wanted)
            && best.is_none_or(|(a, b)| km - from < b - a)
        {
            best = Some((*from, *km));
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn total(p: &Profile) -> f64 {
        // The trapezoid rule.
        let ends = (p.per_km[0] + p.per_km[p.per_km.len() - 1]) / 2.0;
        (p.per_km.iter().sum::<f64>() - ends) * p.step_km
    }

    #[test]
    fn one_place_has_the_shape_of_the_kernel() {
        let p = Profile::new([(50.0, 1.0)].into_iter(), 100.0, 20.0);
        let at = |km: f64| p.per_km[(km / p.step_km).round() as usize];
        // 15/16 divided by 20, and 9/16 of that at half the half width.
        assert!((at(50.0) - 0.046_875).abs() < 1e-9 && (at(60.0) - 0.026_367_187_5).abs() < 1e-6);
        assert!(at(70.0) < 1e-9 && at(29.0) < 1e-12);
        assert!((total(&p) - 1.0).abs() < 1e-4);
    }

    #[test]
    fn nothing_is_lost_at_the_ends() {
        for km in [0.0, 3.0, 17.0, 98.0, 100.0] {
            let p = Profile::new([(km, 2.0)].into_iter(), 100.0, 20.0);
            assert!((total(&p) - 2.0).abs() < 5e-3, "{km}: {}", total(&p));
        }
        // At the very end half of the kernel is left, and weighs twice: 2 · 15/16 / 20.
        let p = Profile::new([(0.0, 1.0)].into_iter(), 100.0, 20.0);
        assert!((p.peak().1 - 0.093_75).abs() < 1e-9 && p.peak().0 < 1e-12);
    }

    #[test]
    fn a_kernel_wider_than_the_line_is_cut() {
        let p = Profile::new([(1.0, 1.0)].into_iter(), 3.0, 500.0);
        assert!((total(&p) - 1.0).abs() < 1e-2 && p.per_km.iter().all(|v| v.is_finite()));
        assert!(Profile::new(std::iter::empty(), 3.0, 1e-9).per_km.len() <= 200_001);
    }

    #[test]
    fn the_shortest_interval_holds_its_share() {
        let places = [(0.0, 1.0), (40.0, 1.0), (41.0, 1.0), (43.0, 1.0), (90.0, 1.0)];
        assert_eq!(shortest_interval(places.into_iter(), 0.5), Some((40.0, 43.0)));
        assert_eq!(shortest_interval(places.into_iter(), 0.4), Some((40.0, 41.0)));
        assert_eq!(shortest_interval(places.into_iter(), 1.0), Some((0.0, 90.0)));
        assert_eq!(shortest_interval(std::iter::empty(), 0.5), None);
    }
}
