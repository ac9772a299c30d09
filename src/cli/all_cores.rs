//! Long work on all cores, handed over in order, with no more than a part of it in memory.

use std::ops::{ControlFlow, Range};

use rayon::prelude::*;

use super::Failure;
use super::progress::Progress;

/// How many stretches each core may be ahead of what is handed over.
const AHEAD: usize = 4;

/// Does `work` on stretches of `0..count` on all cores, and hands what it made to `take` in the order of the stretches: what
/// comes out is the same on any number of cores. `take` may end it all, as when nobody reads any more.
pub(super) fn in_order<T: Send>(
    what: &'static str,
    count: usize,
    stretch: usize,
    work: impl Fn(Range<usize>) -> T + Sync,
    mut take: impl FnMut(T) -> Result<ControlFlow<()>, Failure>,
) -> Result<(), Failure> {
    let mut progress = Progress::new(what, count);
    let wave = stretch * rayon::current_num_threads() * AHEAD;
    for first in (0..count).step_by(wave) {
        let last = count.min(first + wave);
        let stretches: Vec<Range<usize>> = (first..last)
            .step_by(stretch)
            .map(|from| from..last.min(from + stretch))
            .collect();
        let made: Vec<T> = stretches.into_par_iter().map(&work).collect();
        for one in made {
            if take(one)?.is_break() {
                return Ok(());
            }
        }
        progress.advance(last - first);
    }
    Ok(())
}
