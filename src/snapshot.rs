//! An immutable picture of one package's facts at one position of the ledger, indexed for questions.
//!
//! It is the only way from the facts to an answer, and what leaves it is a [`View`]: the facts as one
//! viewer may see them. Of what the public may not see only the requests are kept, and only a view of somebody who may
//! read them has them; of what bodies said of definitions all is kept, for whoever holds permission to read it. Begin with
//! [`Snapshot::build`]; `redaction` says what a viewer does not see.

mod analysis;
mod digest;
mod redaction;
mod restriction;
mod view;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

pub use digest::of_text;
pub use restriction::is_restricted_since;
pub use view::{Extent, Found, View};

use crate::equity::BasisFault;
use crate::model::{Engagement, EngagementBody, Package, Request};
use crate::policy::{Allowed, Party, ReadUnpublished, Reader};
use crate::spatial::ProjectionFault;

/// The digest of the facts of `package` that `viewer` may see: see [`View::data_digest`]. Far less work than the view.
pub fn data_digest(package: Package, viewer: &Viewer) -> String {
    digest::of_package(&redaction::for_viewer(package, viewer))
}

/// The facts as `viewer` may see them, for a question that needs no network and no index.
pub fn facts(package: Package, viewer: &Viewer) -> Package {
    redaction::for_viewer(package, viewer)
}

/// What bodies said, as far as a permission reaches: all of it, or of other bodies than a government's own as everyone may
/// see it.
pub fn engagements(
    all: &[Engagement],
    bodies: &[EngagementBody],
    allowed: &Allowed<ReadUnpublished>,
) -> Arc<[Engagement]> {
    let is_own = |one: &Engagement| {
        let body = bodies.iter().find(|body| body.id == one.body);
        allowed.holds_for(body.and_then(|body| body.government.as_ref()))
    };
    redaction::engagements(all, is_own).into()
}

/// Where the ledger stood when the facts were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Entries so far; 0 for facts that come from files.
    pub position: u64,
    /// Hash of the last entry, in hexadecimal digits; empty where there is none.
    pub hash: String,
}

/// Who looks.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Viewer {
    /// Anyone.
    Public,
    /// Somebody who may read requests that the public may not.
    Reader(Reader),
}

impl Viewer {
    /// As whom a party looks: the one place where who asks becomes what they see. Parties who may see the same are the same
    /// viewer.
    pub fn of(party: &Party) -> Self {
        let reader = Reader::of(party);
        if reader.is_public() {
            Self::Public
        } else {
            Self::Reader(reader)
        }
    }

    /// Whether a request may be seen.
    fn sees(&self, request: &Request) -> bool {
        match self {
            Self::Public => Reader::public().reads(request),
            Self::Reader(reader) => reader.reads(request),
        }
    }
}

/// Why no snapshot can be made of a package.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotFault {
    /// The package's projection is none that we can compute.
    #[error("package.toml, projection.proj: found {found:?}, expected a PROJ string of a supported projection")]
    Projection {
        /// The string as the package has it.
        found: String,
        /// What is wrong with it.
        #[source]
        source: ProjectionFault,
    },
    /// The package's records do not fit together.
    #[error(transparent)]
    Basis(#[from] BasisFault),
}

/// The facts at one position of the ledger.
#[derive(Debug)]
pub struct Snapshot {
    public: Arc<View>,
    engagements: Arc<[Engagement]>,
    /// All requests, in the order of their ids.
    requests: Vec<Request>,
    /// Views of others than the public, each made when it is first asked for and kept as long as the picture.
    views: Mutex<HashMap<Reader, Arc<OnceLock<Arc<View>>>>>,
}

impl Snapshot {
    /// Makes the public's view of `package`, so that answering never waits for it.
    ///
    /// # Errors
    /// Where the package's projection cannot be computed.
    pub fn build(package: Package, head: Head) -> Result<Self, SnapshotFault> {
        let snapshot = Self::for_one_question(package, head)?;
        snapshot.public.make_ready();
        Ok(snapshot)
    }

    /// The same for a program that asks one question and ends: what the question does not need is not made.
    ///
    /// # Errors
    /// As [`Self::build`].
    pub fn for_one_question(package: Package, head: Head) -> Result<Self, SnapshotFault> {
        let engagements = package.engagements.clone().into();
        let requests = package.requests.clone();
        let public = View::new(redaction::for_viewer(package, &Viewer::Public), head)?;
        Ok(Self {
            public: Arc::new(public),
            engagements,
            requests,
            views: Mutex::default(),
        })
    }

    /// What bodies said of definitions, published or not, as far as the permission reaches.
    pub fn engagements(&self, allowed: &Allowed<ReadUnpublished>) -> Arc<[Engagement]> {
        let bodies = &self.public.package().settings.engagement.bodies;
        engagements(&self.engagements, bodies, allowed)
    }

    /// The facts as `viewer` may see them. The first that somebody asks for takes a while to make; whoever sees no more
    /// than the public is given the public's.
    pub fn for_viewer(&self, viewer: Viewer) -> Arc<View> {
        let Viewer::Reader(reader) = viewer else {
            return self.public();
        };
        let mut views = self.views.lock().unwrap_or_else(PoisonError::into_inner);
        let made = Arc::clone(views.entry(reader.clone()).or_default());
        // Others need not wait while this one is made.
        drop(views);
        Arc::clone(made.get_or_init(|| self.make(reader)))
    }

    /// Whether the view of a viewer is there already.
    pub fn is_made_for(&self, viewer: &Viewer) -> bool {
        match viewer {
            Viewer::Public => true,
            Viewer::Reader(reader) => {
                let views = self.views.lock().unwrap_or_else(PoisonError::into_inner);
                views.get(reader).is_some_and(|made| made.get().is_some())
            }
        }
    }

    /// The facts as everyone may see them.
    pub fn public(&self) -> Arc<View> {
        Arc::clone(&self.public)
    }

    fn make(&self, reader: Reader) -> Arc<View> {
        let viewer = Viewer::Reader(reader);
        let seen = self.requests.iter().filter(|request| viewer.sees(request));
        let requests: Vec<_> = seen.cloned().collect();
        let public = self.public.package();
        if requests == public.requests {
            return self.public();
        }
        let package = Package {
            requests,
            ..Package::clone(public)
        };
        // Facts that the public's view was made of make this one too; if ever not, less is shown and never more.
        View::beside(&self.public, package).map_or_else(|_| self.public(), Arc::new)
    }
}
