//! What is fixed at the start: which provider is believed, and as whom the service asks it.

use std::fmt;

use openidconnect::url::{Host, Origin, Url};
use openidconnect::{ClientId, ClientSecret, IssuerUrl, RedirectUrl};

/// Where the provider sends the browser back to.
pub const RETURN_PATH: &str = "/api/session/organisation/return";

/// The most letters that a label has on a button.
const LONGEST_LABEL: usize = 60;

/// What somebody asks for at the start.
#[derive(Clone, Default)]
pub struct Wanted {
    /// The issuer, as its own description spells it.
    pub issuer: String,
    /// The id under which the provider knows this service: its word has to be for this audience and no other.
    pub client_id: String,
    /// The secret that goes with it; none where the provider gives none.
    pub client_secret: Option<String>,
    /// What people call the organisation or its accounts, for the button.
    pub label: String,
    /// Addresses beside the issuer's own that the provider may name for its endpoints.
    pub also: Vec<String>,
    /// Scheme and host under which people reach this service.
    pub public_url: String,
}

/// Which provider is believed, and as whom the service asks it. Nothing of it ever comes from a request.
#[derive(Clone)]
pub struct Settings {
    pub(super) issuer: IssuerUrl,
    pub(super) client_id: ClientId,
    pub(super) client_secret: Option<ClientSecret>,
    pub(super) return_url: RedirectUrl,
    pub(super) label: String,
    /// Where the provider may be asked anything.
    pub(super) origins: Vec<Origin>,
    /// Whether the provider is on this machine, where there may be no TLS.
    pub(super) is_here: bool,
}

// Written by hand, so that no field that is added later shows the secret.
impl fmt::Debug for Settings {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Settings({})", self.issuer.as_str())
    }
}

/// A setting that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{setting}: found {found:?}, expected {expected}")]
pub struct Unusable {
    /// Which one.
    pub setting: &'static str,
    /// What was found.
    pub found: String,
    /// What was expected.
    pub expected: &'static str,
}

impl Settings {
    /// Checks what is asked for.
    pub fn new(wanted: Wanted) -> Result<Self, Unusable> {
        let unusable = |setting, found: &str, expected| {
            let found = found.to_owned();
            Err(Unusable {
                setting,
                found,
                expected,
            })
        };
        let (issuer, is_here) = match endpoint(&wanted.issuer) {
            Some(found) if found.0.query().is_none() && found.0.fragment().is_none() => found,
            _ => {
                let expected = "the issuer as https://…, without ? and #; http:// only where it is on this machine";
                return unusable("oidc-issuer", &wanted.issuer, expected);
            }
        };
        if wanted.client_id.trim().is_empty() {
            return unusable("oidc-client-id", &wanted.client_id, "the id that the provider gave");
        }
        if wanted
            .client_secret
            .as_ref()
            .is_some_and(|secret| secret.trim().is_empty())
        {
            return unusable("oidc-client-secret", "", "the secret that the provider gave, or none");
        }
        let letters = wanted.label.chars().count();
        if !(1..=LONGEST_LABEL).contains(&letters)
            || wanted.label.trim() != wanted.label
            || wanted.label.chars().any(char::is_control)
        {
            let expected = "1 to 60 letters that name the organisation or its accounts, as on a button";
            return unusable("oidc-label", &wanted.label, expected);
        }
        let mut origins = vec![issuer.origin()];
        for also in &wanted.also {
            match endpoint(also) {
                Some((url, here)) if url.path() == "/" && url.query().is_none() && (is_here || !here) => {
                    origins.push(url.origin());
                }
                _ => {
                    return unusable(
                        "oidc-also",
                        also,
                        "scheme and host alone, as https://oauth2.example.org",
                    );
                }
            }
        }
        let base = wanted.public_url.trim_end_matches('/');
        let return_url = format!("{base}{RETURN_PATH}");
        let Some(_) = endpoint(&return_url) else {
            let expected =
                "the address under which people reach the service, as https://…: the provider sends them back there";
            return unusable("public-url", &wanted.public_url, expected);
        };
        let Ok(return_url) = RedirectUrl::new(return_url) else {
            return unusable("public-url", &wanted.public_url, "an address");
        };
        let Ok(issuer) = IssuerUrl::new(wanted.issuer.clone()) else {
            return unusable("oidc-issuer", &wanted.issuer, "an address");
        };
        Ok(Self {
            issuer,
            client_id: ClientId::new(wanted.client_id),
            client_secret: wanted.client_secret.map(ClientSecret::new),
            return_url,
            label: wanted.label,
            origins,
            is_here,
        })
    }
}

/// An address that can be asked, and whether it is on this machine; elsewhere only over TLS.
fn endpoint(text: &str) -> Option<(Url, bool)> {
    let url = Url::parse(text).ok()?;
    let is_here = match url.host()? {
        Host::Domain(name) => name == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    };
    let has_no_name = url.username().is_empty() && url.password().is_none();
    let is_safe = url.scheme() == "https" || (url.scheme() == "http" && is_here);
    (is_safe && has_no_name).then_some((url, is_here))
}

#[cfg(test)]
mod tests {
    use super::*;

    type Change = fn(&mut Wanted);

    fn wanted() -> Wanted {
        Wanted {
            issuer: "https://id.example.org/realm".to_owned(),
            client_id: "evenreach".to_owned(),
            client_secret: Some("canary-7f3a".to_owned()),
            label: "Example account".to_owned(),
            also: vec!["https://keys.example.org".to_owned()],
            public_url: "https://evenreach.example".to_owned(),
        }
    }

    #[test]
    fn what_is_fixed_at_the_start_is_checked_and_never_shows_the_secret() {
        let settings = Settings::new(wanted()).expect("usable");
        assert!(!format!("{settings:?}").contains("canary"), "{settings:?}");
        assert_eq!(
            settings.return_url.as_str(),
            "https://evenreach.example/api/session/organisation/return"
        );
        assert_eq!(settings.origins.len(), 2);
        let here = Wanted {
            issuer: "http://127.0.0.1:4444".to_owned(),
            public_url: "http://localhost:8080/".to_owned(),
            ..wanted()
        };
        assert!(Settings::new(here).expect("usable").is_here);
        let cases: [(&str, Change); 12] = [
            ("oidc-issuer", |one| one.issuer = "http://id.example.org".to_owned()),
            ("oidc-issuer", |one| one.issuer = "id.example.org".to_owned()),
            ("oidc-issuer", |one| {
                one.issuer = "http://localhost.example.org".to_owned();
            }),
            ("oidc-issuer", |one| {
                one.issuer = "https://id.example.org/?x=1".to_owned();
            }),
            ("oidc-issuer", |one| {
                one.issuer = "https://me:word@id.example.org".to_owned();
            }),
            ("oidc-client-id", |one| one.client_id.clear()),
            ("oidc-client-secret", |one| one.client_secret = Some("\n".to_owned())),
            ("oidc-label", |one| one.label.clear()),
            ("oidc-label", |one| one.label = "x".repeat(61)),
            ("oidc-also", |one| {
                one.also = vec!["https://keys.example.org/path".to_owned()];
            }),
            ("oidc-also", |one| one.also = vec!["http://127.0.0.1:1".to_owned()]),
            ("public-url", |one| {
                one.public_url = "http://evenreach.example".to_owned();
            }),
        ];
        for (setting, change) in cases {
            let mut wanted = wanted();
            change(&mut wanted);
            let refused = Settings::new(wanted).expect_err(setting);
            assert_eq!(refused.setting, setting, "{refused}");
            assert!(!refused.to_string().contains("canary"), "{refused}");
        }
    }
}
