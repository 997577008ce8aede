//! Work on all cores with the order kept: blocks are read one after the other, worked on at once, and put out in turn.

use std::sync::{Condvar, Mutex, PoisonError};

/// Reads blocks, works on them on all cores and puts the results out in the order of the blocks.
///
/// No more than two blocks a core are in memory. The first error of reading or putting out ends the work and is returned.
pub fn ordered<B: Send, O: Send, E: Send>(
    read: impl FnMut() -> Result<Option<B>, E> + Send,
    work: impl Fn(B) -> O + Sync,
    put: impl FnMut(O) -> Result<(), E> + Send,
) -> Result<(), E> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    // Who reads gets the next number; who puts out waits for its turn.
    let input = Mutex::new((read, 0_usize));
    let output = Mutex::new(Output { put, turn: 0, failed: None });
    let turned = Condvar::new();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let (number, block) = {
                        let mut input = input.lock().unwrap_or_else(PoisonError::into_inner);
                        let read = (input.0)();
                        let number = input.1;
                        input.1 += 1;
                        (number, read)
                    };
                    let done = block.map(|block| block.map(&work));
                    let mut out = output.lock().unwrap_or_else(PoisonError::into_inner);
                    while out.turn != number && out.failed.is_none() {
                        out = turned.wait(out).unwrap_or_else(PoisonError::into_inner);
                    }
                    let go_on = out.take(done);
                    turned.notify_all();
                    if !go_on {
                        return;
                    }
                }
            });
        }
    });
    match output.into_inner().unwrap_or_else(PoisonError::into_inner).failed {
        Some(Some(error)) => Err(error),
        _ => Ok(()),
    }
}

struct Output<P, E> {
    put: P,
    turn: usize,
    /// The end: with the error that caused it, if any.
    failed: Option<Option<E>>,
}

impl<P, E> Output<P, E> {
    /// Puts out a result in its turn; returns whether there is more to do.
    fn take<O>(&mut self, done: Result<Option<O>, E>) -> bool
    where
        P: FnMut(O) -> Result<(), E>,
    {
        if self.failed.is_some() {
            return false;
        }
        self.turn += 1;
        let end = match done {
            Err(error) => Some(Some(error)),
            Ok(None) => Some(None),
            Ok(Some(result)) => (self.put)(result).err().map(Some),
        };
        let go_on = end.is_none();
        self.failed = end;
        go_on
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_kept_and_an_error_ends_it() {
        let mut next = 0..1000;
        let mut out = Vec::new();
        let slow = |n: u64| {
            std::thread::sleep(std::time::Duration::from_micros(n % 7 * 50));
            n * 2
        };
        ordered(
            || Ok::<_, ()>(next.next()),
            slow,
            |n| {
                out.push(n);
                Ok(())
            },
        )
        .unwrap();
        assert_eq!(out, (0..1000).map(|n| n * 2).collect::<Vec<_>>());
        let mut next = 0..1000;
        let mut count = 0;
        let ended = ordered(
            || Ok(next.next()),
            |n| n,
            |n| {
                count += 1;
                if n == 50 { Err("full") } else { Ok(()) }
            },
        );
        assert_eq!((ended, count), (Err("full"), 51));
    }
}
