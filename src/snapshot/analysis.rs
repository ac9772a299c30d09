//! The facts of a view ready for analysis, and the last assessments of them.

use std::sync::{Arc, Mutex, PoisonError};

use crate::equity::{Assessment, Basis, BasisFault, Criteria, Question, assess};
use crate::model::{Definition, Package};

/// How many assessments are kept: a few people compare a few definitions on a few dates.
const KEPT: usize = 16;

/// A basis with the last assessments of it, the newest last.
#[derive(Debug)]
pub(super) struct Analysis {
    basis: Basis,
    kept: Mutex<Vec<(Key, Question, Arc<Assessment>)>>,
}

/// A definition by everything that names it: two versions, and two texts of one version, are never taken for each other.
#[derive(Debug, PartialEq, Eq)]
struct Key([String; 3]);

impl Key {
    fn of(definition: &Definition) -> Self {
        Self([
            definition.id.to_string(),
            definition.version.clone(),
            definition.text.clone(),
        ])
    }
}

impl Analysis {
    pub(super) fn new(package: &Arc<Package>) -> Result<Self, BasisFault> {
        Ok(Self {
            basis: Basis::new(Arc::clone(package))?,
            kept: Mutex::default(),
        })
    }

    pub(super) const fn basis(&self) -> &Basis {
        &self.basis
    }

    pub(super) fn assessment(&self, criteria: &Criteria<'_>, question: Question) -> Arc<Assessment> {
        let key = Key::of(criteria.definition);
        let known = |kept: &Vec<(Key, Question, Arc<Assessment>)>| {
            let found = kept.iter().find(|(one, asked, _)| *one == key && *asked == question);
            found.map(|(_, _, assessment)| Arc::clone(assessment))
        };
        // What is kept is only ever whole assessments, so a panic elsewhere leaves nothing half done.
        if let Some(found) = known(&self.kept.lock().unwrap_or_else(PoisonError::into_inner)) {
            return found;
        }
        let assessment = Arc::new(assess(&self.basis, criteria, question));
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        // Somebody may have asked the same meanwhile; the answers are equal, and one is enough.
        if let Some(found) = known(&kept) {
            return found;
        }
        if kept.len() == KEPT {
            kept.remove(0);
        }
        kept.push((key, question, Arc::clone(&assessment)));
        assessment
    }
}
