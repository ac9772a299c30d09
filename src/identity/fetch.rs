//! Asks the provider over HTTP: only where the settings let it, without following anybody elsewhere, not for long and not
//! for much.

use std::time::Duration;

use openidconnect::url::{Origin, Url};
use openidconnect::{HttpRequest, HttpResponse};

use super::settings::Settings;

/// How long one question may take, from its first byte to the last of the answer.
const LONGEST: Duration = Duration::from_secs(8);

/// The most bytes of an answer: descriptions and keys have some thousands.
const LARGEST: u64 = 256 * 1024;

/// Asks the provider.
#[derive(Clone, Debug)]
pub(super) struct Fetch {
    agent: ureq::Agent,
    origins: Vec<Origin>,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unfetched {
    /// The provider's description names an address that it may not.
    #[error("an address is not the issuer's own, and no other that the settings name")]
    Elsewhere,
    /// The question could not be asked, or not answered in time, or the answer is too large.
    #[error("no answer: {0}")]
    Failed(Box<ureq::Error>),
}

impl From<ureq::Error> for Unfetched {
    fn from(fault: ureq::Error) -> Self {
        Self::Failed(Box::new(fault))
    }
}

impl Fetch {
    pub(super) fn new(settings: &Settings) -> Self {
        let config = ureq::Agent::config_builder()
            .https_only(!settings.is_here)
            .timeout_global(Some(LONGEST))
            // Whoever answers with another address could send this service anywhere.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent("evenreach");
        // Between this machine and itself nobody stands.
        let config = if settings.is_here { config.proxy(None) } else { config };
        Self {
            agent: config.build().into(),
            origins: settings.origins.clone(),
        }
    }

    /// Whether the provider may name this address.
    pub(super) fn may_ask(&self, address: &Url) -> bool {
        self.origins.contains(&address.origin())
    }

    /// Asks, and waits for the answer.
    pub(super) fn ask(&self, request: HttpRequest) -> Result<HttpResponse, Unfetched> {
        let address = Url::parse(&request.uri().to_string()).map_err(|_| Unfetched::Elsewhere)?;
        if !self.may_ask(&address) {
            return Err(Unfetched::Elsewhere);
        }
        let (parts, body) = request.into_parts();
        let answer = if body.is_empty() {
            self.agent.run(ureq::http::Request::from_parts(parts, ()))
        } else {
            self.agent.run(ureq::http::Request::from_parts(parts, body))
        };
        let (parts, mut body) = answer?.into_parts();
        let bytes = body.with_config().limit(LARGEST).read_to_vec()?;
        Ok(HttpResponse::from_parts(parts, bytes))
    }
}
