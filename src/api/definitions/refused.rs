//! What a workflow refuses, as a problem.

use crate::workflow::Fault;
use crate::workflow::Refusal;

use super::super::problem::{Kind, Problem};
use super::super::storage;
use super::super::wire::ProblemError;

/// The refusal in the words of HTTP. What is wrong inside stays in the log.
pub fn refused(refusal: Refusal) -> Problem {
    let detail = refusal.to_string();
    match refusal {
        Refusal::Faults(faults) => {
            let errors: Vec<_> = faults.iter().map(error).collect();
            let count = errors.len();
            let detail = format!(
                "{count} {}: {}",
                if count == 1 { "fault" } else { "faults" },
                shortly(&faults)
            );
            Problem::new(Kind::Invalid, detail).with_errors(errors)
        }
        Refusal::NotFound(_) => Problem::not_found(detail),
        Refusal::Taken { .. } | Refusal::Unchangeable(_) | Refusal::Adopted(_) => Problem::new(Kind::Conflict, detail),
        Refusal::Immovable { missing, .. } => {
            let errors = missing.into_iter().map(|one| ProblemError {
                pointer: format!("#/body/{}", one.body),
                line: None,
                field: None,
                detail: one.detail,
            });
            Problem::new(Kind::Conflict, detail).with_errors(errors.collect())
        }
        Refusal::Stale => Problem::new(Kind::Stale, detail),
        Refusal::NoSuchMove(_) | Refusal::Unkeepable(_) => Problem::new(Kind::Invalid, detail),
        Refusal::Store(fault) => storage::problem(&fault),
        Refusal::Nameless => Problem::internal(),
    }
}

fn error(fault: &Fault) -> ProblemError {
    let field = fault.field.clone();
    let pointer = match (fault.row, &field) {
        (Some(line), _) => format!("#/line/{line}"),
        (None, Some(field)) => format!("#/{field}"),
        (None, None) => "#".to_owned(),
    };
    ProblemError {
        pointer,
        line: fault.row,
        field,
        detail: format!("found {}, expected {}", fault.found, fault.expected),
    }
}

/// The first fault, for those who read only the detail.
fn shortly(faults: &[Fault]) -> String {
    faults.first().map_or_else(String::new, ToString::to_string)
}
