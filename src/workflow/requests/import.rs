//! Many requests at once, from a government's own sheet: each row is one request, and either all of them are written down
//! or none is.
//!
//! An import adds and changes nothing that is there: a row with the id of a request says what that request says, or is
//! refused. So a government's export, imported again, does nothing. Begin with [`check_import`].

mod columns;

use std::collections::HashMap;

use jiff::civil::Date;

use crate::model::{GovernmentId, Package, RequestId, Submission};
use crate::package::Fault;
use crate::package::sheet::{Row, Sheet};
use crate::policy::{Allowed, SubmitRequest};
use crate::store::{Actor, Claim, RequestsSubmitted};

use super::input::fault;
use super::read;
use super::refusal::RequestRefusal;
use super::submit::{Sent, first_version, new_id};
use crate::workflow::{Occasion, Office};

pub use columns::{BETWEEN_ENTRIES, BETWEEN_SOURCES, FILLED_IN, OF_EXPORT};
use columns::{COLUMNS, Cells};

/// The most faults that are told of one row: all of its columns and some of the entries in them.
const FAULTS_OF_A_ROW: usize = 20;

/// Keys of other things that are done once are other keys.
const ROUTE: &str = "POST /api/requests/import";

/// A sheet that has been read and held against the facts; nothing of it is written yet.
#[derive(Clone, Debug)]
pub struct CheckedSheet {
    rows: Vec<CheckedRow>,
    faults: Vec<Fault>,
}

#[derive(Clone, Debug)]
struct CheckedRow {
    number: u32,
    /// The request that the row is about; none of a new one.
    id: Option<RequestId>,
    /// What a new one says; none where that is faulty.
    new: Option<Submission>,
}

/// What an import has come to, or would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// A row each, in the order of the sheet.
    pub rows: Vec<ImportedRow>,
    /// Whether this very sheet had been imported with this key before: then nothing was written now.
    pub was_before: bool,
}

/// What a row has come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedRow {
    /// The row, as a spreadsheet shows it.
    pub row: u32,
    /// Whether it is a new request, and not one that was there already.
    pub is_new: bool,
    /// The request; none yet where nothing was written.
    pub id: Option<RequestId>,
}

/// Reads a sheet and holds every row against the facts, for the government whose people sent it. It takes a while, and waits
/// for nothing.
pub fn check_import(
    allowed: &Allowed<SubmitRequest>,
    facts: &Package,
    (file, bytes): (&str, &[u8]),
    today: Date,
) -> CheckedSheet {
    let nothing = |faults| CheckedSheet {
        rows: Vec::new(),
        faults,
    };
    // The table gives this to a government for its own alone.
    let Some(government) = allowed.own() else {
        return nothing(Vec::new());
    };
    let sheet = match Sheet::read(file, bytes, COLUMNS) {
        Ok(sheet) => sheet,
        Err(faults) => return nothing(faults),
    };
    let check = Check::new(government, facts, today, &sheet);
    let mut checked = nothing(sheet.faults().to_vec());
    for row in sheet.rows() {
        let mut faults = Vec::new();
        checked.rows.push(check.row(row, &mut faults));
        let count = faults.len();
        let of_row = faults.into_iter().map(|fault| Fault {
            file: file.to_owned(),
            row: Some(row.number),
            ..fault
        });
        checked.faults.extend(of_row.take(FAULTS_OF_A_ROW));
        if let (Some(last), true) = (checked.faults.last_mut(), count > FAULTS_OF_A_ROW) {
            last.found = format!("{}, and {} more in this row", last.found, count - FAULTS_OF_A_ROW);
        }
    }
    checked.faults.sort_by_key(|fault| fault.row);
    checked
}

struct Check<'a> {
    government: &'a GovernmentId,
    facts: &'a Package,
    today: Date,
    sheet: &'a Sheet,
    /// The government's own requests.
    present: HashMap<&'a str, &'a Submission>,
}

impl<'a> Check<'a> {
    fn new(government: &'a GovernmentId, facts: &'a Package, today: Date, sheet: &'a Sheet) -> Self {
        let submitted = facts
            .requests
            .iter()
            .filter_map(|one| Some((one.id.as_str(), one.submission.as_deref()?)));
        Self {
            government,
            facts,
            today,
            sheet,
            present: submitted.filter(|(_, one)| one.government == *government).collect(),
        }
    }

    fn row(&self, row: &Row, faults: &mut Vec<Fault>) -> CheckedRow {
        let cells = Cells::new(self.sheet, row);
        if let Some(other) = cells.word("government").filter(|&one| one != self.government.as_str()) {
            let expected = format!("{}, or nothing: a government imports its own requests", self.government);
            faults.push(fault("government", short(other), expected));
        }
        let id = cells.word("id");
        let new = match id {
            Some(id) => {
                self.present(id, &cells, faults);
                None
            }
            None => self.new_request(&cells, faults),
        };
        CheckedRow {
            number: row.number,
            id: id.map(Into::into),
            new,
        }
    }

    /// A row about a request that is there has to say what it says: who changes words has to have seen those that are
    /// there, and a sheet may be of last year.
    fn present(&self, id: &str, cells: &Cells<'_>, faults: &mut Vec<Fault>) {
        let Some(present) = self.present.get(id) else {
            // The same of what is another government's, was taken back, or never was.
            let expected = "the id of a request that your government has here, or nothing for a new one";
            faults.push(fault("id", short(id), expected));
            return;
        };
        for column in cells.differences(&present.input) {
            let expected = "what the request says: an import changes none that is there";
            faults.push(fault(column, short(cells.text(column)), expected));
        }
        let state = present.state.as_str();
        if let Some(other) = cells.word("state").filter(|&one| one != state) {
            let expected = format!("{state}, where the request stands: an import moves none");
            faults.push(fault("state", short(other), expected));
        }
    }

    fn new_request(&self, cells: &Cells<'_>, faults: &mut Vec<Fault>) -> Option<Submission> {
        let before = faults.len();
        let is_draft = match cells.word("state") {
            None | Some("submitted") => false,
            Some("draft") => true,
            Some(other) => {
                faults.push(fault(
                    "state",
                    short(other),
                    "draft, submitted, or nothing for submitted",
                ));
                false
            }
        };
        let patch = cells.patch(faults);
        let input = match patch.over(None, self.facts, self.today, is_draft) {
            Ok(input) => input,
            Err(more) => {
                faults.extend(more);
                return None;
            }
        };
        let is_whole = faults.len() == before;
        is_whole.then(|| first_version(self.government.clone(), input, is_draft, self.today))
    }
}

/// What was found, short enough to be said.
fn short(text: &str) -> String {
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    if short.trim().is_empty() {
        "nothing".to_owned()
    } else {
        format!("{short:?}")
    }
}

impl CheckedSheet {
    /// What importing it would come to, or every fault.
    pub fn rehearse(self) -> Result<Imported, RequestRefusal> {
        if self.faults.is_empty() {
            Ok(self.report(&[], false))
        } else {
            Err(RequestRefusal::Faults(self.faults))
        }
    }

    /// How many rows are new requests.
    fn count_of_new(&self) -> usize {
        self.rows.iter().filter(|row| row.id.is_none()).count()
    }

    /// The report, with the ids that the new ones were given in their order.
    fn report(&self, given: &[RequestId], was_before: bool) -> Imported {
        let mut given = given.iter();
        let rows = self.rows.iter().map(|row| ImportedRow {
            row: row.number,
            is_new: row.id.is_none(),
            id: row.id.clone().or_else(|| given.next().cloned()),
        });
        Imported {
            rows: rows.collect(),
            was_before,
        }
    }
}

/// Writes every new request of a sheet down, in one transaction with an entry for each, or none of them. The same sheet
/// with the same key is the same import, and brings the same answer as the first time.
pub async fn import_requests(
    office: &Office,
    allowed: &Allowed<SubmitRequest>,
    mut sheet: CheckedSheet,
    sent: Sent<'_>,
    occasion: Occasion,
) -> Result<Imported, RequestRefusal> {
    let party = allowed.party();
    let actor = Actor::new(&party.name).ok_or(RequestRefusal::Nameless)?;
    let claim = Claim::new(sent.by, ROUTE, sent.key, sent.body);
    let (store, count) = (office.store(), sheet.count_of_new());
    let done = if !sheet.faults.is_empty() {
        // What was without fault when it was imported may have one by now: a request that it names was answered since.
        let before = store.submitted_before(&claim, count, occasion.now).await?;
        before.ok_or(RequestRefusal::Faults(std::mem::take(&mut sheet.faults)))?
    } else if count == 0 {
        RequestsSubmitted::New(Vec::new())
    } else {
        let mut new = Vec::new();
        for row in &mut sheet.rows {
            if let Some(submission) = row.new.take() {
                new.push((new_id()?, submission));
            }
        }
        store.submit_requests(new, &claim, &actor, occasion.now).await?
    };
    match done {
        RequestsSubmitted::New(ids) => {
            office.show_what_was_written().await;
            Ok(sheet.report(&ids, false))
        }
        RequestsSubmitted::Again(ids) => {
            // Another server may have written them: whoever reads them next finds them.
            office.show_what_was_written().await;
            Ok(sheet.report(&ids, true))
        }
        RequestsSubmitted::OtherContent => Err(RequestRefusal::OtherContent),
        RequestsSubmitted::Withdrawn(id) => Err(read::gone(office, party, &id).await?),
    }
}
