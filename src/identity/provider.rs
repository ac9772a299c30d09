//! The provider: where a browser is sent to sign in, and whose word it brings back.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthenticationFlow, CoreClaimName, CoreClaimType, CoreClient, CoreClientAuthMethod,
    CoreErrorResponseType, CoreGrantType, CoreIdToken, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm, CoreJwsSigningAlgorithm, CoreResponseMode, CoreResponseType,
    CoreSubjectIdentifierType,
};
use openidconnect::{
    AdditionalProviderMetadata, AuthType, AuthorizationCode, ClaimsVerificationError, CsrfToken, DiscoveryError,
    EndpointMaybeSet, EndpointNotSet, EndpointSet, HttpRequest, Nonce, PkceCodeChallenge, PkceCodeVerifier,
    ProviderMetadata, RequestTokenError, SignatureVerificationError, TokenResponse as _,
};
use serde::{Deserialize, Serialize};
use tokio::sync::Semaphore;

use super::fetch::{Fetch, Unfetched};
use super::settings::Settings;
use super::trip::Trip;
use crate::model::Identity;

/// How long what the provider said of itself and its keys is believed without asking again.
const KNOWN_FOR: SignedDuration = SignedDuration::from_hours(1);

/// How many questions are with the provider at once; each holds a thread.
const AT_ONCE: usize = 8;

/// How long somebody waits for one of those.
const WAIT: Duration = Duration::from_secs(4);

/// The most letters of a code, and of a subject: `OpenID` Connect gives the latter 255.
const LONGEST_CODE: usize = 4096;
const LONGEST_SUBJECT: usize = 255;

/// Signatures that are believed: those of a key that only the provider has. Neither none, nor one that whoever knows the
/// client's secret could have made.
const BELIEVED: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// What the provider's description has beyond the protocol's first version.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
struct Further {
    /// Whether it says who it is when it sends a browser back (RFC 9207).
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

impl AdditionalProviderMetadata for Further {}

type Metadata = ProviderMetadata<
    Further,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

type Client =
    CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

/// What the provider said of itself, and when.
struct Known {
    client: Client,
    names_itself: bool,
    at: Timestamp,
}

/// The one provider that is believed.
pub struct Provider {
    settings: Settings,
    fetch: Fetch,
    known: Mutex<Option<Arc<Known>>>,
    turns: Arc<Semaphore>,
}

/// What a browser brings back from the provider.
#[derive(Clone)]
pub struct Answered {
    /// Opens the provider's word, once.
    pub code: String,
    /// Who the provider says that it is, where it says so.
    pub issuer: Option<String>,
}

/// Why it is not known who somebody is. The words are for the log: they are this program's own, and nothing that a provider
/// or a browser sent is among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unproven {
    /// The provider does not answer, or not as one does.
    #[error("{0}")]
    Away(&'static str),
    /// Others are asking.
    #[error("many people are signing in just now")]
    Busy,
    /// What was brought back, or the provider's word, is not to be believed.
    #[error("{0}")]
    Refused(&'static str),
}

impl Provider {
    /// The provider of these settings. It is not asked anything before somebody wants to sign in.
    pub fn new(settings: Settings) -> Self {
        Self {
            fetch: Fetch::new(&settings),
            settings,
            known: Mutex::new(None),
            turns: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }

    /// What people call it.
    pub fn label(&self) -> &str {
        &self.settings.label
    }

    /// The issuer, as accounts are linked to it.
    pub fn issuer(&self) -> &str {
        self.settings.issuer.as_str()
    }

    /// Where a browser is sent to sign in. The provider is asked first, whatever is known of it: nobody is sent to one that
    /// does not answer.
    pub async fn way_out(self: &Arc<Self>, trip: Trip, now: Timestamp) -> Result<String, Unproven> {
        self.work(move |provider| {
            let known = provider.ask_anew(now)?;
            let verifier = PkceCodeVerifier::new(trip.verifier);
            let (state, nonce) = (CsrfToken::new(trip.state), Nonce::new(trip.nonce));
            let flow = CoreAuthenticationFlow::AuthorizationCode;
            let request = known.client.authorize_url(flow, move || state, move || nonce);
            let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
            let (address, _, _) = request.set_pkce_challenge(challenge).url();
            Ok(address.to_string())
        })
        .await
    }

    /// Who signed in there, by the provider's own word for this trip.
    pub async fn who(self: &Arc<Self>, trip: Trip, answered: Answered, now: Timestamp) -> Result<Identity, Unproven> {
        self.work(move |provider| provider.ask_who(&trip, answered, now)).await
    }

    fn ask_who(&self, trip: &Trip, answered: Answered, now: Timestamp) -> Result<Identity, Unproven> {
        let known = self.known(now)?;
        // Another provider may have sent the browser here, with a code that it would like to see (mix-up).
        match &answered.issuer {
            Some(issuer) if issuer != self.issuer() => {
                return Err(Unproven::Refused("another issuer sent the browser"));
            }
            None if known.names_itself => {
                return Err(Unproven::Refused("no issuer is named, where the provider names it"));
            }
            _ => {}
        }
        if answered.code.is_empty() || answered.code.len() > LONGEST_CODE {
            return Err(Unproven::Refused("the code has no length that a code has"));
        }
        let request = known.client.exchange_code(AuthorizationCode::new(answered.code));
        let request = request.map_err(|_| Unproven::Away("the provider's description names no token endpoint"))?;
        let request = request.set_pkce_verifier(PkceCodeVerifier::new(trip.verifier.clone()));
        let answer = request.request(&|request: HttpRequest| self.fetch.ask(request));
        let answer = answer.map_err(|fault| unexchanged(&fault))?;
        let word = answer.id_token().ok_or(Unproven::Refused("there is no ID token"))?;
        let nonce = Nonce::new(trip.nonce.clone());
        match self.believe(&known, word, &nonce, now) {
            // It may have new keys since it was last asked for them.
            Err(fault) if is_of_unknown_key(&fault) => {
                let known = self.ask_anew(now)?;
                self.believe(&known, word, &nonce, now)
            }
            believed => believed,
        }
        .map_err(|fault| unbelieved(&fault))
        .and_then(|(subject, is_ours)| {
            if !is_ours {
                return Err(Unproven::Refused("the ID token was made for another client"));
            }
            if subject.is_empty() || subject.len() > LONGEST_SUBJECT || subject.chars().any(char::is_control) {
                return Err(Unproven::Refused("the subject is none that OpenID Connect has"));
            }
            Ok(Identity {
                issuer: self.issuer().to_owned(),
                subject,
            })
        })
    }

    /// The subject of a word that is signed by the provider, for this client, for this trip and for now; and whether it was
    /// made for this client.
    fn believe(
        &self,
        known: &Known,
        word: &CoreIdToken,
        nonce: &Nonce,
        now: Timestamp,
    ) -> Result<(String, bool), ClaimsVerificationError> {
        let instant =
            chrono::DateTime::from_timestamp(now.as_second(), 0).unwrap_or(chrono::DateTime::<chrono::Utc>::MAX_UTC);
        let verifier = known.client.id_token_verifier();
        let verifier = verifier.set_allowed_algs(BELIEVED).set_time_fn(move || instant);
        let claims = word.claims(&verifier, nonce)?;
        let is_ours = claims
            .authorized_party()
            .is_none_or(|party| *party == self.settings.client_id);
        Ok((claims.subject().as_str().to_owned(), is_ours))
    }

    fn known(&self, now: Timestamp) -> Result<Arc<Known>, Unproven> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).clone();
        match known {
            Some(known) if now.duration_since(known.at).abs() < KNOWN_FOR => Ok(known),
            _ => self.ask_anew(now),
        }
    }

    /// Asks the provider for its description and its keys.
    fn ask_anew(&self, now: Timestamp) -> Result<Arc<Known>, Unproven> {
        let found = Metadata::discover(&self.settings.issuer, &|request: HttpRequest| self.fetch.ask(request));
        let found = found.map_err(|fault| undiscovered(&fault))?;
        if !self.fetch.may_ask(found.authorization_endpoint().url()) {
            return Err(Unproven::Away("the provider's description names an address elsewhere"));
        }
        let names_itself = found
            .additional_metadata()
            .authorization_response_iss_parameter_supported;
        let methods = found.token_endpoint_auth_methods_supported();
        let takes = |wanted| methods.is_some_and(|methods| methods.contains(&wanted));
        // Where nothing is said, it is the first.
        let in_body = !takes(CoreClientAuthMethod::ClientSecretBasic) && takes(CoreClientAuthMethod::ClientSecretPost);
        let (id, secret) = (self.settings.client_id.clone(), self.settings.client_secret.clone());
        let client = CoreClient::from_provider_metadata(found, id, secret)
            .set_redirect_uri(self.settings.return_url.clone())
            .set_auth_type(if in_body {
                AuthType::RequestBody
            } else {
                AuthType::BasicAuth
            });
        let known = Arc::new(Known {
            client,
            names_itself,
            at: now,
        });
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&known));
        Ok(known)
    }

    /// Does what waits for the provider on a thread of its own, a few at a time.
    async fn work<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Self) -> Result<T, Unproven> + Send + 'static,
    ) -> Result<T, Unproven> {
        let turn = tokio::time::timeout(WAIT, Arc::clone(&self.turns).acquire_owned()).await;
        let turn = turn.ok().and_then(Result::ok).ok_or(Unproven::Busy)?;
        let provider = Arc::clone(self);
        let done = tokio::task::spawn_blocking(move || {
            // Held by the work and not by the browser, which may leave while it runs.
            let _turn = turn;
            work(&provider)
        });
        done.await
            .unwrap_or(Err(Unproven::Away("the question could not be asked")))
    }
}

fn undiscovered(fault: &DiscoveryError<Unfetched>) -> Unproven {
    Unproven::Away(match fault {
        DiscoveryError::Request(Unfetched::Elsewhere) => "the provider's description names an address elsewhere",
        DiscoveryError::Request(Unfetched::Failed(_)) => "the provider does not answer, or too slowly, or too much",
        DiscoveryError::Validation(_) => "the provider's description is of another issuer",
        _ => "the provider's description or its keys cannot be read",
    })
}

fn unexchanged(
    fault: &RequestTokenError<Unfetched, openidconnect::StandardErrorResponse<CoreErrorResponseType>>,
) -> Unproven {
    match fault {
        RequestTokenError::ServerResponse(said) => match said.error() {
            CoreErrorResponseType::InvalidGrant => Unproven::Refused("the provider does not take the code"),
            CoreErrorResponseType::InvalidClient | CoreErrorResponseType::UnauthorizedClient => {
                Unproven::Away("the provider does not take this service's id and secret")
            }
            _ => Unproven::Refused("the provider refuses to say who signed in"),
        },
        RequestTokenError::Request(Unfetched::Elsewhere) => {
            Unproven::Away("the provider's description names an address elsewhere")
        }
        RequestTokenError::Request(Unfetched::Failed(_)) => {
            Unproven::Away("the provider does not answer, or too slowly, or too much")
        }
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
            Unproven::Refused("the provider's answer to the code cannot be read")
        }
    }
}

fn is_of_unknown_key(fault: &ClaimsVerificationError) -> bool {
    matches!(
        fault,
        ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey)
    )
}

fn unbelieved(fault: &ClaimsVerificationError) -> Unproven {
    Unproven::Refused(match fault {
        ClaimsVerificationError::Expired(_) => "the ID token has expired",
        ClaimsVerificationError::InvalidAudience(_) => "the ID token is for another audience",
        ClaimsVerificationError::InvalidIssuer(_) => "the ID token is of another issuer",
        ClaimsVerificationError::InvalidNonce(_) => "the ID token is of another sign-in",
        ClaimsVerificationError::SignatureVerification(_) => "the ID token is not signed as it has to be",
        _ => "the ID token cannot be believed",
    })
}
