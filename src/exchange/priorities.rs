//! Options in order, as an answer, as rows and as features.

mod features;
mod words;

pub use features::PriorityFeatures;
pub use words::position_title;

use serde::Serialize;
use serde_json::{Map, Number, Value};

use super::community::Words;
use super::evaluation::EvaluationRow;
use super::question::Asked;
use super::rows::Row;
use crate::equity::{Basis, Language};
use crate::model::{Definition, DeliveryMode, Evaluation, Interval, LanguageCode, Package, Service, Text};
use crate::planning::priorities::{
    CRITERIA, Criterion, First, Nearest, Need, PriorityOption, RANKS, Ranking, Scale, Settings, Studies, Subject,
    Tally, Weights, Wish,
};

/// Everything that an answer is made of.
#[derive(Clone, Copy)]
pub struct Ranked<'a> {
    /// The facts.
    pub basis: &'a Basis,
    /// The definition.
    pub definition: &'a Definition,
    /// How it was asked to weigh.
    pub wish: &'a Wish,
    /// By what need is told.
    pub need: &'a Need,
    /// The options.
    pub options: &'a [PriorityOption],
    /// Their order.
    pub ranking: &'a Ranking,
}

/// Options in order, with the question that they answer.
#[derive(Debug, Serialize)]
pub struct PrioritiesAnswer {
    question: Asked,
    settings: SettingsRow,
    criteria: Vec<CriterionRow>,
    options: Vec<OptionRow>,
    first: Vec<FirstRow>,
}

#[derive(Debug, Serialize)]
struct SettingsRow {
    preset: Option<&'static str>,
    weights: Map<String, Value>,
    seed: u64,
    samples: usize,
    bounds: Map<String, Value>,
    order: Vec<&'static str>,
    scales: Map<String, Value>,
    need: String,
    options: &'static str,
}

#[derive(Debug, Serialize)]
struct CriterionRow {
    id: &'static str,
    title: Words,
    description: Words,
    unit: Words,
    weight: f64,
    from: f64,
    to: f64,
    /// `range` from the least to the greatest figure, or `set` by whoever asks.
    method: &'static str,
    is_constant: bool,
    /// What studies found, where that is weighed: each with its source, and what it cannot say.
    #[serde(skip_serializing_if = "Option::is_none")]
    studies: Option<Vec<EvaluationRow>>,
}

#[derive(Clone, Debug, Serialize)]
struct OptionRow {
    id: String,
    kind: &'static str,
    request: Option<String>,
    community_id: Option<String>,
    standards: Vec<String>,
    service_type: Option<String>,
    title: Words,
    supposed: SupposedRow,
    rank: usize,
    is_tied: bool,
    score: Ends,
    ranks_possible: BestWorst,
    people_gained: Ends,
    people_rank: usize,
    places_gained: Ends,
    place_rank: usize,
    criteria: Map<String, Value>,
    acceptability: AcceptabilityRow,
    central_weights: Option<Map<String, Value>>,
    confidence: Option<f64>,
    hangs_on: Vec<UnsaidRow>,
    places: Vec<String>,
}

#[derive(Clone, Debug, Serialize)]
struct SupposedRow {
    services: usize,
    way: Option<String>,
    service_type: Option<String>,
    delivery_mode: Option<&'static str>,
    visits_per_month: Option<f64>,
    languages: Vec<String>,
    indigenous_led: Option<bool>,
    words: Words,
}

#[derive(Clone, Copy, Debug, Serialize)]
struct Ends {
    at_least: f64,
    at_most: f64,
}

#[derive(Clone, Copy, Debug, Serialize)]
struct BestWorst {
    best: usize,
    worst: usize,
}

#[derive(Debug, Serialize)]
struct RawRow {
    raw: Ends,
    value: Ends,
    withheld: bool,
    /// Studies of this kind of help, by their ids, where what they found is weighed; none where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    studies: Option<Vec<String>>,
}

#[derive(Clone, Debug, Serialize)]
struct AcceptabilityRow {
    weights: TakenRow,
    facts: TakenRow,
    both: TakenRow,
}

#[derive(Clone, Debug, Serialize)]
struct TakenRow {
    ranks: Vec<f64>,
    mean: f64,
    best: usize,
    worst: usize,
}

#[derive(Clone, Debug, Serialize)]
struct UnsaidRow {
    what: &'static str,
    words: Words,
}

#[derive(Debug, Serialize)]
struct FirstRow {
    option: String,
    is_first: bool,
    weights: Option<NearestRow>,
    weights_at_best: Option<NearestRow>,
    facts: Vec<Vec<&'static str>>,
    always_behind: Vec<String>,
    sentence: Words,
}

#[derive(Debug, Serialize)]
struct NearestRow {
    moved: f64,
    weights: Map<String, Value>,
}

/// Six decimals: finer than any figure, and coarser than what binary fractions leave of a sum.
fn fine(number: f64) -> f64 {
    // Not 0 with a sign.
    (number * 1e6).round() / 1e6 + 0.0
}

fn ends(interval: Interval<f64>) -> Ends {
    Ends {
        at_least: fine(interval.at_least),
        at_most: fine(interval.at_most),
    }
}

fn counts((surely, perhaps): (usize, usize)) -> Ends {
    Ends {
        at_least: surely as f64,
        at_most: perhaps as f64,
    }
}

/// A number without decimals where it has none.
fn number(value: f64) -> Value {
    if value.fract().abs() < f64::EPSILON {
        Value::from(value as i64)
    } else {
        Number::from_f64(value).map_or(Value::Null, Value::Number)
    }
}

/// Something of every criterion that is weighed by.
fn by_criterion(settings: &Settings, of: impl Fn(usize) -> Option<Value>) -> Map<String, Value> {
    let named = settings.criteria();
    named
        .filter_map(|one| Some((one.as_str().to_owned(), of(one.place())?)))
        .collect()
}

fn weights(settings: &Settings, weights: &Weights) -> Map<String, Value> {
    by_criterion(settings, |at| Some(Value::from(fine(weights[at]))))
}

fn pair((from, to): (f64, f64)) -> Value {
    Value::from(vec![number(from), number(to)])
}

impl PrioritiesAnswer {
    /// Columns that a table for reading has room for.
    pub const BRIEF: [&'static str; 7] = [
        "rank",
        "title",
        "score_at_least",
        "score_at_most",
        "people_rank",
        "place_rank",
        "first_share",
    ];

    /// Options in the order of their ranks, and of their ids among equals.
    pub fn new(question: Asked, ranked: Ranked<'_>) -> Self {
        let Ranked {
            basis,
            definition,
            wish,
            need,
            options,
            ranking,
        } = ranked;
        let settings = &wish.settings;
        let title = |at: usize| words::title(basis.package(), definition, &options[at]);
        Self {
            question,
            settings: SettingsRow {
                preset: wish.preset.map(crate::planning::priorities::Preset::as_str),
                weights: weights(settings, &settings.weights),
                seed: settings.seed,
                samples: settings.samples,
                bounds: by_criterion(settings, |at| {
                    let bounds = settings.thinkable.bounds[at];
                    (bounds.0 > 0.0 || bounds.1 < 1.0).then(|| pair(bounds))
                }),
                order: settings.thinkable.order.iter().map(|one| one.as_str()).collect(),
                scales: by_criterion(settings, |at| settings.scales[at].map(pair)),
                need: need.as_str().to_owned(),
                options: wish.which.as_str(),
            },
            criteria: settings.criteria().map(|one| CriterionRow::new(ranked, one)).collect(),
            options: option_rows(ranked),
            first: ranking
                .first
                .iter()
                .map(|one| FirstRow::new(ranked, one, &title))
                .collect(),
        }
    }

    /// The same as a table.
    pub fn rows(&self, settings: &Settings, language: Language) -> Vec<Row> {
        self.options.iter().map(|one| one.row(settings, language)).collect()
    }

    /// Names of the table's columns.
    pub fn columns(settings: &Settings) -> Vec<String> {
        let head = [
            "rank",
            "option",
            "kind",
            "request",
            "community_id",
            "standards",
            "title",
        ];
        let scores = ["score_at_least", "score_at_most", "people_rank", "place_rank"];
        let tail = ["first_share", "top_3_share", "mean_rank"];
        let criteria = settings.criteria().flat_map(|one| {
            ["at_least", "at_most", "value_at_least", "value_at_most"].map(|end| format!("{}_{end}", one.as_str()))
        });
        let plain = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let mut columns = plain(&head);
        columns.extend(plain(&scores));
        columns.extend(criteria);
        columns.extend(plain(&tail));
        columns
    }
}

/// What an option is called.
pub fn option_title(package: &Package, definition: &Definition, option: &PriorityOption) -> Text {
    words::title(package, definition, option).into()
}

/// What a criterion is called.
pub fn criterion_title(criterion: Criterion, need: &Need) -> Text {
    let [title, ..] = words::criterion(criterion, need, None);
    title.into()
}

/// Options in that order.
fn option_rows(ranked: Ranked<'_>) -> Vec<OptionRow> {
    let ranks = &ranked.ranking.ranks;
    let mut with_rank = vec![0_usize; ranks.len() + 1];
    for rank in ranks {
        with_rank[*rank] += 1;
    }
    let studies = Studies::of(ranked.basis.package());
    let order = ranked.ranking.in_order(ranked.options).into_iter();
    order
        .map(|at| OptionRow::new(ranked, at, with_rank[ranks[at]] > 1, &studies))
        .collect()
}

impl CriterionRow {
    fn new(ranked: Ranked<'_>, criterion: Criterion) -> Self {
        let scale: &Scale = &ranked.ranking.scales[criterion.place()];
        let studies: Vec<&Evaluation> = Studies::of(ranked.basis.package()).all().collect();
        let [title, description, unit] = words::criterion(criterion, ranked.need, studies.first().map(|one| &one.unit));
        Self {
            id: criterion.as_str(),
            title,
            description,
            unit,
            weight: fine(ranked.wish.settings.weights[criterion.place()]),
            from: fine(scale.from),
            to: fine(scale.to),
            method: if scale.is_set { "set" } else { "range" },
            is_constant: scale.is_constant(),
            studies: (criterion == Criterion::Evaluation)
                .then(|| studies.iter().map(|one| EvaluationRow::from(*one)).collect()),
        }
    }
}

impl OptionRow {
    fn new(ranked: Ranked<'_>, at: usize, is_tied: bool, studies: &Studies<'_>) -> Self {
        let Ranked {
            basis,
            definition,
            options,
            ranking,
            ..
        } = ranked;
        let package = basis.package();
        let option = &options[at];
        let (kind, request, community) = match option.subject {
            Subject::Request(request) => ("request", Some(package.requests[request].id.to_string()), None),
            Subject::Gap(community, _) => ("gap", None, Some(package.communities[community].id.to_string())),
            Subject::Position(community) => ("position", None, Some(package.communities[community].id.to_string())),
        };
        let service = option.services.first();
        let (best, worst) = ranking.possible[at];
        let settings = &ranked.wish.settings;
        let studies = service.map_or(&[][..], |service| studies.about(&service.service_type));
        let studies: Vec<String> = studies.iter().map(|one| one.id.to_string()).collect();
        let raw = |criterion: usize| RawRow {
            raw: ends(option.raw[criterion]),
            value: ends(ranking.values[at][criterion]),
            withheld: option.withheld && criterion == Criterion::People.place(),
            studies: (criterion == Criterion::Evaluation.place()).then(|| studies.clone()),
        };
        let unsaid = option.unsaid.iter().map(|one| {
            let (what, words) = words::unsaid(*one);
            UnsaidRow { what, words }
        });
        Self {
            id: option.id.clone(),
            kind,
            request,
            community_id: community,
            standards: option
                .standards
                .iter()
                .map(|standard| definition.standards[*standard].id.to_string())
                .collect(),
            service_type: service.map(|service| service.service_type.to_string()),
            title: words::title(package, definition, option),
            supposed: SupposedRow::new(definition, option),
            rank: ranking.ranks[at],
            is_tied,
            score: ends(ranking.scores[at]),
            ranks_possible: BestWorst { best, worst },
            people_gained: ends(option.raw[Criterion::People.place()]),
            people_rank: ranking.people_ranks[at],
            places_gained: counts(option.places_gaining),
            place_rank: ranking.place_ranks[at],
            criteria: by_criterion(settings, |criterion| serde_json::to_value(raw(criterion)).ok()),
            acceptability: AcceptabilityRow {
                weights: TakenRow::new(&ranking.by_weights, at),
                facts: TakenRow::new(&ranking.by_facts, at),
                both: TakenRow::new(&ranking.by_both, at),
            },
            central_weights: ranking
                .by_both
                .central_weights(at)
                .map(|central| weights(settings, &central)),
            confidence: ranking.confidence[at].map(fine),
            hangs_on: unsaid.collect(),
            places: option
                .places
                .iter()
                .map(|place| package.communities[*place].id.to_string())
                .collect(),
        }
    }

    fn row(&self, settings: &Settings, language: Language) -> Row {
        let text = |text: &Option<String>| text.clone().map_or(Value::Null, Value::from);
        let title = match language {
            Language::English => self.title.en(),
            Language::French => self.title.fr(),
        };
        let both = &self.acceptability.both;
        let mut cells = vec![
            Value::from(self.rank),
            Value::from(self.id.clone()),
            Value::from(self.kind),
            text(&self.request),
            text(&self.community_id),
            Value::from(self.standards.join(";")),
            Value::from(title),
            number(self.score.at_least),
            number(self.score.at_most),
            Value::from(self.people_rank),
            Value::from(self.place_rank),
        ];
        for criterion in self.criteria.values() {
            for side in ["raw", "value"] {
                for end in ["at_least", "at_most"] {
                    cells.push(criterion[side][end].as_f64().map_or(Value::Null, number));
                }
            }
        }
        cells.push(number(both.ranks.first().copied().unwrap_or_default()));
        cells.push(number(fine(both.ranks.iter().take(3).sum())));
        cells.push(number(both.mean));
        PrioritiesAnswer::columns(settings).into_iter().zip(cells).collect()
    }
}

impl SupposedRow {
    fn new(definition: &Definition, option: &PriorityOption) -> Self {
        let service: Option<&Service> = option.services.first();
        let way = match option.subject {
            Subject::Gap(_, standard) => option
                .way
                .map(|way| definition.standards[standard].ways[way].id.to_string()),
            Subject::Request(_) | Subject::Position(_) => None,
        };
        let languages = service.and_then(|service| service.languages.as_ref().known());
        Self {
            services: option.services.len(),
            way,
            service_type: service.map(|service| service.service_type.to_string()),
            delivery_mode: service
                .and_then(|service| service.delivery_mode.known())
                .map(DeliveryMode::as_str),
            visits_per_month: service.and_then(|service| service.visits_per_month.known()),
            languages: languages.map_or_else(Vec::new, |codes| codes.iter().map(LanguageCode::to_string).collect()),
            indigenous_led: service.and_then(|service| service.indigenous_led.known()),
            words: words::supposed(definition, option),
        }
    }
}

impl TakenRow {
    fn new(tally: &Tally<CRITERIA>, at: usize) -> Self {
        let taken = &tally.taken[at];
        let mut ranks: Vec<f64> = tally.shares(at).into_iter().map(fine).collect();
        ranks.resize(RANKS, 0.0);
        Self {
            ranks,
            mean: fine(tally.mean(at)),
            best: taken.best,
            worst: taken.worst,
        }
    }
}

impl FirstRow {
    fn new(Ranked { options, wish, .. }: Ranked<'_>, first: &First, title: &dyn Fn(usize) -> Words) -> Self {
        let nearest = |nearest: &Option<Nearest>| {
            nearest.as_ref().map(|nearest| NearestRow {
                moved: fine(nearest.moved),
                weights: weights(&wish.settings, &nearest.weights),
            })
        };
        let names = |set: &Vec<usize>| set.iter().map(|at| Criterion::ALL[*at].as_str()).collect();
        Self {
            option: options[first.option].id.clone(),
            is_first: first.is_first,
            weights: nearest(&first.weights),
            weights_at_best: nearest(&first.weights_at_best),
            facts: first.facts.iter().map(names).collect(),
            always_behind: first.always_behind.iter().map(|at| options[*at].id.clone()).collect(),
            sentence: words::first(first, title),
        }
    }
}
