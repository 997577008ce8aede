//! The exact conditional test of two Poisson rates.

/// The exact conditional test of two Poisson rates: the p-value of the difference between two counts, two-sided by doubling the
/// smaller tail.
///
/// # Arguments
///
/// `a` events in a period of `days_a` days, `b` in one of `days_b` days.
///
/// # Range and special cases
///
/// 1 if there is no event at all, or a period has no day.
///
/// # References
///
/// J. Przyborowski, H. Wilenski, Homogeneity of results in testing samples from Poisson series, Biometrika 31 (1940), 313–323.
#[must_use]
pub fn rates_differ(a: u32, b: u32, days_a: f64, days_b: f64) -> f64 {
    let n = a + b;
    let share = days_a / (days_a + days_b);
    if n == 0 || share.is_nan() || share <= 0.0 || share >= 1.0 {
        return 1.0;
    }
    // Terms of the binomial distribution by their logarithms: none is ever too small to begin with.
    let (log_p, log_q) = (share.ln(), (1.0 - share).ln());
    let mut log_choose = 0.0;
    let (mut low, mut high) = (0.0, 0.0);
    for k in 0..=n {
        let term = (log_choose + f64::from(k) * log_p + f64::from(n - k) * log_q).exp();
        low += if k <= a { term } else { 0.0 };
        high += if k >= a { term } else { 0.0 };
        log_choose += f64::from(n - k).ln() - f64::from(k + 1).ln();
    }
    (2.0 * low.min(high)).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_are_those_of_the_binomial_distribution() {
        // 8 against 2 at equal lengths: 2 (45 + 10 + 1) / 1024.
        assert!((rates_differ(8, 2, 90.0, 90.0) - 112.0 / 1024.0).abs() < 1e-12);
        assert!((rates_differ(2, 8, 90.0, 90.0) - 112.0 / 1024.0).abs() < 1e-12);
        // 3 against 0, where the first period is twice as long: 2 (2/3)³ for the upper tail, 2 × 1 for the lower.
        assert!((rates_differ(3, 0, 60.0, 30.0) - 16.0 / 27.0).abs() < 1e-12);
        assert!(
            (rates_differ(5, 5, 1.0, 1.0) - 1.0).abs() < 1e-12 && (rates_differ(0, 0, 1.0, 1.0) - 1.0).abs() < 1e-12
        );
        assert!(rates_differ(50_000, 40_000, 1.0, 1.0) < 1e-6 && (rates_differ(1, 1, 0.0, 0.0) - 1.0).abs() < 1e-12);
    }
}
