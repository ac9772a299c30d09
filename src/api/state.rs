//! What every handler shares: the current snapshot, today, and how much work is taken on at once.

use std::net::IpAddr;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use tokio::sync::{Semaphore, watch};

use crate::identity::Provider;
use crate::model::Engagement;
use crate::policy::{Allowed, ReadUnpublished};
use crate::snapshot::{Snapshot, View, Viewer};
use crate::workflow::{Archive, Office, Passwords};

use super::parameters::DATA_DIGEST;
use super::problem::Problem;
use super::throttle::Throttle;
use super::web::{Embedded, Files};

/// Hexadecimal digits of a SHA-256.
const DIGEST_LENGTH: usize = 64;

/// How much the service takes on.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Analyses at once; more wait.
    pub analyses: NonZeroUsize,
    /// Passwords hashed at once, each with 19 MiB; more wait.
    pub passwords: NonZeroUsize,
    /// How long an analysis may wait for its turn before it is refused.
    pub wait: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            analyses: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
            passwords: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
            wait: Duration::from_secs(10),
        }
    }
}

/// What differs from one installation, or test, to the next.
#[derive(Clone)]
pub struct Config {
    /// Scheme and host under which clients reach the service, without a final slash, for the addresses
    /// in its answers; empty makes them relative to the host. Never taken from a request.
    pub public_url: String,
    /// The date of today. An argument, so that the same question can be asked again on the same day.
    pub today: fn() -> Date,
    /// How much is taken on.
    pub limits: Limits,
    /// The map's pages.
    pub files: Arc<dyn Files>,
    /// Where changes are written and accounts are kept; without it nobody can sign in or change anything.
    pub writing: Option<Writing>,
    /// Whether whoever opens the pages by the machine's own name acts for the working group without signing in. Only for
    /// an address that no other machine reaches.
    pub is_desk: bool,
    /// Whether sessions are for browsers on this machine alone, without TLS.
    pub is_plain: bool,
    /// Proxies before this service: what they say of whom they speak for is believed.
    pub proxies: Vec<IpAddr>,
    /// The organisation by whose word people can sign in, where there is one.
    pub organisation: Option<Arc<Provider>>,
}

/// What changes need beyond a picture of the facts.
#[derive(Clone)]
pub struct Writing {
    /// Where they are written.
    pub office: Arc<Office>,
    /// The instant of now, for the ledger.
    pub now: fn() -> Timestamp,
}

impl Config {
    /// The pages in the binary, addresses relative to the host.
    pub fn new(today: fn() -> Date) -> Self {
        Self {
            public_url: String::new(),
            today,
            limits: Limits::default(),
            files: Arc::new(Embedded),
            writing: None,
            is_desk: false,
            is_plain: false,
            proxies: Vec::new(),
            organisation: None,
        }
    }
}

/// What every handler shares.
#[derive(Clone)]
pub struct State {
    snapshots: watch::Receiver<Arc<Snapshot>>,
    config: Arc<Config>,
    archive: Option<Arc<Archive>>,
    analyses: Arc<Semaphore>,
    passwords: Arc<Passwords>,
    throttle: Arc<Throttle>,
    ready: Arc<AtomicBool>,
}

impl State {
    /// State over a snapshot that may be replaced while the service runs.
    pub fn new(snapshots: watch::Receiver<Arc<Snapshot>>, config: Config) -> Self {
        Self {
            snapshots,
            archive: None,
            analyses: Arc::new(Semaphore::new(config.limits.analyses.get())),
            passwords: Arc::new(Passwords::new(config.limits.passwords, config.limits.wait)),
            throttle: Arc::default(),
            config: Arc::new(config),
            ready: Arc::new(AtomicBool::new(true)),
        }
    }

    /// State over a snapshot that stays.
    pub fn fixed(snapshot: Snapshot, config: Config) -> Self {
        // The receiver keeps the last value after its sender is gone.
        Self::new(watch::channel(Arc::new(snapshot)).1, config)
    }

    /// The same with earlier pictures, for questions that name one.
    #[must_use]
    pub fn with_archive(mut self, archive: Arc<Archive>) -> Self {
        self.archive = Some(archive);
        self
    }

    /// The facts that a question names by their digest, else the current ones. One picture is looked up at a time, so
    /// that made-up digests keep nobody from anything but other earlier pictures.
    pub(super) async fn picture(&self, viewer: Viewer, digest: Option<&str>) -> Result<Arc<View>, Problem> {
        let current = self.view_ready(viewer).await;
        let Some(digest) = digest.filter(|digest| *digest != current.data_digest()) else {
            return Ok(current);
        };
        let is_digest = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if digest.len() != DIGEST_LENGTH || !digest.bytes().all(is_digest) {
            let expected = "64 hexadecimal digits, as question.data_digest has them";
            return Err(Problem::bad(DATA_DIGEST.name, digest, expected));
        }
        let unknown = || {
            Problem::not_found(format!(
                "no facts with the digest {digest} can be shown here: the link may be of another installation, of another \
                 version of Evenreach, or mistyped, or something in those facts may no longer be shown"
            ))
        };
        let archive = self.archive.as_ref().ok_or_else(unknown)?;
        match tokio::time::timeout(self.config.limits.wait, archive.find(digest)).await {
            // As the public saw them, whoever asks: what somebody else was shown then may have been restricted since.
            Ok(Ok(Some(snapshot))) => Ok(snapshot.public()),
            Ok(Ok(None)) => Err(unknown()),
            Ok(Err(fault)) => {
                tracing::error!(
                    fault = &fault as &dyn std::error::Error,
                    "an earlier picture cannot be read"
                );
                Err(Problem::unavailable("the earlier facts cannot be read just now"))
            }
            Err(_) => Err(Problem::unavailable(
                "earlier facts are being looked up; this took too long",
            )),
        }
    }

    /// The current facts as `viewer` may see them.
    pub fn view(&self, viewer: Viewer) -> Arc<View> {
        self.snapshots.borrow().for_viewer(viewer)
    }

    /// The same for somebody who waits: a view that has to be made first is made on a thread of its own.
    async fn view_ready(&self, viewer: Viewer) -> Arc<View> {
        let snapshot = Arc::clone(&self.snapshots.borrow());
        if snapshot.is_made_for(&viewer) {
            return snapshot.for_viewer(viewer);
        }
        let public = snapshot.public();
        let made = tokio::task::spawn_blocking(move || snapshot.for_viewer(viewer));
        made.await.unwrap_or(public)
    }

    /// Everything that bodies said of definitions, published or not.
    pub fn engagements(&self, allowed: &Allowed<ReadUnpublished>) -> Arc<[Engagement]> {
        self.snapshots.borrow().engagements(allowed)
    }

    /// Where changes are written and accounts are kept, if they are.
    pub fn writing(&self) -> Option<&Writing> {
        self.config.writing.as_ref()
    }

    /// Whether whoever opens the pages on this machine acts for the working group.
    pub fn is_desk(&self) -> bool {
        self.config.is_desk && self.config.writing.is_some()
    }

    /// Whether sessions are for browsers on this machine alone, without TLS.
    pub fn is_plain(&self) -> bool {
        self.config.is_plain
    }

    /// Proxies before this service.
    pub fn proxies(&self) -> &[IpAddr] {
        &self.config.proxies
    }

    /// The organisation by whose word people can sign in.
    pub fn organisation(&self) -> Option<&Arc<Provider>> {
        self.config.organisation.as_ref()
    }

    /// How often somebody may try to sign in.
    pub(super) fn throttle(&self) -> &Throttle {
        &self.throttle
    }

    /// Where passwords are hashed and checked.
    pub fn passwords(&self) -> &Passwords {
        &self.passwords
    }

    /// Scheme and host under which clients reach the service; empty where nobody said.
    pub fn public_url(&self) -> &str {
        &self.config.public_url
    }

    /// Today.
    pub fn today(&self) -> Date {
        (self.config.today)()
    }

    /// The map's pages.
    pub fn files(&self) -> &dyn Files {
        self.config.files.as_ref()
    }

    /// An address of this service for an answer, from a path that begins with a slash.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.config.public_url)
    }

    /// Whether new work should come here.
    pub fn is_ready(&self) -> bool {
        self.ready.load(Ordering::Acquire)
    }

    /// Says that no new work should come here.
    pub(super) fn leave(&self) {
        self.ready.store(false, Ordering::Release);
    }

    /// Runs long work on a thread of its own, a few at a time, so that short answers never wait behind it.
    pub(super) async fn analyse<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let turn = Arc::clone(&self.analyses).acquire_owned();
        let permit = tokio::time::timeout(self.config.limits.wait, turn)
            .await
            .ok()
            .and_then(Result::ok)
            .ok_or_else(|| Problem::unavailable("many analyses are running; this one waited too long for its turn"))?;
        let done = tokio::task::spawn_blocking(move || {
            // Held by the work and not by the client, who may leave while it runs.
            let _permit = permit;
            work()
        });
        match done.await {
            Ok(result) => result,
            Err(fault) if fault.is_panic() => std::panic::resume_unwind(fault.into_panic()),
            Err(_) => Err(Problem::unavailable("the service is stopping")),
        }
    }
}
