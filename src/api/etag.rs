//! Strong entity tags from the bytes of an answer, and compression that keeps them true.
//!
//! A tag is made from what the viewer gets and from nothing else: a tag made from the ledger's position
//! would move when a record changes that the viewer may not know of.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sha2::{Digest as _, Sha256};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

use super::problem::Problem;

/// What an answer depends on that is for whoever has signed in.
pub const WHO_ASKS: HeaderValue = HeaderValue::from_static("cookie, authorization");

/// Tags a whole answer with the digest of its bytes. Answers that come with a tag keep it.
pub async fn tag(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let is_whole = matches!(response.status(), StatusCode::OK | StatusCode::CREATED);
    if !is_whole || response.headers().contains_key(header::ETAG) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return Problem::internal().into_response();
    };
    parts
        .headers
        .insert(header::ETAG, strong(&hex::encode(Sha256::digest(&bytes))));
    Response::from_parts(parts, Body::from(bytes))
}

/// A strong tag of a digest in hexadecimal digits.
pub fn strong(digest: &str) -> HeaderValue {
    HeaderValue::from_str(&format!("\"{digest}\"")).expect("hexadecimal digits may stand in a header")
}

/// Brotli or gzip as the client accepts, not for what is compressed already. Level 4 because answers
/// are compressed as they are asked for.
pub fn compression() -> CompressionLayer<impl Predicate> {
    let predicate = DefaultPredicate::new().and(NotForContentType::const_new("font/"));
    CompressionLayer::new()
        .quality(CompressionLevel::Precise(4))
        .compress_when(predicate)
}

/// Gives each encoding a tag of its own, because their bytes differ, and answers 304 to a client that
/// has these bytes already.
pub async fn settle(request: Request, next: Next) -> Response {
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    let known = request
        .headers()
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .cloned()
        .collect::<Vec<_>>();
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let varies = if headers.get(header::VARY) == Some(&WHO_ASKS) {
        HeaderValue::from_static("cookie, authorization, accept-encoding")
    } else {
        HeaderValue::from_static("accept-encoding")
    };
    headers.insert(header::VARY, varies);
    let Some(tag) = encoded_tag(headers) else {
        return response;
    };
    headers.insert(header::ETAG, tag.clone());
    if is_read && response.status() == StatusCode::OK && matches_any(&known, &tag) {
        let (mut parts, _) = response.into_parts();
        parts.status = StatusCode::NOT_MODIFIED;
        for about_the_body in [header::CONTENT_ENCODING, header::CONTENT_LENGTH, header::CONTENT_TYPE] {
            parts.headers.remove(about_the_body);
        }
        return Response::from_parts(parts, Body::empty());
    }
    response
}

fn encoded_tag(headers: &HeaderMap) -> Option<HeaderValue> {
    let tag = headers.get(header::ETAG)?;
    let suffix = match headers.get(header::CONTENT_ENCODING).map(HeaderValue::as_bytes) {
        Some(b"br") => "-br",
        Some(b"gzip") => "-gzip",
        _ => return Some(tag.clone()),
    };
    let opaque = tag.to_str().ok()?.trim_matches('"');
    HeaderValue::from_str(&format!("\"{opaque}{suffix}\"")).ok()
}

/// `If-None-Match` compares weakly (RFC 9110, 13.1.2): a `W/` in front makes no difference.
fn matches_any(known: &[HeaderValue], tag: &HeaderValue) -> bool {
    let Ok(tag) = tag.to_str() else { return false };
    known
        .iter()
        .filter_map(|list| list.to_str().ok())
        .flat_map(|list| list.split(','))
        .any(|one| {
            let one = one.trim();
            one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag
        })
}
