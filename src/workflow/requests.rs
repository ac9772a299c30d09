//! Requests that Indigenous governments submit: one file for each thing that is done to them.
//!
//! What is corrected of a public record stands beside it (`correct_record`); everything else here is of requests that have an
//! owner. The owner's words are theirs: who may read them is asked inside the transaction that changes something, as is which
//! version was seen, so that nobody overwrites, or learns of, what they have not been shown.

mod correct;
mod correct_record;
mod import;
mod input;
mod move_along;
mod read;
mod refusal;
mod restrict;
mod submit;
mod withdraw;

pub use correct::correct_request;
pub use correct_record::{SeenRecord, correct_record, record_version, withdraw_correction};
pub use import::{
    BETWEEN_ENTRIES, BETWEEN_SOURCES, CheckedSheet, FILLED_IN, Imported, ImportedRow, OF_EXPORT, check_import,
    import_requests,
};
pub use input::{RequestPatch, SaidAsSent};
pub use move_along::move_request;
pub use read::{correction_versions, note_reading, readings, versions, withdrawn};
pub use refusal::RequestRefusal;
pub use restrict::restrict_request;
pub use submit::{Sent, submit_request};
pub use withdraw::withdraw_request;

use crate::model::{Package, Request, RequestId, Submission, VersionTag};
use crate::policy::{Party, Reader};
use crate::store::{Actor, RequestChange, RequestChanged};

use super::{Occasion, Office};

/// A request that something is done to, and the versions of it that were seen.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// The request.
    pub id: &'a RequestId,
    /// Names of the versions that the change may be made to.
    pub versions: &'a [VersionTag],
    /// The facts that it is held against.
    pub facts: &'a Package,
}

impl Seen<'_> {
    /// Refuses whoever may not know of the request, and whoever has seen another version of it.
    fn check(&self, party: &Party, present: &Submission) -> Result<(), RequestRefusal> {
        let request = self.request(present.clone());
        if !Reader::of(party).reads(&request) {
            return Err(RequestRefusal::Never);
        }
        if self.versions.contains(&present.version) {
            Ok(())
        } else {
            // Which fields is found out outside of the transaction.
            Err(RequestRefusal::Stale { changed: Vec::new() })
        }
    }

    fn request(&self, submission: Submission) -> Request {
        request_of(self.facts, self.id.clone(), submission)
    }

    /// Changes the request, and shows what it has become before it returns.
    async fn change(
        &self,
        office: &Office,
        party: &Party,
        occasion: Occasion,
        decide: impl FnOnce(&Submission) -> Result<RequestChange, RequestRefusal> + Send,
    ) -> Result<RequestChanged, RequestRefusal> {
        let actor = Actor::new(&party.name).ok_or(RequestRefusal::Nameless)?;
        let store = office.store();
        let checked = |present: &Submission| {
            self.check(party, present)?;
            decide(present)
        };
        match store.change_request(self.id, &actor, occasion.now, checked).await? {
            Ok(changed @ (RequestChanged::To(_) | RequestChanged::Withdrawn)) => {
                office.show_what_was_written().await;
                Ok(changed)
            }
            Ok(RequestChanged::Gone) => Err(read::gone(office, party, self.id).await?),
            Ok(RequestChanged::Never) => Err(RequestRefusal::Never),
            Ok(changed @ RequestChanged::Stays(_)) => Ok(changed),
            Err(RequestRefusal::Stale { .. }) => Err(self.what_changed(office).await?),
            Err(refusal) => Err(refusal),
        }
    }

    /// The same where something is left of the request afterwards.
    async fn change_to(
        &self,
        office: &Office,
        party: &Party,
        occasion: Occasion,
        decide: impl FnOnce(&Submission) -> Result<RequestChange, RequestRefusal> + Send,
    ) -> Result<Request, RequestRefusal> {
        match self.change(office, party, occasion, decide).await? {
            RequestChanged::To(submission) | RequestChanged::Stays(submission) => Ok(self.request(submission)),
            RequestChanged::Withdrawn | RequestChanged::Gone | RequestChanged::Never => Err(RequestRefusal::Never),
        }
    }

    /// In which fields the request differs from the version that was seen.
    async fn what_changed(&self, office: &Office) -> Result<RequestRefusal, RequestRefusal> {
        let versions = office.store().request_versions(self.id).await?;
        let seen = versions
            .iter()
            .rfind(|one| self.versions.contains(&one.submission.version));
        let mut changed = Vec::new();
        if let (Some(seen), Some(now)) = (seen, versions.last()) {
            changed = now.submission.input.differences(&seen.submission.input);
            if now.submission.state != seen.submission.state {
                changed.push("state");
            }
        }
        Ok(RequestRefusal::Stale { changed })
    }
}

/// A submission as a record among the facts, which say what its owner is called.
pub(super) fn request_of(facts: &Package, id: RequestId, submission: Submission) -> Request {
    let owner = facts.governments.iter().find(|one| one.id == submission.government);
    let name = owner.map_or_else(|| submission.government.to_string(), |owner| owner.name.clone());
    Request::submitted(id, name, submission)
}
