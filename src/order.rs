//! Stable sorting whose code is compiled once, not once for every type and comparison.
//!
//! For lists that are sorted once a command or once a figure. Inner loops sort with the standard library, which compiles a sort of
//! some kilobytes for each: faster by the calls that it inlines.

use std::cmp::Ordering;

/// Sorts by a comparison; what is equal keeps its order.
pub fn sort_by<T>(list: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let order = positions(list.len(), &|a, b| match (list.get(a), list.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    arrange(list, order);
}

/// Sorts by a key, which is made once an element; what is equal keeps its order.
pub fn sort_by_key<T, K: Ord>(list: &mut [T], key: impl FnMut(&T) -> K) {
    let keys: Vec<K> = list.iter().map(key).collect();
    let order = positions(list.len(), &|a, b| keys.get(a).cmp(&keys.get(b)));
    arrange(list, order);
}

/// The positions 0 to `len` in the order of a comparison.
fn positions(len: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..len).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

/// Puts at each position what stood at the position given for it, cycle by cycle.
fn arrange<T>(list: &mut [T], mut order: Vec<usize>) {
    for start in 0..order.len() {
        let mut at = start;
        loop {
            let from = std::mem::replace(&mut order[at], at);
            if from == start {
                break;
            }
            list.swap(at, from);
            at = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_as_the_standard_library_does() {
        let mut state = 7_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            state >> 33
        };
        for len in [0, 1, 2, 3, 20, 21, 200] {
            // Many are equal: their numbers show whether they keep their order.
            let list: Vec<(u64, usize)> = (0..len).map(|number| (next() % 9, number)).collect();
            let (mut expected, mut by, mut by_key) = (list.clone(), list.clone(), list);
            expected.sort_by_key(|(value, _)| *value);
            sort_by(&mut by, |a, b| a.0.cmp(&b.0));
            sort_by_key(&mut by_key, |(value, _)| *value);
            assert_eq!((&by, &by_key), (&expected, &expected));
        }
    }
}
