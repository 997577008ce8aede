//! What a pass over a disc has cost so far.
//!
//! A nearest point costs the more, the more of the line lies equally near: a line that runs many times along itself, or that is of very many parts,
//! makes one as dear as hundreds. Such ones count as more than one, so that a pass takes a bounded time for every line.

/// So many leaves of the index that are searched for a nearest point count as one more.
const LEAVES: usize = 256;

/// So many comparisons of a candidate with an end of the line count as one more.
const COMPARISONS: usize = 4_096;

/// The cost of a pass, in nearest points of an ordinary line.
#[derive(Debug, Clone, Copy, Default)]
pub struct Effort {
    /// The number of nearest points that were looked up.
    lookups: usize,
    evaluations: usize,
}

impl Effort {
    /// Counts a nearest point that was looked up in so many leaves of the index.
    pub fn look_up(&mut self, leaves: usize) {
        self.lookups += 1;
        self.evaluations += 1 + leaves / LEAVES;
    }

    /// Counts comparisons of candidates with ends of the line.
    pub fn compare(&mut self, count: usize) {
        self.evaluations += count / COMPARISONS;
    }

    /// The cost so far.
    pub fn evaluations(self) -> usize {
        self.evaluations
    }

    /// The cost after so many more nearest points that are as dear as those so far.
    pub fn after(self, more: usize) -> usize {
        self.evaluations + more * self.evaluations.div_ceil(self.lookups.max(1)).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dear_ones_count_as_many() {
        let mut effort = Effort::default();
        assert_eq!(effort.after(10), 10);
        for _ in 0..100 {
            effort.look_up(20);
        }
        effort.compare(1_000);
        assert_eq!((effort.evaluations(), effort.after(10)), (100, 110));
        effort.look_up(256_000);
        assert_eq!((effort.evaluations(), effort.after(10)), (1_101, 1_211));
    }
}
