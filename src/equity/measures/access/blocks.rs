//! Rows taken in blocks by as many threads as there are cores, with sums that do not depend on how many.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Blocks that many rows are taken in. Never the number of cores: sums are made block by block, and must come
/// out the same everywhere.
const BLOCKS: usize = 16;

/// Rows that are not worth a second thread.
const FEW: usize = 4096;

fn blocks(rows: usize) -> Vec<Range<usize>> {
    let count = if rows < FEW { 1 } else { BLOCKS };
    (0..count)
        .map(|at| rows * at / count..rows * (at + 1) / count)
        .collect()
}

/// What each block comes to, in the order of the blocks.
fn each_block<T: Send>(rows: usize, of: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    let blocks = blocks(rows);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    if cores.min(blocks.len()) == 1 {
        return blocks.into_iter().map(of).collect();
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let taken = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
        let mine = taken.map_while(|at| Some((at, of(blocks.get(at)?.clone()))));
        mine.collect::<Vec<_>>()
    };
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..cores).map(|_| scope.spawn(work)).collect();
        let mut done = work();
        for other in others {
            match other.join() {
                Ok(more) => done.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|&(at, _)| at);
    done.into_iter().map(|(_, one)| one).collect()
}

/// A value for every row.
pub(super) fn by_rows<T: Send>(rows: usize, of: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let parts = each_block(rows, |block| block.map(&of).collect::<Vec<_>>());
    parts.into_iter().flatten().collect()
}

/// Sums for every column, to which each row adds.
pub(super) fn sums(rows: usize, columns: usize, add: impl Fn(usize, &mut [f64]) + Sync) -> Vec<f64> {
    let of_block = |block: Range<usize>| {
        let mut sums = vec![0.0; columns];
        for row in block {
            add(row, &mut sums);
        }
        sums
    };
    let parts = each_block(rows, of_block).into_iter();
    let whole = parts.reduce(|mut whole, part| {
        for (sum, more) in whole.iter_mut().zip(part) {
            *sum += more;
        }
        whole
    });
    whole.unwrap_or_else(|| vec![0.0; columns])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_hold_every_row_once_in_order() {
        for rows in [0, 1, FEW - 1, FEW, FEW + 1, 100_003] {
            assert!(blocks(rows).into_iter().flatten().eq(0..rows), "{rows}");
            assert!(by_rows(rows, |row| row).into_iter().eq(0..rows), "{rows}");
        }
    }

    #[test]
    fn sums_are_the_same_to_the_last_bit_every_time() {
        // Terms of very different size: any other order gives other last digits.
        let term = |row: usize| (1.0 + row as f64).powi(-3) * if row.is_multiple_of(3) { -1e6 } else { 1.0 };
        let once = || sums(50_000, 1, |row, sums| sums[0] += term(row))[0].to_bits();
        let first = once();
        assert!((0..20).all(|_| once() == first));
        let forwards: f64 = (0..50_000).map(term).sum();
        assert!((f64::from_bits(first) - forwards).abs() < 1e-6 * forwards.abs());
    }
}
