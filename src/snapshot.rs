//! An immutable picture of one package's facts at one position of the ledger, indexed for questions.
//!
//! It is the only way from the facts to an answer, and what leaves it is a [`View`]: the facts as one
//! viewer may see them. The full facts are not kept, so nothing can reach past a view; of what bodies said
//! of definitions all is kept, for whoever holds permission to read it. Begin with [`Snapshot::build`]; `redaction` says what a viewer does not see.

mod analysis;
mod digest;
mod redaction;
mod restriction;
mod view;

use std::sync::Arc;

pub use digest::of_text;
pub use restriction::is_restricted_since;
pub use view::{Extent, Found, View};

use crate::equity::BasisFault;
use crate::model::{Engagement, EngagementBody, Package};
use crate::policy::{Allowed, Party, ReadUnpublished};
use crate::spatial::ProjectionFault;

/// The digest that a view of `package` for `viewer` has: see [`View::data_digest`]. Far less work than the view.
pub fn data_digest(package: Package, viewer: Viewer) -> String {
    digest::of_package(&redaction::for_viewer(package, viewer))
}

/// The facts as `viewer` may see them, for a question that needs no network and no index.
pub fn facts(package: Package, viewer: Viewer) -> Package {
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Viewer {
    /// Anyone.
    Public,
}

impl Viewer {
    /// As whom a party looks: the one place where who asks becomes what they see.
    pub const fn of(_party: &Party) -> Self {
        Self::Public
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
}

impl Snapshot {
    /// Makes every view of `package` once, so that answering never waits for it.
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
        let public = View::new(redaction::for_viewer(package, Viewer::Public), head)?;
        Ok(Self {
            public: Arc::new(public),
            engagements,
        })
    }

    /// What bodies said of definitions, published or not, as far as the permission reaches.
    pub fn engagements(&self, allowed: &Allowed<ReadUnpublished>) -> Arc<[Engagement]> {
        let bodies = &self.public.package().settings.engagement.bodies;
        engagements(&self.engagements, bodies, allowed)
    }

    /// The facts as `viewer` may see them.
    pub fn for_viewer(&self, viewer: Viewer) -> Arc<View> {
        match viewer {
            Viewer::Public => Arc::clone(&self.public),
        }
    }
}
