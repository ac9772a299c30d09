//! A client that calls the service without a network.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use evenreach::api::{Config, File, Files, State, app};
use evenreach::model::Package;
use evenreach::snapshot::{Head, Snapshot};
use http_body_util::BodyExt as _;
use jiff::civil::{Date, date};
use serde_json::Value;
use tower::ServiceExt as _;

/// The day on which all tests run.
pub fn today() -> Date {
    date(2026, 3, 12)
}

/// Pages that are always the same, whether or not the map was built.
pub struct Pages;

impl Files for Pages {
    fn get(&self, path: &str) -> Option<File> {
        let bytes: &'static [u8] = match path {
            "index.html" => b"<!doctype html><title>The map</title>",
            "assets/index-1a2b.js" => b"console.log('not packed, and long enough to be worth packing')",
            "assets/index-1a2b.js.br" => b"packed",
            "icon.svg" => b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            _ => return None,
        };
        Some(File {
            bytes: bytes.into(),
            digest: format!("d1{}", path.len()),
        })
    }
}

/// The service over one package.
pub struct Client {
    app: Router,
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

pub fn config() -> Config {
    Config {
        public_url: "https://evenreach.example".to_owned(),
        files: Arc::new(Pages),
        ..Config::new(today)
    }
}

pub fn snapshot(package: Package) -> Snapshot {
    let head = Head {
        position: 7,
        hash: "00ff".to_owned(),
    };
    Snapshot::build(package, head).expect("a projection that can be computed")
}

impl Client {
    /// The service over `package`, on the day of the tests.
    pub fn new(package: Package) -> Self {
        Self {
            app: app(State::fixed(snapshot(package), config())),
        }
    }

    /// The service as it was put together.
    pub const fn of(app: Router) -> Self {
        Self { app }
    }

    /// The service over the small package.
    pub fn small() -> Self {
        Self::new(super::small())
    }

    /// The service over a state of its own.
    pub fn over(state: State) -> Self {
        Self { app: app(state) }
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.get_with(path, &[]).await
    }

    pub async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Reply {
        self.call("GET", path, headers).await
    }

    pub async fn call(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Reply {
        self.send(method, path, headers, Body::empty()).await
    }

    pub async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Reply {
        let request = Request::builder().method(method).uri(path);
        let request = headers
            .iter()
            .fold(request, |request, (name, value)| request.header(*name, *value));
        self.ask(request.body(body.into()).expect("a request")).await
    }

    /// Sends a request as it is.
    pub async fn ask(&self, request: Request<Body>) -> Reply {
        let response = self
            .app
            .clone()
            .oneshot(request)
            .await
            .expect("the service never fails");
        let (parts, body) = response.into_parts();
        Reply {
            status: parts.status,
            headers: parts.headers,
            body: body.collect().await.expect("a whole body").to_bytes(),
        }
    }

    /// Sends a body as JSON.
    pub async fn post(&self, path: &str, body: &Value) -> Reply {
        let request = Request::builder().method("POST").uri(path);
        let request = request.header("content-type", "application/json");
        let request = request.body(Body::from(body.to_string())).expect("a request");
        let response = self
            .app
            .clone()
            .oneshot(request)
            .await
            .expect("the service never fails");
        let (parts, body) = response.into_parts();
        Reply {
            status: parts.status,
            headers: parts.headers,
            body: body.collect().await.expect("a whole body").to_bytes(),
        }
    }

    /// The JSON of an answer that must be 200.
    pub async fn json(&self, path: &str) -> Value {
        let reply = self.get(path).await;
        assert_eq!(reply.status, StatusCode::OK, "{path}: {}", reply.text());
        reply.json()
    }
}

impl Reply {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("JSON")
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header's text; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().expect("ASCII"))
    }

    /// Checks that it is a problem of this status whose detail holds all of these words.
    pub fn is_problem(&self, status: u16, words: &[&str]) {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem = self.json();
        assert_eq!(problem["status"], status);
        let detail = problem["detail"].as_str().expect("a detail");
        for word in words {
            assert!(detail.contains(word), "{word:?} is not in {detail:?}");
        }
    }
}
