//! Keeps a scenario, or a copy of one.

use crate::model::{ScenarioId, Sharing, Text};
use crate::policy::KeepScenario;
use crate::workflow::{Office, ReadScenario, SentScenarios, ToKeep, keep_scenario, scenario};

use super::super::answer::Answer;
use super::super::ask::Ask;
use super::super::problem::Problem;
use super::{check, made, never, refused, sent, shipped, to_keep};

/// 201 with its address. On 422 mend what the errors name: a change that the facts have no place for, or, where it is shared, a
/// request that not all of those may read with whom.
pub async fn keep(ask: Ask) -> Result<Answer, Problem> {
    let allowed = ask.allowed::<KeepScenario>()?;
    let sent: SentScenarios = sent(&ask, &["scenario"], &[], &["shared", "forked_from"])?;
    let (office, occasion) = ask.office()?;
    let forked_from = match sent.words("forked_from").map(ScenarioId::from) {
        Some(id) if is_known(&ask, &office, &id).await => Some(id),
        Some(_) => return Err(never()),
        None => None,
    };
    let to_keep = to_keep(&sent, forked_from)?;
    check(&ask, to_keep.scenario)?;
    let done = keep_scenario(&office, &allowed, ask.view.package(), to_keep, occasion).await;
    made(&ask, &done.map_err(refused)?)
}

/// 201 with the address of the copy, which is the asker's own: of what they may read of it, and nothing else.
pub async fn fork(ask: Ask) -> Result<Answer, Problem> {
    let allowed = ask.allowed::<KeepScenario>()?;
    let sent: SentScenarios = sent(&ask, &[], &[], &["name"])?;
    let (office, occasion) = ask.office()?;
    let id = ScenarioId::from(ask.part(0));
    let mut copy = match shipped(&ask, &id) {
        Some(shipped) => shipped,
        None => {
            scenario(&office, ask.party(), ask.view.package(), &id)
                .await
                .map_err(refused)?
                .scenario
        }
    };
    if let Some(name) = sent.words("name") {
        copy.name = Text {
            en: name.to_owned(),
            fr: name.to_owned(),
        };
    }
    let to_keep = ToKeep {
        scenario: &copy,
        shared: Sharing::Own,
        forked_from: Some(id),
    };
    let done = keep_scenario(&office, &allowed, ask.view.package(), to_keep, occasion).await;
    made(&ask, &done.map_err(refused)?)
}

async fn is_known(ask: &Ask, office: &Office, id: &ScenarioId) -> bool {
    shipped(ask, id).is_some() || scenario(office, ask.party(), ask.view.package(), id).await.is_ok()
}

/// Of which scenario one began as a copy, where whoever asks may read that one.
pub(super) async fn known_origin(ask: &Ask, office: &Office, read: &ReadScenario) -> Option<ScenarioId> {
    let origin = read.kept.forked_from.clone()?;
    is_known(ask, office, &origin).await.then_some(origin)
}
