//! A median problem as numbers: rows that each want the cheapest of what is open.

/// For each of some places a list of others, each with a number.
#[derive(Clone, Debug, Default)]
struct Lists {
    first: Vec<usize>,
    other: Vec<u32>,
    number: Vec<f64>,
}

impl Lists {
    fn of(&self, at: usize) -> impl DoubleEndedIterator<Item = (usize, f64)> + ExactSizeIterator {
        let range = self.first[at]..self.first[at + 1];
        let others = self.other[range.clone()].iter().map(|&other| other as usize);
        others.zip(self.number[range].iter().copied())
    }

    fn end(&mut self) {
        self.first.push(self.other.len());
    }

    fn push(&mut self, other: usize, number: f64) {
        self.other.push(other as u32);
        self.number.push(number);
    }

    fn new() -> Self {
        Self {
            first: vec![0],
            ..Self::default()
        }
    }
}

/// Rows and candidates: each row pays its base unless an open candidate is cheaper. All numbers are whole and not negative,
/// and their sum is below 2^53, so that sums of them are exact.
#[derive(Clone, Debug)]
pub struct Terrain {
    /// What rows pay that no candidate can help.
    constant: f64,
    base: Vec<f64>,
    /// Per row, the candidates cheaper than the base, the cheapest first and then in their order.
    near: Lists,
    /// Per candidate, the rows for which it is.
    column: Lists,
    /// What each candidate is called outside.
    names: Vec<u32>,
    /// What each row was in the terrain that this was cut from.
    origin: Vec<u32>,
}

impl Terrain {
    /// Rows with their base and what they pay at each candidate.
    pub fn new(candidates: usize, rows: impl Iterator<Item = (f64, Vec<f64>)>) -> Self {
        let mut terrain = Self {
            constant: 0.0,
            base: Vec::new(),
            near: Lists::new(),
            column: Lists::new(),
            names: (0..candidates as u32).collect(),
            origin: Vec::new(),
        };
        for (base, costs) in rows {
            let mut cheaper: Vec<(usize, f64)> =
                costs.into_iter().enumerate().filter(|(_, cost)| *cost < base).collect();
            if cheaper.is_empty() {
                terrain.constant += base;
                continue;
            }
            cheaper.sort_by(|(a, first), (b, second)| first.total_cmp(second).then(a.cmp(b)));
            terrain.add_row(base, cheaper.into_iter());
        }
        terrain.lay_columns();
        terrain
    }

    fn add_row(&mut self, base: f64, cheaper: impl Iterator<Item = (usize, f64)>) {
        self.origin.push(self.base.len() as u32);
        self.base.push(base);
        for (candidate, cost) in cheaper {
            self.near.push(candidate, cost);
        }
        self.near.end();
    }

    fn lay_columns(&mut self) {
        let mut length = vec![0_usize; self.names.len() + 1];
        for &candidate in &self.near.other {
            length[candidate as usize + 1] += 1;
        }
        for at in 0..self.names.len() {
            length[at + 1] += length[at];
        }
        let mut next = length.clone();
        let mut column = Lists {
            first: length,
            other: vec![0; self.near.other.len()],
            number: vec![0.0; self.near.other.len()],
        };
        for row in 0..self.base.len() {
            for (candidate, cost) in self.near.of(row) {
                let at = &mut next[candidate];
                column.other[*at] = row as u32;
                column.number[*at] = cost;
                *at += 1;
            }
        }
        self.column = column;
    }

    /// The same with some candidates open for good and some others left to choose from. Rows that none of these can help are
    /// settled.
    pub fn cut(&self, open: &[usize], left: &[usize]) -> Self {
        const GONE: u32 = u32::MAX;
        let mut base = self.base.clone();
        for &candidate in open {
            for (row, cost) in self.column.of(candidate) {
                base[row] = base[row].min(cost);
            }
        }
        let mut place = vec![GONE; self.names.len()];
        for (at, &candidate) in left.iter().enumerate() {
            place[candidate] = at as u32;
        }
        let mut cut = Self {
            constant: self.constant,
            base: Vec::with_capacity(base.len()),
            near: Lists::new(),
            column: Lists::new(),
            names: left.iter().map(|&candidate| self.names[candidate]).collect(),
            origin: Vec::with_capacity(base.len()),
        };
        for (row, base) in base.into_iter().enumerate() {
            let begin = cut.near.other.len();
            for (candidate, cost) in self.near.of(row) {
                if cost >= base {
                    break;
                }
                if place[candidate] != GONE {
                    cut.near.push(place[candidate] as usize, cost);
                }
            }
            if cut.near.other.len() == begin {
                cut.constant += base;
            } else {
                cut.near.end();
                cut.base.push(base);
                cut.origin.push(row as u32);
            }
        }
        cut.lay_columns();
        cut
    }

    /// The same without what no choice of at most `target` can have: a row that by itself pays more than that leaves for it.
    pub fn within(&self, target: f64) -> Self {
        let left = target - self.constant;
        let mut kept = Self {
            constant: self.constant,
            base: Vec::with_capacity(self.base.len()),
            near: Lists::new(),
            column: Lists::new(),
            names: self.names.clone(),
            origin: Vec::with_capacity(self.base.len()),
        };
        for row in 0..self.base.len() {
            let begin = kept.near.other.len();
            for (candidate, cost) in self.near.of(row).take_while(|(_, cost)| *cost <= left) {
                kept.near.push(candidate, cost);
            }
            if kept.near.other.len() == begin {
                kept.constant += self.base[row];
            } else {
                kept.near.end();
                kept.base.push(self.base[row]);
                kept.origin.push(row as u32);
            }
        }
        kept.lay_columns();
        kept
    }

    /// The same with some of its rows, which are all that is left to look at.
    pub fn with_rows(&self, rows: &[usize]) -> Self {
        let mut kept = Self {
            constant: self.constant,
            base: Vec::with_capacity(rows.len()),
            near: Lists::new(),
            column: Lists::new(),
            names: self.names.clone(),
            origin: Vec::with_capacity(rows.len()),
        };
        for &row in rows {
            for (candidate, cost) in self.near.of(row) {
                kept.near.push(candidate, cost);
            }
            kept.near.end();
            kept.base.push(self.base[row]);
            kept.origin.push(row as u32);
        }
        kept.lay_columns();
        kept
    }

    /// How many rows are not settled.
    pub fn rows(&self) -> usize {
        self.base.len()
    }

    /// How many candidates there are.
    pub fn candidates(&self) -> usize {
        self.names.len()
    }

    /// How many pairs: what a look at everything takes.
    pub fn pairs(&self) -> u64 {
        self.near.other.len() as u64
    }

    /// What a candidate is called outside.
    pub fn name(&self, candidate: usize) -> u32 {
        self.names[candidate]
    }

    /// What settled rows pay.
    pub const fn constant(&self) -> f64 {
        self.constant
    }

    /// What a row pays where nothing more is opened.
    pub fn base(&self, row: usize) -> f64 {
        self.base[row]
    }

    /// What a row was in the terrain from which this was cut.
    pub fn origin(&self, row: usize) -> usize {
        self.origin[row] as usize
    }

    /// The candidates cheaper than a row's base, the cheapest first.
    pub fn near(&self, row: usize) -> impl DoubleEndedIterator<Item = (usize, f64)> + ExactSizeIterator {
        self.near.of(row)
    }

    /// The rows for which a candidate is cheaper than their base.
    pub fn column(&self, candidate: usize) -> impl Iterator<Item = (usize, f64)> {
        self.column.of(candidate)
    }

    /// What all rows pay where these are open.
    pub fn total(&self, open: &[usize]) -> f64 {
        let mut paid = self.base.clone();
        for &candidate in open {
            for (row, cost) in self.column.of(candidate) {
                paid[row] = paid[row].min(cost);
            }
        }
        self.constant + paid.iter().sum::<f64>()
    }

    /// What all rows would pay where nothing is opened.
    pub fn total_of_none(&self) -> f64 {
        self.constant + self.base.iter().sum::<f64>()
    }
}
