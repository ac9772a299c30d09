//! Where every row has to be helped: covering, which has shortcuts of its own.

use super::effort::Effort;
use super::terrain::Terrain;

/// Whether leaving any one row to its base would cost more than `target`, and helping one costs nothing.
pub fn is_covering(terrain: &Terrain, target: f64) -> bool {
    let left = target - terrain.constant();
    let is_open = terrain.rows() > 0;
    is_open
        && (0..terrain.rows())
            .all(|row| terrain.base(row) > left && terrain.near(row).next_back().is_some_and(|(_, cost)| cost <= 0.0))
}

/// The rows whose covering covers all others: a row that whoever helps another helps as well need not be looked at.
pub fn deciding_rows(terrain: &Terrain, effort: &mut Effort<'_>) -> Vec<usize> {
    let words = terrain.candidates().div_ceil(64);
    let mut masks = vec![0_u64; words * terrain.rows()];
    for row in 0..terrain.rows() {
        for (candidate, _) in terrain.near(row) {
            masks[row * words + candidate / 64] |= 1 << (candidate % 64);
        }
    }
    let mask = |row: usize| &masks[row * words..(row + 1) * words];
    let mut order: Vec<usize> = (0..terrain.rows()).collect();
    order.sort_by_key(|&row| (terrain.near(row).len(), row));
    let mut deciding: Vec<usize> = Vec::new();
    for row in order {
        effort.spend((deciding.len() * words) as u64 / 4 + 1);
        let own = mask(row);
        let is_implied = deciding
            .iter()
            .any(|&other| mask(other).iter().zip(own).all(|(other, own)| other & !own == 0));
        if !is_implied {
            deciding.push(row);
        }
    }
    deciding
}

/// How many candidates it takes at least: rows, the hardest to help first, of which no two can be helped by the same.
pub fn fewest(terrain: &Terrain) -> usize {
    let mut is_taken = vec![false; terrain.candidates()];
    let mut order: Vec<usize> = (0..terrain.rows()).collect();
    order.sort_by_key(|&row| (terrain.near(row).len(), row));
    let mut fewest = 0;
    for row in order {
        if terrain.near(row).any(|(candidate, _)| is_taken[candidate]) {
            continue;
        }
        fewest += 1;
        for (candidate, _) in terrain.near(row) {
            is_taken[candidate] = true;
        }
    }
    fewest
}

/// The candidates that help the row that fewest help, those that help most rows first: one of them is open in every cover.
pub fn narrowest(terrain: &Terrain) -> Vec<usize> {
    let row = (0..terrain.rows()).min_by_key(|&row| (terrain.near(row).len(), row));
    let mut helps: Vec<usize> = row.map_or_else(Vec::new, |row| {
        terrain.near(row).map(|(candidate, _)| candidate).collect()
    });
    helps.sort_by_key(|&candidate| (std::cmp::Reverse(terrain.column(candidate).count()), candidate));
    helps
}
