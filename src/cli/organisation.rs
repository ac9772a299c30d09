//! Words of commands about an organisation's sign-in (`OpenID` Connect).

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;

use super::Failure;
use crate::identity::{Provider, Settings, Wanted};
use crate::model::Identity;

/// The secret may stand in a file or here, and never on the command line, which other users of the machine can read.
const SECRET: &str = "EVENREACH_OIDC_CLIENT_SECRET";

/// By whose word people can sign in.
#[derive(Args, Debug)]
#[expect(clippy::struct_field_names, reason = "they are the words of the command")]
pub struct ProviderWords {
    /// Let people sign in by their organisation: the issuer of its provider (OIDC), as https://…
    #[arg(long, value_name = "URL", env = "EVENREACH_OIDC_ISSUER")]
    oidc_issuer: Option<String>,
    /// The id under which the organisation knows this service; its word has to be for this audience
    #[arg(long, value_name = "ID", env = "EVENREACH_OIDC_CLIENT_ID")]
    oidc_client_id: Option<String>,
    /// File with the secret that goes with the id; it may stand in `EVENREACH_OIDC_CLIENT_SECRET` instead
    #[arg(long, value_name = "FILE", env = "EVENREACH_OIDC_CLIENT_SECRET_FILE")]
    oidc_client_secret_file: Option<PathBuf>,
    /// What people call the organisation or its accounts, for the button: "Sign in with …"
    #[arg(long, value_name = "TEXT", env = "EVENREACH_OIDC_LABEL")]
    oidc_label: Option<String>,
    /// A further address that the organisation may name for its endpoints, as https://…; may be given several times
    #[arg(long, value_name = "URL", env = "EVENREACH_OIDC_ALSO", value_delimiter = ',')]
    oidc_also: Vec<String>,
}

impl ProviderWords {
    /// The provider, where there is one. People reach the service at `public_url`.
    pub fn provider(self, public_url: &str) -> Result<Option<Arc<Provider>>, Failure> {
        let Some(issuer) = self.oidc_issuer.filter(|issuer| !issuer.is_empty()) else {
            if self.oidc_client_id.is_some() || self.oidc_client_secret_file.is_some() || self.oidc_label.is_some() {
                let detail = "--oidc-issuer: found nothing, expected the issuer that the other words are about";
                return Err(Failure::Usage(detail.to_owned()));
            }
            return Ok(None);
        };
        let wanted = Wanted {
            issuer,
            client_id: self.oidc_client_id.unwrap_or_default(),
            client_secret: secret(self.oidc_client_secret_file)?,
            label: self.oidc_label.unwrap_or_default(),
            also: self.oidc_also,
            public_url: public_url.to_owned(),
        };
        let settings = Settings::new(wanted).map_err(|fault| Failure::Usage(format!("--{fault}")))?;
        Ok(Some(Arc::new(Provider::new(settings))))
    }
}

fn secret(file: Option<PathBuf>) -> Result<Option<String>, Failure> {
    let here = std::env::var(SECRET).ok().filter(|secret| !secret.is_empty());
    let Some(file) = file else { return Ok(here) };
    if here.is_some() {
        let detail = format!("--oidc-client-secret-file: found {SECRET} too, expected one of them");
        return Err(Failure::Usage(detail));
    }
    let read = std::fs::read_to_string(&file);
    let text = read.map_err(|fault| Failure::Input(format!("{}: {fault}", file.display())))?;
    Ok(Some(text.trim().to_owned()))
}

/// Who signs in to an account by the word of their organisation.
#[derive(Args, Debug)]
pub struct IdentityWords {
    /// The subject that the organisation's sign-in shows to whoever it belongs to: no password is needed then
    #[arg(long, value_name = "SUBJECT", requires = "oidc_issuer")]
    oidc_subject: Option<String>,
    /// The issuer that `serve` was started with
    #[arg(long, value_name = "URL", env = "EVENREACH_OIDC_ISSUER")]
    oidc_issuer: Option<String>,
}

impl IdentityWords {
    /// Who it is, where somebody was named.
    pub fn identity(&self) -> Option<Identity> {
        let (issuer, subject) = self.oidc_issuer.clone().zip(self.oidc_subject.clone())?;
        Some(Identity { issuer, subject })
    }
}
