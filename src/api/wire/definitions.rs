//! Definitions with what became of them, and what bodies said of them.

use serde::Serialize;

use crate::model::{Definition, Engagement, EngagementBody, Package, Position, Standard, Standing, Way};
use crate::policy::missing_agreements;
use crate::workflow::Fault;
use crate::workflow::{Checked, Parameter, parameters};

use super::number::Number;
use super::words::{Bilingual, words};

/// Versions of definitions.
#[derive(Serialize)]
pub struct DefinitionVersions<'a> {
    definitions: Vec<Summary<'a>>,
    #[serde(flatten)]
    asked: Option<BodiesAsked<'a>>,
}

/// The bodies that are asked about definitions, and what in that is still a choice.
#[derive(Serialize)]
struct BodiesAsked<'a> {
    bodies: Vec<Body<'a>>,
    bodies_choice: Option<Bilingual<'a>>,
}

#[derive(Serialize)]
struct Body<'a> {
    id: &'a str,
    name: Bilingual<'a>,
    required: bool,
}

#[derive(Serialize)]
struct Summary<'a> {
    id: &'a str,
    version: &'a str,
    current: bool,
    standing: &'static str,
    title: Bilingual<'a>,
    description: Bilingual<'a>,
    digest: String,
    proposed_by: Option<&'a str>,
    proposed_on: Option<String>,
    engaged_on: Option<String>,
    adopted_on: Option<String>,
    superseded_on: Option<String>,
    standards: Vec<StandardTitle<'a>>,
    engagement: Counts,
}

#[derive(Serialize)]
struct StandardTitle<'a> {
    id: &'a str,
    title: Bilingual<'a>,
    ways: Vec<WayTitle<'a>>,
}

#[derive(Serialize)]
struct WayTitle<'a> {
    id: &'a str,
    title: Bilingual<'a>,
    level: &'static str,
}

/// How many engagements on exactly this text took each position.
#[derive(Serialize)]
struct Counts {
    agree: usize,
    ask_for_change: usize,
    object: usize,
}

/// One version in full.
#[derive(Serialize)]
pub struct DefinitionInFull<'a> {
    #[serde(flatten)]
    summary: Summary<'a>,
    text: &'a str,
    parameters: Vec<ParameterPlace>,
    groups: Vec<Group<'a>>,
    engagements: Vec<EngagementRecord<'a>>,
    missing: Vec<MissingBody<'a>>,
}

/// A number of a text, with its place in UTF-16 code units.
#[derive(Serialize)]
struct ParameterPlace {
    field: String,
    standard: Option<String>,
    way: Option<String>,
    name: &'static str,
    group: Option<String>,
    value: Number,
    min: Number,
    max: Number,
    step: Number,
    unit: &'static str,
    start: usize,
    end: usize,
}

/// A group of communities that a definition names.
#[derive(Serialize)]
struct Group<'a> {
    id: &'a str,
    title: Bilingual<'a>,
    #[serde(rename = "where")]
    filter: &'a str,
}

/// What a body said.
#[derive(Serialize)]
pub struct EngagementRecord<'a> {
    id: &'a str,
    body: &'a str,
    name: Bilingual<'a>,
    on: String,
    position: &'static str,
    words: Option<&'a str>,
    shown: &'static str,
    /// Whether it was about the text as it stands, and not about an earlier one.
    about_this_text: bool,
    recorded_on: Option<String>,
}

#[derive(Serialize)]
struct MissingBody<'a> {
    body: &'a str,
    name: Bilingual<'a>,
    latest: Option<&'static str>,
}

/// What was found in a text that is not saved.
#[derive(Serialize)]
pub struct CheckedText<'a> {
    faults: Vec<TextFault<'a>>,
    definition: Option<Begins<'a>>,
    parameters: Vec<ParameterPlace>,
}

#[derive(Serialize)]
struct TextFault<'a> {
    line: Option<u32>,
    field: Option<&'a str>,
    found: &'a str,
    expected: &'a str,
}

#[derive(Serialize)]
struct Begins<'a> {
    id: &'a str,
    version: &'a str,
    title: Bilingual<'a>,
    standing: &'static str,
}

impl<'a> DefinitionVersions<'a> {
    /// Some versions.
    pub fn new(
        package: &'a Package,
        engagements: &'a [Engagement],
        definitions: impl Iterator<Item = &'a Definition>,
    ) -> Self {
        Self {
            definitions: definitions.map(|one| Summary::new(package, engagements, one)).collect(),
            asked: None,
        }
    }

    /// Some versions, and the bodies that are asked about them.
    pub fn with_bodies(
        package: &'a Package,
        engagements: &'a [Engagement],
        definitions: impl Iterator<Item = &'a Definition>,
    ) -> Self {
        let rules = &package.settings.engagement;
        Self {
            asked: Some(BodiesAsked {
                bodies: rules.bodies.iter().map(Body::from).collect(),
                bodies_choice: rules.choice.as_ref().map(Bilingual::from),
            }),
            ..Self::new(package, engagements, definitions)
        }
    }
}

impl<'a> From<&'a EngagementBody> for Body<'a> {
    fn from(body: &'a EngagementBody) -> Self {
        Self {
            id: body.id.as_str(),
            name: (&body.name).into(),
            required: body.required,
        }
    }
}

impl<'a> Summary<'a> {
    fn new(package: &'a Package, engagements: &'a [Engagement], definition: &'a Definition) -> Self {
        let digest = definition.digest();
        let about = Engagement::about(engagements, &definition.id, &definition.version);
        let count = |position: Position| {
            let here = about.iter().filter(|one| one.digest == digest);
            here.filter(|one| one.position == position).count()
        };
        let current = package.current_definition(&definition.id);
        Self {
            id: definition.id.as_str(),
            version: &definition.version,
            current: current.is_some_and(|current| current.version == definition.version),
            standing: definition.standing.as_str(),
            title: (&definition.title).into(),
            description: (&definition.description).into(),
            proposed_by: definition.life.proposed_by.as_deref(),
            proposed_on: definition.life.proposed_on.map(|day| day.to_string()),
            engaged_on: definition.life.engaged_on.map(|day| day.to_string()),
            adopted_on: definition.life.adopted_on.map(|day| day.to_string()),
            superseded_on: definition.life.superseded_on.map(|day| day.to_string()),
            standards: definition.standards.iter().map(StandardTitle::from).collect(),
            engagement: Counts {
                agree: count(Position::Agree),
                ask_for_change: count(Position::AskForChange),
                object: count(Position::Object),
            },
            digest,
        }
    }
}

impl<'a> From<&'a Standard> for StandardTitle<'a> {
    fn from(standard: &'a Standard) -> Self {
        let way = |way: &'a Way| WayTitle {
            id: way.id.as_str(),
            title: Bilingual::or_id(way.title.as_ref(), way.id.as_str()),
            level: way.level.as_str(),
        };
        Self {
            id: standard.id.as_str(),
            title: (&standard.title).into(),
            ways: standard.ways.iter().map(way).collect(),
        }
    }
}

impl<'a> DefinitionInFull<'a> {
    /// A version, with what bodies said of it as far as the reader may know.
    pub fn new(package: &'a Package, engagements: &'a [Engagement], definition: &'a Definition) -> Self {
        let about = Engagement::about(engagements, &definition.id, &definition.version);
        let missing = match definition.standing {
            // Nobody is waited for any more.
            Standing::Agreed | Standing::Superseded => Vec::new(),
            Standing::Illustrative | Standing::Draft | Standing::InEngagement => {
                missing_agreements(definition, &package.settings.engagement, engagements)
            }
        };
        Self {
            summary: Summary::new(package, engagements, definition),
            text: &definition.text,
            parameters: parameters(&definition.text)
                .into_iter()
                .map(ParameterPlace::from)
                .collect(),
            groups: definition
                .groups
                .iter()
                .map(|group| Group {
                    id: group.id.as_str(),
                    title: (&group.title).into(),
                    filter: &group.filter,
                })
                .collect(),
            engagements: about
                .into_iter()
                .map(|one| EngagementRecord::new(package, definition, one))
                .collect(),
            missing: missing
                .into_iter()
                .map(|one| MissingBody {
                    body: one.body.id.as_str(),
                    name: (&one.body.name).into(),
                    latest: one.latest.map(Position::as_str),
                })
                .collect(),
        }
    }
}

impl<'a> EngagementRecord<'a> {
    /// What a body said of a version.
    pub fn new(package: &'a Package, definition: &Definition, engagement: &'a Engagement) -> Self {
        let bodies = &package.settings.engagement.bodies;
        let body = bodies.iter().find(|body| body.id == engagement.body);
        Self {
            id: engagement.id.as_str(),
            body: engagement.body.as_str(),
            name: Bilingual::or_id(body.map(|body| &body.name), engagement.body.as_str()),
            on: engagement.on.to_string(),
            position: engagement.position.as_str(),
            words: words(&engagement.words),
            shown: engagement.shown.as_str(),
            about_this_text: engagement.digest == definition.digest(),
            recorded_on: engagement
                .recorded_at
                .map(|at| at.to_zoned(jiff::tz::TimeZone::UTC).date().to_string()),
        }
    }
}

impl From<Parameter> for ParameterPlace {
    fn from(one: Parameter) -> Self {
        Self {
            field: one.field,
            standard: one.standard,
            way: one.way,
            name: one.name,
            group: one.group,
            value: Number(one.value),
            min: Number(one.min),
            max: Number(one.max),
            step: Number(one.step),
            unit: one.unit,
            start: one.place.start,
            end: one.place.end,
        }
    }
}

impl<'a> From<&'a Checked> for CheckedText<'a> {
    fn from(checked: &'a Checked) -> Self {
        let (faults, definition) = match &checked.definition {
            Ok(definition) => (&[] as &[Fault], Some(definition)),
            Err(faults) => (faults.as_slice(), None),
        };
        Self {
            faults: faults
                .iter()
                .map(|fault| TextFault {
                    line: fault.row,
                    field: fault.field.as_deref(),
                    found: &fault.found,
                    expected: &fault.expected,
                })
                .collect(),
            definition: definition.map(|definition| Begins {
                id: definition.id.as_str(),
                version: &definition.version,
                title: (&definition.title).into(),
                standing: definition.standing.as_str(),
            }),
            parameters: checked.parameters.iter().cloned().map(ParameterPlace::from).collect(),
        }
    }
}
