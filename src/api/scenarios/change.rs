//! Changes a kept scenario, and takes it away.

use axum::http::{StatusCode, header};

use crate::model::{ScenarioId, VersionTag};
use crate::policy::KeepScenario;
use crate::workflow::{remove_scenario, replace_scenario};

use super::super::answer::Answer;
use super::super::ask::Ask;
use super::super::problem::{Kind, Problem};
use super::super::requests::versions_in;
use super::keep::known_origin;
use super::{check, in_full, refused, sent, to_keep};

/// 200 as it is read afterwards: what is sent takes the place of all that was there, its name and with whom it is shared among
/// it. On 412 somebody has changed it since it was read.
pub async fn replace(ask: Ask) -> Result<Answer, Problem> {
    let allowed = ask.allowed::<KeepScenario>()?;
    let (office, occasion) = ask.office()?;
    let id = known(&ask, &office).await?;
    let sent = sent(&ask, &["scenario"], &[], &["shared"])?;
    let versions = if_match(&ask)?;
    let to_keep = to_keep(&sent, None)?;
    check(&ask, to_keep.scenario)?;
    let facts = ask.view.package();
    let done = replace_scenario(&office, &allowed, facts, (&id, &versions), to_keep, occasion).await;
    let read = done.map_err(refused)?;
    let origin = known_origin(&ask, &office, &read).await;
    Ok(in_full(&ask, &read, origin.as_ref()))
}

/// 204: every word of every version is erased.
pub async fn remove(ask: Ask) -> Result<Answer, Problem> {
    let allowed = ask.allowed::<KeepScenario>()?;
    let (office, occasion) = ask.office()?;
    let id = known(&ask, &office).await?;
    let versions = if_match(&ask)?;
    let done = remove_scenario(&office, &allowed, (&id, &versions), occasion).await;
    done.map_err(refused)?;
    Ok(Answer::empty(StatusCode::NO_CONTENT))
}

/// The id of a scenario that whoever asks may know of: of another they hear the same as of one that never was, whatever they
/// send.
async fn known(ask: &Ask, office: &crate::workflow::Office) -> Result<ScenarioId, Problem> {
    let id = ScenarioId::from(ask.part(0));
    if super::shipped(ask, &id).is_some() {
        let detail = "it comes with the package and stays as it is: copy it, and the copy is your own";
        return Err(Problem::new(Kind::Forbidden, detail));
    }
    let found = crate::workflow::scenario(office, ask.party(), ask.view.package(), &id).await;
    found.map_err(refused)?;
    Ok(id)
}

fn if_match(ask: &Ask) -> Result<Vec<VersionTag>, Problem> {
    if ask.headers().contains_key(header::IF_MATCH) {
        Ok(versions_in(ask.headers()))
    } else {
        let detail = "if-match: found nothing, expected the ETag of the scenario as it was read";
        Err(Problem::new(Kind::Unconditional, detail))
    }
}
