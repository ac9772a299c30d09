//! Signing in, and who asks.

pub mod accounts;
pub mod me;
pub mod organisation;
pub mod session;
pub mod tokens;

use crate::workflow::AccessRefusal;

use super::problem::{Kind, Problem};
use super::storage;
use super::wire::ProblemError;

/// A refusal in the words of HTTP. What is wrong inside stays in the log.
pub fn refused(refusal: AccessRefusal) -> Problem {
    let detail = refusal.to_string();
    match refusal {
        AccessRefusal::Wrong => Problem::unauthorized(detail),
        AccessRefusal::Gone => Problem::new(Kind::Gone, detail),
        AccessRefusal::Weak(_) => weak(&detail, "password"),
        AccessRefusal::NotFound { .. } => Problem::not_found(detail),
        AccessRefusal::Unfit(unfit) => {
            let errors = unfit.iter().map(|one| error(one.field, one.detail.clone())).collect();
            Problem::new(Kind::Invalid, detail).with_errors(errors)
        }
        AccessRefusal::Conflict(_) => Problem::new(Kind::Conflict, detail),
        AccessRefusal::Busy => Problem::unavailable(detail),
        AccessRefusal::Store(fault) => storage::problem(&fault),
        AccessRefusal::Unhashed(_) | AccessRefusal::Nameless => {
            tracing::error!(fault = detail, "accounts cannot be read or changed");
            Problem::internal()
        }
    }
}

/// A password that cannot be taken, at the field it was sent in.
fn weak(detail: &str, field: &'static str) -> Problem {
    let errors = vec![error(field, detail.to_owned())];
    Problem::new(Kind::Invalid, format!("{field}: {detail}")).with_errors(errors)
}

fn error(field: &str, detail: String) -> ProblemError {
    ProblemError {
        pointer: format!("#/{field}"),
        line: None,
        field: Some(field.to_owned()),
        detail,
    }
}
