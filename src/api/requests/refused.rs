//! What is refused of a request, as a problem.

use crate::workflow::{FILLED_IN, Fault, RequestRefusal};

use super::super::problem::{Kind, Problem};
use super::super::storage;
use super::super::wire::ProblemError;
use super::never;

/// The refusal in the words of HTTP. What is wrong inside stays in the log, and no words of a request with it.
pub fn refused(refusal: RequestRefusal) -> Problem {
    let detail = refusal.to_string();
    match refusal {
        RequestRefusal::Faults(faults) => of_faults(&faults),
        RequestRefusal::Never => never(),
        RequestRefusal::Gone { .. } => Problem::new(Kind::Gone, detail),
        RequestRefusal::Forbidden(_) => Problem::new(Kind::Forbidden, detail),
        RequestRefusal::Stale { changed } => {
            let errors = changed
                .into_iter()
                .map(|field| error(field, "changed since it was read"));
            Problem::new(Kind::Stale, detail).with_errors(errors.collect())
        }
        RequestRefusal::NoMove { .. } | RequestRefusal::NoRecord | RequestRefusal::NothingSaid => {
            Problem::new(Kind::Conflict, detail)
        }
        RequestRefusal::OtherContent => Problem::new(Kind::Invalid, detail),
        RequestRefusal::Store(fault) => storage::problem(&fault),
        RequestRefusal::Nameless => Problem::internal(),
    }
}

/// Every fault of what was sent, each at its place.
pub fn of_faults(faults: &[Fault]) -> Problem {
    let errors: Vec<_> = faults
        .iter()
        .map(|fault| {
            let detail = format!("found {}, expected {}", fault.found, fault.expected);
            error(fault.field.as_deref().unwrap_or_default(), detail)
        })
        .collect();
    told(errors)
}

/// The same of a sheet, each at its row and column; of the sheet as a whole, at what of it is wrong.
pub fn of_sheet(faults: &[Fault]) -> Problem {
    let errors = faults.iter().map(|fault| {
        let field = fault.field.as_deref().unwrap_or_default();
        // A name from a header may be anything; a place in a list has steps of its own.
        let known = field.split('/').next().unwrap_or_default();
        let step = if FILLED_IN.contains(&known) {
            field.to_owned()
        } else {
            escaped(field)
        };
        let place = fault.row.map_or_else(|| "file".to_owned(), |row| format!("row/{row}"));
        ProblemError {
            pointer: format!("#/{place}{}{step}", if step.is_empty() { "" } else { "/" }),
            line: fault.row,
            field: Some(known.to_owned()).filter(|known| !known.is_empty()),
            detail: format!("found {}, expected {}", fault.found, fault.expected),
        }
    });
    told(errors.collect())
}

/// A step of a pointer: slashes and tildes are escaped there (RFC 6901).
fn escaped(step: &str) -> String {
    step.replace('~', "~0").replace('/', "~1")
}

fn told(errors: Vec<ProblemError>) -> Problem {
    let count = errors.len();
    let faults = if count == 1 { "fault" } else { "faults" };
    let first = errors
        .first()
        .map_or_else(String::new, |error| format!("{}: {}", error.pointer, error.detail));
    Problem::new(Kind::Invalid, format!("{count} {faults}: {first}")).with_errors(errors)
}

/// A fault at a field, or at a place in a list behind a slash.
fn error(place: &str, detail: impl Into<String>) -> ProblemError {
    ProblemError {
        pointer: format!("#/{place}"),
        line: None,
        field: place
            .split('/')
            .next()
            .map(str::to_owned)
            .filter(|field| !field.is_empty()),
        detail: detail.into(),
    }
}
