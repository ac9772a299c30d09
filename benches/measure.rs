//! Inequality of numbers in files, for paired runs beside peers (benches/peers):
//!
//! ```text
//! cargo bench --bench measure -- weighted FOLDER OUT
//! cargo bench --bench measure -- plain FOLDER OUT
//! ```
//!
//! reads `values.f64`, `weights.f64` and `ranks.f64`, doubles in the order of this machine, and writes Gini, Theil T and,
//! where there are weights, the concentration index, one a line. Without a folder nothing is done, so that `cargo bench` may
//! pass by.

use std::path::Path;
use std::process::ExitCode;

use evenreach::equity::measures::Weighted;
use evenreach::equity::measures::concentration::{Ranked, concentration_index};
use evenreach::equity::measures::gini::gini;
use evenreach::equity::measures::theil::theil_t;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let [kind, folder, out] = words.as_slice() else {
        println!("measure: say weighted or plain, a folder of numbers and a file to write");
        return ExitCode::SUCCESS;
    };
    match measure(kind, folder.as_ref()).and_then(|text| std::fs::write(out, text).map_err(|fault| fault.to_string())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{folder}: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn measure(kind: &str, folder: &Path) -> Result<String, String> {
    let values = numbers(folder, "values.f64")?;
    let weights = if kind == "weighted" {
        numbers(folder, "weights.f64")?
    } else {
        vec![1.0; values.len()]
    };
    let held = values
        .iter()
        .zip(&weights)
        .map(|(&value, &weight)| Weighted::new(value, weight));
    let held: Option<Vec<Weighted>> = held.collect();
    let held = held.ok_or("found a value or weight that is no amount")?;
    let mut found = vec![gini(&held), theil_t(&held)];
    if kind == "weighted" {
        let ranks = numbers(folder, "ranks.f64")?;
        let ranked = held.iter().zip(ranks).map(|(&held, rank)| Ranked::new(rank, held));
        let ranked: Option<Vec<Ranked>> = ranked.collect();
        found.push(concentration_index(&ranked.ok_or("found a rank that is no number")?));
    }
    let lines = found
        .into_iter()
        .map(|one| one.map_or_else(|| "nan\n".to_owned(), |one| format!("{one:e}\n")));
    Ok(lines.collect())
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
