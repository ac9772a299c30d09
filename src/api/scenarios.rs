//! Scenarios: those that come with the package, and those that people keep here, share and copy.
//!
//! A scenario may name a request. To whoever may not read it the change is not there, in whatever they are answered.

pub mod change;
pub mod keep;
pub mod read;

use std::sync::Arc;

use axum::http::{HeaderValue, StatusCode, header};
use sha2::{Digest as _, Sha256};

use crate::model::{Scenario, ScenarioId, Sharing, ShippedScenario};
use crate::planning::{Misfit, suppose};
use crate::workflow::{
    Occasion, Office, ReadScenario, ScenarioRefusal, SentScenarios, ToKeep, Unsent, as_read, scenario,
};

use super::answer::{Answer, media};
use super::ask::Ask;
use super::problem::{Kind, Problem};
use super::requests::of_faults;
use super::storage;
use super::wire::{ProblemError, ScenarioInFull};

/// The scenarios of a body, read strictly.
pub fn sent(
    ask: &Ask,
    needed: &[&'static str],
    allowed: &[&'static str],
    words: &[&'static str],
) -> Result<SentScenarios, Problem> {
    let body = std::str::from_utf8(ask.body())
        .map_err(|fault| Problem::new(Kind::BadBody, format!("{fault}; expected one JSON object")))?;
    SentScenarios::read(body, needed, allowed, words).map_err(|fault| match fault {
        Unsent::NotJson(fault) => Problem::new(Kind::BadBody, format!("{fault}; expected one JSON object")),
        Unsent::Faults(faults) => of_faults(&faults),
    })
}

/// What the facts have no place for, each at its pointer below the name under which the scenario was sent.
pub fn misfits(name: &str, found: &[Misfit]) -> Problem {
    let errors: Vec<ProblemError> = found
        .iter()
        .map(|one| ProblemError {
            pointer: format!("#/{name}/{}", one.pointer()),
            line: None,
            field: Some(one.key.clone()),
            detail: format!("found {}, expected {}", one.found, one.expected),
        })
        .collect();
    let (count, first) = (errors.len(), &errors[0]);
    let faults = if count == 1 { "fault" } else { "faults" };
    let detail = format!("{count} {faults}: {}: {}", first.pointer, first.detail);
    Problem::new(Kind::Invalid, detail).with_errors(errors)
}

/// Refuses a scenario that the facts, as whoever asks may see them, have no place for.
fn check(ask: &Ask, scenario: &Scenario) -> Result<(), Problem> {
    match suppose(scenario, ask.view.basis(), ask.state.today()) {
        Ok(_) => Ok(()),
        Err(found) => Err(misfits("scenario", &found)),
    }
}

/// The scenario that is sent, and with whom it is shared.
fn to_keep(sent: &SentScenarios, forked_from: Option<ScenarioId>) -> Result<ToKeep<'_>, Problem> {
    let shared = sent.words("shared").unwrap_or(Sharing::Own.as_str());
    let known = Sharing::ALL.iter().map(|one| one.as_str()).collect::<Vec<_>>();
    let shared = Sharing::parse(shared).ok_or_else(|| {
        let detail = format!("found {shared:?}, expected one of {}", known.join(", "));
        let error = ProblemError {
            pointer: "#/shared".to_owned(),
            line: None,
            field: Some("shared".to_owned()),
            detail: detail.clone(),
        };
        Problem::new(Kind::Invalid, format!("1 fault: #/shared: {detail}")).with_errors(vec![error])
    })?;
    Ok(ToKeep {
        scenario: sent.scenario("scenario").ok_or_else(Problem::internal)?,
        shared,
        forked_from,
    })
}

/// A scenario by its id, as whoever asks may read it, and whether it is one that people keep; `None` also where they may not
/// know of it.
pub async fn known(ask: &Ask, id: &ScenarioId) -> Result<Option<(Scenario, bool)>, Problem> {
    if let Some(scenario) = shipped(ask, id) {
        return Ok(Some((scenario, false)));
    }
    let Some((office, _)) = office(ask) else {
        return Ok(None);
    };
    match scenario(&office, ask.party(), ask.view.package(), id).await {
        Ok(read) => Ok(Some((read.scenario, true))),
        Err(ScenarioRefusal::Never) => Ok(None),
        Err(refusal) => Err(refused(refusal)),
    }
}

/// The shipped scenario of this id, as whoever asks may read it.
pub fn shipped(ask: &Ask, id: &ScenarioId) -> Option<Scenario> {
    let mut all = ask.view.package().scenarios.iter();
    let found: &ShippedScenario = all.find(|one| one.id == *id)?;
    as_read(&found.document, ask.view.package())
}

/// Where the store is, and when this is; `None` where there is none, and so nothing that is kept.
fn office(ask: &Ask) -> Option<(Arc<Office>, Occasion)> {
    ask.office().ok()
}

/// A kept scenario in full. Its tag names the version, so that it can be sent in `If-Match`, and the bytes, which are not the
/// same for everybody.
fn in_full(ask: &Ask, read: &ReadScenario, known_origin: Option<&ScenarioId>) -> Answer {
    let scenario = ScenarioInFull::kept(read, ask.party(), ask.view.package(), known_origin);
    let body = Answer::json(media::JSON, &scenario).into_body();
    let digest = hex::encode(Sha256::digest(&body));
    let answer = Answer::bytes(media::JSON, body);
    match HeaderValue::try_from(format!("\"{}.{digest}\"", read.kept.version.0)) {
        Ok(tag) => answer.header(header::ETAG, tag),
        Err(_) => answer,
    }
}

/// The same with 201 and its address.
fn made(ask: &Ask, read: &ReadScenario) -> Result<Answer, Problem> {
    let address = ask.state.address(&format!("/api/scenarios/{}", read.kept.id));
    let address = HeaderValue::try_from(address).map_err(|_| Problem::internal())?;
    let answer = in_full(ask, read, read.kept.forked_from.as_ref()).status(StatusCode::CREATED);
    Ok(answer.header(header::LOCATION, address))
}

/// The refusal in the words of HTTP.
fn refused(refusal: ScenarioRefusal) -> Problem {
    let detail = refusal.to_string();
    match refusal {
        ScenarioRefusal::Faults(faults) => of_faults(&faults),
        ScenarioRefusal::Never => never(),
        ScenarioRefusal::NotOwn | ScenarioRefusal::Forbidden(_) => Problem::new(Kind::Forbidden, detail),
        ScenarioRefusal::Stale => Problem::new(Kind::Stale, detail),
        ScenarioRefusal::TooMany => Problem::new(Kind::Conflict, detail),
        ScenarioRefusal::Nameless => Problem::internal(),
        ScenarioRefusal::Store(fault) => storage::problem(&fault),
    }
}

/// Nothing here, or nothing that the reader may know of.
fn never() -> Problem {
    Problem::not_found("there is no such scenario")
}
