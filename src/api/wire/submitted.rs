//! Requests as governments submit them, to those who may read them.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use super::{ids, words};
use crate::exchange::correction::CorrectionRow;
use crate::exchange::rows::{Row, row};
use crate::model::{
    ActedFor, CommunityId, DeliveryMode, GovernmentId, LanguageCode, Request, RequestAction, RequestAnswer, RequestId,
    RequestOrigin, RequestState, SaidOtherwise, Submission,
};
use crate::policy::{
    AnswerRequest, CorrectRecord, CorrectRequest, Party, RestrictRequest, WithdrawRequest, allow, moves, named,
};
use crate::workflow::{
    BETWEEN_ENTRIES, BETWEEN_SOURCES, CorrectionVersion, DecisionVersion, Imported, RequestReading, RequestVersion,
};

/// Requests that somebody may read.
#[derive(Serialize)]
pub struct RequestList<'a> {
    requests: Vec<RequestInFull<'a>>,
    number: usize,
}

impl<'a> RequestList<'a> {
    /// In their order, as they leave to a party.
    pub fn new(requests: &[&'a Request], party: &Party) -> Self {
        Self {
            requests: requests
                .iter()
                .map(|request| RequestInFull::new(request, party))
                .collect(),
            number: requests.len(),
        }
    }
}

/// A request with everything that it says, and what whoever asks may do with it.
#[derive(Clone, Serialize)]
pub struct RequestInFull<'a> {
    id: &'a str,
    government: Option<&'a str>,
    requested_by: &'a str,
    origin: &'static str,
    state: Option<&'static str>,
    /// As it was published; only of public records.
    status: Option<&'static str>,
    service_type: &'a str,
    communities: Vec<&'a str>,
    regions: &'a [String],
    delivery_mode: Option<&'static str>,
    languages: Vec<&'a str>,
    cultural_grounding: &'a str,
    why: &'a str,
    since: Option<String>,
    evidence: Vec<EvidenceLink<'a>>,
    labels: &'a [String],
    visibility: &'static str,
    answers: Vec<Answered<'a>>,
    submitted_on: Option<String>,
    changed_on: Option<String>,
    /// When it was asked, as far as it is known; only of public records, as are the next two.
    date: Option<String>,
    notes: Option<&'a str>,
    sources: Vec<String>,
    /// Governments that a public record names, and what those and the working group say of it.
    names: Vec<&'a str>,
    corrections: Vec<OwnCorrection>,
    moves: Vec<&'static str>,
    may: Vec<&'static str>,
}

#[derive(Clone, Serialize)]
struct EvidenceLink<'a> {
    title: &'a str,
    url: &'a str,
}

#[derive(Clone, Serialize)]
struct Answered<'a> {
    on: String,
    state: &'static str,
    reason: &'a str,
}

/// What a body says of a public record, and whether whoever asks speaks for that body.
#[derive(Clone, Serialize)]
struct OwnCorrection {
    #[serde(flatten)]
    said: CorrectionRow,
    own: bool,
}

impl<'a> From<&'a RequestAnswer> for Answered<'a> {
    fn from(answer: &'a RequestAnswer) -> Self {
        Self {
            on: answer.on.to_string(),
            state: answer.state.as_str(),
            reason: &answer.reason,
        }
    }
}

impl<'a> RequestInFull<'a> {
    /// As it leaves to a party.
    pub fn new(request: &'a Request, party: &Party) -> Self {
        let submission = request.submission.as_deref();
        let input = submission.map(|one| &one.input);
        let evidence = input.map_or(&[][..], |input| &input.evidence).iter();
        let answers = submission.map_or(&[][..], |one| &one.answers).iter();
        let languages = input.map_or(&[][..], |input| &input.languages).iter();
        let corrects = allow::<CorrectRecord>(party, named(party, request));
        let corrects = corrects.ok().filter(|_| is_record(request));
        Self {
            id: request.id.as_str(),
            government: submission.map(|one| one.government.as_str()),
            requested_by: &request.requested_by,
            origin: request.origin.as_str(),
            state: submission.map(|one| one.state.as_str()),
            status: submission.is_none().then(|| request.status.as_str()),
            service_type: request.service_type.as_str(),
            communities: request.communities.iter().map(CommunityId::as_str).collect(),
            regions: &request.regions,
            delivery_mode: request.delivery_mode.known().map(DeliveryMode::as_str),
            languages: languages.map(LanguageCode::as_str).collect(),
            cultural_grounding: input.map_or("", |input| &input.cultural_grounding),
            why: input.map_or("", |input| &input.why),
            since: input.and_then(|input| input.since).map(|since| since.to_string()),
            evidence: evidence
                .map(|one| EvidenceLink {
                    title: &one.title,
                    url: &one.url,
                })
                .collect(),
            labels: input.map_or(&[], |input| &input.labels),
            visibility: request.visibility.as_str(),
            answers: answers.map(Answered::from).collect(),
            submitted_on: submission.and_then(|one| one.submitted_on).map(|day| day.to_string()),
            changed_on: submission.map(|one| one.changed_on.to_string()),
            date: request
                .date
                .filter(|_| submission.is_none())
                .map(|date| date.to_string()),
            notes: words(&request.provenance.notes),
            sources: ids(&request.provenance.sources),
            names: request.names.iter().map(GovernmentId::as_str).collect(),
            corrections: request
                .corrections
                .iter()
                .map(|one| OwnCorrection {
                    said: one.into(),
                    own: corrects
                        .as_ref()
                        .is_some_and(|allowed| allowed.own() == one.government.as_ref()),
                })
                .collect(),
            moves: submission.map_or_else(Vec::new, |one| {
                let moves = moves(party, &one.government, one.state);
                moves.into_iter().map(RequestState::as_str).collect()
            }),
            may: match (submission, &corrects) {
                (Some(one), _) => may(party, &one.government),
                (None, Some(_)) => vec!["correct_record"],
                (None, None) => Vec::new(),
            },
        }
    }
}

/// Whether it is a call in the public record, which belongs to nobody here.
fn is_record(request: &Request) -> bool {
    request.submission.is_none() && request.origin == RequestOrigin::PublicRecord
}

/// What a party may do with a request of a government.
fn may(party: &Party, owner: &GovernmentId) -> Vec<&'static str> {
    let owner = Some(owner);
    let may = [
        ("correct", allow::<CorrectRequest>(party, owner).is_ok()),
        ("restrict", allow::<RestrictRequest>(party, owner).is_ok()),
        ("withdraw", allow::<WithdrawRequest>(party, owner).is_ok()),
        ("answer", allow::<AnswerRequest>(party, owner).is_ok()),
    ];
    may.into_iter().filter(|(_, may)| *may).map(|(word, _)| word).collect()
}

/// What is left of a request that was withdrawn.
#[derive(Serialize)]
pub struct Withdrawn<'a> {
    id: &'a str,
    state: &'static str,
    #[serde(rename = "withdrawn_on")]
    on: String,
}

impl<'a> Withdrawn<'a> {
    /// Which, and when.
    pub fn new(id: &'a RequestId, on: Date) -> Self {
        Self {
            id: id.as_str(),
            state: RequestState::Withdrawn.as_str(),
            on: on.to_string(),
        }
    }
}

/// What became of a request.
#[derive(Serialize)]
pub struct RequestHistory<'a> {
    entries: Vec<HistoryEntry<'a>>,
}

#[derive(Serialize)]
struct HistoryEntry<'a> {
    at: Instant,
    action: &'static str,
    by: &'static str,
    /// Only of public records: which government, where it was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    government: Option<&'a str>,
    /// `null` for what was done to a public record, which goes no way here.
    state: Option<&'static str>,
    changed: Vec<&'static str>,
    reason: Option<&'a str>,
    /// Only where the working group decided: what.
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<DecisionEntry<'a>>,
}

/// What the working group decided.
#[derive(Serialize)]
struct DecisionEntry<'a> {
    id: &'a str,
    decision: &'static str,
    decided_on: String,
    dissent: Option<&'a str>,
    public: bool,
}

/// A moment, written out.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Instant(Timestamp);

impl Serialize for Instant {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'a> RequestHistory<'a> {
    /// To its owner every change; to others how it was moved since it was asked, and nothing of what it said before.
    pub fn new(versions: &'a [RequestVersion], is_owner: bool) -> Self {
        let before = [None].into_iter().chain(versions.iter().map(Some));
        let entries = before.zip(versions).filter_map(|(before, version)| {
            let submission = &version.submission;
            let is_move = match submission.deed.action {
                RequestAction::Moved => true,
                RequestAction::Created => submission.state == RequestState::Submitted,
                RequestAction::Corrected | RequestAction::VisibilityChanged => false,
            };
            (is_owner || is_move).then(|| HistoryEntry {
                at: Instant(version.at),
                action: submission.deed.action.as_str(),
                by: submission.deed.by.as_str(),
                government: None,
                state: Some(submission.state.as_str()),
                changed: before.filter(|_| is_owner).map_or_else(Vec::new, |before| {
                    submission.input.differences(&before.submission.input)
                }),
                reason: words(&submission.deed.reason),
                decision: None,
            })
        });
        Self {
            entries: entries.collect(),
        }
    }
}

impl<'a> RequestHistory<'a> {
    /// What was said of a public record: when and by whom to everybody who reads it, and in which words to the body that said
    /// so, which is told by its government or, without one, as the working group.
    pub fn of_record(versions: &'a [CorrectionVersion], is_own: impl Fn(Option<&GovernmentId>) -> bool) -> Self {
        let entries = versions.iter().enumerate().map(|(at, version)| {
            let government = version.government.as_ref();
            let is_own = is_own(government);
            let before = versions[..at].iter().rfind(|one| one.government.as_ref() == government);
            let (action, changed, why) = match &version.said {
                None => (WITHDRAWN, Vec::new(), None),
                Some(said) => {
                    let blank = SaidOtherwise::default();
                    let before = before.and_then(|one| one.said.as_ref()).map_or(&blank, |one| &one.says);
                    let changed = said.says.differences(before);
                    (RequestAction::Corrected.as_str(), changed, words(&said.says.why))
                }
            };
            HistoryEntry {
                at: Instant(version.at),
                action,
                by: government
                    .map_or(ActedFor::WorkingGroup, |_| ActedFor::Government)
                    .as_str(),
                government: government.map(GovernmentId::as_str),
                state: None,
                changed: if is_own { changed } else { Vec::new() },
                reason: why.filter(|_| is_own),
                decision: None,
            }
        });
        Self {
            entries: entries.collect(),
        }
    }
}

impl<'a> RequestHistory<'a> {
    /// The same with what was decided on it, as far as whoever asks may read that.
    #[must_use]
    pub fn with_decisions(mut self, decided: &'a [DecisionVersion]) -> Self {
        let entry = |version: &'a DecisionVersion| {
            let decision = &version.decision;
            HistoryEntry {
                at: Instant(version.at),
                action: DECIDED,
                by: ActedFor::WorkingGroup.as_str(),
                government: None,
                state: None,
                changed: Vec::new(),
                reason: words(&decision.says.reasons),
                decision: Some(DecisionEntry {
                    id: decision.id.as_str(),
                    decision: decision.says.decision.as_str(),
                    decided_on: decision.says.decided_on.to_string(),
                    dissent: decision.says.dissent.as_deref(),
                    public: decision.says.is_public,
                }),
            }
        };
        self.entries.extend(decided.iter().map(entry));
        // Stable: what was moved and decided at once stays in that order.
        self.entries.sort_by(|one, other| one.at.cmp(&other.at));
        self
    }
}

/// What was done where the working group decided on a request.
const DECIDED: &str = "decided";

/// What was done where a correction of a public record was taken back.
const WITHDRAWN: &str = "withdrawn";

/// Who read a request that is not theirs.
#[derive(Serialize)]
pub struct RequestReadings<'a> {
    entries: Vec<ReadingEntry<'a>>,
}

#[derive(Serialize)]
struct ReadingEntry<'a> {
    at: String,
    by: &'a str,
    role: &'a str,
}

impl<'a> RequestReadings<'a> {
    /// In the order of time.
    pub fn new(readings: &'a [RequestReading]) -> Self {
        let entry = |reading: &'a RequestReading| ReadingEntry {
            at: reading.at.to_string(),
            by: &reading.reader,
            role: &reading.role,
        };
        Self {
            entries: readings.iter().map(entry).collect(),
        }
    }
}

/// Everything that a government has here.
#[derive(Serialize)]
pub struct RequestExport {
    government: Option<String>,
    exported_on: String,
    requests: Vec<ExportedRequest>,
    /// What it says of public records.
    corrections: Vec<ExportedCorrection>,
}

/// What a government says of a public record.
#[derive(Serialize)]
pub struct ExportedCorrection {
    request: String,
    correction: CorrectionRow,
}

/// A request with its history and who read it.
#[derive(Serialize)]
pub struct ExportedRequest {
    request: Value,
    /// What it said at each time, the first first.
    versions: Vec<Value>,
    history: Value,
    access: Value,
}

impl ExportedRequest {
    /// To its owner.
    pub fn new(
        request: &Request,
        party: &Party,
        versions: &[RequestVersion],
        decided: &[DecisionVersion],
        readings: &[RequestReading],
    ) -> Self {
        let said = versions.iter().map(|version| {
            let then = Request::submitted(
                request.id.clone(),
                request.requested_by.clone(),
                Submission::clone(&version.submission),
            );
            json(&RequestInFull::new(&then, party))
        });
        Self {
            request: json(&RequestInFull::new(request, party)),
            versions: said.collect(),
            history: json(&RequestHistory::new(versions, true).with_decisions(decided)),
            access: json(&RequestReadings::new(readings)),
        }
    }

    fn row(&self) -> Row {
        let of = |name: &str| self.request[name].clone();
        let joined = |name: &str| {
            let entries = self.request[name].as_array().map_or(&[][..], Vec::as_slice).iter();
            let texts = entries.map(|entry| match entry {
                Value::String(text) => text.clone(),
                Value::Object(fields) => fields.values().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
                other => other.to_string(),
            });
            // An import reads them back, to the byte.
            let between = if name == "evidence" {
                BETWEEN_SOURCES
            } else {
                BETWEEN_ENTRIES
            };
            Value::from(texts.collect::<Vec<_>>().join(between))
        };
        row([
            ("id", of("id")),
            ("government", of("government")),
            ("requested_by", of("requested_by")),
            ("state", of("state")),
            ("visibility", of("visibility")),
            ("service_type", of("service_type")),
            ("communities", joined("communities")),
            ("regions", joined("regions")),
            ("delivery_mode", of("delivery_mode")),
            ("languages", joined("languages")),
            ("cultural_grounding", of("cultural_grounding")),
            ("why", of("why")),
            ("since", of("since")),
            ("evidence", joined("evidence")),
            ("labels", joined("labels")),
            ("answers", joined("answers")),
            ("submitted_on", of("submitted_on")),
            ("changed_on", of("changed_on")),
        ])
    }
}

impl RequestExport {
    /// Of a government, on a day, with what it says of these records.
    pub fn new(
        government: Option<&GovernmentId>,
        on: Date,
        requests: Vec<ExportedRequest>,
        records: &[Request],
    ) -> Self {
        let said = records.iter().flat_map(|record| {
            let own = record
                .corrections
                .iter()
                .filter(|one| one.government.as_ref() == government);
            own.map(|one| ExportedCorrection {
                request: record.id.to_string(),
                correction: one.into(),
            })
        });
        Self {
            government: government.map(ToString::to_string),
            exported_on: on.to_string(),
            requests,
            corrections: said.collect(),
        }
    }

    /// The requests as rows; lists stand in one cell, with semicolons between their entries, sources on lines of their own.
    pub fn rows(&self) -> Vec<Row> {
        self.requests.iter().map(ExportedRequest::row).collect()
    }
}

/// What a sheet has come to, row by row, or would.
#[derive(Serialize)]
pub struct ImportReport<'a> {
    dry_run: bool,
    rows: usize,
    new: usize,
    unchanged: usize,
    requests: Vec<ImportReportRow<'a>>,
}

#[derive(Serialize)]
struct ImportReportRow<'a> {
    row: u32,
    outcome: &'static str,
    id: Option<&'a str>,
}

impl<'a> ImportReport<'a> {
    /// The same for everybody who sent it, and however often.
    pub fn new(imported: &'a Imported, dry_run: bool) -> Self {
        let new = imported.rows.iter().filter(|row| row.is_new).count();
        let requests = imported.rows.iter().map(|row| ImportReportRow {
            row: row.row,
            outcome: if row.is_new { "new" } else { "unchanged" },
            id: row.id.as_ref().map(RequestId::as_str),
        });
        Self {
            dry_run,
            rows: imported.rows.len(),
            new,
            unchanged: imported.rows.len() - new,
            requests: requests.collect(),
        }
    }
}

fn json(value: &impl Serialize) -> Value {
    serde_json::to_value(value).expect("what leaves has string keys and finite numbers")
}
