//! `evenreach replay`: an answer again, byte for byte, from the facts as they were when it was given.

use std::sync::Arc;

use clap::Args;
use tokio::sync::watch;

use super::Failure;
use super::facts::{Asking, runtime, today};
use super::load::DEFAULT_DATABASE;
use super::table::write;
use crate::api::{Config, Link, State, answer};
use crate::exchange::address::escape;
use crate::exchange::question::Asked;
use crate::model::{Definition, Package};
use crate::snapshot::{Snapshot, Viewer, of_text};
use crate::store::Store;
use crate::workflow::Archive;

/// Words of the command.
#[derive(Args, Debug)]
pub struct Words {
    /// The link that an answer carries (`question.permalink`), or the digest of its facts (`question.data_digest`)
    #[arg(value_name = "LINK|DATA_DIGEST")]
    what: String,
    /// After a digest: the digest of the definition's text, and which analysis: gaps, summary, `communities/ID` or another
    /// that the API has; gaps unless given
    #[arg(value_name = "DEFINITION_DIGEST|ANALYSIS", num_args = 0..=2)]
    more: Vec<String>,
    #[command(flatten)]
    asking: Asking,
    /// Only this standard, by its id
    #[arg(long, value_name = "ID")]
    standard: Option<String>,
    /// Only standards for this type of service
    #[arg(long, value_name = "ID")]
    service_type: Option<String>,
    /// Coordinate reference system of the answer, by its address
    #[arg(long, value_name = "ADDRESS")]
    crs: Option<String>,
    /// Database: `sqlite://FILE` or `postgres://…`
    #[arg(long, value_name = "URL", env = "EVENREACH_DATABASE_URL", hide_env_values = true, default_value = DEFAULT_DATABASE)]
    database: String,
    /// Scheme and host under which people reach the service, for the links in its answers
    #[arg(long, value_name = "URL", env = "EVENREACH_PUBLIC_URL", default_value = "")]
    public_url: String,
}

/// Finds the facts, asks them as the link does, and prints what is answered.
pub fn run(words: &Words) -> Result<(), Failure> {
    let link = words.link()?;
    let digest = match &link {
        Some(link) => link.data().ok_or_else(|| {
            Failure::Input("the link names no facts: expected data=DIGEST in it, as in question.permalink".to_owned())
        })?,
        None => words.what.clone(),
    };
    runtime()?.block_on(async {
        let store = Store::open_existing(&words.database).await.map_err(Failure::input)?;
        let found = Archive::new(store.clone())
            .find(&digest)
            .await
            .map_err(Failure::input)?;
        store.close().await;
        let snapshot = found.ok_or_else(|| {
            Failure::Input(format!(
                "no facts with the digest {digest} can be shown from this database: it may be of another installation, of \
                 another version of Evenreach, or mistyped, or something in those facts may no longer be shown"
            ))
        })?;
        let link = match link {
            Some(link) => link,
            None => words.composed(&snapshot)?,
        };
        let mut config = Config::new(today);
        config.public_url = words.public_url.trim_end_matches('/').to_owned();
        // The receiver keeps the picture after its sender is gone.
        let state = State::new(watch::channel(snapshot).1, config);
        write(&answer(state, link).await.map_err(Failure::Input)?)
    })
}

impl Words {
    /// The link, unless a digest was given.
    fn link(&self) -> Result<Option<Link>, Failure> {
        if is_digest(&self.what) {
            return Ok(None);
        }
        let link = Link::parse(&self.what).ok_or_else(|| {
            let found = &self.what;
            Failure::Input(format!(
                "found {found:?}, expected a link such as /api/analysis/gaps?…&data=DIGEST, or a digest of 64 hexadecimal digits"
            ))
        })?;
        let said = self.asking.is_any() || !self.more.is_empty();
        if said || self.standard.is_some() || self.service_type.is_some() || self.crs.is_some() {
            return Err(Failure::Usage(
                "a link says what is asked: expected nothing beside it but the database".to_owned(),
            ));
        }
        Ok(Some(link))
    }

    /// The link that asks what the words say, about facts that were found.
    fn composed(&self, snapshot: &Arc<Snapshot>) -> Result<Link, Failure> {
        let (digests, analyses): (Vec<_>, Vec<_>) = self.more.iter().partition(|word| is_digest(word));
        if digests.len() > 1 || analyses.len() > 1 {
            return Err(Failure::Usage(
                "expected one digest of a definition and one analysis after the digest of the facts".to_owned(),
            ));
        }
        let view = snapshot.for_viewer(Viewer::Public);
        let definition = match digests.first() {
            None => self.asking.definition(view.package())?,
            Some(digest) => self.with_text(view.package(), digest)?,
        };
        let asked = Asked::new(
            definition,
            &of_text(&definition.text),
            self.asking.question(),
            &self.asking.scope(view.package())?,
            (view.basis(), view.data_digest()),
        );
        let more = [
            ("standard", &self.standard),
            ("service_type", &self.service_type),
            ("crs", &self.crs),
        ];
        let more: Vec<_> = more
            .iter()
            .filter_map(|(name, text)| Some((*name, text.as_deref()?)))
            .collect();
        let analysis = analyses.first().map_or("gaps", |word| word.as_str());
        let asked = asked.saved(&format!("/api/analysis/{}", escape(analysis)), &more);
        let link = asked.permalink().and_then(Link::parse);
        link.ok_or_else(|| {
            Failure::Input(format!(
                "analysis: found {analysis:?}, expected gaps, summary or communities/ID"
            ))
        })
    }

    /// The definition whose text has a digest, among those that the other words leave.
    fn with_text<'a>(&self, package: &'a Package, digest: &str) -> Result<&'a Definition, Failure> {
        let mut all = package.definitions.iter();
        let found = all.find(|one| of_text(&one.text) == *digest && self.asking.may_mean(one));
        found.ok_or_else(|| {
            Failure::Input(format!(
                "no definition with the text of digest {digest} was among these facts"
            ))
        })
    }
}

fn is_digest(text: &str) -> bool {
    text.len() == 64
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}
