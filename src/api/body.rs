//! What is sent to the service, read strictly: JSON only, of a bounded size, with no field that the route does not have.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, header};
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use super::problem::{Kind, Problem};
use super::wire::ProblemError;

/// The most bytes that a body may have.
const LIMIT: usize = 1024 * 1024;

/// What came with a request beside its address.
#[derive(Debug, Default)]
pub struct Sent {
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body; empty where the route has none.
    pub body: Bytes,
    /// A file, which is read only once it is known that whoever asks may send one.
    pub file: Option<Body>,
}

impl Sent {
    /// For a route that has no body.
    pub fn without_body(request: Request) -> Self {
        Self {
            headers: request.into_parts().0.headers,
            ..Self::default()
        }
    }

    /// For a route that takes a file.
    pub fn file(request: Request) -> Self {
        let (parts, body) = request.into_parts();
        Self {
            headers: parts.headers,
            file: Some(body),
            ..Self::default()
        }
    }

    /// For a route that has one.
    pub async fn read(request: Request) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let headers = parts.headers;
        let media = headers.get(header::CONTENT_TYPE).and_then(|media| media.to_str().ok());
        let media = media.and_then(|media| media.split(';').next()).unwrap_or("").trim();
        // A form on a page of another host can send any body, but not this type.
        if !media.eq_ignore_ascii_case("application/json") {
            let detail = format!("content-type: found {media:?}, expected application/json");
            return Err(Problem::new(Kind::NotJson, detail));
        }
        let body = whole(body, LIMIT).await?;
        Ok(Self {
            headers,
            body,
            file: None,
        })
    }
}

/// A body to its end, unless it is larger than it may be.
pub async fn whole(body: Body, most: usize) -> Result<Bytes, Problem> {
    let read = to_bytes(body, most).await;
    read.map_err(|_| Problem::new(Kind::TooLarge, format!("expected a body of at most {most} bytes")))
}

/// A body as JSON with exactly the fields of `T`. Nesting has the bound of the reader, 128.
pub fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    // The reader would also take a list of the fields in their order, and an empty one where none is needed.
    if body.trim_ascii_start().starts_with(b"[") {
        return Err(misshapen("found a list, expected one JSON object".to_owned(), None));
    }
    serde_json::from_slice(body).map_err(|fault| match fault.classify() {
        Category::Data => misshapen(fault.to_string(), Some(fault.line() as u32)),
        Category::Io | Category::Syntax | Category::Eof => {
            Problem::new(Kind::BadBody, format!("{fault}; expected one JSON object"))
        }
    })
}

/// JSON that can be read, but is not of the shape that the route takes.
fn misshapen(detail: String, line: Option<u32>) -> Problem {
    let error = ProblemError {
        pointer: "#".to_owned(),
        line,
        field: None,
        detail: detail.clone(),
    };
    Problem::new(Kind::Invalid, detail).with_errors(vec![error])
}
