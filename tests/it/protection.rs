//! Headers on every answer, methods, and other people's input.

use evenreach::api::{Config, State};

use crate::support::client::{config, snapshot};
use crate::support::{Client, small};

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; \
                      img-src 'self' data: blob:; worker-src 'self'; base-uri 'none'; frame-ancestors 'none'; \
                      form-action 'self'";

#[tokio::test]
async fn every_answer_is_protected() {
    let client = Client::small();
    let paths = [
        "/",
        "/nothing",
        "/assets/index-1a2b.js",
        "/api",
        "/api/",
        "/api/docs",
        "/api/docs.css",
        "/api/nothing",
        "/api?x=1",
        "/api/collections/communities/items",
        "/basemap/nwt.json",
        "/healthz",
        "/readyz",
    ];
    for path in paths {
        for method in ["GET", "HEAD", "POST", "OPTIONS"] {
            let reply = client.call(method, path, &[]).await;
            assert_eq!(reply.header("content-security-policy"), POLICY, "{method} {path}");
            assert_eq!(reply.header("x-content-type-options"), "nosniff");
            assert_eq!(reply.header("referrer-policy"), "no-referrer");
            assert_eq!(reply.header("cross-origin-opener-policy"), "same-origin");
            assert_eq!(reply.header("strict-transport-security"), "max-age=31536000");
            assert!(!reply.header("cache-control").is_empty());
            assert!(reply.header("access-control-allow-origin").is_empty());
        }
    }
}

#[tokio::test]
async fn only_a_service_that_is_reached_over_tls_says_that_it_has_to_be() {
    for public_url in ["", "http://evenreach.example", "https://evenreach.example"] {
        let config = Config {
            public_url: public_url.to_owned(),
            ..config()
        };
        let client = Client::over(State::fixed(snapshot(small()), config));
        let found = client.get("/api").await.header("strict-transport-security").to_owned();
        assert_eq!(
            !found.is_empty(),
            public_url.starts_with("https"),
            "{public_url}: {found}"
        );
    }
}

#[tokio::test]
async fn head_is_get_without_the_body() {
    let client = Client::small();
    for path in [
        "/",
        "/api",
        "/api/collections/communities/items",
        "/api/nothing",
        "/healthz",
        "/basemap/nwt.json",
    ] {
        let get = client.get(path).await;
        let head = client.call("HEAD", path, &[]).await;
        assert_eq!((head.status, &head.headers), (get.status, &get.headers), "{path}");
        assert!(head.body.is_empty(), "{path}");
        assert_eq!(head.header("content-length"), get.body.len().to_string(), "{path}");
    }
}

#[tokio::test]
async fn other_methods_are_refused_with_those_that_are_allowed() {
    let client = Client::small();
    for method in ["POST", "PUT", "DELETE", "PATCH"] {
        for path in [
            "/api",
            "/api/collections/communities/items/behchoko",
            "/basemap/nwt.json",
        ] {
            let reply = client.call(method, path, &[]).await;
            reply.is_problem(405, &[method, "GET"]);
            assert_eq!(reply.header("allow"), "GET,HEAD", "{method} {path}");
        }
    }
}

#[tokio::test]
async fn addresses_come_from_the_configuration_and_never_from_the_request() {
    let headers = [
        ("host", "evil.example"),
        ("x-forwarded-host", "evil.example"),
        ("forwarded", "host=evil.example"),
    ];
    let client = Client::small();
    for path in [
        "/api",
        "/api/collections",
        "/api/collections/services/items?limit=1",
        "/api/openapi.json",
    ] {
        let reply = client.get_with(path, &headers).await;
        assert!(!reply.text().contains("evil"), "{path}");
        assert_eq!(reply.body, client.get(path).await.body);
    }
}

#[tokio::test]
async fn a_reflected_value_stays_a_value() {
    let words = "%3Cscript%3Ealert(1)%3C/script%3E%0d%0aX-Injected:%201";
    let reply = Client::small()
        .get(&format!("/api/collections/services/items?limit={words}"))
        .await;
    reply.is_problem(400, &["script"]);
    assert_eq!(reply.header("x-injected"), "");
    let docs = Client::small().get("/api/docs").await;
    assert!(!docs.text().contains("<script") && !docs.text().contains("style="));
}
