//! The way through care, and what studies say of it: who may enter a service, who refers to whom, the steps of a
//! pathway, and evaluations.

use super::service::words;
use super::{
    EntryId, EvaluationId, Fact, PathwayId, Provenance, ReferralId, Service, ServiceId, ServiceTypeId, SourceKey,
    Standing, StepId, Text,
};

words! {
    /// By whose word somebody enters a service.
    Entrance {
        /// By their own.
        SelfReferral = "self",
        /// By that of a provider of care: a referral.
        Provider = "provider",
        /// By that of a court, or out of custody: nobody else gets in.
        Court = "court",
    }
}

/// What a row speaks of: one service, or every service of a type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// One service.
    Service(ServiceId),
    /// Every service of a type.
    Type(ServiceTypeId),
}

impl Subject {
    /// Whether a service is spoken of.
    pub fn is_about(&self, service: &Service) -> bool {
        match self {
            Self::Service(id) => *id == service.id,
            Self::Type(id) => *id == service.service_type,
        }
    }

    /// The one service that is spoken of, where it is one.
    pub const fn service(&self) -> Option<&ServiceId> {
        match self {
            Self::Service(id) => Some(id),
            Self::Type(_) => None,
        }
    }

    /// The type that is spoken of, where it is one.
    pub const fn service_type(&self) -> Option<&ServiceTypeId> {
        match self {
            Self::Service(_) => None,
            Self::Type(id) => Some(id),
        }
    }
}

/// Who may enter a service. What it says is all: nobody else may. A service without such a row, whose type has none
/// either, leaves it unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: EntryId,
    /// What it speaks of. What is said of a service stands above what is said of its type.
    pub of: Subject,
    /// By whose word one enters; one or more.
    pub entrances: Vec<Entrance>,
    /// Where this comes from.
    pub provenance: Provenance,
}

/// Who refers to whom. Where anything is said of who refers to a service, nobody else is known to; where nothing is, it is
/// unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referral {
    /// Its id.
    pub id: ReferralId,
    /// Who refers: each such service is a referral position.
    pub from: Subject,
    /// To what.
    pub to: Subject,
    /// Where this comes from.
    pub provenance: Provenance,
}

/// A way through care, as an ordered list of steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pathway {
    /// Its id.
    pub id: PathwayId,
    /// Its title.
    pub title: Text,
    /// Whether anybody has agreed that this is the way.
    pub standing: Standing,
    /// What to know about it.
    pub about: Text,
    /// Its steps, in order; two or more.
    pub steps: Vec<PathwayStep>,
    /// Sources.
    pub sources: Vec<SourceKey>,
}

/// A step of a pathway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathwayStep {
    /// Its id, once within a pathway.
    pub id: StepId,
    /// Its title.
    pub title: Text,
    /// Whether one goes home first.
    pub at_home: bool,
    /// Types of service of which one serves it; none where being at home is the whole of it.
    pub service_types: Vec<ServiceTypeId>,
    /// Sources.
    pub sources: Vec<SourceKey>,
}

/// What a study says that a service, or a type of service, is worth. It is shown where the service is, and is part of no
/// figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluation {
    /// Its id.
    pub id: EvaluationId,
    /// What it speaks of.
    pub of: Subject,
    /// What was looked at.
    pub outcome: Text,
    /// What was found.
    pub value: Fact<f64>,
    /// Whether the source says that it is that much at least.
    pub is_at_least: bool,
    /// What the value is counted in.
    pub unit: Text,
    /// What it counts.
    pub counts: Option<Text>,
    /// Whose share it is, where it is a share.
    pub gained_by: Option<Text>,
    /// The evaluation whose share it is.
    pub share_of: Option<EvaluationId>,
    /// Which years were looked at, in the words of the package.
    pub period: Option<String>,
    /// What kind of study it is.
    pub study: Option<Text>,
    /// In which year the study was made.
    pub studied_in: Option<u16>,
    /// What it cannot say.
    pub limits: Option<Text>,
    /// Where this comes from.
    pub provenance: Provenance,
}

/// The entrances of a service: what is said of it, else of its type.
pub fn entry_of<'a>(service: &Service, entries: &'a [Entry]) -> Option<&'a Entry> {
    let own = entries.iter().find(|one| one.of.service() == Some(&service.id));
    own.or_else(|| {
        let of_type = |one: &&Entry| one.of.service_type() == Some(&service.service_type);
        entries.iter().find(of_type)
    })
}
