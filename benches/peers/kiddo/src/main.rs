//! The three nearest services of every community by the kiddo crate: `kiddo-nearest FOLDER OUT` reads longitudes and latitudes,
//! by turns, as doubles in the order of this machine, and writes the chord to each nearest, squared, and which it is, by turns.
//! It tells the seconds from numbers in memory to the answer in memory.

use std::num::NonZero;
use std::path::Path;
use std::time::Instant;

use kiddo::{ImmutableKdTree, SquaredEuclidean};
use rayon::prelude::*;

const NEAREST: NonZero<usize> = NonZero::new(3).expect("three");
/// Semi-axes of WGS84 in metres.
const EQUATORIAL: f64 = 6_378_137.0;
const POLAR: f64 = 6_356_752.314_245_179;

fn main() {
    let [folder, out] = std::env::args().skip(1).collect::<Vec<_>>().try_into().expect("a folder and a file");
    let communities = numbers(folder.as_ref(), "communities.f64");
    let services = numbers(folder.as_ref(), "services.f64");
    let begun = Instant::now();
    let services: Vec<[f64; 3]> = services.chunks(2).map(unit_vector).collect();
    let tree: ImmutableKdTree<f64, 3> = ImmutableKdTree::new_from_slice(&services).expect("a tree");
    let found: Vec<[(f64, u64); 3]> = communities
        .par_chunks(2)
        .map(|place| {
            let near = tree.query(&unit_vector(place)).nearest_n::<SquaredEuclidean<f64>>(NEAREST).execute();
            std::array::from_fn(|rank| (near[rank].distance, near[rank].item as u64))
        })
        .collect();
    println!("{{\"computing\": {}}}", begun.elapsed().as_secs_f64());
    let numbers = found.iter().flatten().flat_map(|&(chord, item)| [chord, item as f64]);
    std::fs::write(out, numbers.flat_map(f64::to_ne_bytes).collect::<Vec<u8>>()).expect("written");
}

/// By parametric latitude, as all the peers do.
fn unit_vector(place: &[f64]) -> [f64; 3] {
    let (lon, lat) = (place[0].to_radians(), place[1].to_radians());
    let beta = (POLAR * lat.sin()).atan2(EQUATORIAL * lat.cos());
    [beta.cos() * lon.cos(), beta.cos() * lon.sin(), beta.sin()]
}

fn numbers(folder: &Path, name: &str) -> Vec<f64> {
    let bytes = std::fs::read(folder.join(name)).expect("numbers");
    bytes.as_chunks::<8>().0.iter().map(|eight| f64::from_ne_bytes(*eight)).collect()
}
