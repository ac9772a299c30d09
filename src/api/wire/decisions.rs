//! Decisions, to those who may read them.

use jiff::civil::Date;
use serde::Serialize;

use crate::exchange::community::Words;
use crate::exchange::priorities::position_title;
use crate::model::{Decision, DecisionSubject, Interval, Outcome, Package, Stood, Text};
use crate::planning::{Closed, closed};
use crate::workflow::{DecisionVersion, ranking_parts};

/// Decisions that somebody may read.
#[derive(Serialize)]
pub struct DecisionList {
    decisions: Vec<DecisionInFull>,
    may: MayRecord,
}

#[derive(Serialize)]
struct MayRecord {
    record: bool,
}

/// A decision, with how things stood and how they stand.
#[derive(Serialize)]
pub struct DecisionInFull {
    id: String,
    option: String,
    kind: &'static str,
    request: Option<String>,
    community_id: Option<String>,
    standard: Option<String>,
    title: Words,
    decision: &'static str,
    reasons: String,
    dissent: Option<String>,
    decided_on: String,
    recorded_on: String,
    changed_on: String,
    public: bool,
    ranking: String,
    definition: Option<String>,
    definition_version: Option<String>,
    definition_digest: Option<String>,
    data_digest: Option<String>,
    then: StandsRow,
    now: Option<StandsRow>,
    closed: Option<&'static str>,
    sentence: Words,
    may: May,
}

#[derive(Serialize)]
struct May {
    change: bool,
    read_history: bool,
}

#[derive(Serialize)]
struct StandsRow {
    as_of: String,
    places: usize,
    met: usize,
    partly_met: usize,
    unmet: usize,
    unknown: usize,
    rows: Vec<StoodRow>,
}

#[derive(Serialize)]
struct StoodRow {
    community_id: String,
    community: String,
    standard: String,
    /// Only of a referral position: which way through care it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    way: Option<Words>,
    at_least: &'static str,
    at_most: &'static str,
    days_met: u16,
    shortfall: f64,
}

/// Every version of a decision.
#[derive(Serialize)]
pub struct DecisionHistory {
    versions: Vec<VersionRow>,
}

#[derive(Serialize)]
struct VersionRow {
    at: String,
    decision: &'static str,
    reasons: String,
    dissent: Option<String>,
    decided_on: String,
    public: bool,
    ranking: String,
}

impl DecisionList {
    /// In their order, and whether whoever asks may record more.
    pub const fn new(decisions: Vec<DecisionInFull>, may_record: bool) -> Self {
        Self {
            decisions,
            may: MayRecord { record: may_record },
        }
    }
}

impl DecisionInFull {
    /// As it leaves to somebody: how things stand now, on which day, and whether they may change it and read its history.
    pub fn new(
        package: &Package,
        decision: &Decision,
        (now, today): (Option<&[Stood]>, Date),
        [change, read_history]: [bool; 2],
    ) -> Self {
        let (community, standard) = match &decision.subject {
            DecisionSubject::Request(_) => (None, None),
            DecisionSubject::Position(community) => (Some(community.to_string()), None),
            DecisionSubject::Gap(community, standard) => (Some(community.to_string()), Some(standard.to_string())),
        };
        let parts = ranking_parts(&decision.says.ranking);
        let [definition, version, digest, _, data] = match parts {
            Some(parts) => parts.map(Some),
            None => [const { None }; 5],
        };
        let then = StandsRow::new(package, decision, &decision.then, decision.recorded_on);
        let now_row = now.map(|now| StandsRow::new(package, decision, now, today));
        let closed = now.and_then(|now| closed(&decision.then, now));
        Self {
            id: decision.id.to_string(),
            option: decision.subject.option(),
            kind: match &decision.subject {
                DecisionSubject::Request(_) => "request",
                DecisionSubject::Gap(..) => "gap",
                DecisionSubject::Position(_) => "position",
            },
            request: decision.subject.request().map(ToString::to_string),
            title: title(package, decision),
            community_id: community,
            standard,
            decision: decision.says.decision.as_str(),
            reasons: decision.says.reasons.clone(),
            dissent: decision.says.dissent.clone(),
            decided_on: decision.says.decided_on.to_string(),
            recorded_on: decision.recorded_on.to_string(),
            changed_on: decision.changed_on.to_string(),
            public: decision.says.is_public,
            ranking: decision.says.ranking.clone(),
            definition,
            definition_version: version,
            definition_digest: digest,
            data_digest: data,
            sentence: sentence(&then, now_row.as_ref(), closed),
            then,
            now: now_row,
            closed: closed.map(Closed::as_str),
            may: May { change, read_history },
        }
    }
}

impl StandsRow {
    fn new(package: &Package, decision: &Decision, stood: &[Stood], as_of: Date) -> Self {
        let is_of_a_way = matches!(decision.subject, DecisionSubject::Position(_));
        let count = |outcome: Option<Outcome>| {
            let settled = |one: &&Stood| {
                let between = Interval {
                    at_least: one.at_least,
                    at_most: one.at_most,
                };
                between.settled() == outcome
            };
            stood.iter().filter(settled).count()
        };
        let row = |one: &Stood| {
            let community = package.communities.iter().find(|place| place.id == one.community);
            let way = package
                .pathways
                .iter()
                .find(|way| is_of_a_way && way.id.as_str() == one.standard.as_str());
            StoodRow {
                way: way.map(|way| Words::from(&way.title)),
                community_id: one.community.to_string(),
                community: community.map_or_else(|| one.community.to_string(), |place| place.name.clone()),
                standard: one.standard.to_string(),
                at_least: one.at_least.as_str(),
                at_most: one.at_most.as_str(),
                days_met: one.days_met,
                shortfall: (one.shortfall * 1e4).round() / 1e4,
            }
        };
        Self {
            as_of: as_of.to_string(),
            places: stood.len(),
            met: count(Some(Outcome::Met)),
            partly_met: count(Some(Outcome::PartlyMet)),
            unmet: count(Some(Outcome::Unmet)),
            unknown: count(None),
            rows: stood.iter().map(row).collect(),
        }
    }
}

impl DecisionHistory {
    /// The first first.
    pub fn new(versions: &[DecisionVersion]) -> Self {
        let row = |one: &DecisionVersion| {
            let says = &one.decision.says;
            VersionRow {
                at: one.at.to_string(),
                decision: says.decision.as_str(),
                reasons: says.reasons.clone(),
                dissent: says.dissent.clone(),
                decided_on: says.decided_on.to_string(),
                public: says.is_public,
                ranking: says.ranking.clone(),
            }
        };
        Self {
            versions: versions.iter().map(row).collect(),
        }
    }
}

fn both(en: impl Into<String>, fr: impl Into<String>) -> Words {
    Words::from(&Text {
        en: en.into(),
        fr: fr.into(),
    })
}

fn title(package: &Package, decision: &Decision) -> Words {
    match &decision.subject {
        DecisionSubject::Request(id) => {
            let request = package.requests.iter().find(|one| one.id == *id);
            let name = |of_type: &crate::model::ServiceTypeId| {
                package
                    .service_types
                    .iter()
                    .find(|one| one.id == *of_type)
                    .map(|one| one.name.clone())
            };
            match request.map(|request| (request, name(&request.service_type))) {
                Some((request, Some(of_type))) => both(
                    format!("{}: {}", request.requested_by, of_type.en),
                    format!("{}\u{a0}: {}", request.requested_by, of_type.fr),
                ),
                _ => both(id.as_str(), id.as_str()),
            }
        }
        DecisionSubject::Position(community) => {
            let place = package.communities.iter().find(|one| one.id == *community);
            position_title(place.map_or(community.as_str(), |one| &one.name))
        }
        DecisionSubject::Gap(community, standard) => {
            let place = package.communities.iter().find(|one| one.id == *community);
            let place = place.map_or(community.as_str(), |one| &one.name);
            let digest = ranking_parts(&decision.says.ranking);
            let definition =
                digest.and_then(|[id, version, ..]| package.definition(&id.into(), Some(version.as_str())).cloned());
            let title = definition.and_then(|one| one.standards.into_iter().find(|one| one.id == *standard));
            let title = title.map_or_else(
                || Text {
                    en: standard.to_string(),
                    fr: standard.to_string(),
                },
                |one| one.title,
            );
            both(format!("{place}: {}", title.en), format!("{place}\u{a0}: {}", title.fr))
        }
    }
}

/// What has come of it, in a sentence.
fn sentence(then: &StandsRow, now: Option<&StandsRow>, closed: Option<Closed>) -> Words {
    let Some(now) = now else {
        return both(
            "The definition that it was decided by is here no more, so nobody can tell how things stand by it.",
            "La définition selon laquelle on a décidé n’est plus ici\u{a0}: on ne peut pas dire où l’on en est.",
        );
    };
    let counts = |en: &str, fr: &str| {
        both(
            format!(
                "{en} Surely met then in {} of {}, now in {} of {}.",
                then.met, then.places, now.met, now.places
            ),
            format!(
                "{fr} Sûrement atteinte alors dans {} sur {}, maintenant dans {} sur {}.",
                then.met, then.places, now.met, now.places
            ),
        )
    };
    match closed {
        None => counts("There was no gap to close.", "Il n’y avait pas d’écart à combler."),
        Some(Closed::Yes) => counts("The gap is closed.", "L’écart est comblé."),
        Some(Closed::Partly) => counts("The gap is closed in part.", "L’écart est comblé en partie."),
        Some(Closed::No) => counts("The gap is still open.", "L’écart n’est pas comblé."),
        Some(Closed::Unknown) => counts(
            "Nobody can tell whether the gap is closed.",
            "On ne peut pas dire si l’écart est comblé.",
        ),
    }
}
