//! Says beside a publicly recorded call what is so, and takes that back. The record stays as its source has it.

use sha2::{Digest as _, Sha256};

use crate::model::{Package, RecordCorrection, Request, RequestOrigin, VersionTag};
use crate::policy::{Allowed, CorrectRecord};
use crate::store::{Actor, CorrectionChange, CorrectionChanged};

use super::input::{SaidAsSent, said};
use super::refusal::RequestRefusal;
use crate::workflow::secret::random_hex;
use crate::workflow::{Occasion, Office};

/// A publicly recorded call, and the states of it that were seen.
#[derive(Clone, Copy, Debug)]
pub struct SeenRecord<'a> {
    /// The call, with what is said of it.
    pub request: &'a Request,
    /// Names of the states that the change may be made to.
    pub versions: &'a [VersionTag],
    /// The facts that it is held against.
    pub facts: &'a Package,
    /// Where the ledger stood when those were read.
    pub read_at: u64,
}

/// Names the state of a publicly recorded call: what its source says, and what has been said of it here. Whoever corrects it
/// has seen both.
pub fn record_version(request: &Request) -> VersionTag {
    let [record, said] = parts(request);
    VersionTag(format!("{record}-{said}"))
}

fn parts(request: &Request) -> [String; 2] {
    let record = Request {
        corrections: Vec::new(),
        ..request.clone()
    };
    let versions = request.corrections.iter().map(|one| one.version.0.as_str());
    let said = versions.collect::<Vec<_>>().join(" ");
    [format!("{record:?}"), said].map(|text| hex::encode(&Sha256::digest(text)[..8]))
}

/// Says for the permission's own government, or else for the working group, what is so: in place of what it said before.
pub async fn correct_record(
    office: &Office,
    allowed: &Allowed<CorrectRecord>,
    seen: SeenRecord<'_>,
    sent: SaidAsSent,
    occasion: Occasion,
) -> Result<Request, RequestRefusal> {
    let says = said(sent, seen.facts, occasion.today).map_err(RequestRefusal::Faults)?;
    let id = random_hex::<16>()?;
    let decide = |present: Option<&RecordCorrection>| match present {
        Some(present) if present.says == says => Ok(CorrectionChange::None),
        Some(present) => Ok(CorrectionChange::To(Box::new(RecordCorrection {
            says,
            changed_on: occasion.today,
            ..present.clone()
        }))),
        None => Ok(CorrectionChange::To(Box::new(RecordCorrection {
            id: id.into(),
            government: allowed.own().cloned(),
            says,
            made_on: occasion.today,
            changed_on: occasion.today,
            version: VersionTag::default(),
        }))),
    };
    change(office, allowed, seen, occasion, decide).await
}

/// Takes back what the permission's own government, or else the working group, has said: every word of it is erased.
pub async fn withdraw_correction(
    office: &Office,
    allowed: &Allowed<CorrectRecord>,
    seen: SeenRecord<'_>,
    occasion: Occasion,
) -> Result<Request, RequestRefusal> {
    let decide = |present: Option<&RecordCorrection>| {
        let present = present.ok_or(RequestRefusal::NothingSaid)?;
        Ok(CorrectionChange::Withdraw(Box::new(present.clone()), occasion.today))
    };
    change(office, allowed, seen, occasion, decide).await
}

/// Changes what one body says, and shows what has become of the call before it returns.
async fn change(
    office: &Office,
    allowed: &Allowed<CorrectRecord>,
    seen: SeenRecord<'_>,
    occasion: Occasion,
    decide: impl FnOnce(Option<&RecordCorrection>) -> Result<CorrectionChange, RequestRefusal> + Send,
) -> Result<Request, RequestRefusal> {
    let record = seen.request;
    if record.submission.is_some() || record.origin != RequestOrigin::PublicRecord {
        return Err(RequestRefusal::NoRecord);
    }
    let actor = Actor::new(&allowed.party().name).ok_or(RequestRefusal::Nameless)?;
    let checked = |said: &[RecordCorrection]| {
        let now = Request {
            corrections: said.to_vec(),
            ..record.clone()
        };
        check(&now, seen.versions)?;
        decide(said.iter().find(|one| one.government.as_ref() == allowed.own()))
    };
    let store = office.store();
    let done = store.change_correction(&record.id, seen.read_at, &actor, occasion.now, checked);
    match done.await?? {
        CorrectionChanged::To(corrections) => {
            office.show_what_was_written().await;
            Ok(Request {
                corrections,
                ..record.clone()
            })
        }
        CorrectionChanged::Never => Err(RequestRefusal::Never),
    }
}

/// Refuses whoever has seen another state, and says which half of it is another.
fn check(now: &Request, seen: &[VersionTag]) -> Result<(), RequestRefusal> {
    if seen.contains(&record_version(now)) {
        return Ok(());
    }
    let [record, said] = parts(now);
    let known = |half: &str| seen.iter().any(|version| version.0.split('-').any(|part| part == half));
    let halves = [("record", known(&record)), ("corrections", known(&said))];
    let changed = halves.into_iter().filter(|(_, known)| !known).map(|(name, _)| name);
    Err(RequestRefusal::Stale {
        changed: changed.collect(),
    })
}
