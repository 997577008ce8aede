//! The Poisson binomial distribution: the number of successes of independent trials, each with a probability of its own.

/// The Poisson binomial distribution, exact.
///
/// The probabilities are convolved one by one; tails below 1e-20 are left out as they arise.
///
/// # Accuracy
///
/// Each probability is good to about 1e-15 for each trial; what is left out adds up to less than 1e-14 for 100,000 trials.
///
/// # References
///
/// R. E. Barlow, K. D. Heidtmann, Computing k-out-of-n system reliability, IEEE Trans. Reliability R-33 (1984), 322–323,
/// doi:10.1109/TR.1984.5221843; Y. Hong, On computing the distribution function for the Poisson binomial distribution, Comput.
/// Stat. Data Anal. 59 (2013), 41–51, doi:10.1016/j.csda.2012.10.006.
///
/// # Example
///
/// ```
/// use marz::analyse::PoissonBinomial;
/// // Two fair coins, and one event that is certain.
/// let heads = PoissonBinomial::new([0.5, 0.5, 1.0]);
/// assert_eq!(heads.probability(2), 0.5);
/// assert_eq!((heads.quantile(0.05), heads.quantile(0.95)), (1, 3));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct PoissonBinomial {
    /// The number of successes of the first mass.
    first: usize,
    mass: Vec<f64>,
}

impl PoissonBinomial {
    /// The distribution of the number of successes of trials with these probabilities; one outside of 0…1 counts as the nearer end.
    #[must_use]
    pub fn new(probabilities: impl IntoIterator<Item = f64>) -> Self {
        /// Less is left out at the ends.
        const TAIL: f64 = 1e-20;
        let (mut first, mut mass) = (0, vec![1.0_f64]);
        for p in probabilities.into_iter().filter(|p| *p > 0.0) {
            if p >= 1.0 {
                first += 1;
                continue;
            }
            let mut below = 0.0;
            for m in &mut mass {
                let here = *m;
                *m = here * (1.0 - p) + below * p;
                below = here;
            }
            mass.push(below * p);
            while mass.len() > 1 && mass.last().is_some_and(|m| *m < TAIL) {
                mass.pop();
            }
            let lead = mass.iter().take_while(|m| **m < TAIL).count().min(mass.len() - 1);
            mass.drain(..lead);
            first += lead;
        }
        Self { first, mass }
    }

    /// The probability of exactly so many successes.
    #[must_use]
    pub fn probability(&self, successes: usize) -> f64 {
        successes.checked_sub(self.first).and_then(|i| self.mass.get(i)).copied().unwrap_or(0.0)
    }

    /// The quantile of a level from 0 to 1: the least number of successes that is not exceeded with at least that probability.
    #[must_use]
    pub fn quantile(&self, level: f64) -> usize {
        /// Sums of masses are rounded.
        const ROUNDING: f64 = 1e-12;
        let mut sum = 0.0;
        let reaches = |m: &f64| {
            sum += m;
            sum >= level - ROUNDING
        };
        self.first + self.mass.iter().position(reaches).unwrap_or(self.mass.len() - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::chance::Numbers;
    use super::*;

    /// The same by the sum over all outcomes.
    fn enumerated(p: &[f64]) -> Vec<f64> {
        let mut mass = vec![0.0; p.len() + 1];
        for outcome in 0..1_u32 << p.len() {
            let of = |(i, p): (usize, &f64)| if outcome >> i & 1 == 1 { *p } else { 1.0 - p };
            mass[outcome.count_ones() as usize] += p.iter().enumerate().map(of).product::<f64>();
        }
        mass
    }

    #[test]
    fn masses_and_quantiles_are_those_of_all_outcomes() {
        let mut numbers = Numbers::of_draw(7);
        for n in 0..=12_usize {
            let mut p: Vec<f64> = (0..n).map(|_| numbers.unit()).collect();
            if let [first, second, ..] = p.as_mut_slice() {
                (*first, *second) = (0.0, 1.0);
            }
            let (found, all) = (PoissonBinomial::new(p.iter().copied()), enumerated(&p));
            for (k, m) in all.iter().enumerate() {
                assert!((found.probability(k) - m).abs() < 1e-14, "{n} {k}");
            }
            for level in [0.01, 0.05, 0.5, 0.95, 0.99] {
                let mut sum = 0.0;
                let at = all.iter().position(|m| {
                    sum += m;
                    sum >= level - 1e-12
                });
                assert_eq!(found.quantile(level), at.unwrap(), "{n} {level}");
            }
        }
    }

    #[test]
    fn the_binomial_distribution_is_one_of_them() {
        // R 4.4: qbinom(c(.05, .95), 1000, .3) is 276 and 324, dbinom(300, 1000, .3) is 0.02752100382.
        let found = PoissonBinomial::new(std::iter::repeat_n(0.3, 1000));
        assert_eq!((found.quantile(0.05), found.quantile(0.95)), (276, 324));
        assert!((found.probability(300) - 0.027_521_003_82).abs() < 1e-11);
        let many = PoissonBinomial::new(std::iter::repeat_n(0.5, 20_000));
        assert!(many.mass.len() < 2_000 && (many.mass.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert_eq!(many.quantile(0.5), 10_000);
    }
}
