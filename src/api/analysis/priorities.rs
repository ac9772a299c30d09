//! `/api/analysis/priorities`: open requests and gaps, weighed.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::diff::{language, unwritten};
use super::{Analysis, Wanted, with_positions};
use crate::api::answer::{Answer, media};
use crate::api::ask::Ask;
use crate::api::crs::Crs;
use crate::api::features::CONTENT_CRS;
use crate::api::parameters::{F, NEED, SERVICE_TYPE, STANDARD};
use crate::api::problem::{Kind, Problem};
use crate::api::wire::ProblemError;
use crate::exchange::priorities::{PrioritiesAnswer, PriorityFeatures, Ranked};
use crate::exchange::{rows, xlsx};
use crate::planning::priorities::{Grounds, Need, Wish, WishFault, options, rank};

/// Options in order, with how firm the order is; the settings as parameters.
pub fn show(ask: &Ask) -> Result<Answer, Problem> {
    let wish = Wish::read(|name| ask.query.text(name));
    let wish = wish.map_err(|fault| Problem::bad(fault.setting, &fault.found, fault.expected))?;
    answer(ask, wish)
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
    let texts = ask.json::<Sent>()?.texts();
    let wish = Wish::read(|name| texts.get(name).map(String::as_str));
    answer(ask, wish.map_err(|fault| of_field(&fault))?)
}

fn of_field(fault: &WishFault) -> Problem {
    let error = ProblemError {
        pointer: format!("#/{}", fault.setting),
        line: None,
        field: Some(fault.setting.to_owned()),
        detail: fault.to_string(),
    };
    Problem::new(Kind::Invalid, fault.to_string()).with_errors(vec![error])
}

fn answer(ask: &Ask, mut wish: Wish) -> Result<Answer, Problem> {
    let crs = Crs::of_answer(ask)?;
    let language = language(ask)?;
    let analysis = Analysis::of(ask)?;
    let definition = analysis.definition();
    let wanted = Wanted::read(ask, definition)?;
    let need = Need::parse(&wish.need, ask.view.package());
    let need = need.map_err(|expected| Problem::bad(NEED.name, &wish.need, expected))?;
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
    let columns = PrioritiesAnswer::columns();
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    match ask.query.text(F.name) {
        Some("csv") => {
            let rows = PrioritiesAnswer::new(asked, ranked).rows(language);
            Ok(Answer::bytes(media::CSV, rows::csv(&rows, &columns)))
        }
        Some("xlsx") => {
            let rows = PrioritiesAnswer::new(asked, ranked).rows(language);
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
