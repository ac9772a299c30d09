//! Writes down what a body said of a version of a definition.

use jiff::civil::Date;

use crate::model::{BodyId, Engagement, EngagementId, Package, Position, WordsShown};
use crate::package::{Fault, Severity};
use crate::policy::{Allowed, RecordEngagement};

use super::office::Step;
use super::text::fault_of_words_up_to;
use super::{Condition, Done, Occasion, Office, Refusal, Version};

/// The most letters that words of an engagement may have.
const WORDS: usize = 20_000;

/// What a body said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Who.
    pub body: BodyId,
    /// When.
    pub on: Date,
    /// What.
    pub position: Position,
    /// In which words.
    pub words: String,
    /// How much of it everyone may see.
    pub shown: WordsShown,
}

/// Records it about the text as it stands. The same again changes nothing.
pub async fn record_engagement(
    office: &Office,
    allowed: &Allowed<RecordEngagement>,
    version: &Version,
    said: &Said,
    still: &Condition<'_>,
    occasion: Occasion,
) -> Result<Done<Engagement>, Refusal> {
    // Random, so that an id says nothing about what is not published: neither how many there are nor in which order.
    let id = new_id()?;
    let work = |package: &mut Package| {
        let definition = version.of(package)?;
        if !still(package) {
            return Err(Refusal::Stale);
        }
        let engagement = Engagement {
            id: id.clone(),
            definition: version.id.clone(),
            version: version.version.clone(),
            digest: definition.digest(),
            body: said.body.clone(),
            on: said.on,
            position: said.position,
            words: said.words.clone(),
            shown: said.shown,
            recorded_at: Some(occasion.now),
            sources: Vec::new(),
        };
        // The body may have become another government's since it was looked up.
        let mut bodies = package.settings.engagement.bodies.iter();
        let body = bodies.find(|body| body.id == said.body);
        if !allowed.holds_for(body.and_then(|body| body.government.as_ref())) {
            return Err(Refusal::Stale);
        }
        let faults = faults(package, said, occasion);
        if !faults.is_empty() {
            return Err(Refusal::Faults(faults));
        }
        if let Some(there) = package.engagements.iter().find(|one| one.says_the_same(&engagement)) {
            return Ok(Step::Stays(there.clone()));
        }
        package.engagements.push(engagement.clone());
        // Neither the body nor what it said: a reason is kept beside the ledger and outlives what is taken back.
        Ok(Step::Changes(engagement, "engagement recorded".to_owned()))
    };
    office.change(allowed.party(), occasion, work).await
}

fn new_id() -> Result<EngagementId, Refusal> {
    let mut random = [0; 16];
    getrandom::fill(&mut random).map_err(crate::store::StoreError::Random)?;
    Ok(hex::encode(random).into())
}

fn faults(package: &Package, said: &Said, occasion: Occasion) -> Vec<Fault> {
    let fault = |field: &str, found: String, expected: String| Fault {
        file: "engagement".to_owned(),
        row: None,
        field: Some(field.to_owned()),
        found,
        expected,
        severity: Severity::Error,
    };
    let mut faults = Vec::new();
    let bodies = &package.settings.engagement.bodies;
    if !bodies.iter().any(|body| body.id == said.body) {
        let known: Vec<&str> = bodies.iter().map(|body| body.id.as_str()).collect();
        let expected = if known.is_empty() {
            "a body of the package, which lists none".to_owned()
        } else {
            format!("one of {}", known.join(", "))
        };
        faults.push(fault("body", format!("{:?}", said.body.as_str()), expected));
    }
    if said.on > occasion.today {
        let expected = format!("a day up to today, {}", occasion.today);
        faults.push(fault("on", said.on.to_string(), expected));
    }
    faults.extend(fault_of_words_up_to(&said.words, WORDS).map(|(found, expected)| fault("words", found, expected)));
    faults
}
