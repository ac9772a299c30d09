//! What Evenreach computes of numbers in files, for paired runs beside peers (benches/peers):
//!
//! ```text
//! cargo bench --bench measure -- weighted FOLDER OUT
//! cargo bench --bench measure -- plain FOLDER OUT
//! cargo bench --bench measure -- nearest FOLDER OUT
//! ```
//!
//! All files are doubles in the order of this machine. `weighted` and `plain` read `values.f64`, `weights.f64` and `ranks.f64`
//! and write Gini, Theil T and, where there are weights, the concentration index, one a line. `nearest` reads longitudes and
//! latitudes, by turns, of `communities.f64` and `services.f64` and writes the metres to the three nearest of each and which
//! those are, by turns. The seconds from numbers in memory to the answer in memory are told as JSON. Without a folder nothing is
//! done, so that `cargo bench` may pass by.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use evenreach::equity::measures::Weighted;
use evenreach::equity::measures::concentration::{Ranked, concentration_index};
use evenreach::equity::measures::gini::gini;
use evenreach::equity::measures::theil::theil_t;
use evenreach::model::Point;
use evenreach::spatial::{BulkIndex, Near};
use rayon::prelude::*;

/// How many services are found for each community, and how many communities one core takes at a time.
const NEAREST: usize = 3;
const STRETCH: usize = 16_384;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let [kind, folder, out] = words.as_slice() else {
        println!("measure: say weighted, plain or nearest, a folder of numbers and a file to write");
        return ExitCode::SUCCESS;
    };
    let measured = if kind == "nearest" {
        nearest(folder.as_ref())
    } else {
        inequality(kind, folder.as_ref())
    };
    let written = measured.and_then(|(bytes, seconds)| {
        std::fs::write(out, bytes).map_err(|fault| fault.to_string())?;
        Ok(seconds)
    });
    match written {
        Ok(seconds) => {
            println!("{{\"computing\": {seconds}}}");
            ExitCode::SUCCESS
        }
        Err(fault) => {
            eprintln!("{folder}: {fault}");
            ExitCode::FAILURE
        }
    }
}

/// What is to be written, and the seconds that it took.
type Measured = Result<(Vec<u8>, f64), String>;

fn inequality(kind: &str, folder: &Path) -> Measured {
    let is_weighted = kind == "weighted";
    let values = numbers(folder, "values.f64")?;
    let weights = is_weighted.then(|| numbers(folder, "weights.f64")).transpose()?;
    let ranks = is_weighted.then(|| numbers(folder, "ranks.f64")).transpose()?;
    let begun = Instant::now();
    let weights = weights.unwrap_or_else(|| vec![1.0; values.len()]);
    let held = values
        .iter()
        .zip(&weights)
        .map(|(&value, &weight)| Weighted::new(value, weight));
    let held: Option<Vec<Weighted>> = held.collect();
    let held = held.ok_or("found a value or weight that is no amount")?;
    let mut found = vec![gini(&held), theil_t(&held)];
    if let Some(ranks) = ranks {
        let ranked = held.iter().zip(ranks).map(|(&held, rank)| Ranked::new(rank, held));
        let ranked: Option<Vec<Ranked>> = ranked.collect();
        found.push(concentration_index(&ranked.ok_or("found a rank that is no number")?));
    }
    let seconds = begun.elapsed().as_secs_f64();
    let lines = found
        .into_iter()
        .map(|one| one.map_or_else(|| "nan\n".to_owned(), |one| format!("{one:e}\n")));
    Ok((lines.collect::<String>().into_bytes(), seconds))
}

fn nearest(folder: &Path) -> Measured {
    let communities = places(folder, "communities.f64")?;
    let services = places(folder, "services.f64")?;
    let begun = Instant::now();
    let index = BulkIndex::new(&services);
    let found: Vec<Vec<Near<u32>>> = communities
        .par_chunks(STRETCH)
        .map(|stretch| index.nearest_of_each(stretch, NEAREST))
        .collect();
    let seconds = begun.elapsed().as_secs_f64();
    let numbers = found
        .iter()
        .flatten()
        .flat_map(|near| [near.distance.number(), near.id.into()]);
    Ok((numbers.flat_map(f64::to_ne_bytes).collect(), seconds))
}

fn places(folder: &Path, name: &str) -> Result<Vec<Point>, String> {
    let numbers = numbers(folder, name)?;
    let (pairs, _) = numbers.as_chunks::<2>();
    let places = pairs.iter().map(|&[lon, lat]| Point::new(lon, lat));
    places
        .collect::<Result<_, _>>()
        .map_err(|fault| format!("{name}: {fault}"))
}

fn numbers(folder: &Path, name: &str) -> Result<Vec<f64>, String> {
    let bytes = std::fs::read(folder.join(name)).map_err(|fault| format!("{name}: {fault}"))?;
    let (eights, rest) = bytes.as_chunks::<8>();
    if !rest.is_empty() {
        return Err(format!(
            "{name}: found {} bytes, expected eight for each number",
            bytes.len()
        ));
    }
    Ok(eights.iter().map(|eight| f64::from_ne_bytes(*eight)).collect())
}
