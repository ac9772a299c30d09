//! What studies found of a kind of help, as a figure: weighed only where somebody gives it a weight.

use std::collections::{BTreeMap, BTreeSet};

use super::criterion::Raw;
use crate::model::{Evaluation, Interval, Package, Service, ServiceTypeId, Subject};

/// Why what studies found cannot be weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unweighable {
    /// No study of the package has a value.
    NoStudy,
    /// Their values are counted in so many different units.
    Units(usize),
}

/// The values of studies, by the kind of help that they speak of.
#[derive(Clone, Debug, Default)]
pub struct Studies<'a> {
    by_type: BTreeMap<&'a ServiceTypeId, Vec<&'a Evaluation>>,
    /// The greatest value that any study found; 0 where none did.
    greatest: f64,
}

impl<'a> Studies<'a> {
    /// Those of a package that have a value. A share of another's value is none of its own.
    pub fn of(package: &'a Package) -> Self {
        Self::among(&package.evaluations, &package.services)
    }

    /// The same of studies, some of them of services.
    fn among(evaluations: &'a [Evaluation], services: &'a [Service]) -> Self {
        let mut studies = Self::default();
        for study in evaluations {
            let (Some(value), None) = (study.value.known(), &study.share_of) else {
                continue;
            };
            let of_type = match &study.of {
                Subject::Type(id) => Some(id),
                Subject::Service(id) => {
                    let service = services.iter().find(|one| one.id == *id);
                    service.map(|one| &one.service_type)
                }
            };
            if let Some(of_type) = of_type {
                studies.by_type.entry(of_type).or_default().push(study);
                studies.greatest = studies.greatest.max(value);
            }
        }
        studies
    }

    /// Whether their values can be weighed against each other.
    ///
    /// # Errors
    /// Where there are none, or they are counted in different units.
    pub fn check(&self) -> Result<(), Unweighable> {
        let units: BTreeSet<&str> = self.all().map(|study| study.unit.en.as_str()).collect();
        match units.len() {
            0 => Err(Unweighable::NoStudy),
            1 => Ok(()),
            more => Err(Unweighable::Units(more)),
        }
    }

    /// All of them, in the order of kinds of help.
    pub fn all(&self) -> impl Iterator<Item = &'a Evaluation> {
        self.by_type.values().flatten().copied()
    }

    /// Those of a kind of help.
    pub fn about(&self, of_type: &ServiceTypeId) -> &[&'a Evaluation] {
        self.by_type.get(of_type).map_or(&[], Vec::as_slice)
    }

    /// What they found of a kind of help: from the least to the greatest of several, and where a study says "at least", up to the
    /// greatest that any found. Of a kind that nobody studied it is not known: from nothing up to that.
    pub fn value(&self, of_type: Option<&ServiceTypeId>) -> Raw {
        let about = of_type.map_or(&[][..], |id| self.about(id));
        let found = about.iter().filter_map(|study| {
            let value = study.value.known()?;
            let at_most = if study.is_at_least { self.greatest } else { value };
            Some(Interval {
                at_least: value,
                at_most,
            })
        });
        let both = |one: Raw, other: Raw| Interval {
            at_least: one.at_least.min(other.at_least),
            at_most: one.at_most.max(other.at_most),
        };
        found.reduce(both).unwrap_or(Interval {
            at_least: 0.0,
            at_most: self.greatest,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Fact, Provenance, Text};

    /// By hand. The kinds of help a and b were studied, c was not: a at 2, b at 4.5 at least and, in a second study, at 3.
    #[test]
    fn what_nobody_studied_may_be_worth_anything_up_to_the_greatest_that_a_study_found() {
        let mut found = studied(&[("a", 2.0, false), ("b", 4.5, true), ("b", 3.0, false)]);
        let studies = Studies::among(&found, &[]);
        let ends = |of_type: &str| {
            let raw = studies.value(Some(&of_type.into()));
            (raw.at_least, raw.at_most)
        };
        assert_eq!([ends("a"), ends("b"), ends("c")], [(2.0, 2.0), (3.0, 4.5), (0.0, 4.5)]);
        assert_eq!(studies.check(), Ok(()));
        assert_eq!(Studies::among(&[], &[]).check(), Err(Unweighable::NoStudy));
        found[0].unit.en = "days without use".to_owned();
        assert_eq!(Studies::among(&found, &[]).check(), Err(Unweighable::Units(2)));
        // A share of what another found is none of its own.
        for study in &mut found {
            study.share_of = Some("whole".into());
        }
        assert_eq!(Studies::among(&found, &[]).check(), Err(Unweighable::NoStudy));
    }

    fn studied(studies: &[(&str, f64, bool)]) -> Vec<Evaluation> {
        let text = |word: &str| Text {
            en: word.to_owned(),
            fr: word.to_owned(),
        };
        let study = |(at, (of_type, value, is_at_least)): (usize, &(&str, f64, bool))| Evaluation {
            id: format!("study-{at}").as_str().into(),
            of: Subject::Type((*of_type).into()),
            outcome: text("value"),
            value: Fact::Known(*value),
            is_at_least: *is_at_least,
            unit: text("dollars"),
            counts: None,
            gained_by: None,
            share_of: None,
            period: None,
            study: None,
            studied_in: None,
            limits: None,
            provenance: Provenance::default(),
        };
        studies.iter().enumerate().map(study).collect()
    }
}
