//! What an owner says of a request, held against the facts: every fault, each at its field.

use std::collections::HashSet;

use jiff::civil::Date;

use crate::model::{
    DeliveryMode, Evidence, Package, PartialDate, RegionId, RequestInput, RequestStatus, SaidOtherwise, Visibility,
};
use crate::package::{Fault, Severity};

use crate::workflow::text::{fault_of_address, fault_of_line, fault_of_words};

/// The most entries that a list of ids, of sources or of labels may have.
pub(super) const ENTRIES: usize = 200;

/// The most letters that the title of a source may have.
const TITLE: usize = 500;

/// Fields as they were sent; what was not sent stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestPatch {
    /// Kind of help.
    pub service_type: Option<String>,
    /// Communities.
    pub communities: Option<Vec<String>>,
    /// Regions.
    pub regions: Option<Vec<String>>,
    /// How it should reach people; `None` within leaves it open.
    pub delivery_mode: Option<Option<String>>,
    /// Languages.
    pub languages: Option<Vec<String>>,
    /// On which ground of culture.
    pub cultural_grounding: Option<String>,
    /// Why.
    pub why: Option<String>,
    /// Since when; `None` within says nothing of it.
    pub since: Option<Option<String>>,
    /// Titles and addresses of where it can be read about.
    pub evidence: Option<Vec<(String, String)>>,
    /// Addresses of labels.
    pub labels: Option<Vec<String>>,
    /// Who may see it.
    pub visibility: Option<String>,
}

impl RequestPatch {
    /// Everything that a request says, as if it were sent.
    pub(super) fn of(said: &RequestInput) -> Self {
        let evidence = said.evidence.iter();
        Self {
            service_type: Some(said.service_type.to_string()),
            communities: Some(said.communities.iter().map(ToString::to_string).collect()),
            regions: Some(said.regions.clone()),
            delivery_mode: Some(said.delivery_mode.map(|mode| mode.as_str().to_owned())),
            languages: Some(said.languages.iter().map(ToString::to_string).collect()),
            cultural_grounding: Some(said.cultural_grounding.clone()),
            why: Some(said.why.clone()),
            since: Some(said.since.map(|since| since.to_string())),
            evidence: Some(evidence.map(|one| (one.title.clone(), one.url.clone())).collect()),
            labels: Some(said.labels.clone()),
            visibility: Some(said.visibility.as_str().to_owned()),
        }
    }

    /// Whether it says who may see the request.
    pub const fn restricts(&self) -> bool {
        self.visibility.is_some()
    }

    /// Whether it says anything else.
    pub fn corrects(&self) -> bool {
        let without = Self {
            visibility: None,
            ..self.clone()
        };
        without != Self::default()
    }

    /// What is said with these fields in place of those that were there, or every fault of it. What is asked, and no
    /// longer a draft, has to say where.
    pub(super) fn over(
        self,
        before: Option<&RequestInput>,
        facts: &Package,
        today: Date,
        is_draft: bool,
    ) -> Result<RequestInput, Vec<Fault>> {
        let mut check = Check {
            facts,
            faults: Vec::new(),
        };
        let kept = before.cloned().unwrap_or_else(blank);
        let input = RequestInput {
            service_type: match self.service_type {
                Some(id) => check.service_type(id).into(),
                None if before.is_none() => {
                    check.fault("service_type", "nothing", "the id of a type of service");
                    kept.service_type
                }
                None => kept.service_type,
            },
            communities: match self.communities {
                Some(ids) => check.communities(ids).into_iter().map(Into::into).collect(),
                None => kept.communities,
            },
            regions: self.regions.map_or(kept.regions, |names| check.regions(names)),
            delivery_mode: self.delivery_mode.map_or(kept.delivery_mode, |word| check.mode(word)),
            languages: match self.languages {
                Some(codes) => check.languages(codes).into_iter().map(Into::into).collect(),
                None => kept.languages,
            },
            cultural_grounding: match self.cultural_grounding {
                Some(words) => check.words("cultural_grounding", words),
                None => kept.cultural_grounding,
            },
            why: self.why.map_or(kept.why, |words| check.words("why", words)),
            since: self.since.map_or(kept.since, |text| check.date("since", text, today)),
            evidence: self.evidence.map_or(kept.evidence, |sources| check.evidence(sources)),
            labels: self.labels.map_or(kept.labels, |labels| check.labels(labels)),
            visibility: self.visibility.map_or(kept.visibility, |word| check.visibility(&word)),
        };
        if !is_draft && input.communities.is_empty() && input.regions.is_empty() {
            check.fault("communities", "nothing", "at least one community, or one region");
        }
        if check.faults.is_empty() {
            Ok(input)
        } else {
            Err(check.faults)
        }
    }
}

/// What a body says of a publicly recorded call, as it was sent; what was not sent stays as the source has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SaidAsSent {
    /// Kind of help.
    pub service_type: Option<String>,
    /// Communities.
    pub communities: Option<Vec<String>>,
    /// Regions.
    pub regions: Option<Vec<String>>,
    /// How it should reach people.
    pub delivery_mode: Option<String>,
    /// When it was asked.
    pub date: Option<String>,
    /// What became of it.
    pub status: Option<String>,
    /// Why.
    pub why: String,
}

/// What a body says of a publicly recorded call, or every fault of it.
pub(super) fn said(sent: SaidAsSent, facts: &Package, today: Date) -> Result<SaidOtherwise, Vec<Fault>> {
    let mut check = Check {
        facts,
        faults: Vec::new(),
    };
    let communities = sent.communities.map(|ids| check.communities(ids));
    let says = SaidOtherwise {
        service_type: sent.service_type.map(|id| check.service_type(id).into()),
        communities: communities.map(|ids| ids.into_iter().map(Into::into).collect()),
        regions: sent.regions.map(|names| check.regions(names)),
        delivery_mode: check.mode(sent.delivery_mode),
        date: check.date("date", sent.date, today),
        status: check.status(sent.status),
        why: check.words("why", sent.why),
    };
    if says.why.trim().is_empty() {
        check.fault("why", "nothing", "words that say why");
    }
    if check.faults.is_empty() {
        Ok(says)
    } else {
        Err(check.faults)
    }
}

/// What nobody has said anything of yet.
fn blank() -> RequestInput {
    RequestInput {
        service_type: "".into(),
        communities: Vec::new(),
        regions: Vec::new(),
        delivery_mode: None,
        languages: Vec::new(),
        cultural_grounding: String::new(),
        why: String::new(),
        since: None,
        evidence: Vec::new(),
        labels: Vec::new(),
        // Only its owner widens who sees it.
        visibility: Visibility::WorkingGroup,
    }
}

/// A fault at a field of what was sent; a place in a list stands behind a slash.
pub(super) fn fault(field: impl Into<String>, found: impl Into<String>, expected: impl Into<String>) -> Fault {
    Fault {
        file: "request".to_owned(),
        row: None,
        field: Some(field.into()),
        found: found.into(),
        expected: expected.into(),
        severity: Severity::Error,
    }
}

struct Check<'a> {
    facts: &'a Package,
    faults: Vec<Fault>,
}

impl Check<'_> {
    fn fault(&mut self, field: &str, found: &str, expected: &str) {
        self.faults.push(fault(field, found, expected));
    }

    fn report(&mut self, field: &str, found: Option<(String, String)>) {
        self.faults
            .extend(found.map(|(found, expected)| fault(field, found, expected)));
    }

    fn service_type(&mut self, id: String) -> String {
        if !self.facts.service_types.iter().any(|one| one.id.as_str() == id) {
            self.fault("service_type", &quoted(&id), "the id of a type of service");
        }
        id
    }

    fn communities(&mut self, ids: Vec<String>) -> Vec<String> {
        let known: HashSet<&str> = self.facts.communities.iter().map(|one| one.id.as_str()).collect();
        self.each("communities", &ids, "the id of a community", |id| known.contains(id));
        ids
    }

    fn regions(&mut self, names: Vec<String>) -> Vec<String> {
        let facts = self.facts;
        let is_known = |name: &str| {
            let outlined = facts.regions.iter().any(|one| one.id.as_str() == name);
            let mut columns = facts.communities.iter().flat_map(|one| [&one.region, &one.hss_region]);
            let named = |own: &str| own == name || RegionId::of_name(own).as_str() == name;
            outlined || name == facts.settings.id || columns.any(|own| own.as_deref().is_some_and(named))
        };
        self.each("regions", &names, "the id of a region, or of the whole", is_known);
        names
    }

    fn languages(&mut self, codes: Vec<String>) -> Vec<String> {
        let facts = self.facts;
        let is_known = |code: &str| facts.languages.iter().any(|one| one.code.as_str() == code);
        self.each("languages", &codes, "the code of a language of languages.csv", is_known);
        codes
    }

    /// Entries of a list: known, each once, not too many.
    fn each(&mut self, field: &str, entries: &[String], expected: &str, is_known: impl Fn(&str) -> bool) {
        self.count(field, entries.len());
        let mut before = HashSet::new();
        for (at, entry) in entries.iter().enumerate() {
            let place = format!("{field}/{at}");
            if !is_known(entry) {
                self.fault(&place, &quoted(entry), expected);
            } else if !before.insert(entry) {
                self.fault(&place, &format!("{} again", quoted(entry)), "each once");
            }
        }
    }

    fn count(&mut self, field: &str, entries: usize) {
        if entries > ENTRIES {
            let found = format!("{entries} entries");
            self.fault(field, &found, &format!("{ENTRIES} entries at most"));
        }
    }

    fn mode(&mut self, word: Option<String>) -> Option<DeliveryMode> {
        let word = word?;
        let mode = DeliveryMode::parse(&word);
        if mode.is_none() {
            let expected = one_of(DeliveryMode::ALL.iter().map(|one| one.as_str()));
            self.fault("delivery_mode", &quoted(&word), &format!("{expected}, or null"));
        }
        mode
    }

    fn status(&mut self, word: Option<String>) -> Option<RequestStatus> {
        let word = word?;
        let status = RequestStatus::parse(&word);
        if status.is_none() {
            let expected = one_of(RequestStatus::ALL.iter().map(|one| one.as_str()));
            self.fault("status", &quoted(&word), &format!("{expected}, or null"));
        }
        status
    }

    fn visibility(&mut self, word: &str) -> Visibility {
        Visibility::parse(word).unwrap_or_else(|| {
            let expected = one_of(Visibility::ALL.iter().map(|one| one.as_str()));
            self.fault("visibility", &quoted(word), &expected);
            Visibility::Owner
        })
    }

    fn words(&mut self, field: &str, words: String) -> String {
        self.report(field, fault_of_words(&words));
        words
    }

    fn date(&mut self, field: &str, text: Option<String>, today: Date) -> Option<PartialDate> {
        let text = text?;
        let date = PartialDate::parse(&text);
        match date {
            None => self.fault(field, &quoted(&text), "YYYY, YYYY-MM, YYYY-MM-DD or null"),
            Some(date) if date.earliest() > today => {
                self.fault(field, &text, &format!("a date up to today, {today}"));
            }
            Some(_) => {}
        }
        date
    }

    fn evidence(&mut self, sources: Vec<(String, String)>) -> Vec<Evidence> {
        self.count("evidence", sources.len());
        for (at, (title, url)) in sources.iter().enumerate() {
            self.report(&format!("evidence/{at}/title"), fault_of_line(title, TITLE));
            self.report(&format!("evidence/{at}/url"), fault_of_address(url));
        }
        let sources = sources.into_iter();
        sources.map(|(title, url)| Evidence { title, url }).collect()
    }

    fn labels(&mut self, labels: Vec<String>) -> Vec<String> {
        self.count("labels", labels.len());
        let mut before = HashSet::new();
        for (at, label) in labels.iter().enumerate() {
            let place = format!("labels/{at}");
            self.report(&place, fault_of_address(label));
            if !before.insert(label) {
                self.fault(&place, "the same again", "each once");
            }
        }
        labels
    }
}

/// What was found, short enough to be said.
fn quoted(text: &str) -> String {
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    format!("{short:?}")
}

fn one_of<'a>(words: impl Iterator<Item = &'a str>) -> String {
    format!("one of {}", words.collect::<Vec<_>>().join(", "))
}
