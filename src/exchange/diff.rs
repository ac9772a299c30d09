//! Two sides of a comparison: the text side by side, whose outcome differs and why, and coverage before
//! and after. As JSON, as rows, and as the sheets of a workbook.

mod sheets;

use serde::Serialize;
use serde_json::{Map, Value, json};
use similar::{ChangeTag, TextDiff};

use super::address;
use super::gaps::rounded;
use super::question::Asked;
use super::rows::{Row, row};
use crate::equity::{Basis, Because, Change, Comparison, Factor, Flip, Metrics, OutcomeCounts, Setting, Verdict};
use crate::model::{Text, Truth};

/// Longer texts are not matched line by line but shown one after the other: matching lines takes the product of
/// their number.
const LINES: usize = 10_000;

/// Everything that differs between two sides.
#[derive(Debug, Serialize)]
pub struct DiffAnswer {
    before: Asked,
    after: Asked,
    /// Where the same bytes are answered; `null` where a side is not saved.
    permalink: Option<String>,
    text: Texts,
    flips: Vec<FlipRow>,
    standards: Vec<StandardRow>,
}

#[derive(Debug, Serialize)]
struct Texts {
    changes: Vec<ChangeRow>,
    lines: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct ChangeRow {
    field: String,
    standard: Option<String>,
    way: Option<String>,
    name: &'static str,
    before: Value,
    after: Value,
}

#[derive(Debug, Serialize)]
struct Line {
    op: &'static str,
    text: String,
}

#[derive(Debug, Serialize)]
struct FlipRow {
    community_id: String,
    community: String,
    region: Option<String>,
    standard: String,
    title: Words,
    before: Option<VerdictRow>,
    after: Option<VerdictRow>,
    because: Vec<BecauseRow>,
}

#[derive(Clone, Debug, Serialize)]
struct Words {
    en: String,
    fr: String,
}

#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct VerdictRow {
    outcome: &'static str,
    at_least: &'static str,
    at_most: &'static str,
    days_met: u16,
    days_partly_met: u16,
    days_unmet: u16,
    days_unknown: u16,
    shortfall: f64,
}

#[derive(Debug, Serialize)]
struct BecauseRow {
    kind: &'static str,
    field: Option<String>,
    service_id: Option<String>,
    service: Option<String>,
    link_id: Option<String>,
    before: Value,
    after: Value,
    alone: bool,
    words: Words,
}

#[derive(Debug, Serialize)]
struct StandardRow {
    standard: String,
    title: Words,
    #[serde(rename = "in")]
    sides: &'static str,
    before: Option<MetricsRow>,
    after: Option<MetricsRow>,
}

#[derive(Debug, Serialize)]
pub(super) struct MetricsRow {
    communities: Counts,
    people: Option<Counts>,
    communities_total: u64,
    people_total: Option<u64>,
    coverage_communities: Option<f64>,
    coverage_people: Option<f64>,
    mean_days_met: Option<f64>,
    mean_shortfall: Option<f64>,
    gini_days_met: Option<f64>,
    worst: Option<Worst>,
}

#[derive(Clone, Copy, Debug, Serialize)]
struct Counts {
    met: u64,
    partly_met: u64,
    unmet: u64,
    unknown: u64,
}

#[derive(Debug, Serialize)]
struct Worst {
    community_id: String,
    community: String,
    shortfall: f64,
}

impl DiffAnswer {
    /// The same where both sides are saved, asked at `path`. The link names everything, also what was left to its default.
    #[must_use]
    pub fn saved(mut self, path: &str) -> Self {
        let [before, after] = [&self.before, &self.after];
        let with = format!("{}@{}", after.definition(), after.version());
        let mut pairs = vec![
            ("with", with.as_str()),
            ("as_of", before.as_of()),
            ("with_as_of", after.as_of()),
        ];
        pairs.extend(before.when());
        pairs.extend([
            ("supply", before.supply()),
            ("with_supply", after.supply()),
            ("data", before.data_digest()),
        ]);
        self.permalink = Some(format!("{path}{}", address::query(pairs)));
        self
    }

    /// A comparison of these two questions, whose definitions have these texts.
    pub fn new(basis: &Basis, [before, after]: [Asked; 2], texts: [&str; 2], found: &Comparison) -> Self {
        Self {
            before,
            after,
            permalink: None,
            text: Texts {
                changes: found.changes.iter().map(ChangeRow::from).collect(),
                lines: lines(texts),
            },
            flips: found
                .flips
                .iter()
                .map(|flip| FlipRow::new(basis, found, flip))
                .collect(),
            standards: found
                .standards
                .iter()
                .map(|one| StandardRow {
                    standard: one.standard.to_string(),
                    title: (&one.title).into(),
                    sides: match (&one.before, &one.after) {
                        (Some(_), None) => "before",
                        (None, Some(_)) => "after",
                        _ => "both",
                    },
                    before: one.before.map(|metrics| MetricsRow::new(basis, &metrics)),
                    after: one.after.map(|metrics| MetricsRow::new(basis, &metrics)),
                })
                .collect(),
        }
    }

    /// The changed places as rows of named cells.
    pub fn rows(&self) -> Vec<Row> {
        self.flips.iter().map(FlipRow::row).collect()
    }

    /// The names of those cells.
    pub const COLUMNS: [&str; 24] = [
        "community_id",
        "community",
        "region",
        "standard",
        "outcome_before",
        "at_least_before",
        "at_most_before",
        "days_met_before",
        "days_partly_met_before",
        "days_unmet_before",
        "days_unknown_before",
        "shortfall_before",
        "outcome_after",
        "at_least_after",
        "at_most_after",
        "days_met_after",
        "days_partly_met_after",
        "days_unmet_after",
        "days_unknown_after",
        "shortfall_after",
        "because",
        "alone",
        "because_en",
        "because_fr",
    ];
}

/// The two texts line by line: what stands in both, what was taken out and what was put in.
fn lines([before, after]: [&str; 2]) -> Vec<Line> {
    let line = |op, text: &str| Line {
        op,
        text: text.trim_end_matches(['\r', '\n']).to_owned(),
    };
    if before.lines().count() + after.lines().count() > LINES {
        let removed = before.lines().map(|text| line("removed", text));
        return removed.chain(after.lines().map(|text| line("added", text))).collect();
    }
    let diff = TextDiff::from_lines(before, after);
    let changes = diff.iter_all_changes().map(|change| {
        let op = match change.tag() {
            ChangeTag::Equal => "same",
            ChangeTag::Delete => "removed",
            ChangeTag::Insert => "added",
        };
        line(op, change.value())
    });
    changes.collect()
}

impl From<&Change> for ChangeRow {
    fn from(change: &Change) -> Self {
        Self {
            field: change.field(),
            standard: change.standard().map(ToString::to_string),
            way: change.way().map(ToString::to_string),
            name: change.name,
            before: setting(change.before.as_ref()),
            after: setting(change.after.as_ref()),
        }
    }
}

impl From<&Text> for Words {
    fn from(text: &Text) -> Self {
        Self {
            en: text.en.clone(),
            fr: text.fr.clone(),
        }
    }
}

impl From<&Verdict> for VerdictRow {
    fn from(verdict: &Verdict) -> Self {
        Self {
            outcome: verdict.outcome.as_str(),
            at_least: verdict.outcome.at_least.as_str(),
            at_most: verdict.outcome.at_most.as_str(),
            days_met: verdict.days.met,
            days_partly_met: verdict.days.partly_met,
            days_unmet: verdict.days.unmet,
            days_unknown: verdict.days.unknown,
            shortfall: rounded(verdict.shortfall.at_least),
        }
    }
}

impl VerdictRow {
    /// Its cells of a row, each named after the side.
    pub(super) fn put(&self, side: &str, row: &mut Row) {
        let cells: [(&str, Value); 8] = [
            ("outcome", self.outcome.into()),
            ("at_least", self.at_least.into()),
            ("at_most", self.at_most.into()),
            ("days_met", self.days_met.into()),
            ("days_partly_met", self.days_partly_met.into()),
            ("days_unmet", self.days_unmet.into()),
            ("days_unknown", self.days_unknown.into()),
            ("shortfall", self.shortfall.into()),
        ];
        row.extend(cells.map(|(name, value)| (format!("{name}_{side}"), value)));
    }
}

impl FlipRow {
    fn new(basis: &Basis, comparison: &Comparison, flip: &Flip) -> Self {
        let community = &basis.package().communities[flip.community];
        Self {
            community_id: community.id.to_string(),
            community: community.name.clone(),
            region: community.region.clone(),
            standard: flip.standard.to_string(),
            title: (&flip.title).into(),
            before: flip.before.as_ref().map(VerdictRow::from),
            after: flip.after.as_ref().map(VerdictRow::from),
            because: flip
                .because
                .iter()
                .map(|one| BecauseRow::new(basis, comparison, one))
                .collect(),
        }
    }

    /// Whether each reason does it by itself.
    fn is_alone(&self) -> bool {
        self.because.iter().any(|one| one.alone)
    }

    fn row(&self) -> Row {
        let mut cells: Row = row([
            ("community_id", self.community_id.clone().into()),
            ("community", self.community.clone().into()),
            ("region", self.region.clone().into()),
            ("standard", self.standard.clone().into()),
        ]);
        for (side, verdict) in [("before", self.before), ("after", self.after)] {
            let mut put = |name: &str, value: Value| {
                cells.insert(format!("{name}_{side}"), value);
            };
            put("outcome", verdict.map(|one| one.outcome).into());
            put("at_least", verdict.map(|one| one.at_least).into());
            put("at_most", verdict.map(|one| one.at_most).into());
            put("days_met", verdict.map(|one| one.days_met).into());
            put("days_partly_met", verdict.map(|one| one.days_partly_met).into());
            put("days_unmet", verdict.map(|one| one.days_unmet).into());
            put("days_unknown", verdict.map(|one| one.days_unknown).into());
            put("shortfall", verdict.map(|one| one.shortfall).into());
        }
        let named = |one: &BecauseRow| one.field.clone().or_else(|| one.service_id.clone()).unwrap_or_default();
        let all = |of: &dyn Fn(&BecauseRow) -> String, between: &str| {
            let said: Vec<String> = self.because.iter().map(of).collect();
            Value::from(said.join(between))
        };
        cells.insert("because".to_owned(), all(&named, ";"));
        cells.insert("alone".to_owned(), self.is_alone().into());
        cells.insert("because_en".to_owned(), all(&|one| one.words.en.clone(), " "));
        cells.insert("because_fr".to_owned(), all(&|one| one.words.fr.clone(), " "));
        cells
    }
}

impl BecauseRow {
    fn new(basis: &Basis, comparison: &Comparison, because: &Because) -> Self {
        let words = (&because.words).into();
        match because.factor {
            Factor::Requirement(at) => {
                let change = ChangeRow::from(&comparison.changes[at]);
                Self {
                    kind: "requirement",
                    field: Some(change.field),
                    service_id: None,
                    service: None,
                    link_id: None,
                    before: change.before,
                    after: change.after,
                    alone: because.alone,
                    words,
                }
            }
            Factor::Service { service, before, after } => {
                let service = &basis.package().services[service];
                Self {
                    kind: "service",
                    field: None,
                    service_id: Some(service.id.to_string()),
                    service: Some(service.name.clone()),
                    link_id: None,
                    before: truth(before.counts()).into(),
                    after: truth(after.counts()).into(),
                    alone: because.alone,
                    words,
                }
            }
            Factor::Link { link, before, after } => Self {
                kind: "link",
                field: None,
                service_id: None,
                service: None,
                link_id: Some(basis.network().links()[link].id.to_string()),
                before: truth(before).into(),
                after: truth(after).into(),
                alone: because.alone,
                words,
            },
        }
    }
}

const fn truth(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "yes",
        Truth::False => "no",
        Truth::Unknown => "unknown",
    }
}

impl MetricsRow {
    pub(super) fn new(basis: &Basis, metrics: &Metrics) -> Self {
        let people = metrics.people.all();
        Self {
            communities: metrics.communities.into(),
            people: people.map(Counts::from),
            communities_total: metrics.communities.total(),
            people_total: people.map(OutcomeCounts::total),
            coverage_communities: metrics.coverage_of_communities.map(rounded),
            coverage_people: metrics.coverage_of_people.map(rounded),
            mean_days_met: metrics.mean_days_met.map(rounded),
            mean_shortfall: metrics.mean_shortfall.map(rounded),
            gini_days_met: metrics.gini_days_met.map(rounded),
            worst: metrics.worst.map(|(community, shortfall)| {
                let community = &basis.package().communities[community];
                Worst {
                    community_id: community.id.to_string(),
                    community: community.name.clone(),
                    shortfall: rounded(shortfall),
                }
            }),
        }
    }
}

impl From<OutcomeCounts> for Counts {
    fn from(counts: OutcomeCounts) -> Self {
        Self {
            met: counts.met,
            partly_met: counts.partly_met,
            unmet: counts.unmet,
            unknown: counts.unknown,
        }
    }
}

/// A requirement's value: a number, a word, a truth, a list of words, or numbers by group with `otherwise`.
fn setting(setting: Option<&Setting>) -> Value {
    match setting {
        None => Value::Null,
        Some(Setting::Number(number)) => plain(*number),
        Some(Setting::Word(word)) => word.clone().into(),
        Some(Setting::Flag(asked)) => (*asked).into(),
        Some(Setting::Words(words)) => words.clone().into(),
        Some(Setting::ByGroup(own, otherwise)) => {
            let own = own
                .iter()
                .map(|(id, number)| (id.to_string(), number.map(plain).into()));
            let all: Map<String, Value> = own
                .chain([("otherwise".to_owned(), otherwise.map(plain).into())])
                .collect();
            Value::Object(all)
        }
    }
}

/// A number without decimals where it has none.
fn plain(number: f64) -> Value {
    if number.fract().abs() <= 0.0 && number.abs() < 1e15 {
        json!(number as i64)
    } else {
        json!(number)
    }
}
