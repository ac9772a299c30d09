//! Published figures, what sums to what, what never falls, and what can.

use proptest::prelude::*;

use super::balanced_fca::levels_of_service;
use super::*;

mod laws;
mod published;

/// Costs of a matrix by rows; what is missing is out of reach.
fn table(rows: &[Vec<Option<f64>>]) -> PairTable {
    let supplies = rows.first().map_or(0, Vec::len);
    let row = |row: &Vec<Option<f64>>| {
        let pairs = row.iter().enumerate();
        pairs
            .filter_map(|(supply, cost)| Some((supply, (*cost)?)))
            .collect::<Vec<_>>()
    };
    PairTable::new(supplies, rows.iter().map(row)).expect("good rows")
}

fn full(rows: &[&[f64]]) -> PairTable {
    let rows: Vec<Vec<Option<f64>>> = rows.iter().map(|row| row.iter().copied().map(Some).collect()).collect();
    table(&rows)
}

fn near(found: f64, expected: f64, tolerance: f64) -> bool {
    (found - expected).abs() <= tolerance * expected.abs().max(1.0)
}

fn assert_all(found: &[f64], expected: &[f64], tolerance: f64) {
    assert_eq!(found.len(), expected.len());
    for (at, (found, expected)) in found.iter().zip(expected).enumerate() {
        let off = (found - expected).abs();
        assert!(off <= tolerance, "{at}: {found} is not {expected}, by {off:e}");
    }
}

fn landscape<'a>(pairs: &'a PairTable, demand: &'a [f64], supply: &'a [f64]) -> Landscape<'a, PairTable> {
    Landscape::new(pairs, demand, supply).expect("they fit together")
}
