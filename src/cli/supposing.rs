//! The facts as a scenario would have them, for commands that analyse.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use jiff::civil::Date;

use super::Failure;
use super::facts::Source;
use crate::equity::Basis;
use crate::model::{Package, Scenario};
use crate::package::Faults;
use crate::package::scenario::{parse_either, parse_json};
use crate::planning::{Misfit, suppose};
use crate::snapshot::{Head, Snapshot, View, Viewer};

/// Words that suppose.
#[derive(Args, Clone, Debug)]
pub struct Supposing {
    /// As it would be if a scenario were so: a file (TOML or JSON), or the id of one that comes with the package
    #[arg(long, value_name = "FILE")]
    scenario: Option<PathBuf>,
}

impl Supposing {
    /// Whether anything is supposed.
    pub const fn is_any(&self) -> bool {
        self.scenario.is_some()
    }

    /// The facts as the public may see them, as they would be on a date.
    pub fn view(&self, source: &Source, as_of: Date) -> Result<Arc<View>, Failure> {
        let view = source.view()?;
        let Some(file) = &self.scenario else {
            return Ok(view);
        };
        let scenario = read(file, view.package())?;
        let supposed = suppose(&scenario, view.basis(), as_of).map_err(|found| misfits(file, &found))?;
        eprintln!("as if it were so: {}", scenario.name.en);
        let package = Arc::unwrap_or_clone(supposed.package);
        let snapshot = Snapshot::for_one_question(package, Head::default()).map_err(Failure::input)?;
        Ok(snapshot.for_viewer(Viewer::Public))
    }
}

/// Reads a scenario from a file, or finds the one of this id in the package; every fault is told.
pub fn read(file: &Path, package: &Package) -> Result<Scenario, Failure> {
    let name = file.display().to_string();
    let told = |faults| Failure::Input(Faults(faults).to_string());
    let shipped = package.scenarios.iter().find(|one| one.id.as_str() == name);
    if let Some(shipped) = shipped.filter(|_| !file.exists()) {
        return parse_json(&name, &shipped.document).map_err(told);
    }
    let text = std::fs::read_to_string(file).map_err(|fault| {
        let known: Vec<&str> = package.scenarios.iter().map(|one| one.id.as_str()).collect();
        let also = if known.is_empty() {
            String::new()
        } else {
            format!("; the package has {}", known.join(", "))
        };
        Failure::Input(format!("{name}: {fault}{also}"))
    })?;
    parse_either(&name, &text).map_err(told)
}

/// Refuses a package whose own scenarios speak of what it does not have.
pub fn check(package: &Package, as_of: Date) -> Result<(), Failure> {
    if package.scenarios.is_empty() {
        return Ok(());
    }
    let basis = Basis::new(Arc::new(package.clone())).map_err(Failure::input)?;
    let mut told = Vec::new();
    for shipped in &package.scenarios {
        let file = format!("scenarios/{}.toml", shipped.id);
        let scenario =
            parse_json(&file, &shipped.document).map_err(|faults| Failure::Input(Faults(faults).to_string()))?;
        if let Err(found) = suppose(&scenario, &basis, as_of) {
            told.push(misfits(Path::new(&file), &found).to_string());
        }
    }
    if told.is_empty() {
        Ok(())
    } else {
        Err(Failure::Input(told.join("\n")))
    }
}

/// What the facts have no place for, each at its place in the file.
pub fn misfits(file: &Path, found: &[Misfit]) -> Failure {
    let line = |one: &Misfit| {
        format!(
            "{}, {}: found {}, expected {}",
            file.display(),
            one.pointer(),
            one.found,
            one.expected
        )
    };
    Failure::Input(found.iter().map(line).collect::<Vec<_>>().join("\n"))
}
