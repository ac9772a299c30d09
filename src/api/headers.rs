//! Headers on every answer, and the answer to a panic.

use std::any::Any;

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::problem::Problem;

/// Nothing from other hosts, nothing inline, no frames around us.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; \
     connect-src 'self'; img-src 'self' data: blob:; worker-src 'self'; base-uri 'none'; frame-ancestors 'none'; \
     form-action 'self'";

const PROTECTION: [(HeaderName, HeaderValue); 4] = [
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(CONTENT_SECURITY_POLICY),
    ),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    // An address may carry a view that somebody was looking at.
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
];

/// For a year, browsers ask for nothing here without TLS. What else runs under the name of this host is not ours to speak
/// for.
const STRICT_TRANSPORT_SECURITY: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Puts the protecting headers on an answer, and has caches ask again unless the answer says otherwise.
pub async fn protect(public_url: &str, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in PROTECTION {
        headers.insert(name, value);
    }
    if public_url.starts_with("https://") {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, STRICT_TRANSPORT_SECURITY);
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-cache"));
    response
}

/// Answers a panic: the service lives on, and the words of the panic stay in the log.
#[expect(clippy::needless_pass_by_value, reason = "the layer hands the payload over by value")]
pub fn caught(payload: Box<dyn Any + Send + 'static>) -> Response {
    let words = payload.downcast_ref::<String>().map(String::as_str);
    let words = words
        .or_else(|| payload.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    tracing::error!(panic = words, "a handler panicked");
    Problem::internal().into_response()
}
