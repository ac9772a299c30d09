//! An answer before it becomes HTTP: bytes, what they are, and headers of their own.

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::problem::Problem;

/// Media types of the answers.
pub mod media {
    /// Plain JSON.
    pub const JSON: &str = "application/json";
    /// `GeoJSON` features (RFC 7946).
    pub const GEOJSON: &str = "application/geo+json";
    /// `OpenAPI` 3.0.
    pub const OPENAPI: &str = "application/vnd.oai.openapi+json;version=3.0";
    /// Problem details (RFC 9457).
    pub const PROBLEM: &str = "application/problem+json";
    /// A page.
    pub const HTML: &str = "text/html; charset=utf-8";
    /// A style sheet.
    pub const CSS: &str = "text/css; charset=utf-8";
    /// A definition as its authors wrote it.
    pub const TOML: &str = "application/toml";
    /// Rows (RFC 4180).
    pub const CSV: &str = "text/csv; charset=utf-8";
    /// A workbook.
    pub const XLSX: &str = crate::exchange::xlsx::MEDIA;
    /// A document for print.
    pub const PDF: &str = "application/pdf";
    /// A font.
    pub const FONT: &str = "font/ttf";
    /// Words.
    pub const TEXT: &str = "text/plain; charset=utf-8";
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    status: StatusCode,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Vec<u8>,
}

impl Answer {
    /// Bytes of a media type, with status 200.
    pub fn bytes(media: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status: StatusCode::OK,
            headers: vec![(header::CONTENT_TYPE, HeaderValue::from_static(media))],
            body: body.into(),
        }
    }

    /// A value as compact JSON of a media type.
    pub fn json(media: &'static str, value: &impl Serialize) -> Self {
        let body = serde_json::to_vec(value).expect("what leaves has string keys and finite numbers");
        Self::bytes(media, body)
    }

    /// An answer without bytes.
    pub const fn empty(status: StatusCode) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    /// Its bytes.
    pub fn into_body(self) -> Vec<u8> {
        self.body
    }

    /// The same with another status.
    #[must_use]
    pub const fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The same with one more header.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    /// The same for whoever asked alone: no cache keeps it.
    #[must_use]
    pub fn private(self) -> Self {
        self.header(header::CACHE_CONTROL, PRIVATE)
    }
}

/// For whoever asked alone.
pub const PRIVATE: HeaderValue = HeaderValue::from_static("private, no-store");

/// What a handler gives back: an answer where it cannot fail, else an answer or a problem.
pub trait Outcome {
    /// As an answer or a problem.
    fn outcome(self) -> Result<Answer, Problem>;
}

impl Outcome for Answer {
    fn outcome(self) -> Result<Answer, Problem> {
        Ok(self)
    }
}

impl Outcome for Result<Answer, Problem> {
    fn outcome(self) -> Result<Answer, Problem> {
        self
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        for (name, value) in self.headers {
            // One answer may give a cookie and take another away.
            if name == header::SET_COOKIE {
                response.headers_mut().append(name, value);
            } else {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}
