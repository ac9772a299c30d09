//! Earlier pictures of the facts, found by the digest that an answer carries: what was answered can be answered again.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

use tokio::sync::{Mutex, watch};

use crate::model::Package;
use crate::package::definition;
use crate::snapshot::{Head, Snapshot, SnapshotFault, Viewer, data_digest, is_restricted_since};
use crate::store::{LedgerHead, Store, StoreError};

/// How many earlier pictures are held ready: people follow a few links at a time, and each picture is megabytes.
const HELD: usize = 4;

/// Finds the position of the ledger at which the public saw facts of a given digest.
///
/// A digest says nothing of a position, so the positions are tried, the newest first, and what each one's digest is never
/// changes: it is worked out once. One search runs at a time, so that made-up digests cost that work once and nobody more.
#[derive(Debug)]
pub struct Archive {
    store: Store,
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    /// The newest position at which the facts have a digest.
    newest: HashMap<String, LedgerHead>,
    /// Positions whose digest is known, or that have no picture.
    tried: HashSet<u64>,
    /// Pictures held ready, the last one used last.
    held: VecDeque<Held>,
    /// Digests of facts that may not be shown, and where the ledger stood when that was found.
    ended: HashMap<String, LedgerHead>,
}

/// A picture held ready.
#[derive(Debug)]
struct Held {
    digest: String,
    snapshot: Arc<Snapshot>,
    /// Where the ledger stood when it was last sure that all of it may still be shown.
    shown_at: LedgerHead,
}

/// Why an earlier picture could not be looked up.
#[derive(Debug, thiserror::Error)]
pub enum Unfound {
    /// The database cannot be read.
    #[error("earlier facts cannot be read")]
    Store(#[from] StoreError),
    /// The facts do not fit together.
    #[error("earlier facts make no picture")]
    Snapshot(#[from] SnapshotFault),
    /// The work panicked.
    #[error("earlier facts broke the analysis")]
    Broken(#[from] tokio::task::JoinError),
}

impl Archive {
    /// The archive of a database.
    pub fn new(store: Store) -> Self {
        Self {
            store,
            known: Mutex::default(),
        }
    }

    /// The newest facts whose public digest is this; `None` where there never were such facts, and where something in
    /// them has been erased or restricted since: what may no longer be shown is not shown through an old link either.
    pub async fn find(&self, digest: &str) -> Result<Option<Arc<Snapshot>>, Unfound> {
        let mut known = self.known.lock().await;
        let head = self.store.facts_head().await?;
        if known.ended.get(digest) == Some(&head) {
            return Ok(None);
        }
        let held = known.held.iter().position(|held| held.digest == digest);
        let mut found = match held.and_then(|at| known.held.remove(at)) {
            Some(held) => held,
            None => match self.search(&mut known, digest).await? {
                Some(snapshot) => Held {
                    digest: digest.to_owned(),
                    snapshot,
                    shown_at: LedgerHead::EMPTY,
                },
                None => return Ok(None),
            },
        };
        if head != found.shown_at {
            let (now, head) = self.store.load(&definition::trusted).await?;
            if is_restricted_since(found.snapshot.public().package(), &now) {
                known.ended.insert(found.digest, head);
                return Ok(None);
            }
            found.shown_at = head;
        }
        if known.held.len() == HELD {
            known.held.pop_front();
        }
        let snapshot = Arc::clone(&found.snapshot);
        known.held.push_back(found);
        Ok(Some(snapshot))
    }

    async fn search(&self, known: &mut Known, digest: &str) -> Result<Option<Arc<Snapshot>>, Unfound> {
        if !known.newest.contains_key(digest) {
            for head in self.untried(known).await? {
                if self.try_at(known, head).await?.as_deref() == Some(digest) {
                    break;
                }
            }
        }
        let Some(&head) = known.newest.get(digest) else {
            return Ok(None);
        };
        let package = self.store.load_at(head.position, &definition::trusted).await?;
        let position = Head {
            position: head.position,
            hash: head.hash.to_string(),
        };
        let snapshot = tokio::task::spawn_blocking(move || Snapshot::build(package, position)).await??;
        // Words that were in it may have been erased since it was tried.
        if snapshot.public().data_digest() == digest {
            Ok(Some(Arc::new(snapshot)))
        } else {
            known.newest.remove(digest);
            Ok(None)
        }
    }

    /// Learns the digest of every position, and of every later one when the facts have changed: how long a search takes
    /// must not tell anyone that something has changed which they may not see. Ends with the service.
    pub async fn keep_up(&self, mut changes: watch::Receiver<Arc<Snapshot>>) {
        loop {
            changes.borrow_and_update();
            if let Err(fault) = self.learn().await {
                tracing::warn!(
                    fault = &fault as &dyn std::error::Error,
                    "earlier facts are not all known; they are looked for when asked for"
                );
            }
            if changes.changed().await.is_err() {
                return;
            }
        }
    }

    /// Gives way to searches after each position.
    async fn learn(&self) -> Result<(), Unfound> {
        let untried = self.untried(&*self.known.lock().await).await?;
        for head in untried {
            let mut known = self.known.lock().await;
            if !known.tried.contains(&head.position) {
                self.try_at(&mut known, head).await?;
            }
        }
        Ok(())
    }

    /// Where transactions ended that nothing is known of yet, the newest first.
    async fn untried(&self, known: &Known) -> Result<Vec<LedgerHead>, StoreError> {
        let heads = self.store.heads().await?;
        let heads = heads.into_iter().rev().map(|past| past.head);
        Ok(heads.filter(|head| !known.tried.contains(&head.position)).collect())
    }

    /// The digest of the facts at one position; `None` where they cannot be read, which only a change of this program
    /// would mend. That the database cannot be reached is no such reason.
    async fn try_at(&self, known: &mut Known, head: LedgerHead) -> Result<Option<String>, Unfound> {
        let package: Package = match self.store.load_at(head.position, &definition::trusted).await {
            Ok(package) => package,
            Err(fault @ (StoreError::Begin(_) | StoreError::Read { .. })) => return Err(fault.into()),
            Err(fault) => {
                tracing::debug!(fault = &fault as &dyn std::error::Error, "a position has no picture");
                known.tried.insert(head.position);
                return Ok(None);
            }
        };
        let digest = tokio::task::spawn_blocking(move || data_digest(package, &Viewer::Public)).await?;
        known.tried.insert(head.position);
        let newest = known.newest.entry(digest.clone()).or_insert(head);
        if newest.position < head.position {
            *newest = head;
        }
        Ok(Some(digest))
    }
}
