//! Keeps scenarios, shares them, copies them, and takes them away again. A scenario names what the facts have; that is checked
//! by whoever holds the facts ready for analysis, before it comes here.

use std::collections::BTreeSet;

use crate::model::{
    KeptScenario, Package, RequestId, Scenario, ScenarioChange, ScenarioId, Sharing, Supposition, VersionTag,
};
use crate::package::Fault;
use crate::package::Severity;
use crate::package::scenario::{document, parse_json};
use crate::policy::{Allowed, Forbidden, KeepScenario, Party, circle, owns, reads_scenario, scenario_owner};
use crate::store::{Actor, KeptChange, KeptChanged, StoreError};

use super::secret::random_hex;
use super::{Occasion, Office};

/// The most scenarios of one owner.
pub const MOST_KEPT: usize = 200;

/// Why something was not done to a scenario.
#[derive(Debug, thiserror::Error)]
pub enum ScenarioRefusal {
    /// What was given is wrong; every fault is told.
    #[error("the scenario cannot be kept as it is")]
    Faults(Vec<Fault>),
    /// There is no such scenario, or none that the party may know of.
    #[error("there is no such scenario")]
    Never,
    /// It is somebody else's.
    #[error("the scenario is somebody else’s: copy it, and the copy is your own")]
    NotOwn,
    /// It is no longer the version that was seen.
    #[error("somebody has changed it since it was read: read it again, then decide")]
    Stale,
    /// So many are kept already.
    #[error("found {MOST_KEPT} scenarios of this owner, expected fewer: take one away first")]
    TooMany,
    /// The party may not.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// The party has no name to be recorded under.
    #[error("expected the name under which the change is recorded: letters, without control characters")]
    Nameless,
    /// The store cannot write or read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is to be kept.
#[derive(Clone, Debug)]
pub struct ToKeep<'a> {
    /// What it supposes.
    pub scenario: &'a Scenario,
    /// With whom it is shared.
    pub shared: Sharing,
    /// Of which scenario it begins as a copy.
    pub forked_from: Option<ScenarioId>,
}

/// A scenario that a party may read, as they may read it.
#[derive(Clone, Debug)]
pub struct ReadScenario {
    /// How it is kept.
    pub kept: KeptScenario,
    /// What it says, without what the party may not know of.
    pub scenario: Scenario,
}

/// A scenario as somebody reads it who may read these requests: a change that fulfils another is not there, as if it had never
/// been. `None` where the document is none.
pub fn as_read(text: &str, facts: &Package) -> Option<Scenario> {
    let mut scenario = parse_json("scenario", text).ok()?;
    let known: BTreeSet<&RequestId> = facts.requests.iter().map(|one| &one.id).collect();
    scenario.changes.retain(|change| match &change.what {
        Supposition::FulfilRequest { request } => known.contains(request),
        _ => true,
    });
    Some(scenario)
}

/// Every scenario that a party may read, as they may read it, in the order of their names.
pub async fn scenarios(office: &Office, party: &Party, facts: &Package) -> Result<Vec<ReadScenario>, ScenarioRefusal> {
    let kept = office.store().kept_scenarios().await?;
    let read = kept.into_iter().filter(|kept| reads_scenario(party, kept));
    let mut read: Vec<ReadScenario> = read
        .filter_map(|kept| {
            let scenario = as_read(&kept.document, facts)?;
            Some(ReadScenario { kept, scenario })
        })
        .collect();
    read.sort_by(|one, other| (&one.scenario.name, &one.kept.id).cmp(&(&other.scenario.name, &other.kept.id)));
    Ok(read)
}

/// One of them.
pub async fn scenario(
    office: &Office,
    party: &Party,
    facts: &Package,
    id: &ScenarioId,
) -> Result<ReadScenario, ScenarioRefusal> {
    let kept = office.store().kept_scenario(id).await?;
    let kept = kept
        .filter(|kept| reads_scenario(party, kept))
        .ok_or(ScenarioRefusal::Never)?;
    let scenario = as_read(&kept.document, facts).ok_or(ScenarioRefusal::Never)?;
    Ok(ReadScenario { kept, scenario })
}

/// Keeps a scenario for a party.
pub async fn keep_scenario(
    office: &Office,
    allowed: &Allowed<KeepScenario>,
    facts: &Package,
    to_keep: ToKeep<'_>,
    occasion: Occasion,
) -> Result<ReadScenario, ScenarioRefusal> {
    let party = allowed.party();
    let actor = Actor::new(&party.name).ok_or(ScenarioRefusal::Nameless)?;
    let owner = scenario_owner(party).ok_or(ScenarioRefusal::NotOwn)?;
    check_named(to_keep.scenario, to_keep.shared, facts)?;
    let kept = KeptScenario {
        id: random_hex::<16>()?.into(),
        owner,
        kept_by: party.name.clone(),
        shared: to_keep.shared,
        document: document(to_keep.scenario).to_string(),
        forked_from: to_keep.forked_from,
        changed_on: occasion.today,
        version: VersionTag::default(),
    };
    let done = office.store().keep_scenario(kept, MOST_KEPT, &actor, occasion.now);
    let kept = done.await?.ok_or(ScenarioRefusal::TooMany)?;
    Ok(ReadScenario {
        kept,
        scenario: to_keep.scenario.clone(),
    })
}

/// Puts another scenario in the place of one of a party's own; it may be shared with others than before.
pub async fn replace_scenario(
    office: &Office,
    allowed: &Allowed<KeepScenario>,
    facts: &Package,
    (id, seen): (&ScenarioId, &[VersionTag]),
    to_keep: ToKeep<'_>,
    occasion: Occasion,
) -> Result<ReadScenario, ScenarioRefusal> {
    check_named(to_keep.scenario, to_keep.shared, facts)?;
    let decide = |present: &KeptScenario| {
        Ok(KeptChange::To(Box::new(KeptScenario {
            shared: to_keep.shared,
            document: document(to_keep.scenario).to_string(),
            changed_on: occasion.today,
            ..present.clone()
        })))
    };
    match change(office, allowed, (id, seen), occasion, decide).await? {
        KeptChanged::To(kept) => Ok(ReadScenario {
            kept: *kept,
            scenario: to_keep.scenario.clone(),
        }),
        KeptChanged::Withdrawn | KeptChanged::Never => Err(ScenarioRefusal::Never),
    }
}

/// Takes one of a party's own away: every word of every version is erased.
pub async fn remove_scenario(
    office: &Office,
    allowed: &Allowed<KeepScenario>,
    (id, seen): (&ScenarioId, &[VersionTag]),
    occasion: Occasion,
) -> Result<(), ScenarioRefusal> {
    let decide = |_: &KeptScenario| Ok(KeptChange::Withdraw(occasion.today));
    change(office, allowed, (id, seen), occasion, decide).await?;
    Ok(())
}

async fn change(
    office: &Office,
    allowed: &Allowed<KeepScenario>,
    (id, seen): (&ScenarioId, &[VersionTag]),
    occasion: Occasion,
    decide: impl FnOnce(&KeptScenario) -> Result<KeptChange, ScenarioRefusal> + Send,
) -> Result<KeptChanged, ScenarioRefusal> {
    let party = allowed.party();
    let actor = Actor::new(&party.name).ok_or(ScenarioRefusal::Nameless)?;
    let checked = |present: &KeptScenario| {
        if !owns(party, &present.owner) {
            let known = reads_scenario(party, present);
            return Err(if known {
                ScenarioRefusal::NotOwn
            } else {
                ScenarioRefusal::Never
            });
        }
        if !seen.contains(&present.version) {
            return Err(ScenarioRefusal::Stale);
        }
        decide(present)
    };
    let done = office.store().change_scenario(id, &actor, occasion.now, checked);
    match done.await?? {
        KeptChanged::Never => Err(ScenarioRefusal::Never),
        done => Ok(done),
    }
}

/// Refuses what is shared with people who may not read a request that it names. Whoever shares it may read the request
/// themselves, so that they learn nothing by it.
fn check_named(scenario: &Scenario, shared: Sharing, facts: &Package) -> Result<(), ScenarioRefusal> {
    let Some(reader) = circle(shared) else {
        return Ok(());
    };
    let fault = |(at, change): (usize, &ScenarioChange)| {
        let Supposition::FulfilRequest { request } = &change.what else {
            return None;
        };
        let found = facts.requests.iter().find(|one| one.id == *request)?;
        (!reader.reads(found)).then(|| Fault {
            file: "body".to_owned(),
            row: None,
            field: Some(format!("scenario/changes/{at}/request")),
            found: format!(
                "{:?}, which not all of those may read with whom the scenario is shared",
                request.as_str()
            ),
            expected: "a request that they may read, or a scenario that is shared with fewer".to_owned(),
            severity: Severity::Error,
        })
    };
    let faults: Vec<Fault> = scenario.changes.iter().enumerate().filter_map(fault).collect();
    if faults.is_empty() {
        Ok(())
    } else {
        Err(ScenarioRefusal::Faults(faults))
    }
}
