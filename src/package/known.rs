//! What the files of a package may refer to in one another.

use std::collections::{BTreeSet, HashMap};

use crate::model::RegionId;

use super::fault::{Findings, Place, quoted};
use super::table::{Table, is_blank};

/// Ids of a file's records with the row in which each stands first.
pub(super) type Ids = HashMap<String, u32>;

/// Ids by kind. `None` where the package has no such file, or none that could be read: what refers
/// to it cannot be checked then.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub package: String,
    pub communities: Option<Ids>,
    pub regions: Option<Ids>,
    pub services: Option<Ids>,
    pub evaluations: Option<Ids>,
    pub service_types: Option<Ids>,
    pub governments: Option<Ids>,
    pub languages: Option<Ids>,
    pub sources: Option<Ids>,
    pub statements: Option<Ids>,
    pub nodes: Option<Ids>,
    /// Bodies that package.toml lists.
    pub bodies: Ids,
    /// Names in the communities' column that `serves` speaks of, as they stand and as ids.
    pub served_regions: Ids,
    /// The same for both of their columns of regions.
    pub region_names: Ids,
}

/// Ids in a column, noting those that stand there twice.
pub(super) fn ids(table: &Table, column: &'static str, findings: &mut Findings) -> Option<Ids> {
    let position = table.column(column)?;
    let mut ids = Ids::new();
    ids.reserve(table.len());
    for (number, cell) in table.cells(position) {
        let id = cell.trim();
        if id.is_empty() {
            continue;
        }
        if let Some(first) = ids.get(id) {
            let found = format!("{}, which is also in row {first}", quoted(id));
            findings.fault(Place::cell(table.file, number, column), found, "an id of its own");
        } else {
            ids.insert(id.to_owned(), number);
        }
    }
    Some(ids)
}

/// The ids alone.
pub(super) fn names(ids: &Ids) -> BTreeSet<&str> {
    ids.keys().map(String::as_str).collect()
}

/// Names of regions as the communities carry them: `Fort Smith`, and `fort-smith` as `serves` would say it.
pub(super) fn region_names(communities: &Table, columns: &[&str]) -> Ids {
    let mut names = Ids::new();
    for column in columns {
        let Some(position) = communities.column(column) else {
            continue;
        };
        for (number, cell) in communities.cells(position) {
            let name = cell.trim();
            if !is_blank(name) && !names.contains_key(name) {
                names.insert(name.to_owned(), number);
                let id = RegionId::of_name(name).to_string();
                names.entry(id).or_insert(number);
            }
        }
    }
    names
}

impl Known {
    /// Whether a name is that of a region, of a community or of the whole. True where the package
    /// names no regions at all.
    pub fn is_region(&self, name: &str) -> bool {
        let no_regions = self.regions.is_none() && self.region_names.is_empty();
        let holds = |ids: &Option<Ids>| ids.as_ref().is_some_and(|ids| ids.contains_key(name));
        no_regions
            || name == self.package
            || holds(&self.regions)
            || holds(&self.communities)
            || self.region_names.contains_key(name)
    }
}
