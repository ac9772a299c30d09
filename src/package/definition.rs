//! Definitions of equitable access: from the text that people agree on to standards and ways.

mod parameters;
mod proposal;

use std::collections::BTreeSet;
use std::error::Error;

use crate::filter::{self, Columns, Filter, Queryables};
use crate::model::{
    CommunityGroup, Definition, GroupId, Impedance, Life, Mode, Package, ServiceTypeId, SourceKey, Standard,
    StandardId, Text, Way, WayId,
};

use super::cell::Word;
use super::continuum;
use super::document::{Document, Section};
use super::fault::{Fault, Faults, one_of, quoted};
use super::header::nearest_name;
use super::limits;

pub use parameters::{Parameter, parameters};
pub use proposal::must_be;

/// What a definition may name. A set is `None` where the package has none to check against.
#[derive(Clone, Debug)]
pub struct Known<'a> {
    /// Ids of types of service.
    pub service_types: Option<BTreeSet<&'a str>>,
    /// Ids of statements and keys of sources.
    pub grounds: Option<BTreeSet<&'a str>>,
    /// Columns of its own that the package adds to the communities: `applies_to` may ask for them.
    pub community_columns: Columns,
    /// Columns of its own that the package adds to the services: `where` may ask for them.
    pub service_columns: Columns,
    /// Codes of languages: `language` may name one.
    pub languages: Option<BTreeSet<&'a str>>,
}

impl<'a> Known<'a> {
    /// What a definition for this package may name. A kind of record of which the package has none
    /// is not checked.
    pub fn of(package: &'a Package) -> Self {
        let types = package.service_types.iter().map(|one| one.id.as_str()).collect();
        let statements = package.statements.iter().map(|one| one.id.as_str());
        let sources = package.sources.iter().map(|one| one.key.as_str());
        let checks_grounds = !package.statements.is_empty() && !package.sources.is_empty();
        Self {
            service_types: (!package.service_types.is_empty()).then_some(types),
            grounds: checks_grounds.then(|| statements.chain(sources).collect()),
            community_columns: filter::communities::columns(&package.communities),
            service_columns: filter::services::columns(&package.services),
            languages: (!package.languages.is_empty())
                .then(|| package.languages.iter().map(|one| one.code.as_str()).collect()),
        }
    }

    /// What a filter may ask for.
    fn queryables(&self, of: Rows) -> Queryables {
        match of {
            Rows::Communities => filter::communities::queryables(&self.community_columns),
            Rows::Services => {
                let types = self.service_types.iter().flatten().copied();
                filter::services::queryables(types, &self.service_columns)
            }
        }
    }
}

/// What a filter asks about.
#[derive(Clone, Copy, Debug)]
enum Rows {
    Communities,
    Services,
}

const APPLIES_TO: &str = "applies_to";
const WHERE: &str = "where";
const STALE_AFTER_DAYS: &str = "stale_after_days";

const DEFINITION_KEYS: &[&str] = &[
    "id",
    "version",
    "standing",
    "title",
    "description",
    "impedance",
    "modes",
    STALE_AFTER_DAYS,
    "groups",
    "standards",
];
const GROUP_KEYS: &[&str] = &["id", "title", WHERE];
const STANDARD_KEYS: &[&str] = &[
    "id",
    "service_types",
    "title",
    APPLIES_TO,
    "days",
    "weight",
    STALE_AFTER_DAYS,
    "sources",
    "choice",
    "ways",
];
const WAY_KEYS: &[&str] = &[
    "id",
    "level",
    "title",
    WHERE,
    "same_region",
    "same_community",
    "indigenous_led",
    "language",
    "then",
    "within_minutes",
    "within_km",
    "visits_per_month",
    "delivered_share",
    "max_wait_days",
    "people_per_position",
    "providers",
    "choice",
];

/// Reads a definition's TOML text. The error is every fault in it, each with its line as the row;
/// where the text is no TOML at all, every fault of its syntax.
///
/// What may be left out: `description`, `impedance` (`travel`), `modes` ([`Mode::DEFAULT`]), `groups`,
/// `stale_after_days` (never), `applies_to`, `days` (365), `weight` (1), `sources`, `choice`; of a way everything
/// but `id` and `level`. A number of a way may be a table by group of communities with `otherwise` for the rest.
pub fn parse(file: &str, text: &str, known: &Known<'_>) -> Result<Definition, Vec<Fault>> {
    read_text(file, text, Some(known), |_| ())
}

/// The same for a text that somebody proposes: nobody can have agreed to it yet, and its id and version have to
/// stand in an address.
pub fn parse_proposal(file: &str, text: &str, known: &Known<'_>) -> Result<Definition, Vec<Fault>> {
    read_text(file, text, Some(known), proposal::check)
}

/// Reads the text of a definition that was checked when it was accepted, as it comes back from the
/// store. Its form is checked again; the names in it are not looked up, since a later version of the
/// facts may have lost some.
pub fn trusted(text: &str) -> Result<Definition, Box<dyn Error + Send + Sync>> {
    read_text("definition.toml", text, None, |_| ()).map_err(|faults| Faults(faults).into())
}

fn read_text(
    file: &str,
    text: &str,
    known: Option<&Known<'_>>,
    check: impl Fn(&Section<'_>),
) -> Result<Definition, Vec<Fault>> {
    let table = Document::parse(file, text)?;
    let document = Document::new(file, text);
    // What was accepted once has to come back from the store, whatever is refused today.
    if known.is_some() {
        document.check_letters(&table);
    }
    let root = document.root(&table, DEFINITION_KEYS);
    check(&root);
    let definition = read(&root, text, known);
    let findings = document.into_findings();
    match definition {
        Some(definition) if !findings.any_error() => Ok(definition),
        _ => Err(findings.into_sorted(&[])),
    }
}

fn read(root: &Section<'_>, text: &str, known: Option<&Known<'_>>) -> Option<Definition> {
    let id = root.required_text("id");
    let version = root.required_text("version");
    let standing = root.required_word("standing");
    let title = root.required_both_languages("title");
    let description = root.both_languages("description").unwrap_or_default();
    let impedance = root.word("impedance").unwrap_or(Impedance::Travel);
    let modes = root.list("modes", |word| Mode::read(word).ok_or_else(|| one_of(Mode::accepted())));
    if modes.as_ref().is_some_and(Vec::is_empty) {
        root.fault("modes", "an empty list", one_of(Mode::accepted()));
    }
    let stale_after_days = stale_after_days(root);
    let groups = read_groups(root, known);
    let ids_of_groups: Vec<&str> = groups.iter().map(|group| group.id.as_str()).collect();
    let mut standards: Vec<Standard> = Vec::new();
    let sections = root.tables("standards", STANDARD_KEYS);
    if sections.is_empty() {
        root.missing("standards", "one standard or more, each as [[standards]]");
    }
    let mut ids = BTreeSet::new();
    for section in &sections {
        check_unique(section, &mut ids, "an id that no other standard has");
        standards.extend(read_standard(section, known, &ids_of_groups));
    }
    continuum::check(&sections);
    Some(Definition {
        id: id?.into(),
        version: version?,
        standing: standing?,
        begins: standing?,
        life: Life::default(),
        title: title?,
        description,
        impedance,
        modes: modes.unwrap_or_else(|| Mode::DEFAULT.to_vec()),
        stale_after_days,
        groups,
        standards,
        text: text.to_owned(),
    })
}

fn stale_after_days(section: &Section<'_>) -> Option<u32> {
    section.whole(STALE_AFTER_DAYS, 0..=36_500, "days as a whole number from 0 to 36500")
}

fn read_groups(root: &Section<'_>, known: Option<&Known<'_>>) -> Vec<CommunityGroup> {
    let mut ids = BTreeSet::new();
    let groups = root.tables("groups", GROUP_KEYS).into_iter().filter_map(|section| {
        check_unique(&section, &mut ids, "an id that no other group has");
        let id = section.required_text("id");
        if id.as_deref() == Some(limits::OTHERWISE) {
            section.fault(
                "id",
                "\"otherwise\"",
                "another id: otherwise stands for the communities of no group",
            );
        }
        if !section.has(WHERE) {
            section.missing(WHERE, "a rule over communities as CQL2 text");
        }
        let (title, filter) = (
            section.required_both_languages("title"),
            filter(&section, WHERE, Rows::Communities, known),
        );
        Some(CommunityGroup {
            id: GroupId::from(id?),
            title: title?,
            filter: filter?,
        })
    });
    groups.collect()
}

fn read_standard(section: &Section<'_>, known: Option<&Known<'_>>, groups: &[&str]) -> Option<Standard> {
    const ONE_TYPE: &str = "one type of service or more";
    let id = section.required_text("id");
    let service_types = section.list("service_types", |name| {
        named(
            name,
            known.and_then(|known| known.service_types.as_ref()),
            "the id of a type of service",
        )
        .map(ServiceTypeId::from)
    });
    match &service_types {
        None if !section.has("service_types") => section.missing("service_types", ONE_TYPE),
        Some(types) if types.is_empty() => section.fault("service_types", "an empty list", ONE_TYPE),
        _ => {}
    }
    let title = section.required_both_languages("title");
    let applies_to = filter(section, APPLIES_TO, Rows::Communities, known);
    let stale_after_days = stale_after_days(section);
    let days = section.whole("days", 1..=365, "days of the year from 1 to 365");
    let weight = section.number(
        "weight",
        |weight| weight > 0.0 && weight <= 1e6,
        "a weight of more than 0",
    );
    let sources = section.list("sources", |name| {
        named(
            name,
            known.and_then(|known| known.grounds.as_ref()),
            "the id of a statement or the key of a source",
        )
        .map(SourceKey::from)
    });
    let choice = section.both_languages("choice");
    let sections = section.tables("ways", WAY_KEYS);
    if sections.is_empty() {
        section.missing("ways", "one way or more, each as [[standards.ways]]");
    }
    let mut ids = BTreeSet::new();
    let mut ways = Vec::new();
    for section in &sections {
        check_unique(section, &mut ids, "an id that no other way of the standard has");
        ways.extend(read_way(section, known, groups));
    }
    Some(Standard {
        id: StandardId::from(id?),
        service_types: service_types?,
        title: title?,
        applies_to,
        days: days.and_then(|days| u16::try_from(days).ok()).unwrap_or(365),
        weight: weight.unwrap_or(1.0),
        stale_after_days,
        sources: sources.unwrap_or_default(),
        choice,
        ways,
    })
}

fn read_way(section: &Section<'_>, known: Option<&Known<'_>>, groups: &[&str]) -> Option<Way> {
    let id = section.required_text("id");
    let level = section.required_word("level");
    let title: Option<Text> = section.both_languages("title");
    let filter = filter(section, WHERE, Rows::Services, known);
    let (limits, by_group) = limits::read(section, groups);
    let same_region = limits::demanded(section, "same_region");
    let same_community = limits::demanded(section, "same_community");
    let indigenous_led = limits::demanded(section, "indigenous_led");
    let language = limits::language(section, known.and_then(|known| known.languages.as_ref()));
    let then = section.list("then", |name| Ok(StandardId::from(name)));
    let choice = section.both_languages("choice");
    Some(Way {
        id: WayId::from(id?),
        level: level?,
        title,
        filter,
        same_region,
        same_community,
        indigenous_led,
        language,
        then: then.unwrap_or_default(),
        limits,
        by_group,
        choice,
    })
}

/// Notes an id that stands a second time.
fn check_unique(section: &Section<'_>, ids: &mut BTreeSet<String>, expected: &str) {
    if let Some(id) = section.peek_text("id")
        && !ids.insert(id.to_owned())
    {
        section.fault("id", format!("\"{id}\" a second time"), expected);
    }
}

/// A filter's text, checked as it will be evaluated.
fn filter(section: &Section<'_>, key: &str, rows: Rows, known: Option<&Known<'_>>) -> Option<String> {
    let text = section.text(key)?;
    if let Some(known) = known
        && let Err(fault) = Filter::parse(&text, &known.queryables(rows))
    {
        let character = 1 + text.get(..fault.offset).map_or(0, |before| before.chars().count());
        let found = format!("{} at character {character} of {}", fault.found, quoted(&text));
        section.fault(key, found, fault.expected);
    }
    Some(text)
}

/// A name where it is known, or cannot be checked; else what was expected instead.
fn named(name: &str, known: Option<&BTreeSet<&str>>, what: &str) -> Result<String, String> {
    let Some(known) = known.filter(|known| !known.contains(name)) else {
        return Ok(name.to_owned());
    };
    Err(nearest_name(name, known.iter().copied())
        .map_or_else(|| what.to_owned(), |near| format!("{what} (perhaps {near})")))
}
