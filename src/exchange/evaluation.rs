//! What studies found of a service, and who may enter it: beside the service, and in no figure.

use serde::Serialize;

use super::community::Words;
use crate::model::{Confidence, Entrance, Evaluation, Package, Service, entry_of};

/// What a study found.
#[derive(Clone, Debug, Serialize)]
pub struct EvaluationRow {
    id: String,
    /// `service`, or `service_type` where it was found of the type.
    of: &'static str,
    outcome: Words,
    value: Option<f64>,
    is_at_least: bool,
    unit: Words,
    counts: Option<Words>,
    gained_by: Option<Words>,
    share_of: Option<String>,
    period: Option<String>,
    study: Option<Words>,
    studied_in: Option<u16>,
    limits: Option<Words>,
    confidence: Option<&'static str>,
    notes: String,
    sources: Vec<String>,
}

impl EvaluationRow {
    /// What was found of a service, or of its type: the whole before its shares.
    pub fn of(package: &Package, service: &Service) -> Vec<Self> {
        let about = package.evaluations.iter().filter(|one| one.of.is_about(service));
        let mut about: Vec<&Evaluation> = about.collect();
        about.sort_by_key(|one| one.share_of.is_some());
        about.into_iter().map(Self::from).collect()
    }

    /// Its sources.
    pub fn sources(&self) -> impl Iterator<Item = &str> {
        self.sources.iter().map(String::as_str)
    }
}

impl From<&Evaluation> for EvaluationRow {
    fn from(one: &Evaluation) -> Self {
        Self {
            id: one.id.to_string(),
            of: if one.of.service().is_some() {
                "service"
            } else {
                "service_type"
            },
            outcome: Words::from(&one.outcome),
            value: one.value.known(),
            is_at_least: one.is_at_least,
            unit: Words::from(&one.unit),
            counts: one.counts.as_ref().map(Words::from),
            gained_by: one.gained_by.as_ref().map(Words::from),
            share_of: one.share_of.as_ref().map(ToString::to_string),
            period: one.period.clone(),
            study: one.study.as_ref().map(Words::from),
            studied_in: one.studied_in,
            limits: one.limits.as_ref().map(Words::from),
            confidence: one.provenance.confidence.map(Confidence::as_str),
            notes: one.provenance.notes.clone(),
            sources: one.provenance.sources.iter().map(ToString::to_string).collect(),
        }
    }
}

/// Who may enter a service; `None` where nobody has published it.
pub fn may_enter(package: &Package, service: &Service) -> Option<Vec<&'static str>> {
    let entry = entry_of(service, &package.entries)?;
    Some(entry.entrances.iter().map(|one| Entrance::as_str(*one)).collect())
}
