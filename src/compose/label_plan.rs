//! Which of its places each label takes: the cheapest free one, improved by threshold accepting.

use super::label_candidate::Candidate;
use super::obstacles::Taken;

/// The candidate chosen for each label, with its improvement by threshold accepting.
///
/// The cost of a move grows with the labels near its places, not with all labels.
pub struct Plan {
    /// For each label its candidates, the cheapest first.
    choices: Vec<Vec<Candidate>>,
    chosen: Vec<Option<usize>>,
    /// What it costs to leave a label out.
    penalty: Vec<i64>,
    /// The order in which labels are placed.
    order: Vec<usize>,
    /// What the chosen places take up.
    taken: Taken,
    /// The cost of the present choice.
    cost: i64,
    unplaced: Unplaced,
    /// What was changed since the best choice so far: the label, and what it had before.
    changes: Vec<(usize, Option<usize>)>,
}

impl Plan {
    /// A plan with no label placed.
    ///
    /// # Arguments
    ///
    /// `choices`: for each label its candidates, the cheapest first; `order`: the labels in the order of their importance;
    /// `penalty`: what it costs to leave a label out.
    pub fn new(choices: Vec<Vec<Candidate>>, order: Vec<usize>, penalty: Vec<i64>) -> Self {
        let sizes = choices.iter().flatten().map(Candidate::extent).map(|e| e.width.max(e.height));
        let (count, sum) = sizes.fold((0.0, 0.0), |(count, sum), size| (count + 1.0, sum + size));
        let size: f64 = if count > 0.0 { sum / count } else { 0.0 };
        let movable: Vec<usize> = order.iter().copied().filter(|i| !choices[*i].is_empty()).collect();
        Self {
            chosen: vec![None; choices.len()],
            cost: penalty.iter().sum(),
            unplaced: Unplaced::new(movable, choices.len()),
            choices,
            penalty,
            order,
            taken: Taken::new(size),
            changes: Vec::new(),
        }
    }

    /// The place of a label; `None` if it found none.
    pub fn chosen(&self, label: usize) -> Option<&Candidate> {
        self.choices.get(label)?.get((*self.chosen.get(label)?)?)
    }

    fn choose(&mut self, label: usize, choice: Option<usize>) {
        let before = self.chosen[label];
        if let Some(old) = self.chosen(label) {
            let (cost, extent) = (old.cost, old.extent());
            self.taken.take(label, &extent);
            self.cost += self.penalty[label] - cost;
        }
        self.chosen[label] = choice;
        if let Some(new) = self.chosen(label) {
            let (cost, extent) = (new.cost, new.extent());
            self.taken.add(label, &extent);
            self.cost += cost - self.penalty[label];
        }
        self.unplaced.set(label, choice.is_none());
        self.changes.push((label, before));
    }

    /// The labels whose present place conflicts with a candidate of another, in no order, some of them more than once.
    fn conflicts<'p>(&'p self, label: usize, candidate: &'p Candidate) -> impl Iterator<Item = usize> + 'p {
        let near = self.taken.near(&candidate.extent()).filter(move |j| *j != label);
        near.filter(move |j| self.chosen(*j).is_some_and(|c| c.conflicts_with(candidate)))
    }

    /// Gives a label its cheapest free place.
    fn settle(&mut self, label: usize) {
        let free = |c: &Candidate| self.conflicts(label, c).next().is_none();
        let found = self.choices[label].iter().position(free);
        self.choose(label, found);
    }

    /// Gives every label its cheapest free place, the most important first.
    pub fn greedy(&mut self) {
        for label in self.order.clone() {
            self.settle(label);
        }
    }

    /// Moves labels, and those that are in the way, as long as that may help. Where few of the labels whose absence costs `dear` or more have no
    /// place, it is tried again.
    pub fn improve(&mut self, dear: i64) {
        /// So often at most.
        const ROUNDS: usize = 6;
        /// Of more labels without a place than this, another try finds room for none.
        const FEW: usize = 6;
        if self.unplaced.movable.len() < 2 {
            return;
        }
        let mut seed = 0x2545_F491_4F6C_DD1D_u64;
        let mut random = move |below: usize| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            usize::try_from((seed >> 16) % u64::try_from(below).unwrap_or(1).max(1)).unwrap_or(0)
        };
        for _ in 0..ROUNDS {
            self.round(&mut random);
            let is_missing = |i: &&usize| self.chosen[**i].is_none() && self.penalty[**i] >= dear;
            if !(1..=FEW).contains(&self.unplaced.movable.iter().filter(is_missing).count()) {
                return;
            }
        }
    }

    /// One round of threshold accepting, from the present choice to the best that it meets.
    fn round(&mut self, random: &mut impl FnMut(usize) -> usize) {
        /// Moves tried for every label.
        const MOVES: u64 = 40;
        /// The greatest loss that is accepted at the beginning.
        const THRESHOLD: i64 = 30;
        let Ok(count) = u64::try_from(self.unplaced.movable.len()) else { return };
        let mut cost = self.cost;
        let mut best = cost;
        self.changes.clear();
        let moves = MOVES * count;
        for step in 0..moves {
            let left = i64::try_from((moves - step) * 100 / moves).unwrap_or(0);
            let threshold = THRESHOLD * left / 100;
            // A label without a place is tried as often as all others together.
            let label = match self.unplaced.count {
                0 => self.unplaced.movable[random(self.unplaced.movable.len())],
                left_out if step % 2 == 0 => self.unplaced.nth(random(left_out)),
                _ => self.unplaced.movable[random(self.unplaced.movable.len())],
            };
            let which = random(self.choices[label].len());
            if self.chosen[label] == Some(which) {
                continue;
            }
            let mut evicted: Vec<usize> = self.conflicts(label, &self.choices[label][which]).collect();
            evicted.sort_unstable();
            evicted.dedup();
            let before: Vec<(usize, Option<usize>)> =
                std::iter::once(label).chain(evicted).map(|i| (i, self.chosen[i])).collect();
            for (i, _) in &before {
                self.choose(*i, None);
            }
            self.choose(label, Some(which));
            for (i, _) in before.iter().skip(1) {
                self.settle(*i);
            }
            if self.cost <= cost + threshold {
                cost = self.cost;
                if cost < best {
                    best = cost;
                    self.changes.clear();
                }
            } else {
                for (i, old) in before {
                    self.choose(i, old);
                }
            }
        }
        // Back to the best.
        for (label, before) in std::mem::take(&mut self.changes).into_iter().rev() {
            self.choose(label, before);
        }
        self.changes.clear();
    }
}

/// The labels that have candidates, and which of them have no place: counted in a Fenwick tree.
struct Unplaced {
    /// In the order of placing.
    movable: Vec<usize>,
    /// For each label its place in that order.
    place: Vec<Option<usize>>,
    is_out: Vec<bool>,
    sums: Vec<usize>,
    count: usize,
}

impl Unplaced {
    /// All labels are without a place at first.
    fn new(movable: Vec<usize>, labels: usize) -> Self {
        let mut place = vec![None; labels];
        for (at, label) in movable.iter().enumerate() {
            place[*label] = Some(at);
        }
        let count = movable.len();
        let mut sums = vec![0; count + 1];
        for i in 1..=count {
            sums[i] += 1;
            let above = i + (i & i.wrapping_neg());
            if above <= count {
                sums[above] += sums[i];
            }
        }
        Self { movable, place, is_out: vec![true; count], sums, count }
    }

    fn set(&mut self, label: usize, is_out: bool) {
        let Some(at) = self.place[label].filter(|at| self.is_out[*at] != is_out) else { return };
        self.is_out[at] = is_out;
        let change = |n: &mut usize| *n = if is_out { *n + 1 } else { *n - 1 };
        change(&mut self.count);
        let mut i = at + 1;
        while i < self.sums.len() {
            change(&mut self.sums[i]);
            i += i & i.wrapping_neg();
        }
    }

    /// The label without a place of a number, in the order of placing; the number is below the count.
    fn nth(&self, number: usize) -> usize {
        let (mut at, mut left) = (0, number);
        let mut step = self.sums.len().next_power_of_two();
        while step > 0 {
            if at + step < self.sums.len() && self.sums[at + step] <= left {
                at += step;
                left -= self.sums[at];
            }
            step /= 2;
        }
        self.movable[at]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_labels_without_a_place_are_counted_in_their_order() {
        let mut unplaced = Unplaced::new(vec![4, 2, 0, 3, 7, 6], 8);
        assert_eq!((0..6).map(|n| unplaced.nth(n)).collect::<Vec<_>>(), [4, 2, 0, 3, 7, 6]);
        for label in [2, 7, 5, 4] {
            unplaced.set(label, false);
        }
        assert_eq!((0..unplaced.count).map(|n| unplaced.nth(n)).collect::<Vec<_>>(), [0, 3, 6]);
        unplaced.set(7, true);
        assert_eq!((0..unplaced.count).map(|n| unplaced.nth(n)).collect::<Vec<_>>(), [0, 3, 7, 6]);
    }
}
