//! Which supply each demand point reaches, and at what cost.

/// Pairs of a demand point and a supply within reach of each other, row by row.
///
/// A measure walks the rows two or three times and keeps no pair, so rows may be held ([`PairTable`]) or
/// found anew each time, which is how millions of pairs fit into little memory.
pub trait Pairs: Sync {
    /// How many demand points there are, whether they reach anything or not.
    fn demand_points(&self) -> usize;

    /// How many supplies there are, whether anyone reaches them or not.
    fn supplies(&self) -> usize;

    /// Calls `found` with each supply that a demand point reaches and the cost of reaching it: no supply
    /// twice, always the same ones in the same order, supplies below [`Self::supplies`], costs finite and not
    /// negative.
    fn each(&self, demand_point: usize, found: impl FnMut(usize, f64));
}

/// Pairs held in memory as a sparse matrix by rows, twelve bytes a pair.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PairTable {
    /// The pairs of row `r` are those from `first[r]` to `first[r + 1]`.
    first: Vec<usize>,
    supply: Vec<u32>,
    cost: Vec<f64>,
    supplies: usize,
}

/// Why a row of pairs cannot be used.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum PairsFault {
    /// The supply is none of those there are.
    #[error("demand point {demand_point} reaches supply {supply}, of {supplies}")]
    Supply {
        /// Row.
        demand_point: usize,
        /// Column.
        supply: usize,
        /// How many there are.
        supplies: usize,
    },
    /// A supply stands twice in a row: it would count twice.
    #[error("demand point {demand_point} reaches supply {supply} twice")]
    Twice {
        /// Row.
        demand_point: usize,
        /// Column.
        supply: usize,
    },
    /// The cost is no cost.
    #[error("demand point {demand_point} reaches supply {supply} at {cost}, expected a finite cost, not negative")]
    Cost {
        /// Row.
        demand_point: usize,
        /// Column.
        supply: usize,
        /// What was found.
        cost: f64,
    },
}

impl PairTable {
    /// Rows in the order of the demand points, each with the supplies it reaches and their costs, in any
    /// order; an empty row is a demand point that reaches nothing.
    pub fn new<Row: IntoIterator<Item = (usize, f64)>>(
        supplies: usize,
        rows: impl IntoIterator<Item = Row>,
    ) -> Result<Self, PairsFault> {
        let mut table = Self {
            first: vec![0],
            supplies,
            ..Self::default()
        };
        // The row that last reached each supply, counted from 1.
        let mut reached_by = vec![0_usize; supplies];
        for (demand_point, row) in rows.into_iter().enumerate() {
            for (supply, cost) in row {
                let known = u32::try_from(supply).ok().filter(|_| supply < supplies);
                let Some(known) = known else {
                    return Err(PairsFault::Supply {
                        demand_point,
                        supply,
                        supplies,
                    });
                };
                if std::mem::replace(&mut reached_by[supply], demand_point + 1) == demand_point + 1 {
                    return Err(PairsFault::Twice { demand_point, supply });
                }
                if !cost.is_finite() || cost < 0.0 {
                    return Err(PairsFault::Cost {
                        demand_point,
                        supply,
                        cost,
                    });
                }
                table.supply.push(known);
                table.cost.push(cost);
            }
            table.first.push(table.supply.len());
        }
        Ok(table)
    }

    /// All of some pairs, held.
    pub fn of(pairs: &impl Pairs) -> Result<Self, PairsFault> {
        let row = |demand_point| {
            let mut row = Vec::new();
            pairs.each(demand_point, |supply, cost| row.push((supply, cost)));
            row
        };
        Self::new(pairs.supplies(), (0..pairs.demand_points()).map(row))
    }

    /// How many pairs it holds.
    pub fn len(&self) -> usize {
        self.supply.len()
    }

    /// Whether nobody reaches anything.
    pub fn is_empty(&self) -> bool {
        self.supply.is_empty()
    }

    /// Where the pairs of a row stand among all pairs.
    pub(super) fn span(&self, demand_point: usize) -> std::ops::Range<usize> {
        self.first[demand_point]..self.first[demand_point + 1]
    }
}

impl Pairs for PairTable {
    fn demand_points(&self) -> usize {
        self.first.len().saturating_sub(1)
    }

    fn supplies(&self) -> usize {
        self.supplies
    }

    fn each(&self, demand_point: usize, mut found: impl FnMut(usize, f64)) {
        let span = self.span(demand_point);
        for (&supply, &cost) in self.supply[span.clone()].iter().zip(&self.cost[span]) {
            found(supply as usize, cost);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_cannot_be_used_is_refused_with_its_place() {
        let of = |row: &[(usize, f64)]| PairTable::new(2, [vec![], row.to_vec()]).expect_err("no good row");
        assert_eq!(of(&[(2, 1.0)]).to_string(), "demand point 1 reaches supply 2, of 2");
        assert_eq!(
            of(&[(0, 1.0), (0, 2.0)]).to_string(),
            "demand point 1 reaches supply 0 twice"
        );
        let costs = [f64::NAN, f64::INFINITY, -1.0];
        assert!(
            costs
                .iter()
                .all(|&cost| matches!(of(&[(1, cost)]), PairsFault::Cost { .. }))
        );
    }

    #[test]
    fn the_same_supply_in_two_rows_is_in_order() {
        let table = PairTable::new(1, [[(0, 1.0)], [(0, 0.0)]]).expect("good rows");
        assert_eq!((table.demand_points(), table.len()), (2, 2));
    }
}
