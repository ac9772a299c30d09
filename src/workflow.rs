//! What people do, one file for each thing: authorised, checked, written with its ledger entries in one transaction, and
//! shown before it is answered.
//!
//! Each function asks for an `Allowed` of its action as a value, so that nobody comes here unasked. The rules are in
//! `policy` and `package`; here they meet the store. Begin with [`Office`], the one place that writes and swaps the
//! picture.

mod access_refusal;
mod accounts;
mod archive;
mod check_definition;
mod decisions;
mod edit_definition;
mod load_package;
mod move_definition;
mod office;
mod organisation;
mod passwords;
mod propose_definition;
mod record_engagement;
mod refusal;
mod requests;
mod scenarios;
mod secret;
mod sign_in;
mod text;
mod tokens;

pub use crate::package::definition::{Parameter, parameters};
pub use crate::package::scenario::{SentScenarios, Unsent, document as scenario_document};
pub use crate::package::sheet::BYTES as SHEET_BYTES;
pub use crate::package::{Fault, Severity};
pub use crate::store::{CorrectionVersion, DecisionVersion, RequestReading, RequestVersion};
pub use crate::store::{Digest, Outage, StoreError, name_key};
pub use access_refusal::{AccessRefusal, Unfit};
pub use accounts::{
    AccountEdit, Added, Invited, LINK_LASTS, NewAccount, add_account, change_account, first_administrator, make_link,
};
pub use archive::{Archive, Unfound};
pub use check_definition::{Checked, check_definition};
pub use decisions::{
    DecisionAsSent, DecisionRefusal, change_decision, decided_on, decision_as_sent, decision_versions, decisions,
    ranking_parts, ranking_supply, record_decision,
};
pub use edit_definition::edit_definition;
pub use load_package::{Collision, load_package};
pub use move_definition::move_definition;
pub use office::{Office, Unreadable, Unready};
pub use organisation::{NotLetIn, Returned, SetOut, TRIP_LASTS, come_back, set_out, unlinked_subject};
pub use passwords::{Passwords, Unhashed};
pub use propose_definition::propose_definition;
pub use record_engagement::{Said, record_engagement};
pub use refusal::{Missed, Refusal};
pub use requests::{
    BETWEEN_ENTRIES, BETWEEN_SOURCES, CheckedSheet, FILLED_IN, Imported, ImportedRow, OF_EXPORT, RequestPatch,
    RequestRefusal, SaidAsSent, Seen, SeenRecord, Sent, check_import, correct_record, correct_request,
    correction_versions, import_requests, move_request, note_reading, readings, record_version, restrict_request,
    submit_request, versions, withdraw_correction, withdraw_request, withdrawn,
};
pub use scenarios::{
    ReadScenario, ScenarioRefusal, ToKeep, as_read, keep_scenario, remove_scenario, replace_scenario, scenario,
    scenarios,
};
pub use secret::Secret;
pub use sign_in::{Entered, IDLE, LONGEST_SESSION, change_password, claim, of_session, of_token, sign_in, sign_out};

pub use tokens::{NewToken, TokenRight, end_token, make_token};

use jiff::Timestamp;
use jiff::civil::Date;

use crate::model::{Definition, DefinitionId, Package};

/// When something is done: the instant for the ledger, and the day where it is done.
#[derive(Clone, Copy, Debug)]
pub struct Occasion {
    /// Now.
    pub now: Timestamp,
    /// Today.
    pub today: Date,
}

/// Which version of a definition something is done to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The definition.
    pub id: DefinitionId,
    /// Its version.
    pub version: String,
}

impl Version {
    /// The version among those of a package.
    pub fn of<'a>(&self, package: &'a Package) -> Result<&'a Definition, Refusal> {
        let found = package.definition(&self.id, Some(&self.version));
        found.ok_or_else(|| Refusal::NotFound(self.clone()))
    }

    fn of_mut<'a>(&self, package: &'a mut Package) -> Result<&'a mut Definition, Refusal> {
        let mut all = package.definitions.iter_mut();
        all.find(|one| one.id == self.id && one.version == self.version)
            .ok_or_else(|| Refusal::NotFound(self.clone()))
    }
}

/// Whether the facts are still those that somebody saw when they decided on a change.
pub type Condition<'a> = dyn Fn(&Package) -> bool + Send + Sync + 'a;

/// What a change has come to.
#[derive(Clone, Debug)]
pub struct Done<T> {
    /// The facts with the change in them.
    pub package: Package,
    /// Whether anything was changed: the same asked a second time changes nothing.
    pub changed: bool,
    /// What was made or changed.
    pub what: T,
}
