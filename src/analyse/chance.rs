//! Monte Carlo draws: seeded pseudorandom numbers, the same in every run, and p-values from draws.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

/// The pseudorandom number generator SplitMix64: one sequence for each seed.
///
/// # References
///
/// G. L. Steele, D. Lea & C. H. Flood, Fast splittable pseudorandom number generators, OOPSLA 2014,
/// doi:10.1145/2660193.2660195.
#[derive(Debug, Clone)]
pub struct Numbers(u64);

/// The seed of every test.
const SEED: u64 = 20_250_824;

impl Numbers {
    /// The sequence of one draw: each draw has its own, so that results do not depend on the number of threads.
    pub fn of_draw(draw: u32) -> Self {
        let mut seed = Self(SEED);
        let base = seed.next();
        Self(base ^ u64::from(draw).wrapping_mul(0xD134_2543_DE82_EF95))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A uniform number in [0, 1).
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A uniform whole number from 0 to `bound` − 1; `bound` is at least 1.
    pub fn below(&mut self, bound: usize) -> usize {
        // The product is at most `bound`: the cast loses nothing.
        ((self.unit() * bound as f64) as usize).min(bound.saturating_sub(1))
    }
}

/// Runs `count` draws on all cores and returns their results in order.
pub fn draws<T: Send>(count: u32, draw: impl Fn(u32) -> T + Sync + Send) -> Vec<T> {
    (0..count).into_par_iter().map(draw).collect()
}

/// The Monte Carlo p-value of a statistic: (1 + draws with a value as great) / (1 + draws).
///
/// # References
///
/// A. C. A. Hope, A simplified Monte Carlo significance test procedure, J. R. Stat. Soc. B 30 (1968), 582–598; the ones
/// keep a p-value from being 0.
pub fn p_value(found: f64, drawn: &[f64]) -> f64 {
    let as_great = drawn.iter().filter(|d| **d >= found - 1e-12 * found.abs()).count();
    (1 + as_great) as f64 / (1 + drawn.len()) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_even_and_every_draw_has_its_own() {
        let mut n = Numbers::of_draw(3);
        let mean = (0..10_000).map(|_| n.unit()).sum::<f64>() / 10_000.0;
        assert!((mean - 0.5).abs() < 0.01, "{mean}");
        assert!(Numbers::of_draw(1).next() != Numbers::of_draw(2).next());
        // From the seed 0: the first numbers of Vigna's reference implementation.
        let mut zero = Numbers(0);
        assert_eq!([zero.next(), zero.next()], [0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4]);
    }

    #[test]
    fn a_probability_is_never_nothing() {
        assert!((p_value(5.0, &[1.0, 2.0, 3.0]) - 0.25).abs() < 1e-12);
        assert!((p_value(2.0, &[1.0, 2.0, 3.0]) - 0.75).abs() < 1e-12);
    }
}
