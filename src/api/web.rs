//! The map's pages, as they were built into the binary.

use std::borrow::Cow;

use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};

use super::answer::{Answer, media};
use super::etag;

/// A file of the pages.
pub struct File {
    /// Its bytes.
    pub bytes: Cow<'static, [u8]>,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub digest: String,
}

/// Where the files of the pages come from.
pub trait Files: Send + Sync {
    /// The file of a path without a leading slash.
    fn get(&self, path: &str) -> Option<File>;
}

/// The pages in the binary. Building without `web/dist` gives a service without them.
#[derive(rust_embed::RustEmbed)]
#[folder = "web/dist"]
#[allow_missing = true]
struct Built;

/// The pages in the binary.
pub struct Embedded;

impl Files for Embedded {
    fn get(&self, path: &str) -> Option<File> {
        Built::get(path).map(|file| File {
            digest: hex::encode(file.metadata.sha256_hash()),
            bytes: file.data,
        })
    }
}

const INDEX: &str = "index.html";
const PACKED: &str = ".br";
/// Files in this folder have a digest in their name, so that a name never stands for other bytes.
const HASHED_FOLDER: &str = "assets/";
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const NOT_FOUND: &str = include_str!("web/not_found.html");

/// The file at the request's path, or the page that says that there is none. `/` is the map; other
/// addresses of the map do not exist, because its state stands in the query.
pub fn page(files: &dyn Files, request: &Request) -> Answer {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Answer::bytes(media::TEXT, "expected GET or HEAD\n")
            .status(StatusCode::METHOD_NOT_ALLOWED)
            .header(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    let path = request.uri().path();
    let path = path.strip_prefix('/').unwrap_or(path);
    let path = if path.is_empty() { INDEX } else { path };
    let Some((file, media)) = file(files, path) else {
        return Answer::bytes(media::HTML, NOT_FOUND).status(StatusCode::NOT_FOUND);
    };
    let packed = accepts_brotli(request)
        .then(|| files.get(&format!("{path}{PACKED}")))
        .flatten();
    // One tag for the file; the encoding's suffix is put to it with the others'.
    let tag = etag::strong(&file.digest);
    let answer = match packed {
        Some(packed) => {
            Answer::bytes(media, packed.bytes).header(header::CONTENT_ENCODING, HeaderValue::from_static("br"))
        }
        None => Answer::bytes(media, file.bytes),
    };
    let answer = answer.header(header::ETAG, tag);
    if path.starts_with(HASHED_FOLDER) {
        answer.header(header::CACHE_CONTROL, FOREVER)
    } else {
        answer
    }
}

fn file(files: &dyn Files, path: &str) -> Option<(File, &'static str)> {
    let media = match path.rsplit_once('.')?.1 {
        "html" => media::HTML,
        "css" => media::CSS,
        "js" => "text/javascript; charset=utf-8",
        "json" => media::JSON,
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => media::TEXT,
        _ => return None,
    };
    files.get(path).map(|file| (file, media))
}

fn accepts_brotli(request: &Request) -> bool {
    let accepted = request.headers().get_all(header::ACCEPT_ENCODING);
    accepted
        .iter()
        .filter_map(|list| list.to_str().ok())
        .flat_map(|list| list.split(','))
        .any(|one| {
            let (name, weight) = one
                .split_once(';')
                .map_or((one, ""), |(name, weight)| (name, weight.trim()));
            let refused = weight
                .strip_prefix("q=")
                .and_then(|weight| weight.parse::<f32>().ok())
                .is_some_and(|q| q <= 0.0);
            name.trim().eq_ignore_ascii_case("br") && !refused
        })
}
