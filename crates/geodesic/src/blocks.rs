//! Work on many items, on all cores where the feature `rayon` is on.

/// Answers for many items in their order, block by block on all cores; a panic in a block is a panic of the whole.
#[cfg(feature = "rayon")]
pub fn in_blocks<T: Sync, A: Send>(items: &[T], answer: impl Fn(&[T]) -> Vec<A> + Sync) -> Vec<A> {
    use rayon::prelude::*;
    /// The smallest block for which a search in order along the curve pays.
    const LEAST: usize = 16;
    let block = items.len().div_ceil(4 * rayon::current_num_threads()).max(LEAST);
    let blocks: Vec<Vec<A>> = items.par_chunks(block).map(&answer).collect();
    blocks.into_iter().flatten().collect()
}

/// Answers for many items in their order.
#[cfg(not(feature = "rayon"))]
pub fn in_blocks<T, A>(items: &[T], answer: impl Fn(&[T]) -> Vec<A>) -> Vec<A> {
    answer(items)
}
