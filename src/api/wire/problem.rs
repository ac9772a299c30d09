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
}
