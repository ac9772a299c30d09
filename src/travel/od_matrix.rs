//! Impedances of many pairs: origins by destinations.

use super::{AccessYear, Admitted, Network, NodeIndex, Reading, ShortestPaths};
use crate::model::{Impedance, Interval, Minutes, Mode};

/// Impedance of every origin to every destination in one period. `None` is unreachable at that
/// reading; the least favourable end is never less than the most favourable one.
#[derive(Clone, Debug)]
pub struct OdMatrix {
    columns: usize,
    cells: Vec<Interval<Option<Minutes>>>,
}

impl OdMatrix {
    /// Searches from every origin, twice: once at each reading of what is unknown.
    pub fn new(
        network: &Network,
        year: &AccessYear,
        period: usize,
        (origins, destinations): (&[Option<NodeIndex>], &[Option<NodeIndex>]),
        modes: &[Mode],
        impedance: Impedance,
    ) -> Self {
        let [sure, possible] =
            Reading::BOTH.map(|reading| Admitted::new(network, year, period, modes, impedance, reading));
        let mut cells = Vec::with_capacity(origins.len() * destinations.len());
        for origin in origins {
            let paths =
                origin.map(|origin| [&sure, &possible].map(|links| ShortestPaths::from(network, origin, links)));
            cells.extend(destinations.iter().map(|to| {
                let cost = |reading: usize| paths.as_ref().zip(*to).and_then(|(paths, to)| paths[reading].cost(to));
                Interval {
                    at_least: cost(0),
                    at_most: cost(1),
                }
            }));
        }
        Self {
            columns: destinations.len(),
            cells,
        }
    }

    /// The impedance from an origin to a destination: `at_least` at the least favourable reading (the
    /// longer), `at_most` at the most favourable one.
    pub fn get(&self, origin: usize, destination: usize) -> Interval<Option<Minutes>> {
        self.cells[origin * self.columns + destination]
    }
}
