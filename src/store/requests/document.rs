//! What a submitted request, a correction of a public record, or a decision says as text, in one form, before it is sealed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::{
    ActedFor, CommunityId, CorrectionId, Decision, DecisionId, DecisionInput, DecisionKind, DecisionSubject,
    DeliveryMode, Evidence, GovernmentId, Outcome, PartialDate, RecordCorrection, RequestAction, RequestAnswer,
    RequestDeed, RequestInput, RequestState, RequestStatus, SaidOtherwise, Stood, Submission, VersionTag, Visibility,
};

/// Says which fields there are: sealed words are never rewritten, so a later form has to read this one too.
const FORM: u8 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    form: u8,
    service_type: String,
    communities: Vec<String>,
    regions: Vec<String>,
    delivery_mode: Option<String>,
    languages: Vec<String>,
    cultural_grounding: String,
    why: String,
    since: Option<String>,
    /// Titles and addresses.
    evidence: Vec<(String, String)>,
    labels: Vec<String>,
    visibility: String,
    state: String,
    /// Days, states and reasons.
    answers: Vec<(String, String, String)>,
    submitted_on: Option<String>,
    changed_on: String,
    action: String,
    acted_for: String,
    reason: String,
}

/// The words of a submission.
pub(super) fn write(submission: &Submission) -> Vec<u8> {
    let input = &submission.input;
    let texts = |list: &[String]| list.to_vec();
    let document = Document {
        form: FORM,
        service_type: input.service_type.to_string(),
        communities: input.communities.iter().map(ToString::to_string).collect(),
        regions: texts(&input.regions),
        delivery_mode: input.delivery_mode.map(|mode| mode.as_str().to_owned()),
        languages: input.languages.iter().map(ToString::to_string).collect(),
        cultural_grounding: input.cultural_grounding.clone(),
        why: input.why.clone(),
        since: input.since.map(|since| since.to_string()),
        evidence: input
            .evidence
            .iter()
            .map(|one| (one.title.clone(), one.url.clone()))
            .collect(),
        labels: texts(&input.labels),
        visibility: input.visibility.as_str().to_owned(),
        state: submission.state.as_str().to_owned(),
        answers: submission.answers.iter().map(answer).collect(),
        submitted_on: submission.submitted_on.map(|day| day.to_string()),
        changed_on: submission.changed_on.to_string(),
        action: submission.deed.action.as_str().to_owned(),
        acted_for: submission.deed.by.as_str().to_owned(),
        reason: submission.deed.reason.clone(),
    };
    serde_json::to_vec(&document).expect("texts and lists of texts are JSON")
}

fn answer(answer: &RequestAnswer) -> (String, String, String) {
    (
        answer.on.to_string(),
        answer.state.as_str().to_owned(),
        answer.reason.clone(),
    )
}

/// Reads the words of a submission of a government back; `None` where they are none.
pub(super) fn read(words: &[u8], government: GovernmentId, version: VersionTag) -> Option<Submission> {
    let document: Document = serde_json::from_slice(words)
        .ok()
        .filter(|one: &Document| one.form == FORM)?;
    let optional = |text: Option<String>| text.map(|text| PartialDate::parse(&text).ok_or(())).transpose().ok();
    let day = |text: &str| text.parse::<Date>().ok();
    let mode = document.delivery_mode.map(|word| DeliveryMode::parse(&word).ok_or(()));
    let answers = document.answers.into_iter().map(|(on, state, reason)| {
        Some(RequestAnswer {
            on: day(&on)?,
            state: RequestState::parse(&state)?,
            reason,
        })
    });
    let evidence = document.evidence.into_iter();
    Some(Submission {
        government,
        input: RequestInput {
            service_type: document.service_type.into(),
            communities: document.communities.into_iter().map(Into::into).collect(),
            regions: document.regions,
            delivery_mode: mode.transpose().ok()?,
            languages: document.languages.into_iter().map(Into::into).collect(),
            cultural_grounding: document.cultural_grounding,
            why: document.why,
            since: optional(document.since)?,
            evidence: evidence.map(|(title, url)| Evidence { title, url }).collect(),
            labels: document.labels,
            visibility: Visibility::parse(&document.visibility)?,
        },
        state: RequestState::parse(&document.state)?,
        answers: answers.collect::<Option<_>>()?,
        submitted_on: match document.submitted_on {
            Some(text) => Some(day(&text)?),
            None => None,
        },
        changed_on: day(&document.changed_on)?,
        deed: RequestDeed {
            action: RequestAction::parse(&document.action)?,
            by: ActedFor::parse(&document.acted_for)?,
            reason: document.reason,
        },
        version,
    })
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CorrectionDocument {
    form: u8,
    service_type: Option<String>,
    communities: Option<Vec<String>>,
    regions: Option<Vec<String>>,
    delivery_mode: Option<String>,
    date: Option<String>,
    status: Option<String>,
    why: String,
    made_on: String,
    changed_on: String,
}

/// The words of a correction.
pub(super) fn write_correction(correction: &RecordCorrection) -> Vec<u8> {
    let says = &correction.says;
    let communities = says.communities.as_ref();
    let document = CorrectionDocument {
        form: FORM,
        service_type: says.service_type.as_ref().map(ToString::to_string),
        communities: communities.map(|ids| ids.iter().map(ToString::to_string).collect()),
        regions: says.regions.clone(),
        delivery_mode: says.delivery_mode.map(|mode| mode.as_str().to_owned()),
        date: says.date.map(|date| date.to_string()),
        status: says.status.map(|status| status.as_str().to_owned()),
        why: says.why.clone(),
        made_on: correction.made_on.to_string(),
        changed_on: correction.changed_on.to_string(),
    };
    serde_json::to_vec(&document).expect("texts and lists of texts are JSON")
}

/// Reads the words of a correction back; `None` where they are none.
pub(super) fn read_correction(
    words: &[u8],
    id: CorrectionId,
    government: Option<GovernmentId>,
    version: VersionTag,
) -> Option<RecordCorrection> {
    fn known<T>(text: Option<String>, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, ()> {
        text.map(|text| read(&text).ok_or(())).transpose()
    }
    let document: CorrectionDocument = serde_json::from_slice(words)
        .ok()
        .filter(|one: &CorrectionDocument| one.form == FORM)?;
    let communities = document.communities;
    Some(RecordCorrection {
        id,
        government,
        says: SaidOtherwise {
            service_type: document.service_type.map(Into::into),
            communities: communities.map(|ids| ids.into_iter().map(CommunityId::from).collect()),
            regions: document.regions,
            delivery_mode: known(document.delivery_mode, DeliveryMode::parse).ok()?,
            date: known(document.date, PartialDate::parse).ok()?,
            status: known(document.status, RequestStatus::parse).ok()?,
            why: document.why,
        },
        made_on: document.made_on.parse().ok()?,
        changed_on: document.changed_on.parse().ok()?,
        version,
    })
}

/// One place of a decision: community, standard, outcome at either end, days met, shortfall.
type StoodWords = (String, String, String, String, u16, f64);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DecisionDocument {
    form: u8,
    decision: String,
    reasons: String,
    dissent: Option<String>,
    decided_on: String,
    ranking: String,
    is_public: bool,
    then: Vec<StoodWords>,
    recorded_on: String,
    changed_on: String,
}

/// The words of a decision.
pub(super) fn write_decision(decision: &Decision) -> Vec<u8> {
    let says = &decision.says;
    let stood = |one: &Stood| {
        (
            one.community.to_string(),
            one.standard.to_string(),
            one.at_least.as_str().to_owned(),
            one.at_most.as_str().to_owned(),
            one.days_met,
            one.shortfall,
        )
    };
    let document = DecisionDocument {
        form: FORM,
        decision: says.decision.as_str().to_owned(),
        reasons: says.reasons.clone(),
        dissent: says.dissent.clone(),
        decided_on: says.decided_on.to_string(),
        ranking: says.ranking.clone(),
        is_public: says.is_public,
        then: decision.then.iter().map(stood).collect(),
        recorded_on: decision.recorded_on.to_string(),
        changed_on: decision.changed_on.to_string(),
    };
    serde_json::to_vec(&document).expect("texts, numbers that are finite and lists of both are JSON")
}

/// Reads the words of a decision back; `None` where they are none.
pub(super) fn read_decision(
    words: &[u8],
    id: DecisionId,
    subject: DecisionSubject,
    version: VersionTag,
) -> Option<Decision> {
    let document: DecisionDocument = serde_json::from_slice(words)
        .ok()
        .filter(|one: &DecisionDocument| one.form == FORM)?;
    let outcome = |word: &str| Outcome::ALL.into_iter().find(|one| one.as_str() == word);
    let stood = |(community, standard, at_least, at_most, days_met, shortfall): StoodWords| {
        Some(Stood {
            community: community.into(),
            standard: standard.into(),
            at_least: outcome(&at_least)?,
            at_most: outcome(&at_most)?,
            days_met,
            shortfall,
        })
    };
    Some(Decision {
        id,
        subject,
        says: DecisionInput {
            decision: DecisionKind::parse(&document.decision)?,
            reasons: document.reasons,
            dissent: document.dissent,
            decided_on: document.decided_on.parse().ok()?,
            ranking: document.ranking,
            is_public: document.is_public,
        },
        then: document.then.into_iter().map(stood).collect::<Option<_>>()?,
        recorded_on: document.recorded_on.parse().ok()?,
        changed_on: document.changed_on.parse().ok()?,
        version,
    })
}
