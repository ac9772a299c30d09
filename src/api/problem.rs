//! Refusals in words a person can act on: problem details (RFC 9457).

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::answer::{Answer, media};
use super::wire::ProblemDetails;

/// What kind of problem it is. Each has a stable page that says what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A query parameter that the route does not have, or has twice.
    UnknownParameter,
    /// A value that cannot be read.
    BadParameter,
    /// Nothing here, or nothing that the reader may know of.
    NotFound,
    /// A method that the route does not have.
    MethodNotAllowed,
    /// Not now: try again.
    Unavailable,
    /// Our fault.
    Internal,
}

impl Kind {
    /// Every kind, as the documentation lists them.
    pub const ALL: [Self; 6] = [
        Self::UnknownParameter,
        Self::BadParameter,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::Unavailable,
        Self::Internal,
    ];

    /// Last part of its address.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::UnknownParameter => "unknown-parameter",
            Self::BadParameter => "bad-parameter",
            Self::NotFound => "not-found",
            Self::MethodNotAllowed => "method-not-allowed",
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
            Self::MethodNotAllowed => "Method not allowed",
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
            Self::MethodNotAllowed => "Use one of the methods in the Allow header.",
            Self::Unavailable => "Send the same request again after the seconds in the Retry-After header.",
            Self::Internal => {
                "Send the same request again later; if it fails again, tell the people who run this site."
            }
        }
    }

    const fn status(self) -> StatusCode {
        match self {
            Self::UnknownParameter | Self::BadParameter => StatusCode::BAD_REQUEST,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// Seconds after which a client may try again.
const RETRY_AFTER_SECONDS: HeaderValue = HeaderValue::from_static("2");

/// A refusal.
#[derive(Clone, Debug)]
pub struct Problem {
    kind: Kind,
    detail: String,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Problem {
    /// A problem of a kind, with what was found and what was expected.
    pub fn new(kind: Kind, detail: impl Into<String>) -> Self {
        Self {
            kind,
            detail: detail.into(),
            headers: Vec::new(),
        }
    }

    /// A parameter whose value cannot be read: `limit: found "many", expected …`.
    pub fn bad(parameter: &str, found: &str, expected: impl AsRef<str>) -> Self {
        Self::new(
            Kind::BadParameter,
            format!("{parameter}: found {found:?}, expected {}", expected.as_ref()),
        )
    }

    /// Nothing here for this reader.
    pub fn not_found(detail: impl Into<String>) -> Self {
        Self::new(Kind::NotFound, detail)
    }

    /// Too much is asked of the server at this moment.
    pub fn unavailable(detail: impl Into<String>) -> Self {
        Self::new(Kind::Unavailable, detail).with(header::RETRY_AFTER, RETRY_AFTER_SECONDS)
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
        };
        let answer = Answer::json(media::PROBLEM, &body).status(status);
        let answer = answer.header(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        self.headers
            .into_iter()
            .fold(answer, |answer, (name, value)| answer.header(name, value))
            .into_response()
    }
}
