//! Decisions of the working group: read, recorded, changed; with how things stood and how they stand.
//!
//! A decision on a request that whoever asks may not know of is answered as one that never was.

use axum::http::{HeaderValue, StatusCode, header};
use jiff::civil::Date;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use std::sync::Arc;

use crate::equity::{Criteria, Question};
use crate::model::{Decision, DecisionId, DecisionSubject, DefinitionId, Request, Stood, Supply};
use crate::planning::priorities::Subject;
use crate::planning::stands;
use crate::policy::{ReadDecision, RecordDecision, allow};
use crate::snapshot::{Found as _, View, of_text};
use crate::workflow::{
    self, DecisionAsSent, DecisionRefusal, Fault, Severity, change_decision, decision_as_sent, decision_versions,
    ranking_parts, ranking_supply, record_decision,
};

use super::answer::{Answer, media};
use super::ask::Ask;
use super::parameters::OPTION;
use super::problem::{Kind, Problem};
use super::requests::{if_match, of_faults};
use super::storage;
use super::wire::{DecisionHistory, DecisionInFull, DecisionList};

/// What is sent of a decision.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sent {
    option: Option<String>,
    decision: Option<String>,
    reasons: Option<String>,
    dissent: Option<String>,
    decided_on: Option<String>,
    ranking: Option<String>,
    public: Option<bool>,
}

impl Sent {
    fn says(self) -> DecisionAsSent {
        DecisionAsSent {
            decision: self.decision,
            reasons: self.reasons,
            dissent: self.dissent,
            decided_on: self.decided_on,
            ranking: self.ranking,
            is_public: self.public,
        }
    }
}

/// All that whoever asks may read, the latest first; of one option, where one is named.
pub async fn all(ask: Ask) -> Result<Answer, Problem> {
    let mut found = readable(&ask).await?;
    if let Some(option) = ask.query.text(OPTION.name) {
        let expected = "the id of an option, gap:COMMUNITY.STANDARD, request:ID or position:COMMUNITY";
        DecisionSubject::parse(option).ok_or_else(|| Problem::bad(OPTION.name, option, expected))?;
        found.retain(|one| one.subject.option() == option);
    }
    let now = now_of(&ask, &found).await?;
    let rows = found
        .iter()
        .zip(&now)
        .map(|(one, now)| in_full(&ask, one, now.as_deref()));
    let may_record = ask.allowed::<RecordDecision>().is_ok();
    Ok(Answer::json(
        media::JSON,
        &DecisionList::new(rows.collect(), may_record),
    ))
}

/// One, with how things stood and how they stand. 404 also where whoever asks may not know of it.
pub async fn one(ask: Ask) -> Result<Answer, Problem> {
    let found = found(&ask).await?;
    answer(&ask, &found).await
}

/// Every version, to the working group and to the government that owns the request. 404 to all others.
pub async fn history(ask: Ask) -> Result<Answer, Problem> {
    let found = found(&ask).await?;
    let (office, _) = ask.office()?;
    let versions = decision_versions(&office, ask.party(), &found, request(&ask.view, &found.subject)).await;
    Ok(Answer::json(
        media::JSON,
        &DecisionHistory::new(&versions.map_err(refused)?),
    ))
}

/// 201 with its address. On 409 change the one that stands. On 422 mend the fields that the errors name.
pub async fn record(ask: Ask) -> Result<Answer, Problem> {
    let allowed = ask.allowed::<RecordDecision>()?;
    let sent: Sent = ask.json()?;
    let option = sent.option.clone();
    let subject = option.as_deref().and_then(DecisionSubject::parse);
    let (office, occasion) = ask.office()?;
    let says = decision_as_sent(sent.says(), occasion.today).map_err(refused)?;
    let subject = subject.ok_or_else(|| no_option(option.as_deref()))?;
    let then = match standing(&ask, subject.clone(), says.ranking.clone()).await? {
        Standing::So(then) => then,
        Standing::NoOption => return Err(no_option(option.as_deref())),
        Standing::NoDefinition => {
            let expected = "a ranking by a definition that is here, with the same text";
            return Err(wrong("ranking", &says.ranking, expected));
        }
    };
    let done = record_decision(&office, &allowed, subject, says, then, occasion).await;
    let decision = done.map_err(refused)?;
    let address = ask.state.address(&format!("/api/decisions/{}", decision.id));
    let address = HeaderValue::try_from(address).map_err(|_| Problem::internal())?;
    let answer = answer(&ask, &decision).await?;
    Ok(answer.status(StatusCode::CREATED).header(header::LOCATION, address))
}

/// 200 as it is read afterwards. What it is about, and how things stood, stay. On 412 somebody has changed it since it was
/// read.
pub async fn change(ask: Ask) -> Result<Answer, Problem> {
    let allowed = ask.allowed::<RecordDecision>()?;
    let sent: Sent = ask.json()?;
    let found = found(&ask).await?;
    if let Some(option) = &sent.option {
        return Err(wrong("option", option, "nothing: what a decision is about stays"));
    }
    let versions = if_match(ask.headers())?;
    let (office, occasion) = ask.office()?;
    let says = decision_as_sent(sent.says(), occasion.today).map_err(refused)?;
    let done = change_decision(&office, &allowed, &found.id, &versions, says, occasion).await;
    answer(&ask, &done.map_err(refused)?).await
}

pub(super) fn refused(refusal: DecisionRefusal) -> Problem {
    let detail = refusal.to_string();
    match refusal {
        DecisionRefusal::Faults(faults) => of_faults(&faults),
        DecisionRefusal::Never => never(),
        DecisionRefusal::Stands => Problem::new(Kind::Conflict, detail),
        DecisionRefusal::Stale => Problem::new(Kind::Stale, detail),
        DecisionRefusal::Nameless => Problem::internal(),
        DecisionRefusal::Store(fault) => storage::problem(&fault),
    }
}

fn never() -> Problem {
    Problem::not_found("there is no such decision")
}

fn wrong(field: &str, found: &str, expected: &str) -> Problem {
    of_faults(&[Fault {
        file: String::new(),
        row: None,
        field: Some(field.to_owned()),
        found: format!("{found:?}"),
        expected: expected.to_owned(),
        severity: Severity::Error,
    }])
}

fn no_option(option: Option<&str>) -> Problem {
    let expected = "an option of the ranking, such as gap:COMMUNITY.STANDARD, request:ID or position:COMMUNITY";
    wrong("option", option.unwrap_or_default(), expected)
}

/// The request that a decision is about, where whoever asks may read it.
fn request<'a>(view: &'a View, subject: &DecisionSubject) -> Option<&'a Request> {
    view.find(subject.request()?)
}

/// Every decision that whoever asks may read; none where there is no database.
async fn readable(ask: &Ask) -> Result<Vec<Decision>, Problem> {
    let Ok((office, _)) = ask.office() else {
        return Ok(Vec::new());
    };
    let found = workflow::decisions(&office, ask.party(), |subject| request(&ask.view, subject)).await;
    found.map_err(refused)
}

async fn found(ask: &Ask) -> Result<Decision, Problem> {
    let id = DecisionId::from(ask.part(0));
    let all = readable(ask).await?;
    all.into_iter().find(|one| one.id == id).ok_or_else(never)
}

/// How things stand now where decisions are about something, in their order; `None` where the definition is here no more.
async fn now_of(ask: &Ask, decisions: &[Decision]) -> Result<Vec<Option<Vec<Stood>>>, Problem> {
    let (view, today) = (Arc::clone(&ask.view), ask.state.today());
    let asked: Vec<(DecisionSubject, String)> = decisions
        .iter()
        .map(|one| (one.subject.clone(), one.says.ranking.clone()))
        .collect();
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let work = move || {
        let now = asked
            .iter()
            .map(|(subject, ranking)| match by_ranking(&view, subject, ranking, today) {
                Standing::NoDefinition => None,
                Standing::NoOption => Some(Vec::new()),
                Standing::So(stood) => Some(stood),
            });
        Ok(now.collect())
    };
    ask.state.analyse(work).await
}

/// How things stand where something is decided.
enum Standing {
    /// The definition of the ranking is not here, or has another text.
    NoDefinition,
    /// What is decided on is not here.
    NoOption,
    /// So.
    So(Vec<Stood>),
}

async fn standing(ask: &Ask, subject: DecisionSubject, ranking: String) -> Result<Standing, Problem> {
    let (view, today) = (Arc::clone(&ask.view), ask.state.today());
    let work = move || Ok(by_ranking(&view, &subject, &ranking, today));
    ask.state.analyse(work).await
}

fn by_ranking(view: &View, subject: &DecisionSubject, ranking: &str, today: Date) -> Standing {
    let Some([id, version, digest, ..]) = ranking_parts(ranking) else {
        return Standing::NoDefinition;
    };
    let definition = view.definition(Some(&DefinitionId::from(id)), Some(version.as_str()));
    let Some(definition) = definition.filter(|one| of_text(&one.text) == digest) else {
        return Standing::NoDefinition;
    };
    let Ok(criteria) = Criteria::new(definition, view.package()) else {
        return Standing::NoDefinition;
    };
    let supply = ranking_supply(ranking).unwrap_or(Supply::Actual);
    let package = view.package();
    let place = match subject {
        DecisionSubject::Request(id) => {
            let mut requests = package.requests.iter();
            requests
                .position(|one| one.id == *id && !one.is_draft())
                .map(Subject::Request)
        }
        DecisionSubject::Gap(community, standard) => {
            let community = package.communities.iter().position(|one| one.id == *community);
            let standard = definition.standards.iter().position(|one| one.id == *standard);
            let pair = community.zip(standard);
            pair.map(|(community, standard)| Subject::Gap(community, standard))
        }
        DecisionSubject::Position(community) => {
            let mut communities = package.communities.iter();
            let place = communities.position(|one| one.id == *community);
            // Without a way through care there is nothing that a position could open.
            place.filter(|_| !package.pathways.is_empty()).map(Subject::Position)
        }
    };
    let Some(subject) = place else {
        return Standing::NoOption;
    };
    let assessment = view.assessment(&criteria, Question { as_of: today, supply });
    Standing::So(stands(view.basis(), &criteria, &assessment, subject))
}

fn in_full(ask: &Ask, decision: &Decision, now: Option<&[Stood]>) -> DecisionInFull {
    let owner = request(&ask.view, &decision.subject).and_then(|request| request.submission.as_ref());
    let owner = owner.map(|submission| &submission.government);
    let may_change = ask.allowed::<RecordDecision>().is_ok();
    let may_read_history = allow::<ReadDecision>(ask.party(), owner).is_ok();
    DecisionInFull::new(
        ask.view.package(),
        decision,
        (now, ask.state.today()),
        [may_change, may_read_history],
    )
}

/// A decision as an answer. Its tag names the version, so that it can be sent in `If-Match`, and the bytes.
async fn answer(ask: &Ask, decision: &Decision) -> Result<Answer, Problem> {
    let now = now_of(ask, std::slice::from_ref(decision)).await?;
    let now = now.into_iter().next().flatten();
    let body = Answer::json(media::JSON, &in_full(ask, decision, now.as_deref())).into_body();
    let tag = format!("\"{}.{}\"", decision.version.0, hex::encode(Sha256::digest(&body)));
    let answer = Answer::bytes(media::JSON, body);
    let tag = HeaderValue::try_from(tag).map_err(|_| Problem::internal())?;
    Ok(answer.header(header::ETAG, tag))
}
