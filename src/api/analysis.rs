//! Analyses: the gaps, their sum, one community in full, and travel.
//!
//! Each handler reads the question, asks `equity` or `travel`, and shapes the answer with `exchange`,
//! which the command line uses too, so that the figures are the same.

pub mod circuit;
pub mod community;
pub mod diff;
pub mod gaps;
pub mod groups;
pub mod pathways;
pub mod priorities;
pub mod report;
pub mod requests;
pub mod scenario;
pub mod siting;
pub mod summary;
pub mod trace;
pub mod travel;
pub mod trend;

use std::sync::Arc;

use axum::http::{HeaderValue, header};

use crate::equity::{self, Assessment, Criteria, CriteriaFault, Finding, Gap, Scope, assess_some};
use crate::exchange::place::Positions;
use crate::exchange::question::Asked;
use crate::model::{Definition, Point, ServiceTypeId, StandardId};
use crate::snapshot::{View, of_text};
use crate::spatial::Projected;
use crate::workflow::{Refusal, check_definition};

use super::answer::Answer;
use super::ask::Ask;
use super::crs::Crs;
use super::definitions::refused::refused;
use super::parameters::{SERVICE_TYPE, STANDARD};
use super::problem::{Kind, Problem};
use super::question::{Question, When};

/// What an analysis stands on: the question, its days and its criteria.
pub struct Premises<'a> {
    ask: &'a Ask,
    view: &'a View,
    question: Question<'a>,
    scope: Scope,
    criteria: Criteria<'a>,
    is_saved: bool,
}

impl<'a> Premises<'a> {
    /// Reads the question.
    pub fn of(ask: &'a Ask) -> Result<Self, Problem> {
        let question = ask.question()?;
        Self::over(ask, question, true)
    }

    /// The same against a definition that is not saved.
    pub fn of_unsaved(ask: &'a Ask, definition: &'a Definition) -> Result<Self, Problem> {
        let question = Question {
            definition,
            as_of: ask.as_of()?,
            when: ask.when()?,
            supply: ask.supply()?,
        };
        Self::over(ask, question, false)
    }

    fn over(ask: &'a Ask, question: Question<'a>, is_saved: bool) -> Result<Self, Problem> {
        let criteria =
            Criteria::new(question.definition, ask.view.package()).map_err(|fault| cannot_be_asked(&fault))?;
        Ok(Self {
            scope: scope(question.when),
            ask,
            view: &ask.view,
            question,
            criteria,
            is_saved,
        })
    }

    /// The question as `equity` asks it.
    const fn question(&self) -> equity::Question {
        equity::Question {
            as_of: self.question.as_of,
            supply: self.question.supply,
        }
    }

    fn asked(&self) -> Asked {
        self.asked_with(&self.ask.beside_the_question())
    }

    /// The question with these parameters beside what all analyses share, whichever were sent.
    fn asked_with(&self, beside: &[(&str, &str)]) -> Asked {
        let definition = self.question.definition;
        let asked = Asked::new(
            definition,
            &of_text(&definition.text),
            self.question(),
            &self.scope,
            (self.view.basis(), self.view.data_digest()),
        );
        if self.is_saved {
            asked.saved(&self.ask.path, beside)
        } else {
            asked
        }
    }
}

/// Premises, and every community assessed on them.
pub struct Analysis<'a> {
    premises: Premises<'a>,
    assessment: Arc<Assessment>,
}

impl<'a> Analysis<'a> {
    /// Reads the question and assesses.
    pub fn of(ask: &'a Ask) -> Result<Self, Problem> {
        let premises = Premises::of(ask)?;
        let assessment = ask.view.assessment(&premises.criteria, premises.question());
        Ok(Self { premises, assessment })
    }

    /// Assesses against a definition that is not saved, and no more of it than is wanted. Nothing is kept of it.
    pub fn of_unsaved(ask: &'a Ask, definition: &'a Definition, wanted: &Wanted) -> Result<Self, Problem> {
        let premises = Premises::of_unsaved(ask, definition)?;
        let basis = ask.view.basis();
        let assessment = assess_some(basis, &premises.criteria, premises.question(), |standard| {
            wanted.standards[standard]
        });
        Ok(Self {
            premises,
            assessment: Arc::new(assessment),
        })
    }

    /// The definition that is asked about.
    pub const fn definition(&self) -> &'a Definition {
        self.premises.question.definition
    }

    /// Every gap, in the order of communities, then of standards.
    pub fn gaps(&self) -> impl Iterator<Item = &Gap> {
        self.assessment.gaps.iter()
    }

    /// What is said of those that are wanted.
    pub fn findings(&self, wanted: impl FnMut(&Gap) -> bool) -> Vec<Finding<'_>> {
        let Premises {
            view, criteria, scope, ..
        } = &self.premises;
        equity::find(view.basis(), criteria, &self.assessment, scope, wanted)
    }

    fn asked(&self) -> Asked {
        self.premises.asked()
    }
}

/// The most bytes that a text may have which is only being tried out.
const TEXT: usize = 64 * 1024;

/// A definition that is not saved, from its text.
fn unsaved(view: &View, text: &str) -> Result<Definition, Problem> {
    if text.len() > TEXT {
        let found = text.len();
        let detail = format!("text: found {found} bytes, expected at most {TEXT}");
        return Err(Problem::new(Kind::TooLarge, detail));
    }
    let checked = check_definition(view.package(), "definition.toml", text);
    checked.definition.map_err(|faults| refused(Refusal::Faults(faults)))
}

/// An answer about what is not saved is kept by nobody.
fn not_kept(answer: Answer) -> Answer {
    answer.header(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))
}

/// The days of a question.
fn scope(when: When<'_>) -> Scope {
    match when {
        When::Year => Scope::Year,
        When::Season(season) => Scope::season(season),
        When::Day(day) => Scope::Day(day),
    }
}

/// Definitions are checked before they are stored; one that cannot be asked is our fault.
fn cannot_be_asked(fault: &CriteriaFault) -> Problem {
    tracing::error!(%fault, "a stored definition cannot be asked");
    Problem::internal()
}

/// Which gaps are asked for beside the shared question.
#[derive(Clone)]
pub struct Wanted {
    standards: Vec<bool>,
}

impl Wanted {
    /// Reads `standard` and `service_type`.
    pub fn read(ask: &Ask, definition: &Definition) -> Result<Self, Problem> {
        let standard = ask.query.text(STANDARD.name);
        let service_type = ask.query.text(SERVICE_TYPE.name);
        let known = |found: bool, parameter, text, words: Vec<&str>| {
            if found {
                Ok(())
            } else {
                Err(Problem::bad(parameter, text, format!("one of {}", words.join(", "))))
            }
        };
        if let Some(text) = standard {
            let ids: Vec<&str> = definition.standards.iter().map(|one| one.id.as_str()).collect();
            known(ids.contains(&text), STANDARD.name, text, ids)?;
        }
        if let Some(text) = service_type {
            let types = definition.standards.iter().flat_map(|one| &one.service_types);
            let mut types: Vec<&str> = types.map(ServiceTypeId::as_str).collect();
            types.sort_unstable();
            types.dedup();
            known(types.contains(&text), SERVICE_TYPE.name, text, types)?;
        }
        let standard = standard.map(StandardId::from);
        let service_type = service_type.map(ServiceTypeId::from);
        let wanted = definition.standards.iter().map(|one| {
            standard.as_ref().is_none_or(|id| one.id == *id)
                && service_type.as_ref().is_none_or(|id| one.service_types.contains(id))
        });
        Ok(Self {
            standards: wanted.collect(),
        })
    }

    /// Whether a standard is among them, by its place in the definition.
    pub fn has_standard(&self, standard: usize) -> bool {
        self.standards[standard]
    }

    /// Whether a gap is among them.
    pub fn has(&self, gap: &Gap) -> bool {
        self.standards[gap.standard]
    }
}

/// Coordinates in the system that was asked for. A point that the projection has no place for keeps
/// its degrees; packages are checked so that there is none.
fn with_positions<T>(view: &View, crs: Crs, shape: impl FnOnce(Positions<'_>) -> T) -> T {
    let project = |point: Point| {
        let centimetres = |Projected { x, y }| [(x * 100.0).round() / 100.0, (y * 100.0).round() / 100.0];
        view.project(point).map_or([point.lon(), point.lat()], centimetres)
    };
    match crs {
        Crs::Wgs84 => shape(Positions::DEGREES),
        Crs::Projected(_) => shape(Positions::by(&project)),
    }
}
