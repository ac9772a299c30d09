//! The one place that writes, and that swaps the picture which answers are given from.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::{Mutex, watch};

use crate::model::Package;
use crate::package::definition;
use crate::policy::Party;
use crate::snapshot::{Head, Snapshot, SnapshotFault};
use crate::store::{Actor, LedgerHead, Outage, Store, StoreError};

use super::{Done, Occasion, Refusal};

/// How often a change is worked out anew because somebody else was faster: writers take turns, so that it hardly ever
/// comes to a second time.
const ATTEMPTS: usize = 16;

/// A database, and where there is a service over it, the picture that it answers from.
#[derive(Debug)]
pub struct Office {
    store: Store,
    shown: Option<Shown>,
}

#[derive(Debug)]
struct Shown {
    swap: watch::Sender<Arc<Snapshot>>,
    /// Where the ledger stood in the picture that is shown; held while a new one is made.
    head: Mutex<LedgerHead>,
    /// Whether a newer picture is known of that could not be made.
    is_behind: AtomicBool,
}

/// Why no new work should come to a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unready {
    /// Changes cannot be written.
    #[error("changes cannot be written: {0}")]
    Storage(Outage),
    /// What is shown is not the newest.
    #[error("what is shown is not the newest: the facts have changed and cannot be read")]
    Behind,
}

/// Why there is no picture of what the database holds.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// It cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The facts do not fit together.
    #[error(transparent)]
    Snapshot(#[from] SnapshotFault),
    /// The analysis panicked.
    #[error("the facts broke the analysis")]
    Broken(#[from] tokio::task::JoinError),
}

/// What a step of a change says.
pub(super) enum Step<T> {
    /// There is nothing to change.
    Stays(T),
    /// The package was changed, for this reason.
    Changes(T, String),
}

impl Office {
    /// For commands: nothing is shown from here. A service that runs over the same database follows by itself.
    pub const fn local(store: Store) -> Self {
        Self { store, shown: None }
    }

    /// For a service: with the first picture, and every later one as it comes.
    pub async fn open(store: Store) -> Result<(Self, watch::Receiver<Arc<Snapshot>>), Unreadable> {
        let (snapshot, head) = picture(&store).await?;
        let (swap, snapshots) = watch::channel(Arc::new(snapshot));
        let shown = Some(Shown {
            swap,
            head: Mutex::new(head),
            is_behind: AtomicBool::new(false),
        });
        Ok((Self { store, shown }, snapshots))
    }

    /// The database.
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// Why no new work should come here, as far as the last that was tried has shown. What is shown can be read on.
    pub fn unready(&self) -> Option<Unready> {
        let is_behind = self
            .shown
            .as_ref()
            .is_some_and(|shown| shown.is_behind.load(Ordering::Acquire));
        match self.store.outage() {
            Some(outage) => Some(Unready::Storage(outage)),
            None => is_behind.then_some(Unready::Behind),
        }
    }

    /// Shows what the database holds, unless that is shown already; whether there was something new.
    pub async fn refresh(&self) -> Result<bool, Unreadable> {
        let Some(shown) = &self.shown else {
            return Ok(false);
        };
        let refreshed = self.refresh_shown(shown).await;
        shown.is_behind.store(refreshed.is_err(), Ordering::Release);
        refreshed
    }

    async fn refresh_shown(&self, shown: &Shown) -> Result<bool, Unreadable> {
        let mut head = shown.head.lock().await;
        if self.store.facts_head().await? == *head {
            return Ok(false);
        }
        let (snapshot, now) = picture(&self.store).await?;
        shown.swap.send_replace(Arc::new(snapshot));
        *head = now;
        Ok(true)
    }

    /// Changes the package that the database holds. `work` is asked again where somebody else was faster, so that it
    /// always decides on what it changes. What was written is shown before this returns.
    pub(super) async fn change<T: Clone + Send>(
        &self,
        party: &Party,
        occasion: Occasion,
        work: impl Fn(&mut Package) -> Result<Step<T>, Refusal> + Send + Sync,
    ) -> Result<Done<T>, Refusal> {
        let actor = Actor::new(&party.name).ok_or(Refusal::Nameless)?;
        for _ in 0..ATTEMPTS {
            let (mut package, seen) = self.store.load(&definition::trusted).await?;
            let (what, reason) = match work(&mut package)? {
                Step::Stays(what) => {
                    let changed = false;
                    return Ok(Done { package, changed, what });
                }
                Step::Changes(what, reason) => (what, reason),
            };
            package
                .definitions
                .sort_by(|one, other| (&one.id, &one.version).cmp(&(&other.id, &other.version)));
            package.engagements.sort_by(|one, other| one.id.cmp(&other.id));
            match self.store.put_from(seen, &package, &actor, &reason, occasion.now).await {
                Err(StoreError::Moved) => {}
                Err(fault) => return Err(fault.into()),
                Ok(_) => {
                    self.show_what_was_written().await;
                    let changed = true;
                    return Ok(Done { package, changed, what });
                }
            }
        }
        Err(StoreError::Moved.into())
    }

    /// The change is made whatever happens here: whoever follows the ledger shows it later.
    pub(super) async fn show_what_was_written(&self) {
        if let Err(fault) = self.refresh().await {
            tracing::error!(%fault, "a change was written but cannot be shown yet");
        }
    }
}

async fn picture(store: &Store) -> Result<(Snapshot, LedgerHead), Unreadable> {
    let (package, head) = store.load(&definition::trusted).await?;
    let position = Head {
        position: head.position,
        hash: head.hash.to_string(),
    };
    // On a thread of its own: it takes a while, and a fault in it must not end the service.
    let snapshot = tokio::task::spawn_blocking(move || Snapshot::build(package, position)).await??;
    Ok((snapshot, head))
}
