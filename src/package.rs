//! Is this folder a jurisdiction package, and if not, what exactly has to be mended?
//!
//! Reads the files of [`Files`] into a [`Package`] and checks every cell and every name that one
//! file uses of another. Never stops at the first fault, never mends one in silence, and never
//! turns a blank cell into a value. Start at [`read`]; [`Fault`] is what a person gets to see.

pub mod definition;
pub mod scenario;
pub mod sheet;

mod care;
mod cell;
mod communities;
mod continuum;
mod document;
mod engagements;
mod fault;
mod files;
mod header;
mod known;
mod limits;
mod network;
mod outline;
mod reference;
mod report;
mod requests;
mod rows;
mod seasons;
mod services;
mod settings;
mod shipped;
mod table;
#[cfg(test)]
mod tests;
mod visits;

use std::collections::HashSet;

use unicode_normalization::is_nfc;

use crate::filter::{self, Columns};
use crate::model::{BasemapLayer, Community, Definition, Package, Region, RegionColumn, Settings};

use cell::Cells;
pub use fault::{Fault, Faults, Severity};
use fault::{Findings, Place, quoted};
pub use files::{BuiltIn, Files, Folder};
use known::{Ids, Known};
pub use report::report;
use rows::RowStart;
use table::{Schema, Table};

/// The files that a package may have, in the order in which faults are told.
const FILES: &[&str] = &[
    settings::FILE,
    communities::FILE,
    outline::REGIONS,
    services::FILE,
    requests::FILE,
    reference::SERVICE_TYPES,
    reference::GOVERNMENTS,
    reference::LANGUAGES,
    reference::NEED,
    reference::SOURCES,
    network::NODES,
    network::LINKS,
    seasons::FILE,
    reference::STATEMENTS,
    engagements::FILE,
    care::ENTRY,
    care::REFERRALS,
    care::EVALUATIONS,
    care::PATHWAYS,
];

/// Reads a package. With it come the warnings: what can be used and should be looked at.
///
/// # Errors
/// Every fault of every file, warnings among them, in the order of files, rows and fields.
pub fn read(files: &dyn Files) -> Result<(Package, Vec<Fault>), Faults> {
    let mut findings = Findings::default();
    let package = read_all(files, &mut findings);
    let failed = findings.any_error();
    let faults = findings.into_sorted(FILES);
    if failed {
        Err(Faults(faults))
    } else {
        Ok((package, faults))
    }
}

/// The tables of a package; `None` where there is no such file, or none that can be read.
struct Tables {
    communities: Option<Table>,
    services: Option<Table>,
    requests: Option<Table>,
    service_types: Option<Table>,
    governments: Option<Table>,
    languages: Option<Table>,
    need: Option<Table>,
    sources: Option<Table>,
    statements: Option<Table>,
    nodes: Option<Table>,
    links: Option<Table>,
    seasons: Option<Table>,
    engagements: Option<Table>,
    entries: Option<Table>,
    referrals: Option<Table>,
    evaluations: Option<Table>,
}

/// Three passes: files to tables; tables to ids, so that every name can be checked; rows to records.
/// Where a fault kept something from being read, the package lacks it and is not handed out.
fn read_all(files: &dyn Files, findings: &mut Findings) -> Package {
    check_listing(files, findings);
    let settings = match text(files, settings::FILE, findings) {
        Some(text) => settings::read(&files.name(), &text, findings),
        None => settings::defaults(&files.name()),
    };
    let mut tables = read_tables(files, findings);
    let regions = text(files, outline::REGIONS, findings).and_then(|text| outline::regions(&text, findings));
    let (regions, region_ids) = regions.unzip();
    let known = know(&settings, &tables, region_ids, findings);

    let communities = records(tables.communities.as_ref(), &known, findings, communities::read);
    if let Some(rows) = &known.communities {
        communities::check_parents(&communities, rows, findings);
    }
    if tables.communities.as_ref().is_some_and(|table| table.len() == 0) {
        findings.warning(Place::file(communities::FILE), "no rows", "one community or more");
    }
    let regions = regions.unwrap_or_default();
    // What only shows over all rows is not looked for where some could not be read: the rows that
    // are missing would be told a second time as holes.
    if is_whole(tables.communities.as_ref(), &communities) {
        check_regions(&regions, &communities, settings.region_column, findings);
    }
    if let Some(table) = &tables.services {
        services::check_site_columns(table, findings);
        services::check_shared_names(table, &known, findings);
    }
    if let Some(table) = &tables.links {
        network::check_window_columns(table, findings);
    }
    let nodes = records(tables.nodes.as_ref(), &known, findings, network::node);
    if tables.nodes.is_some() && is_whole(tables.nodes.as_ref(), &nodes) {
        network::check_communities(&nodes, &communities, findings);
    }
    // The largest tables go as soon as their records are there.
    tables.nodes = None;
    let links = records(tables.links.as_ref(), &known, findings, network::link);
    tables.links = None;
    let seasons = records(tables.seasons.as_ref(), &known, findings, |cells| {
        Some((cells.record.number, seasons::read(cells)?))
    });
    seasons::check_unique(&seasons, findings);
    if is_whole(tables.seasons.as_ref(), &seasons) {
        seasons::check_days(&seasons, findings);
    }
    let services = records(tables.services.as_ref(), &known, findings, services::read);
    let definitions = {
        let grounds = known.statements.as_ref().zip(known.sources.as_ref());
        let known = definition::Known {
            service_types: known.service_types.as_ref().map(known::names),
            grounds: grounds.map(|(statements, sources)| &known::names(statements) | &known::names(sources)),
            community_columns: columns(tables.communities.as_ref(), &communities, filter::communities::columns),
            service_columns: columns(tables.services.as_ref(), &services, filter::services::columns),
            languages: known.languages.as_ref().map(known::names),
        };
        read_definitions(files, &known, findings)
    };
    if let Some(default) = &settings.default_definition {
        check_default(default.as_str(), definitions.as_deref(), findings);
    }

    let engagements = records(tables.engagements.as_ref(), &known, findings, engagements::read);
    if let Some(governments) = &known.governments {
        engagements::check_governments(&settings.engagement, governments, findings);
    }
    if let (Some(definitions), Some(table)) = (&definitions, &tables.engagements) {
        engagements::check_versions(table, definitions, findings);
    }
    if let Some(definitions) = &definitions
        && is_whole(tables.engagements.as_ref(), &engagements)
    {
        engagements::check_agreed(definitions, &settings.engagement, &engagements, findings);
    }

    let evaluated = tables.evaluations.as_ref().zip(known.evaluations.as_ref());
    care::check(tables.entries.as_ref(), evaluated, findings);
    let pathways = text(files, care::PATHWAYS, findings).map(|text| care::pathways(&text, &known, findings));

    let mut package = Package {
        settings,
        regions,
        services,
        requests: records(tables.requests.as_ref(), &known, findings, requests::read),
        service_types: records(tables.service_types.as_ref(), &known, findings, reference::service_type),
        governments: records(tables.governments.as_ref(), &known, findings, reference::government),
        languages: records(tables.languages.as_ref(), &known, findings, reference::language),
        need: records(tables.need.as_ref(), &known, findings, reference::need),
        sources: records(tables.sources.as_ref(), &known, findings, reference::source),
        statements: records(tables.statements.as_ref(), &known, findings, reference::statement),
        links,
        communities,
        nodes,
        seasons: seasons.into_iter().map(|(_, season)| season).collect(),
        definitions: definitions.unwrap_or_default(),
        engagements,
        entries: records(tables.entries.as_ref(), &known, findings, care::entry),
        referrals: records(tables.referrals.as_ref(), &known, findings, care::referral),
        pathways: pathways.unwrap_or_default(),
        evaluations: records(tables.evaluations.as_ref(), &known, findings, care::evaluation),
        basemap: read_basemap(files, findings),
        scenarios: Vec::new(),
    };
    package.scenarios = shipped::read_all(files, &package.requests, findings);
    sort(&mut package);
    package
}

/// Records stand in the order of their ids; need and seasons keep the order of their files.
fn sort(package: &mut Package) {
    package.communities.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    package.regions.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    package.services.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    package.requests.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    package.service_types.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    package.governments.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    package.languages.sort_unstable_by(|a, b| a.code.cmp(&b.code));
    package.sources.sort_unstable_by(|a, b| a.key.cmp(&b.key));
    package.statements.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    package.nodes.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    package.links.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    package
        .definitions
        .sort_unstable_by(|a, b| (&a.id, &a.version).cmp(&(&b.id, &b.version)));
    package.engagements.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    package.entries.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    package.referrals.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    package.pathways.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    package.evaluations.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    package.basemap.sort_unstable_by(|a, b| a.name.cmp(&b.name));
    package.scenarios.sort_unstable_by(|a, b| a.id.cmp(&b.id));
}

/// Bytes of a file; what keeps it from being read is a fault.
fn bytes(files: &dyn Files, file: &str, findings: &mut Findings) -> Option<Vec<u8>> {
    files.read(file).unwrap_or_else(|fault| {
        findings.fault(Place::file(file), format!("\"{fault}\""), "a file that can be read");
        None
    })
}

/// A file of text that is no table.
fn text(files: &dyn Files, file: &str, findings: &mut Findings) -> Option<String> {
    let bytes = bytes(files, file, findings)?;
    let bytes = table::without_mark(bytes);
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(fault) => {
            let before = &fault.as_bytes()[..fault.utf8_error().valid_up_to()];
            let line = before.split(|byte| *byte == b'\n').count() as u32;
            let place = Place {
                file,
                row: Some(line),
                field: None,
            };
            findings.fault(place, "bytes that are no text", "text in UTF-8");
            return None;
        }
    };
    if !is_nfc(&text) {
        findings.warning(
            Place::file(file),
            "decomposed letters",
            "Unicode normalization form C; they are kept as they are",
        );
    }
    Some(text)
}

fn read_tables(files: &dyn Files, findings: &mut Findings) -> Tables {
    let mut table = |file: &'static str, schema: Schema, is_required: bool| {
        let bytes = bytes(files, file, findings);
        if bytes.is_none() && is_required && matches!(files.read(file), Ok(None)) {
            findings.fault(Place::file(file), "no such file", "a file that every package has");
        }
        Table::read(file, bytes?, schema, findings)
    };
    Tables {
        communities: table(communities::FILE, communities::SCHEMA, true),
        services: table(services::FILE, services::SCHEMA, true),
        requests: table(requests::FILE, requests::SCHEMA, false),
        service_types: table(reference::SERVICE_TYPES, reference::SERVICE_TYPE_SCHEMA, false),
        governments: table(reference::GOVERNMENTS, reference::GOVERNMENT_SCHEMA, false),
        languages: table(reference::LANGUAGES, reference::LANGUAGE_SCHEMA, false),
        need: table(reference::NEED, reference::NEED_SCHEMA, false),
        sources: table(reference::SOURCES, reference::SOURCE_SCHEMA, false),
        statements: table(reference::STATEMENTS, reference::STATEMENT_SCHEMA, false),
        nodes: table(network::NODES, network::NODE_SCHEMA, false),
        links: table(network::LINKS, network::LINK_SCHEMA, false),
        seasons: table(seasons::FILE, seasons::SCHEMA, false),
        engagements: table(engagements::FILE, engagements::SCHEMA, false),
        entries: table(care::ENTRY, care::ENTRY_SCHEMA, false),
        referrals: table(care::REFERRALS, care::REFERRAL_SCHEMA, false),
        evaluations: table(care::EVALUATIONS, care::EVALUATION_SCHEMA, false),
    }
}

/// Ids of everything that may be referred to; those that stand twice are noted.
fn know(settings: &Settings, tables: &Tables, regions: Option<Ids>, findings: &mut Findings) -> Known {
    let mut ids = |table: &Option<Table>, column| known::ids(table.as_ref()?, column, findings);
    // Nothing refers to these; only that each id stands once matters.
    for table in [
        &tables.requests,
        &tables.links,
        &tables.engagements,
        &tables.entries,
        &tables.referrals,
    ] {
        ids(table, "id");
    }
    let region_names = |columns: &[&str]| match &tables.communities {
        Some(communities) => known::region_names(communities, columns),
        None => Ids::new(),
    };
    Known {
        package: settings.id.clone(),
        communities: ids(&tables.communities, "id"),
        regions,
        services: ids(&tables.services, "id"),
        evaluations: ids(&tables.evaluations, "id"),
        service_types: ids(&tables.service_types, "id"),
        governments: ids(&tables.governments, "id"),
        languages: ids(&tables.languages, "code"),
        sources: ids(&tables.sources, "key"),
        statements: ids(&tables.statements, "id"),
        nodes: ids(&tables.nodes, "id"),
        bodies: settings
            .engagement
            .bodies
            .iter()
            .map(|body| (body.id.to_string(), 0))
            .collect(),
        served_regions: region_names(&[settings.region_column.as_str()]),
        region_names: region_names(&["region", "hss_region"]),
    }
}

/// Rows to records. A row with a fault that leaves it without an essential value gives none.
fn records<T>(
    table: Option<&Table>,
    known: &Known,
    findings: &mut Findings,
    read: impl Fn(&mut Cells<'_>) -> Option<T> + Sync,
) -> Vec<T>
where
    T: Send,
{
    let Some(table) = table else {
        return Vec::new();
    };
    let mut records = Vec::with_capacity(table.len());
    let stretch = |rows: &[RowStart]| {
        let mut findings = Findings::default();
        let mut records = Vec::with_capacity(rows.len());
        for row in rows {
            let mut cells = Cells {
                table,
                record: &table.record(*row),
                known,
                findings: &mut findings,
            };
            records.extend(read(&mut cells));
        }
        (records, findings)
    };
    table.each(stretch, |(read, found)| {
        records.extend(read);
        findings.append(found);
    });
    records
}

/// Whether every row of a table gave a record.
fn is_whole<T>(table: Option<&Table>, records: &[T]) -> bool {
    table.is_none_or(|table| table.len() == records.len())
}

/// The columns that a table adds. What they hold only shows over all rows: where some could not be read, a rule may
/// take the columns for anything.
fn columns<T>(table: Option<&Table>, records: &[T], of: fn(&[T]) -> Columns) -> Columns {
    let known = if is_whole(table, records) {
        of(records)
    } else {
        Columns::default()
    };
    known.with_names(table.into_iter().flat_map(Table::extra_columns))
}

/// Warns of outlines in which no community lies by the column that names its region.
fn check_regions(regions: &[Region], communities: &[Community], column: RegionColumn, findings: &mut Findings) {
    let names: HashSet<&str> = communities
        .iter()
        .filter_map(|community| column.of(community))
        .collect();
    for region in regions {
        if !names.contains(region.matches.as_str()) {
            findings.warning(
                Place::field(outline::REGIONS, region.id.as_str()),
                format!("the name {}", quoted(&region.matches)),
                "a name that communities have in the column of package.toml's [regions]",
            );
        }
    }
}

/// All definitions; `None` where one of them has faults.
fn read_definitions(
    files: &dyn Files,
    known: &definition::Known<'_>,
    findings: &mut Findings,
) -> Option<Vec<Definition>> {
    let mut definitions: Vec<Definition> = Vec::new();
    let mut all = true;
    for file in list(files, "definitions", ".toml", findings) {
        let parsed = text(files, &file, findings).map(|text| definition::parse(&file, &text, known));
        match parsed {
            None => all = false,
            Some(Err(faults)) => {
                all = false;
                findings.extend(faults);
            }
            Some(Ok(read)) => {
                if definitions
                    .iter()
                    .any(|one| one.id == read.id && one.version == read.version)
                {
                    findings.fault(
                        Place::field(&file, "id"),
                        format!("\"{}\" version \"{}\", which another file has", read.id, read.version),
                        "an id and version of its own",
                    );
                }
                definitions.push(read);
            }
        }
    }
    all.then_some(definitions)
}

/// The definition to begin with must be there. Not checked while a definition has faults: it may be that one.
fn check_default(default: &str, definitions: Option<&[Definition]>, findings: &mut Findings) {
    if definitions.is_some_and(|definitions| definitions.iter().all(|one| one.id.as_str() != default)) {
        findings.fault(
            Place::field(settings::FILE, "default_definition"),
            quoted(default),
            "the id of a definition in definitions/",
        );
    }
}

fn read_basemap(files: &dyn Files, findings: &mut Findings) -> Vec<BasemapLayer> {
    let mut layers = Vec::new();
    for file in list(files, "basemap", ".geojson", findings) {
        if let Some(text) = text(files, &file, findings) {
            layers.extend(outline::basemap_layer(&file, text, findings));
        }
    }
    layers
}

fn list(files: &dyn Files, folder: &str, ending: &str, findings: &mut Findings) -> Vec<String> {
    let mut paths = files.list(folder).unwrap_or_else(|fault| {
        findings.fault(Place::file(folder), format!("\"{fault}\""), "a folder that can be read");
        Vec::new()
    });
    paths.retain(|path| path.ends_with(ending));
    paths
}

/// Warns of files that nothing reads: `service.csv` would otherwise be passed over in silence.
fn check_listing(files: &dyn Files, findings: &mut Findings) {
    for (folder, ending) in [
        ("", ".csv"),
        ("", ".geojson"),
        ("", ".toml"),
        ("network", ".csv"),
        ("definitions", ".csv"),
    ] {
        for path in list(files, folder, ending, findings) {
            if FILES.contains(&path.as_str()) {
                continue;
            }
            let expected = header::nearest_name(&path, FILES.iter().copied())
                .map_or_else(|| fault::one_of(FILES.iter().copied()), str::to_owned);
            findings.warning(Place::file(&path), "a file that is not read", expected);
        }
    }
}
