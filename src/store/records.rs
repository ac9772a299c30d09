//! A package as records, and records as a package. One file for each family of tables.

pub(super) mod access;
mod care;
mod community;
mod definition;
mod network;
mod ordered;
mod reference;
mod request;
mod scenario;
mod service;
mod setting;

use std::collections::{BTreeMap, HashMap};
use std::error::Error;

use super::StoreError;
use super::cell::Cell;
use super::connection::Session;
use super::record::{Kind, RECORD_ATTRIBUTE, RECORD_SOURCE, Record, Stored};
use super::requests::{DECISION, REQUEST_CORRECTION, SUBMITTED_REQUEST};
use super::scenarios::KEPT_SCENARIO;
use super::table::{Misfit, Row, Table};
use crate::model::{Definition, Package};

/// Reads a definition from its text. The store keeps the text alone: what it means is not the store's to know.
pub type ReadDefinition<'a> = dyn Fn(&str) -> Result<Definition, Box<dyn Error + Send + Sync>> + Sync + 'a;

/// Records by kind and id.
pub(super) type Records = BTreeMap<(Kind, String), Record>;

/// Tables of which each record of a kind owns rows: first the kind's own, then those of its lists.
pub(super) fn tables(kind: Kind) -> &'static [&'static Table] {
    match kind {
        Kind::Setting => {
            const {
                &[
                    &setting::SETTING,
                    &setting::SETTING_LANGUAGE,
                    &setting::SETTING_BOARDING,
                    &setting::SETTING_ENGAGEMENT_BODY,
                ]
            }
        }
        Kind::Community => {
            const {
                &[
                    &community::COMMUNITY,
                    &community::COMMUNITY_COUNT,
                    &community::COMMUNITY_LANGUAGE,
                    &community::COMMUNITY_GOVERNMENT,
                ]
            }
        }
        Kind::Region => const { &[&community::REGION] },
        Kind::Service => const { &[&service::SERVICE, &service::SERVICE_AREA, &service::SERVICE_LANGUAGE] },
        Kind::Request => {
            const {
                &[
                    &request::REQUEST,
                    &request::REQUEST_REGION,
                    &request::REQUEST_GOVERNMENT,
                ]
            }
        }
        Kind::ServiceType => const { &[&reference::SERVICE_TYPE] },
        Kind::IndigenousGovernment => {
            const {
                &[
                    &reference::INDIGENOUS_GOVERNMENT,
                    &reference::INDIGENOUS_GOVERNMENT_COMMUNITY,
                ]
            }
        }
        Kind::Language => const { &[&reference::LANGUAGE] },
        Kind::Need => const { &[&ordered::NEED] },
        Kind::Source => const { &[&reference::SOURCE, &reference::SOURCE_CITATION] },
        Kind::Statement => const { &[&reference::STATEMENT] },
        Kind::Node => const { &[&network::NODE] },
        Kind::Link => const { &[&network::LINK] },
        Kind::Season => const { &[&ordered::SEASON] },
        Kind::Definition => const { &[&definition::DEFINITION] },
        Kind::Engagement => const { &[&definition::ENGAGEMENT] },
        Kind::BasemapLayer => const { &[&setting::BASEMAP_LAYER] },
        Kind::Scenario => const { &[&scenario::SCENARIO] },
        Kind::Entry => const { &[&care::ENTRY, &care::ENTRY_ENTRANCE] },
        Kind::Referral => const { &[&care::REFERRAL] },
        Kind::Pathway => {
            const {
                &[
                    &care::PATHWAY,
                    &care::PATHWAY_STEP,
                    &care::PATHWAY_STEP_TYPE,
                    &care::PATHWAY_STEP_SOURCE,
                ]
            }
        }
        Kind::Evaluation => const { &[&care::EVALUATION] },
        Kind::Account => const { &[&access::ACCOUNT, &access::ACCOUNT_ROLE] },
        Kind::Token => const { &[&access::TOKEN] },
        Kind::SubmittedRequest => const { &[&SUBMITTED_REQUEST] },
        Kind::RequestCorrection => const { &[&REQUEST_CORRECTION] },
        Kind::KeptScenario => const { &[&KEPT_SCENARIO] },
        Kind::Decision => const { &[&DECISION] },
    }
}

/// Tables whose rows belong to records of any kind.
pub(super) static SHARED: [&Table; 2] = [&RECORD_SOURCE, &RECORD_ATTRIBUTE];

/// A package as records. Refuses two records with one id, and cells that a database would not keep as they are.
pub(super) fn of_package(package: &Package) -> Result<Records, StoreError> {
    let mut all = vec![package.settings.to_record()];
    all.extend(package.communities.iter().map(Stored::to_record));
    all.extend(package.regions.iter().map(Stored::to_record));
    all.extend(package.services.iter().map(Stored::to_record));
    let of_the_package = package.requests.iter().filter(|one| one.submission.is_none());
    all.extend(of_the_package.map(Stored::to_record));
    all.extend(package.service_types.iter().map(Stored::to_record));
    all.extend(package.governments.iter().map(Stored::to_record));
    all.extend(package.languages.iter().map(Stored::to_record));
    all.extend(package.sources.iter().map(Stored::to_record));
    all.extend(package.statements.iter().map(Stored::to_record));
    all.extend(package.nodes.iter().map(Stored::to_record));
    all.extend(package.links.iter().map(Stored::to_record));
    all.extend(package.basemap.iter().map(Stored::to_record));
    all.extend(package.scenarios.iter().map(Stored::to_record));
    all.extend(package.definitions.iter().map(definition::to_record));
    all.extend(package.engagements.iter().map(Stored::to_record));
    all.extend(package.entries.iter().map(Stored::to_record));
    all.extend(package.referrals.iter().map(Stored::to_record));
    all.extend(package.pathways.iter().map(Stored::to_record));
    all.extend(package.evaluations.iter().map(Stored::to_record));
    let seasons = (0..).zip(&package.seasons);
    all.extend(seasons.map(|(position, season)| ordered::season_record(position, season)));
    let mut occurrences = HashMap::new();
    for (position, need) in (0..).zip(&package.need) {
        let occurrence = occurrences.entry(ordered::need_parts(need)).or_insert(0);
        *occurrence += 1;
        all.push(ordered::need_record(position, *occurrence, need));
    }

    let mut records = Records::new();
    for record in all {
        check_cells(&record)?;
        let key = (record.kind, record.id.clone());
        if let Some(twice) = records.insert(key, record) {
            return Err(StoreError::Duplicate {
                kind: twice.kind,
                id: twice.id,
            });
        }
    }
    Ok(records)
}

/// Refuses cells that a database would not keep as they are.
pub(super) fn check_cells(record: &Record) -> Result<(), StoreError> {
    for row in record.rows() {
        for (column, cell) in row.table.columns.iter().zip(&row.cells) {
            if let Some(expected) = cell.unstorable() {
                return Err(StoreError::Unstorable {
                    kind: record.kind,
                    id: record.id.clone(),
                    table: row.table.name,
                    column: column.name,
                    expected,
                });
            }
        }
    }
    if record.id.contains('\0') {
        return Err(StoreError::Unstorable {
            kind: record.kind,
            id: record.id.clone(),
            table: tables(record.kind)[0].name,
            column: tables(record.kind)[0].owner[0],
            expected: "text without the NUL character",
        });
    }
    Ok(())
}

/// Records as a package. Requests that were submitted here are not among them: `requests` opens those.
pub(super) fn to_package(records: &Records, read_definition: &ReadDefinition<'_>) -> Result<Package, StoreError> {
    let settings = records
        .get(&(Kind::Setting, setting::THE_PACKAGE.to_owned()))
        .ok_or(StoreError::Empty)?;
    let mut definitions = each(records, Kind::Definition, definition::text)
        .map(|text| {
            let (record, text) = text?;
            let mut definition = read_definition(&text).map_err(|source| StoreError::Definition {
                id: record.id.clone(),
                source,
            })?;
            if definition::names_the_record(record, &definition) {
                definition::read_life(record, &mut definition).map_err(|fault| misfit(record, fault))?;
                Ok(definition)
            } else {
                Err(misfit(
                    record,
                    Misfit {
                        table: "definition",
                        column: "document",
                    },
                ))
            }
        })
        .collect::<Result<Vec<_>, _>>()?;
    // The record's id joins both parts, and so does not sort as the parts do.
    definitions.sort_by(|one, other| (&one.id, &one.version).cmp(&(&other.id, &other.version)));
    Ok(Package {
        settings: Stored::read(settings).map_err(|fault| misfit(settings, fault))?,
        communities: read_all(records)?,
        regions: read_all(records)?,
        services: read_all(records)?,
        requests: read_all(records)?,
        service_types: read_all(records)?,
        governments: read_all(records)?,
        languages: read_all(records)?,
        need: in_order(records, Kind::Need, ordered::read_need)?,
        sources: read_all(records)?,
        statements: read_all(records)?,
        nodes: read_all(records)?,
        links: read_all(records)?,
        seasons: in_order(records, Kind::Season, ordered::read_season)?,
        definitions,
        engagements: read_all(records)?,
        entries: read_all(records)?,
        referrals: read_all(records)?,
        pathways: read_all(records)?,
        evaluations: read_all(records)?,
        basemap: read_all(records)?,
        scenarios: read_all(records)?,
    })
}

/// Records of one kind, each read by `read`, in the order of their ids.
fn each<T>(
    records: &Records,
    kind: Kind,
    read: impl Fn(&Record) -> Result<T, Misfit>,
) -> impl Iterator<Item = Result<(&Record, T), StoreError>> {
    records
        .range((kind, String::new())..)
        .take_while(move |((one, _), _)| *one == kind)
        .map(move |(_, record)| match read(record) {
            Ok(value) => Ok((record, value)),
            Err(fault) => Err(misfit(record, fault)),
        })
}

pub(super) fn read_all<T: Stored>(records: &Records) -> Result<Vec<T>, StoreError> {
    each(records, T::KIND, T::read)
        .map(|read| read.map(|(_, value)| value))
        .collect()
}

/// Records that know their place in the file.
fn in_order<T>(
    records: &Records,
    kind: Kind,
    read: impl Fn(&Record) -> Result<(i64, T), Misfit>,
) -> Result<Vec<T>, StoreError> {
    let mut placed = each(records, kind, read)
        .map(|read| read.map(|(_, placed)| placed))
        .collect::<Result<Vec<_>, _>>()?;
    placed.sort_by_key(|(position, _)| *position);
    Ok(placed.into_iter().map(|(_, value)| value).collect())
}

fn misfit(record: &Record, Misfit { table, column }: Misfit) -> StoreError {
    StoreError::Misfit {
        kind: record.kind,
        id: record.id.clone(),
        table,
        column,
    }
}

/// A cell's value where there is one: text that is no value of the model is the fault of whoever wrote it there.
fn misfit_unless<T>(value: Option<T>, row: &Row, column: &str) -> Result<T, Misfit> {
    value.ok_or_else(|| row.misfit(column))
}

/// Reads every fact there is, as it stands in the session's view of the database.
pub(super) async fn load(session: &mut Session) -> Result<Records, StoreError> {
    load_kinds(session, Kind::FACTS).await
}

/// Reads every record of some kinds. A list whose record is gone still makes a record, which then fails to read: it must
/// not pass unseen.
pub(super) async fn load_kinds(session: &mut Session, kinds: &[Kind]) -> Result<Records, StoreError> {
    let mut records = Records::new();
    for &kind in kinds {
        for &table in tables(kind) {
            for mut cells in session.select_all(table).await? {
                let row = cells.split_off(1);
                let [Cell::Text(Some(id))] = cells.as_slice() else {
                    return Err(StoreError::Ownerless { table: table.name });
                };
                push(&mut records, kind, id, Row { table, cells: row });
            }
        }
    }
    let shared = if kinds.iter().any(|kind| Kind::FACTS.contains(kind)) {
        SHARED.as_slice()
    } else {
        &[]
    };
    for &table in shared {
        for mut cells in session.select_all(table).await? {
            let row = cells.split_off(2);
            let [Cell::Text(Some(kind)), Cell::Text(Some(id))] = cells.as_slice() else {
                return Err(StoreError::Ownerless { table: table.name });
            };
            let kind = Kind::parse(kind).ok_or(StoreError::Ownerless { table: table.name })?;
            push(&mut records, kind, id, Row { table, cells: row });
        }
    }
    Ok(records
        .into_iter()
        .map(|(key, record)| (key, record.settled()))
        .collect())
}

fn push(records: &mut Records, kind: Kind, id: &str, row: Row) {
    records
        .entry((kind, id.to_owned()))
        .or_insert_with(|| Record::new(kind, id))
        .push(row);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DayOfYear, Fact, Km, Language, Link, Minutes, Mode, Provenance, Window};
    use crate::store::ledger::chain::Digest;

    /// Golden: worked out apart from this code, with Python's `struct` and `hashlib`. If one of them has to change, every
    /// ledger ever written has to be carried over: see rule 5 of `migrations/README.md`.
    #[test]
    fn canonical_bytes_are_the_published_ones() {
        let language = Language {
            code: "dgr".into(),
            name_en: "Tłı̨chǫ".to_owned(),
            name_self: "Tłı̨chǫ Yatıì".to_owned(),
            script: None,
            translation_phone: None,
            phone_year: Some(2019),
            sources: vec!["olc_overview".into(), "pwnhc".into()],
            notes: String::new(),
        };
        let link = Link {
            id: "r01".into(),
            from: "a".into(),
            to: "b".into(),
            mode: Mode::Ferry,
            distance_km: Km::new(1.5),
            minutes: Fact::Known(Minutes::from_seconds(90)),
            derivation: None,
            window: Window::Edges {
                opens: DayOfYear::new(140).into(),
                closes: Fact::Unknown,
            },
            opened: None,
            closed: None,
            departures_per_week: Fact::Unknown,
            operator: None,
            highway_name: None,
            bidirectional: true,
            provenance: Provenance::default(),
        };
        let digest = |record: Record| Digest::of(&record.canonical_bytes()).to_string();
        assert_eq!(
            digest(language.to_record()),
            "3a275aa2f9daf23dabcd74f8e5a6c25c782c7c11b172f457d77fdaa86c7a4260"
        );
        assert_eq!(
            digest(link.to_record()),
            "98d8432ace0eec6bfc3f1a33300e70d3e209398d283936fcad84e97c49b64ed3"
        );
    }

    #[test]
    fn rows_of_one_indicator_and_year_are_kept_apart() {
        let need = crate::model::Need {
            indicator: "deaths".to_owned(),
            area_kind: "territory".to_owned(),
            area: "nwt".to_owned(),
            year: "2021".to_owned(),
            value: None,
            unit: "deaths".to_owned(),
            sources: Vec::new(),
            notes: String::new(),
        };
        let ids = [1, 2].map(|occurrence| ordered::need_record(0, occurrence, &need).id);
        assert_eq!(ids, ["deaths/territory/nwt/2021", "deaths/territory/nwt/2021/2"]);
    }
}
