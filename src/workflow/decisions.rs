//! What the working group decided on something that could be done: recorded, changed and read.
//!
//! A decision on a request is read by those alone who may read the request: whoever calls here hands over the request as the
//! party sees it, or none.

use jiff::civil::Date;

use crate::model::{
    Decision, DecisionId, DecisionInput, DecisionKind, DecisionSubject, Request, Stood, Supply, VersionTag,
};
use crate::package::{Fault, Severity};
use crate::policy::{Allowed, Party, ReadDecision, RecordDecision, allow};
use crate::store::{Actor, DecisionRecorded, DecisionVersion, StoreError};

use super::secret::random_hex;
use super::text::fault_of_words;
use super::{Occasion, Office};

/// The most letters of the link to a ranking.
const LINK: usize = 4000;

/// Where rankings are.
const RANKINGS: &str = "/api/analysis/priorities?";

/// What a link to a ranking has to name, so that it is the same ranking later.
const NAMED: [&str; 5] = ["definition", "version", "definition_digest", "as_of", "data"];

/// Why a decision was not recorded or changed. None of its words are in it.
#[derive(Debug, thiserror::Error)]
pub enum DecisionRefusal {
    /// What was given is wrong; every fault is told.
    #[error("{}", crate::package::Faults(.0.clone()))]
    Faults(Vec<Fault>),
    /// There is no such decision, or none that the party may know of.
    #[error("there is no such decision")]
    Never,
    /// Another stands on the same option.
    #[error("a decision on this option stands already: change that one, its history is kept")]
    Stands,
    /// It is no longer the version that was seen.
    #[error("somebody has changed it since it was read: read it again, then decide")]
    Stale,
    /// The party has no name to be recorded under.
    #[error("expected the name under which the change is recorded: letters, without control characters")]
    Nameless,
    /// The store cannot write or read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is sent of a decision, as texts.
#[derive(Clone, Debug, Default)]
pub struct DecisionAsSent {
    /// What was decided.
    pub decision: Option<String>,
    /// Why.
    pub reasons: Option<String>,
    /// What those say who would have decided otherwise.
    pub dissent: Option<String>,
    /// When it was decided.
    pub decided_on: Option<String>,
    /// The link to the ranking.
    pub ranking: Option<String>,
    /// Whether everybody may read it.
    pub is_public: Option<bool>,
}

/// The parts of a link to a ranking that name what it rests on, in the order of the link's rules: definition, version, digest
/// of its text, date and facts. `None` where it is no such link.
pub fn ranking_parts(link: &str) -> Option<[String; 5]> {
    let pairs = pairs(link)?;
    let [definition, version, digest, as_of, data] = NAMED.map(|name| once(&pairs, name));
    let is_digest = |text: &String| text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let parts = [
        definition?,
        version?,
        digest.filter(is_digest)?,
        as_of.filter(|text| text.parse::<Date>().is_ok())?,
        data.filter(is_digest)?,
    ];
    supply_of(&pairs)?;
    Some(parts)
}

/// Which picture of supply a ranking rests on; `None` where the link is none of a ranking.
pub fn ranking_supply(link: &str) -> Option<Supply> {
    supply_of(&pairs(link)?)
}

fn supply_of(pairs: &[(String, String)]) -> Option<Supply> {
    if pairs.iter().all(|(name, _)| name != "supply") {
        return Some(Supply::Actual);
    }
    Supply::parse(&once(pairs, "supply")?)
}

/// Names and texts of a link to a ranking.
fn pairs(link: &str) -> Option<Vec<(String, String)>> {
    let query = link.strip_prefix(RANKINGS)?;
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-._~:/,=&%".contains(letter);
    if link.len() > LINK || !query.chars().all(plain) {
        return None;
    }
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs
        .map(|(name, text)| Some((unescape(name)?, unescape(text)?)))
        .collect()
}

/// The text under a name that stands once.
fn once(pairs: &[(String, String)], name: &str) -> Option<String> {
    let mut found = pairs.iter().filter(|(one, _)| one == name);
    let (_, text) = found.next()?;
    found.next().is_none().then(|| text.clone())
}

/// What stands in an address for a text (RFC 3986); `None` where it stands for none.
fn unescape(text: &str) -> Option<String> {
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let digits = part
            .get(..2)
            .filter(|two| two.bytes().all(|one| one.is_ascii_hexdigit()))?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        bytes.extend_from_slice(&part.as_bytes()[2..]);
    }
    String::from_utf8(bytes).ok()
}

/// Reads what was sent; every fault is told.
pub fn decision_as_sent(sent: DecisionAsSent, today: Date) -> Result<DecisionInput, DecisionRefusal> {
    let mut faults = Vec::new();
    let mut fault = |field: &str, found: String, expected: &str| {
        faults.push(Fault {
            file: String::new(),
            row: None,
            field: Some(field.to_owned()),
            found,
            expected: expected.to_owned(),
            severity: Severity::Error,
        });
    };
    let said = |text: &Option<String>| {
        text.as_ref()
            .map_or_else(|| "nothing".to_owned(), |text| format!("{text:?}"))
    };
    let decision = sent.decision.as_deref().and_then(DecisionKind::parse);
    if decision.is_none() {
        fault("decision", said(&sent.decision), "one of chosen, deferred, not_chosen");
    }
    let mut words = |field: &str, text: Option<String>| -> Option<String> {
        let text = text.filter(|text| !text.trim().is_empty())?;
        if let Some((found, expected)) = fault_of_words(&text) {
            fault(field, found, &expected);
        }
        Some(text)
    };
    let reasons = words("reasons", sent.reasons);
    let dissent = words("dissent", sent.dissent);
    let date = |text: &String| text.parse::<Date>().ok().filter(|date| date.to_string() == *text);
    let decided_on = sent.decided_on.as_ref().and_then(date).filter(|date| *date <= today);
    let ranking = sent.ranking.clone().filter(|link| ranking_parts(link).is_some());
    if reasons.is_none() {
        fault("reasons", "nothing".to_owned(), "why it was decided so");
    }
    if decided_on.is_none() {
        fault(
            "decided_on",
            said(&sent.decided_on),
            "a day as YYYY-MM-DD, today or before",
        );
    }
    if ranking.is_none() {
        let expected = "the permalink of a ranking, with definition, version, definition_digest, as_of and data";
        fault("ranking", said(&sent.ranking), expected);
    }
    match (decision, reasons, decided_on, ranking) {
        (Some(decision), Some(reasons), Some(decided_on), Some(ranking)) if faults.is_empty() => Ok(DecisionInput {
            decision,
            reasons,
            dissent,
            decided_on,
            ranking,
            is_public: sent.is_public.unwrap_or(false),
        }),
        _ => Err(DecisionRefusal::Faults(faults)),
    }
}

/// The permission to read what is not public of a request's decisions, or of everything that the working group decided.
fn reads(party: &Party, decision: &Decision, request: Option<&Request>) -> bool {
    let owner = request.and_then(|request| request.submission.as_ref());
    let is_there = decision.subject.request().is_none() || request.is_some();
    let owner = owner.map(|submission| &submission.government);
    is_there && (decision.says.is_public || allow::<ReadDecision>(party, owner).is_ok())
}

/// Every decision that a party may read, the latest first. `find` gives a request as the party may see it.
pub async fn decisions<'a>(
    office: &Office,
    party: &Party,
    find: impl Fn(&DecisionSubject) -> Option<&'a Request>,
) -> Result<Vec<Decision>, DecisionRefusal> {
    let mut all = office.store().decisions().await?;
    all.retain(|one| reads(party, one, find(&one.subject)));
    all.sort_by(|one, other| {
        let key = |one: &Decision| (std::cmp::Reverse(one.says.decided_on), one.subject.clone());
        key(one).cmp(&key(other))
    });
    Ok(all)
}

/// What became of the decisions on a request that a party may read, the first first: every version, to those who may read what
/// is not public of them; to others as they stand, and only what is public.
pub async fn decided_on(
    office: &Office,
    party: &Party,
    request: &Request,
) -> Result<Vec<DecisionVersion>, DecisionRefusal> {
    let owner = request.submission.as_ref().map(|submission| &submission.government);
    let reads_all = allow::<ReadDecision>(party, owner).is_ok();
    let mut found = Vec::new();
    for one in office.store().decisions().await? {
        if one.subject.request() != Some(&request.id) || !reads(party, &one, Some(request)) {
            continue;
        }
        let mut versions = office.store().decision_versions(&one.id).await?;
        if !reads_all {
            versions.drain(..versions.len().saturating_sub(1));
        }
        found.extend(versions);
    }
    found.sort_by_key(|one| one.at);
    Ok(found)
}

/// Every version of a decision, for those who may read what is not public of it; the first first.
pub async fn decision_versions(
    office: &Office,
    party: &Party,
    decision: &Decision,
    request: Option<&Request>,
) -> Result<Vec<DecisionVersion>, DecisionRefusal> {
    let owner = request.and_then(|request| request.submission.as_ref());
    let owner = owner.map(|submission| &submission.government);
    if allow::<ReadDecision>(party, owner).is_err() {
        return Err(DecisionRefusal::Never);
    }
    Ok(office.store().decision_versions(&decision.id).await?)
}

/// Records what was decided, and how things stand.
pub async fn record_decision(
    office: &Office,
    allowed: &Allowed<RecordDecision>,
    subject: DecisionSubject,
    says: DecisionInput,
    then: Vec<Stood>,
    occasion: Occasion,
) -> Result<Decision, DecisionRefusal> {
    let actor = Actor::new(&allowed.party().name).ok_or(DecisionRefusal::Nameless)?;
    let decision = Decision {
        id: DecisionId::from(random_hex::<16>()?),
        subject,
        says,
        then,
        recorded_on: occasion.today,
        changed_on: occasion.today,
        version: VersionTag::default(),
    };
    match office.store().record_decision(decision, &actor, occasion.now).await? {
        DecisionRecorded::New(decision) => Ok(decision),
        DecisionRecorded::Stands(_) => Err(DecisionRefusal::Stands),
        DecisionRecorded::Never => Err(DecisionRefusal::Never),
    }
}

/// Gives a decision other words; what it is about, and how things stood, stay. `seen` are versions that it may be changed from.
pub async fn change_decision(
    office: &Office,
    allowed: &Allowed<RecordDecision>,
    id: &DecisionId,
    seen: &[VersionTag],
    says: DecisionInput,
    occasion: Occasion,
) -> Result<Decision, DecisionRefusal> {
    let actor = Actor::new(&allowed.party().name).ok_or(DecisionRefusal::Nameless)?;
    let decide = |present: &Decision| {
        if !seen.contains(&present.version) {
            return Err(DecisionRefusal::Stale);
        }
        let is_same = present.says == says;
        Ok((!is_same).then(|| Decision {
            says,
            changed_on: occasion.today,
            ..present.clone()
        }))
    };
    let done = office
        .store()
        .change_decision(id, &actor, occasion.now, decide)
        .await??;
    done.ok_or(DecisionRefusal::Never)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(rest: &str) -> String {
        let digest = "a".repeat(64);
        format!("{RANKINGS}definition=d&version=1&definition_digest={digest}&as_of=2026-03-12&{rest}data={digest}")
    }

    #[test]
    fn a_ranking_is_named_with_everything_that_it_rests_on() {
        assert!(ranking_parts(&link("preset=even&seed=1&")).is_some());
        for other in [
            link("").replace("&version=1", ""),
            link("").replace("data=", "facts="),
            link("data=x&"),
            link("").replace("2026-03-12", "today"),
            link("").replace("/api/analysis/priorities", "https://elsewhere.example"),
            link("<script>"),
            link("supply=actual&supply=intended&"),
            link("supply=some&"),
            link("need=%zz&"),
        ] {
            assert_eq!(ranking_parts(&other), None, "{other}");
        }
    }

    #[test]
    fn a_ranking_is_named_by_what_its_link_stands_for() {
        let spaced = link("").replace("version=1", "version=1%20draft%2B");
        assert_eq!(
            ranking_parts(&spaced).map(|[_, version, ..]| version),
            Some("1 draft+".to_owned())
        );
        // What another text says is no supply.
        let supplies =
            ["", "supply=actual&", "supply=intended&", "need=supply=intended&"].map(|more| ranking_supply(&link(more)));
        let expected = [Supply::Actual, Supply::Actual, Supply::Intended, Supply::Actual];
        assert_eq!(supplies, expected.map(Some));
    }

    #[test]
    fn every_fault_of_a_decision_is_told() {
        let sent = DecisionAsSent {
            decided_on: Some("2026-03-13".to_owned()),
            dissent: Some("a\u{202e}b".to_owned()),
            ..DecisionAsSent::default()
        };
        let today = jiff::civil::date(2026, 3, 12);
        let Err(DecisionRefusal::Faults(faults)) = decision_as_sent(sent, today) else {
            panic!("refused");
        };
        let fields: Vec<&str> = faults.iter().filter_map(|fault| fault.field.as_deref()).collect();
        assert_eq!(fields, ["decision", "dissent", "reasons", "decided_on", "ranking"]);
    }
}
