//! `/api/analysis/priorities`: open requests and gaps, weighed.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::diff::{language, unwritten};
use super::{Analysis, Wanted, with_positions};
use crate::api::answer::{Answer, media};
use crate::api::ask::Ask;
use crate::api::crs::Crs;
use crate::api::features::CONTENT_CRS;
use crate::api::parameters::{F, SERVICE_TYPE, STANDARD};
use crate::api::problem::{Kind, Problem};
use crate::api::wire::ProblemError;
use crate::exchange::priorities::{PrioritiesAnswer, PriorityFeatures, Ranked};
use crate::exchange::{rows, xlsx};
use crate::planning::priorities::{Grounds, Need, Wish, WishFault, options, rank};

/// Options in order, with how firm the order is; the settings as parameters.
pub fn show(ask: &Ask) -> Result<Answer, Problem> {
    let wish = Wish::read(|name| ask.query.text(name));
    answer(ask, wish.map_err(|fault| of_parameter(&fault))?, of_parameter)
}

fn of_parameter(fault: &WishFault) -> Problem {
    Problem::bad(fault.setting, &fault.found, fault.expected.clone())
}

/// What is sent: how to weigh, beside the question in the address.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sent {
    preset: Option<String>,
    weights: Option<BTreeMap<String, f64>>,
    seed: Option<u64>,
    samples: Option<u32>,
    bounds: Option<BTreeMap<String, [f64; 2]>>,
    order: Option<Vec<String>>,
    scales: Option<BTreeMap<String, [f64; 2]>>,
    need: Option<String>,
    options: Option<String>,
    first: Option<Vec<String>>,
}

impl Sent {
    /// An entry that would be read as several.
    fn joined(&self) -> Option<WishFault> {
        let lists = [("order", &self.order), ("first", &self.first)];
        lists.into_iter().find_map(|(setting, list)| {
            let (at, entry) = list
                .iter()
                .flatten()
                .enumerate()
                .find(|(_, entry)| entry.contains(','))?;
            Some(WishFault {
                setting,
                part: Some(at.to_string()),
                found: entry.clone(),
                expected: "one in each entry".to_owned(),
            })
        })
    }

    /// The settings as texts, as an address has them.
    fn texts(&self) -> BTreeMap<&'static str, String> {
        fn named<T>(all: &BTreeMap<String, T>, text: impl Fn(&T) -> String) -> Option<String> {
            let parts: Vec<String> = all.iter().map(|(name, one)| format!("{name}:{}", text(one))).collect();
            (!parts.is_empty()).then(|| parts.join(","))
        }
        let listed = |all: &Vec<String>| (!all.is_empty()).then(|| all.join(","));
        let pair = |ends: &[f64; 2]| format!("{}-{}", ends[0], ends[1]);
        let texts = [
            ("preset", self.preset.clone()),
            (
                "weights",
                self.weights.as_ref().and_then(|all| named(all, f64::to_string)),
            ),
            ("seed", self.seed.map(|seed| seed.to_string())),
            ("samples", self.samples.map(|samples| samples.to_string())),
            ("bounds", self.bounds.as_ref().and_then(|all| named(all, pair))),
            ("order", self.order.as_ref().and_then(listed)),
            ("scales", self.scales.as_ref().and_then(|all| named(all, pair))),
            ("need", self.need.clone()),
            ("options", self.options.clone()),
            ("first", self.first.as_ref().and_then(listed)),
        ];
        texts
            .into_iter()
            .filter_map(|(name, text)| Some((name, text?)))
            .collect()
    }
}

/// The same with the settings as fields. On 422 mend the field that the error names.
pub fn ask(ask: &Ask) -> Result<Answer, Problem> {
    let sent = ask.json::<Sent>()?;
    if let Some(fault) = sent.joined() {
        return Err(of_field(&fault));
    }
    let texts = sent.texts();
    let wish = Wish::read(|name| texts.get(name).map(String::as_str));
    answer(ask, wish.map_err(|fault| of_field(&fault))?, of_field)
}

fn of_field(fault: &WishFault) -> Problem {
    let error = ProblemError {
        pointer: match &fault.part {
            Some(part) => format!("#/{}/{}", fault.setting, part.replace('~', "~0").replace('/', "~1")),
            None => format!("#/{}", fault.setting),
        },
        line: None,
        field: Some(fault.setting.to_owned()),
        detail: fault.to_string(),
    };
    Problem::new(Kind::Invalid, fault.to_string()).with_errors(vec![error])
}

fn answer(ask: &Ask, mut wish: Wish, told: fn(&WishFault) -> Problem) -> Result<Answer, Problem> {
    let crs = Crs::of_answer(ask)?;
    let language = language(ask)?;
    let analysis = Analysis::of(ask)?;
    let definition = analysis.definition();
    let wanted = Wanted::read(ask, definition)?;
    let need = Need::parse(&wish.need, ask.view.package());
    let need = need.map_err(|expected| told(&WishFault::of_need(&wish.need, expected)))?;
    wish.check(ask.view.package()).map_err(|fault| told(&fault))?;
    let grounds = Grounds {
        basis: ask.view.basis(),
        criteria: &analysis.premises.criteria,
        today: &analysis.assessment,
        scope: &analysis.premises.scope,
    };
    let narrows = [&STANDARD, &SERVICE_TYPE]
        .iter()
        .any(|one| ask.query.text(one.name).is_some());
    let options = options(
        grounds,
        wish.which,
        narrows.then_some(wanted.standards.as_slice()),
        &need,
    );
    let options = options.map_err(|fault| {
        tracing::error!(%fault, "a stored request cannot be supposed");
        Problem::internal()
    })?;
    for id in &wish.first {
        let at = options.iter().position(|one| one.id == *id);
        let at = at.ok_or_else(|| Problem::not_found(format!("there is no option {id:?} among those asked for")))?;
        wish.settings.first.push(at);
    }
    let ranking = rank(&options, &wish.settings);
    let ranking = ranking.map_err(|fault| Problem::new(Kind::Invalid, fault.to_string()))?;
    let texts = wish.texts();
    let narrowing = [&STANDARD, &SERVICE_TYPE].map(|one| Some((one.name, ask.query.text(one.name)?)));
    let mut beside: Vec<(&str, &str)> = narrowing.into_iter().flatten().collect();
    beside.extend(texts.iter().map(|(name, text)| (*name, text.as_str())));
    let asked = analysis.premises.asked_with(&beside);
    let ranked = Ranked {
        basis: ask.view.basis(),
        definition,
        wish: &wish,
        need: &need,
        options: &options,
        ranking: &ranking,
    };
    let columns = PrioritiesAnswer::columns(&wish.settings);
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    match ask.query.text(F.name) {
        Some("csv") => {
            let rows = PrioritiesAnswer::new(asked, ranked).rows(&wish.settings, language);
            Ok(Answer::bytes(media::CSV, rows::csv(&rows, &columns)))
        }
        Some("xlsx") => {
            let rows = PrioritiesAnswer::new(asked, ranked).rows(&wish.settings, language);
            let sheet = xlsx::Sheet::of_rows("priorities", &rows, &columns);
            let bytes = xlsx::workbook(&[sheet], analysis.premises.question().as_of);
            Ok(Answer::bytes(media::XLSX, bytes.map_err(|fault| unwritten(&fault))?))
        }
        Some("geojson") => {
            let features = with_positions(&ask.view, crs, |positions| {
                PriorityFeatures::new(asked, ranked, positions)
            });
            Ok(Answer::json(media::GEOJSON, &features).header(CONTENT_CRS, crs.header()))
        }
        _ => Ok(Answer::json(media::JSON, &PrioritiesAnswer::new(asked, ranked))),
    }
}
