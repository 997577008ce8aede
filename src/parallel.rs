//! Ordered parallel map over a stream of blocks.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, RecvError, TryRecvError, channel};

use rayon::prelude::*;

/// Blocks in memory for each thread: one in work, and one queued.
const BLOCKS_A_THREAD: usize = 2;

/// glibc gives freed memory back to the system, and asks for it again, until something as large as this has been freed: then it keeps twice as
/// much. What a stream makes of one block has room in it.
const LARGEST_BLOCK: usize = 8 << 20;

/// Ordered parallel map: reads blocks, maps them on the threads of the current rayon pool, and outputs the results in order.
///
/// `read` gives the next block, `None` at the end; `work` turns a block into its result; `put` takes the results. `read` and `put` run
/// on the calling thread, one block after the other, while `work` runs on others. The results and their order do not depend on the
/// number of threads. At most two blocks a thread are in memory, with their results.
///
/// # Errors
///
/// The first error of `read` or `put` in the order of the blocks: all blocks before it have been put out, none after it is.
///
/// # Panics
///
/// If `work` panics, after the results of all blocks before that one have been output.
///
/// # Example
///
/// Lengths of the lines of a text, worked on two lines at a time.
///
/// ```
/// let text = ["Nakhon Phanom", "Vientiane", "Savannakhet", "Pakse"];
/// let mut blocks = text.chunks(2);
/// let mut lengths = Vec::new();
/// marz::parallel::ordered(
///     || Ok::<_, std::io::Error>(blocks.next()),
///     |block| block.iter().map(|line| line.len()).collect::<Vec<_>>(),
///     |block| {
///         lengths.extend(block);
///         Ok(())
///     },
/// )?;
/// assert_eq!(lengths, [13, 9, 11, 5]);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn ordered<B: Send, O: Send, E>(
    mut read: impl FnMut() -> Result<Option<B>, E>,
    work: impl Fn(B) -> O + Sync,
    mut put: impl FnMut(O) -> Result<(), E>,
) -> Result<(), E> {
    let most = BLOCKS_A_THREAD * rayon::current_num_threads();
    let work = &work;
    // Memory that nobody writes to costs nothing.
    drop(std::hint::black_box(Vec::<u8>::with_capacity(LARGEST_BLOCK)));
    rayon::in_place_scope(|scope| {
        // The results to come, in the order of their blocks; what ended the reading, if anything has.
        let mut pending: VecDeque<Receiver<O>> = VecDeque::new();
        let mut end: Option<Result<(), E>> = None;
        loop {
            while end.is_none() && pending.len() < most {
                match read() {
                    Ok(Some(block)) => {
                        let (sender, receiver) = channel();
                        // The receiver is gone after an error of `put`.
                        scope.spawn(move |_| drop(sender.send(work(block))));
                        pending.push_back(receiver);
                    }
                    Ok(None) => end = Some(Ok(())),
                    Err(error) => end = Some(Err(error)),
                }
            }
            let Some(next) = pending.pop_front() else { return end.unwrap_or(Ok(())) };
            match received(&next) {
                Ok(result) => put(result)?,
                // Its worker panicked: the scope goes on with that panic as soon as the other workers have ended.
                Err(RecvError) => return Ok(()),
            }
        }
    })
}

/// Runs two things at once, on two threads of the current rayon pool where it has them.
///
/// # Panics
///
/// If either does.
pub fn both<A: Send, B: Send>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B + Send) -> (A, B) {
    rayon::join(one, other)
}

/// What a computation gives of each of some things, in their order, on the threads of the current rayon pool.
///
/// # Panics
///
/// If it does for one.
pub fn mapped<A: Send, B: Send>(items: Vec<A>, of: impl Fn(A) -> B + Send + Sync) -> Vec<B> {
    items.into_par_iter().map(of).collect()
}

/// Waits for a result. A thread of the pool runs other jobs meanwhile, since it may be the only one.
fn received<O>(receiver: &Receiver<O>) -> Result<O, RecvError> {
    loop {
        match receiver.try_recv() {
            Ok(result) => return Ok(result),
            Err(TryRecvError::Disconnected) => return Err(RecvError),
            Err(TryRecvError::Empty) => match rayon::yield_now() {
                None => return receiver.recv(),
                Some(rayon::Yield::Executed) => {}
                Some(rayon::Yield::Idle) => std::thread::yield_now(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;

    /// A number that takes the longer to be found the smaller it is modulo 7, so that blocks end out of order.
    fn slow(n: u64) -> u64 {
        let steps = (7 - n % 7) * 10_000;
        (0..steps).fold(0_u64, |a, b| std::hint::black_box(a ^ b));
        n * 2
    }

    fn doubled(count: u64) -> Vec<u64> {
        let (mut next, mut out) = (0..count, Vec::new());
        let put = |n| {
            out.push(n);
            Ok(())
        };
        ordered(|| Ok::<_, ()>(next.next()), slow, put).unwrap();
        out
    }

    #[test]
    fn the_order_is_kept_whatever_the_number_of_threads() {
        let expected: Vec<u64> = (0..1000).map(|n| n * 2).collect();
        assert_eq!(doubled(1000), expected);
        for threads in [1, 2, 5] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            assert_eq!(pool.install(|| doubled(1000)), expected, "{threads} threads");
        }
    }

    #[test]
    fn the_first_error_in_the_order_of_blocks_ends_it() {
        let (mut next, mut count) = (0..1000, 0);
        let ended = ordered(
            || Ok(next.next()),
            slow,
            |n| {
                count += 1;
                if n == 100 { Err("full") } else { Ok(()) }
            },
        );
        assert_eq!((ended, count), (Err("full"), 51));
        assert!(next.start < 51 + 2 * u64::try_from(BLOCKS_A_THREAD * rayon::current_num_threads()).unwrap());

        // All that was read before an error of reading is put out.
        let (mut next, mut out) = (0..50, Vec::new());
        let ended = ordered(
            || next.next().map(Some).ok_or("broken off"),
            slow,
            |n| {
                out.push(n);
                Ok(())
            },
        );
        assert_eq!((ended, out), (Err("broken off"), (0..50).map(|n| n * 2).collect()));
    }

    #[test]
    fn a_panic_of_a_worker_is_a_panic_and_no_missing_row() {
        for threads in [1, 3] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let (mut next, mut out) = (0..1000, Vec::new());
            let run = || {
                ordered(
                    || Ok::<_, ()>(next.next()),
                    |n| if n == 500 { panic!("block {n}") } else { slow(n) },
                    |n| {
                        out.push(n);
                        Ok(())
                    },
                )
            };
            let panicked = pool.install(|| catch_unwind(AssertUnwindSafe(run))).unwrap_err();
            assert_eq!(panicked.downcast_ref::<String>().map(String::as_str), Some("block 500"));
            assert_eq!(out, (0..500).map(|n| n * 2).collect::<Vec<_>>(), "{threads} threads");
        }
    }
}
