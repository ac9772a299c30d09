//! A provider of `OpenID` Connect on this machine that says whatever a test has it say, true or not. The honest one of the
//! browser tests is another (`web/e2e/organisation.test.mjs`).

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::extract::State as FromState;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use evenreach::identity::{Provider, Settings, Wanted};
use hmac::{Hmac, KeyInit as _, Mac as _};
use ring::signature::{Ed25519KeyPair, KeyPair as _};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::people::now;

pub const CLIENT: &str = "evenreach-tests";
pub const SECRET: &str = "canary-a-secret-of-the-client";

/// How a word is signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Signed {
    /// With the provider's own key.
    #[default]
    Well,
    /// With another key under the name of the provider's own.
    ByAnother,
    /// With a key that the provider has had for no long time.
    ByANewKey,
    /// With a key that the provider never had.
    ByAnUnknownKey,
    /// With the secret of the client.
    WithTheSecret,
    /// Not at all, and it says so.
    NotAtAll,
}

/// What the provider says.
#[derive(Clone, Default)]
pub struct Says {
    /// Fields of its description that are otherwise.
    pub description: Value,
    /// Claims that are otherwise; null leaves one out.
    pub claims: Value,
    /// How its word is signed.
    pub signed: Signed,
    /// What it answers instead of its word.
    pub instead: Option<Value>,
    /// What it answers instead of its description.
    pub raw_description: Option<(StatusCode, String)>,
}

struct Inner {
    issuer: String,
    says: Mutex<Says>,
    /// Nonce and challenge for each code that was not used yet.
    codes: Mutex<HashMap<String, (String, String)>>,
    /// Keys that it shows: the seeds of them.
    keys: Mutex<Vec<u8>>,
    asked: Mutex<Vec<&'static str>>,
}

/// The provider, which is gone with the test.
#[derive(Clone)]
pub struct AnyProvider(Arc<Inner>);

/// What a browser brings back.
#[derive(Clone, Debug)]
pub struct Brought {
    pub code: String,
    pub state: String,
}

impl Brought {
    /// The address to which the browser is sent.
    pub fn path(&self) -> String {
        format!(
            "/api/session/organisation/return?code={}&state={}&session_state=passed-over",
            self.code, self.state
        )
    }
}

impl AnyProvider {
    pub async fn open() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let issuer = format!("http://{}", listener.local_addr().expect("an address"));
        let inner = Arc::new(Inner {
            issuer,
            says: Mutex::default(),
            codes: Mutex::default(),
            keys: Mutex::new(vec![1]),
            asked: Mutex::default(),
        });
        let app = Router::new()
            .route("/.well-known/openid-configuration", get(description))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(Arc::clone(&inner));
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self(inner)
    }

    pub fn issuer(&self) -> &str {
        &self.0.issuer
    }

    /// The service's view of it.
    pub fn as_configured(&self) -> Arc<Provider> {
        let wanted = Wanted {
            issuer: self.0.issuer.clone(),
            client_id: CLIENT.to_owned(),
            client_secret: Some(SECRET.to_owned()),
            label: "Example account".to_owned(),
            also: Vec::new(),
            public_url: "https://evenreach.example".to_owned(),
        };
        Arc::new(Provider::new(Settings::new(wanted).expect("settings")))
    }

    pub fn say(&self, says: Says) {
        *self.0.says.lock().expect("no panic") = says;
    }

    /// Shows these keys from now on.
    pub fn show_keys(&self, seeds: &[u8]) {
        *self.0.keys.lock().expect("no panic") = seeds.to_vec();
    }

    /// What it was asked so far.
    pub fn asked(&self) -> Vec<&'static str> {
        self.0.asked.lock().expect("no panic").clone()
    }

    /// Signs somebody in who came by this address, as a person at its page would.
    pub fn sign_in(&self, location: &str) -> Brought {
        let (address, query) = location.split_once('?').expect("a query");
        assert_eq!(address, format!("{}/authorize", self.0.issuer));
        let pairs = pairs(query);
        assert_eq!(pairs["response_type"], "code");
        assert_eq!(pairs["client_id"], CLIENT);
        assert_eq!(pairs["scope"], "openid", "nothing more is asked about anybody");
        assert_eq!(pairs["code_challenge_method"], "S256");
        assert_eq!(
            pairs["redirect_uri"],
            "https://evenreach.example/api/session/organisation/return"
        );
        let code = format!("code-{}", self.0.codes.lock().expect("no panic").len());
        let told = (pairs["nonce"].clone(), pairs["code_challenge"].clone());
        self.0.codes.lock().expect("no panic").insert(code.clone(), told);
        Brought {
            code,
            state: pairs["state"].clone(),
        }
    }
}

/// Pairs of a form or a query in which nothing but addresses is written otherwise than it is.
fn pairs(text: &str) -> HashMap<String, String> {
    let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    let plain = |value: &str| value.replace("%3A", ":").replace("%2F", "/");
    pairs.map(|(name, value)| (name.to_owned(), plain(value))).collect()
}

fn merged(mut all: Value, otherwise: &Value) -> Value {
    for (name, value) in otherwise.as_object().into_iter().flatten() {
        let fields = all.as_object_mut().expect("an object");
        if value.is_null() {
            fields.remove(name);
        } else {
            fields.insert(name.clone(), value.clone());
        }
    }
    all
}

async fn description(FromState(inner): FromState<Arc<Inner>>) -> Response {
    inner.asked.lock().expect("no panic").push("description");
    let issuer = &inner.issuer;
    let says = inner.says.lock().expect("no panic").clone();
    if let Some((status, text)) = says.raw_description {
        let place = says.description["location"].as_str().unwrap_or("/").to_owned();
        return (
            status,
            [
                (header::CONTENT_TYPE, "application/json".to_owned()),
                (header::LOCATION, place),
            ],
            text,
        )
            .into_response();
    }
    let all = json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["pairwise"],
        // It would take anything.
        "id_token_signing_alg_values_supported": ["EdDSA", "HS256", "none"],
    });
    Json(merged(all, &says.description)).into_response()
}

async fn keys(FromState(inner): FromState<Arc<Inner>>) -> Json<Value> {
    inner.asked.lock().expect("no panic").push("keys");
    let seeds = inner.keys.lock().expect("no panic").clone();
    let keys = seeds.iter().map(|&seed| {
        let public = pair(seed).public_key().as_ref().to_vec();
        json!({ "kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA", "kid": format!("key-{seed}"),
            "x": URL_SAFE_NO_PAD.encode(public) })
    });
    Json(json!({ "keys": keys.collect::<Vec<_>>() }))
}

fn pair(seed: u8) -> Ed25519KeyPair {
    Ed25519KeyPair::from_seed_unchecked(&[seed; 32]).expect("a seed")
}

async fn token(FromState(inner): FromState<Arc<Inner>>, headers: HeaderMap, sent: String) -> Response {
    let sent = pairs(&sent);
    inner.asked.lock().expect("no panic").push("token");
    let expected = format!("Basic {}", STANDARD.encode(format!("{CLIENT}:{SECRET}")));
    let refuse = |error: &str| (StatusCode::BAD_REQUEST, Json(json!({ "error": error }))).into_response();
    if headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()) != Some(&expected) {
        return refuse("invalid_client");
    }
    let Some((nonce, challenge)) = inner.codes.lock().expect("no panic").remove(&sent["code"]) else {
        return refuse("invalid_grant");
    };
    if URL_SAFE_NO_PAD.encode(Sha256::digest(&sent["code_verifier"])) != challenge {
        return refuse("invalid_grant");
    }
    let says = inner.says.lock().expect("no panic").clone();
    if let Some(instead) = says.instead {
        return Json(instead).into_response();
    }
    let seconds = now().as_second();
    let claims = json!({
        "iss": inner.issuer, "sub": "of-mary", "aud": CLIENT, "nonce": nonce,
        "iat": seconds, "exp": seconds + 300,
        // No claim gives anybody a role.
        "roles": ["administrator"], "groups": ["administrator"],
    });
    let word = signed(&merged(claims, &says.claims), says.signed);
    Json(json!({ "access_token": "x", "token_type": "Bearer", "id_token": word })).into_response()
}

fn signed(claims: &Value, how: Signed) -> String {
    let (algorithm, key) = match how {
        Signed::Well | Signed::ByAnother => ("EdDSA", "key-1"),
        Signed::ByANewKey => ("EdDSA", "key-2"),
        Signed::ByAnUnknownKey => ("EdDSA", "key-9"),
        Signed::WithTheSecret => ("HS256", "key-1"),
        Signed::NotAtAll => ("none", "key-1"),
    };
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let head = json!({ "alg": algorithm, "typ": "JWT", "kid": key });
    let text = format!("{}.{}", part(&head), part(claims));
    let by = |seed: u8| pair(seed).sign(text.as_bytes()).as_ref().to_vec();
    let signature = match how {
        Signed::Well => by(1),
        Signed::ByANewKey => by(2),
        Signed::ByAnother | Signed::ByAnUnknownKey => by(9),
        Signed::WithTheSecret => {
            let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).expect("any length");
            mac.update(text.as_bytes());
            mac.finalize().into_bytes().to_vec()
        }
        Signed::NotAtAll => Vec::new(),
    };
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature))
}
