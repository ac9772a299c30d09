use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::mpsc;
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderValue, Request as HttpRequest, StatusCode, header};
use jiff::civil::date;
use tower::ServiceExt as _;

use super::*;
use crate::api::state::{Config, Limits};
use crate::model::{EngagementRules, Package, RegionColumn, Settings, Text, TravelSettings};
use crate::snapshot::{Head, Snapshot};

fn empty() -> Package {
    Package::empty(Settings {
        id: "empty".to_owned(),
        name: Text::default(),
        credit: Text::default(),
        made_on: None,
        languages: Vec::new(),
        suppress_below: 0,
        default_definition: None,
        projection: None,
        travel: TravelSettings::default(),
        region_column: RegionColumn::Region,
        engagement: EngagementRules::default(),
    })
}

/// A service of one route beside the usual health check, with room for one analysis at a time.
fn service(route: Route) -> Router {
    let snapshot = Snapshot::build(empty(), Head::default()).expect("no projection to compute");
    let limits = Limits {
        analyses: NonZeroUsize::MIN,
        passwords: NonZeroUsize::MIN,
        wait: Duration::from_millis(20),
    };
    let config = Config {
        limits,
        ..Config::new(|| date(2026, 3, 12))
    };
    let health = get("/healthz", openapi::health(), health::alive);
    serve_routes(vec![route, health], State::fixed(snapshot, config))
}

async fn status(service: &Router, path: &str) -> Response {
    let request = HttpRequest::get(path).body(Body::empty()).expect("a request");
    service.clone().oneshot(request).await.expect("the service never fails")
}

fn fails(_: &Ask) -> Answer {
    panic!("words for the log")
}

#[tokio::test]
async fn a_panic_is_a_problem_and_the_service_lives() {
    for route in [
        get("/api/fault", openapi::health(), fails),
        get("/api/fault", openapi::health(), fails).long(),
    ] {
        let service = service(route);
        for _ in 0..3 {
            let response = status(&service, "/api/fault").await;
            assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
            assert!(response.headers().contains_key(header::CONTENT_SECURITY_POLICY));
            let body = axum::body::to_bytes(response.into_body(), usize::MAX)
                .await
                .expect("a body");
            assert!(!String::from_utf8_lossy(&body).contains("words for the log"));
        }
        assert_eq!(status(&service, "/healthz").await.status(), StatusCode::OK);
    }
}

#[tokio::test]
async fn an_analysis_too_many_is_refused_for_now_and_short_answers_do_not_wait() {
    let (finish, finished) = mpsc::channel::<()>();
    let (started, running) = tokio::sync::mpsc::unbounded_channel();
    let finished = Mutex::new(finished);
    let mut running = running;
    let slow = move |_: &Ask| {
        started.send(()).expect("the test is there");
        finished
            .lock()
            .expect("no panic before")
            .recv()
            .expect("the test is there");
        Answer::bytes("text/plain", "done")
    };
    let service = service(get("/api/slow", openapi::health(), slow).long());
    let other = service.clone();
    let first = tokio::spawn(async move { status(&other, "/api/slow").await });
    running.recv().await.expect("it runs");

    let refused = status(&service, "/api/slow").await;
    assert_eq!(refused.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(
        refused.headers().get(header::RETRY_AFTER).map(HeaderValue::as_bytes),
        Some(&b"2"[..])
    );
    assert_eq!(status(&service, "/healthz").await.status(), StatusCode::OK);

    finish.send(()).expect("it runs");
    assert_eq!(first.await.expect("no panic").status(), StatusCode::OK);
}

#[tokio::test]
async fn an_empty_package_answers_everywhere() {
    let snapshot = Snapshot::build(empty(), Head::default()).expect("no projection to compute");
    let service = app(State::fixed(snapshot, Config::new(|| date(2026, 3, 12))));
    for route in routes()
        .iter()
        .filter(|route| !route.path.contains('{') && route.method == Method::GET)
    {
        let expected = match route.path.as_str() {
            // Nothing to measure against, no way to go, no place to ask about, nowhere to travel from, and no organisation to come back from.
            "/api/session/organisation/return"
            | "/api/analysis/gaps"
            | "/api/analysis/pathways"
            | "/api/analysis/priorities"
            | "/api/analysis/requests"
            | "/api/analysis/summary"
            | "/api/analysis/equity"
            | "/api/analysis/trend"
            | "/api/reports/meeting" => StatusCode::NOT_FOUND,
            "/api/analysis/trace" | "/api/analysis/travel" => StatusCode::BAD_REQUEST,
            // For people who have signed in, which nobody can here.
            "/api/accounts" | "/api/requests/export" | "/api/tokens" => StatusCode::FORBIDDEN,
            _ => StatusCode::OK,
        };
        assert_eq!(status(&service, &route.path).await.status(), expected, "{}", route.path);
    }
}

#[test]
fn every_route_that_has_a_variable_part_or_needs_a_definition_earlier_facts_or_an_organisation_may_be_missing() {
    for route in routes() {
        let takes = |name: &str| {
            route
                .operation
                .parameters
                .iter()
                .any(|parameter| parameter.name == name)
        };
        let is_sign_in = route.path.starts_with("/api/session/organisation");
        // Whether there is an organisation can be asked anywhere.
        let is_about_one = is_sign_in && (route.method == Method::POST || route.path.ends_with("/return"));
        // What is decided on an option names it in what is sent.
        let names_one = route.path == "/api/decisions" && route.method == Method::POST;
        let needs = takes("definition") || takes("data") || is_about_one || names_one;
        let expected = route.path.contains('{') || needs;
        assert_eq!(expected, route.operation.may_be_missing, "{}", route.path);
    }
}
