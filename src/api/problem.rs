//! Refusals in words a person can act on: problem details (RFC 9457).

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::policy::{Forbidden, Party};

use super::answer::{Answer, media};
use super::state::State;
use super::wire::{ProblemDetails, ProblemError};

/// What kind of problem it is. Each has a stable page that says what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A query parameter that the route does not have, or has twice.
    UnknownParameter,
    /// A value that cannot be read.
    BadParameter,
    /// Nothing here, or nothing that the reader may know of.
    NotFound,
    /// A body that cannot be read as JSON.
    BadBody,
    /// For people who have signed in.
    Unauthorized,
    /// Not for whoever asks.
    Forbidden,
    /// Two proofs of who asks.
    TwoProofs,
    /// It was here, and is no more.
    Gone,
    /// Too often.
    TooMany,
    /// A method that the route does not have.
    MethodNotAllowed,
    /// It cannot be done as things stand.
    Conflict,
    /// It has changed since it was read.
    Stale,
    /// A body that is too large.
    TooLarge,
    /// A body that is not JSON.
    NotJson,
    /// A file that is no sheet.
    NotASheet,
    /// A body whose content is wrong.
    Invalid,
    /// A change that does not say what it was decided on.
    Unconditional,
    /// Not now: try again.
    Unavailable,
    /// Our fault.
    Internal,
}

impl Kind {
    /// Every kind, as the documentation lists them.
    pub const ALL: [Self; 19] = [
        Self::UnknownParameter,
        Self::BadParameter,
        Self::NotFound,
        Self::BadBody,
        Self::Unauthorized,
        Self::Forbidden,
        Self::TwoProofs,
        Self::Gone,
        Self::TooMany,
        Self::MethodNotAllowed,
        Self::Conflict,
        Self::Stale,
        Self::TooLarge,
        Self::NotJson,
        Self::NotASheet,
        Self::Invalid,
        Self::Unconditional,
        Self::Unavailable,
        Self::Internal,
    ];

    /// Last part of its address.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::UnknownParameter => "unknown-parameter",
            Self::BadParameter => "bad-parameter",
            Self::NotFound => "not-found",
            Self::BadBody => "bad-body",
            Self::Unauthorized => "unauthorized",
            Self::Forbidden => "forbidden",
            Self::TwoProofs => "two-proofs",
            Self::Gone => "gone",
            Self::TooMany => "too-many",
            Self::MethodNotAllowed => "method-not-allowed",
            Self::Conflict => "conflict",
            Self::Stale => "stale",
            Self::TooLarge => "too-large",
            Self::NotJson => "not-json",
            Self::NotASheet => "not-a-sheet",
            Self::Invalid => "invalid",
            Self::Unconditional => "unconditional",
            Self::Unavailable => "unavailable",
            Self::Internal => "internal",
        }
    }

    /// The same short words every time.
    pub const fn title(self) -> &'static str {
        match self {
            Self::UnknownParameter => "Unknown query parameter",
            Self::BadParameter => "A parameter cannot be read",
            Self::NotFound => "Not found",
            Self::BadBody => "The body cannot be read",
            Self::Unauthorized => "Not signed in",
            Self::Forbidden => "Not allowed",
            Self::TwoProofs => "A session and a token together",
            Self::Gone => "No longer here",
            Self::TooMany => "Too often",
            Self::MethodNotAllowed => "Method not allowed",
            Self::Conflict => "Not possible as things stand",
            Self::Stale => "Changed meanwhile",
            Self::TooLarge => "Too large",
            Self::NotJson => "Not JSON",
            Self::NotASheet => "Neither CSV nor XLSX",
            Self::Invalid => "The content is wrong",
            Self::Unconditional => "If-Match is missing",
            Self::Unavailable => "Not available just now",
            Self::Internal => "Something went wrong on the server",
        }
    }

    /// What the client should do.
    pub const fn remedy(self) -> &'static str {
        match self {
            Self::UnknownParameter => {
                "Compare the query with the parameters that the detail names; each may be given once."
            }
            Self::BadParameter => "Send the parameter in the form that the detail describes.",
            Self::NotFound => {
                "Follow links from /api; an id that was never there and one you may not see look the same."
            }
            Self::BadBody => "Send one JSON object in UTF-8, with the fields that the route has.",
            Self::Unauthorized => {
                "Sign in, or send a token that holds. Whoever has no account asks the people who run this site for one."
            }
            Self::Forbidden => "Ask the people who may; /api/me says what you may do here.",
            Self::TwoProofs => "Send the cookie of a session or a token, not both.",
            Self::Gone => "Do as the detail says: what was here does not come back.",
            Self::TooMany => "Wait for the seconds in the Retry-After header, then try again.",
            Self::Conflict => "Read the thing again; the detail and the errors say what stands in the way.",
            Self::Stale => "Read the thing again, decide again, and send the new ETag in If-Match.",
            Self::TooLarge => "Send less: a body has at most 1 MiB, a sheet 50 MiB.",
            Self::NotJson => "Send the body with the header content-type: application/json.",
            Self::NotASheet => {
                "Send the file with the header content-type: text/csv, or the one of workbooks (.xlsx), as the detail has it."
            }
            Self::Invalid => "Mend what the errors name, each with its place, and send it again.",
            Self::Unconditional => "Read the thing first, and send its ETag in If-Match.",
            Self::MethodNotAllowed => "Use one of the methods in the Allow header.",
            Self::Unavailable => "Send the same request again after the seconds in the Retry-After header.",
            Self::Internal => {
                "Send the same request again later; if it fails again, tell the people who run this site."
            }
        }
    }

    /// Its status.
    pub const fn status(self) -> StatusCode {
        match self {
            Self::UnknownParameter | Self::BadParameter | Self::BadBody | Self::TwoProofs => StatusCode::BAD_REQUEST,
            Self::Unauthorized => StatusCode::UNAUTHORIZED,
            Self::Gone => StatusCode::GONE,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::Conflict => StatusCode::CONFLICT,
            Self::Stale => StatusCode::PRECONDITION_FAILED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotJson | Self::NotASheet => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Unconditional => StatusCode::PRECONDITION_REQUIRED,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// Seconds after which a client may try again what others were in the way of.
const RETRY_AFTER_SECONDS: u64 = 2;

/// A refusal.
#[derive(Clone, Debug)]
pub struct Problem {
    kind: Kind,
    detail: String,
    headers: Vec<(HeaderName, HeaderValue)>,
    errors: Vec<ProblemError>,
}

impl Problem {
    /// A problem of a kind, with what was found and what was expected.
    pub fn new(kind: Kind, detail: impl Into<String>) -> Self {
        Self {
            kind,
            detail: detail.into(),
            headers: Vec::new(),
            errors: Vec::new(),
        }
    }

    /// The same, with each fault and its place.
    #[must_use]
    pub fn with_errors(mut self, errors: Vec<ProblemError>) -> Self {
        self.errors = errors;
        self
    }

    /// A parameter whose value cannot be read: `limit: found "many", expected …`.
    pub fn bad(parameter: &str, found: &str, expected: impl AsRef<str>) -> Self {
        Self::new(
            Kind::BadParameter,
            format!("{parameter}: found {found:?}, expected {}", expected.as_ref()),
        )
    }

    /// Not for whoever asks: 401 where signing in might help, else 403.
    pub fn forbidden(state: &State, party: &Party, refused: &Forbidden) -> Self {
        tracing::info!(
            event = "permission_refused",
            action = refused.action.as_str(),
            account = party.account.as_ref().map(tracing::field::display),
            "somebody asked for what is not theirs"
        );
        if state.is_desk() {
            let why = "changes are made here only in a browser on the machine itself";
            Self::new(Kind::Forbidden, format!("{refused}; {why}"))
        } else if state.writing().is_none() {
            let why = "nobody may change anything here: this service has no database of its own";
            Self::new(Kind::Forbidden, format!("{refused}; {why}"))
        } else if party.is_public() {
            Self::unauthorized(refused.to_string())
        } else {
            Self::new(Kind::Forbidden, refused.to_string())
        }
    }

    /// For people who have signed in, or programs with a token.
    pub fn unauthorized(detail: impl Into<String>) -> Self {
        // RFC 9110 wants a challenge; browsers ask nobody for this one.
        Self::new(Kind::Unauthorized, detail).with(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))
    }

    /// Nothing here for this reader.
    pub fn not_found(detail: impl Into<String>) -> Self {
        Self::new(Kind::NotFound, detail)
    }

    /// Somebody tries too often.
    pub fn too_many(seconds: u64) -> Self {
        let detail = format!("too many tries: the next one can be made in {seconds} seconds");
        Self::new(Kind::TooMany, detail).with(header::RETRY_AFTER, HeaderValue::from(seconds))
    }

    /// Too much is asked of the server at this moment.
    pub fn unavailable(detail: impl Into<String>) -> Self {
        Self::unavailable_for(RETRY_AFTER_SECONDS, detail)
    }

    /// The same, for about so long.
    pub fn unavailable_for(seconds: u64, detail: impl Into<String>) -> Self {
        Self::new(Kind::Unavailable, detail).with(header::RETRY_AFTER, HeaderValue::from(seconds))
    }

    /// A fault of ours. The detail stays in the log.
    pub fn internal() -> Self {
        Self::new(Kind::Internal, "the fault was recorded")
    }

    #[must_use]
    fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = self.kind.status();
        let body = ProblemDetails {
            kind: format!("/api/docs#problem-{}", self.kind.slug()),
            title: self.kind.title(),
            status: status.as_u16(),
            detail: &self.detail,
            errors: &self.errors,
        };
        let answer = Answer::json(media::PROBLEM, &body).status(status);
        let answer = answer.header(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        self.headers
            .into_iter()
            .fold(answer, |answer, (name, value)| answer.header(name, value))
            .into_response()
    }
}
