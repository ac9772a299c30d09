//! Problem details (RFC 9457).

use serde::Serialize;

/// A refusal.
#[derive(Serialize)]
pub struct ProblemDetails<'a> {
    /// Address of the page that explains this kind.
    #[serde(rename = "type")]
    pub kind: String,
    /// The same short words for every problem of the kind.
    pub title: &'static str,
    /// HTTP status.
    pub status: u16,
    /// What was found and what was expected.
    pub detail: &'a str,
    /// Every fault of a body or document, each with its place.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub errors: &'a [ProblemError],
}

/// One fault.
#[derive(Clone, Debug, Serialize)]
pub struct ProblemError {
    /// Its place: `#/line/12` of a text, `#/body` of a JSON object, `#/row/12/why` of a sheet.
    pub pointer: String,
    /// The line of a text, or the row of a sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The key or field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What was found and what was expected.
    pub detail: String,
}
