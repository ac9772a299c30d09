//! Lists scenarios, and shows one.

use crate::model::ScenarioId;
use crate::policy::scenario_owner;
use crate::workflow::{scenario, scenarios};

use super::super::answer::{Answer, media};
use super::super::ask::Ask;
use super::super::problem::Problem;
use super::super::wire::{ScenarioInFull, ScenarioList};
use super::{in_full, never, office, refused, shipped};

/// Those that come with the package, then those that people keep and whoever asks may read, by their names.
pub async fn all(ask: Ask) -> Result<Answer, Problem> {
    let package = ask.view.package();
    let shipped = package.scenarios.iter();
    let shipped = shipped.filter_map(|one| Some((&one.id, super::shipped(&ask, &one.id)?)));
    let shipped: Vec<_> = shipped.collect();
    let office = office(&ask);
    let kept = match &office {
        Some((office, _)) => scenarios(office, ask.party(), package).await.map_err(refused)?,
        None => Vec::new(),
    };
    let may_keep = office.is_some() && scenario_owner(ask.party()).is_some();
    let list = ScenarioList::new(&shipped, &kept, ask.party(), package, may_keep);
    Ok(Answer::json(media::JSON, &list))
}

/// One in full. 404 also where whoever asks may not know of it.
pub async fn one(ask: Ask) -> Result<Answer, Problem> {
    let id = ScenarioId::from(ask.part(0));
    if let Some(scenario) = shipped(&ask, &id) {
        return Ok(Answer::json(media::JSON, &ScenarioInFull::shipped(&id, &scenario)));
    }
    let (office, _) = office(&ask).ok_or_else(never)?;
    let read = scenario(&office, ask.party(), ask.view.package(), &id)
        .await
        .map_err(refused)?;
    let origin = super::keep::known_origin(&ask, &office, &read).await;
    Ok(in_full(&ask, &read, origin.as_ref()))
}
