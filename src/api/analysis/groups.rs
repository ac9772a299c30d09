//! `/api/analysis/equity`: what standards come to, spread over groups of communities.

use super::{Analysis, Wanted, with_positions};
use crate::api::answer::{Answer, media};
use crate::api::ask::Ask;
use crate::api::crs::Crs;
use crate::api::features::CONTENT_CRS;
use crate::api::parameters::{BY, F, RANK, THRESHOLD, VALUE};
use crate::api::problem::{Kind, Problem};
use crate::api::question::one_of;
use crate::equity::{Grouping, GroupingFault, Looking, Rank, Value, distribute};
use crate::exchange::equity::{EquityAnswer, EquityFeatures};
use crate::exchange::rows;

/// By what communities are put in groups unless asked otherwise.
const BY_DEFAULT: &str = "region";

/// Groups side by side, as JSON; as rows; or communities as features, each with its value and groups.
pub fn show(ask: &Ask) -> Result<Answer, Problem> {
    let crs = Crs::of_answer(ask)?;
    let package = ask.view.package();
    let by = ask.query.text(BY.name).unwrap_or(BY_DEFAULT);
    let by = Grouping::parse(by, package).map_err(|fault| cannot_be_grouped(&fault))?;
    let value = value(ask)?;
    let rank = match ask.query.text(RANK.name) {
        None => Rank::default(),
        Some(text) => {
            Rank::parse(text, package).map_err(|fault| Problem::new(Kind::BadParameter, fault.to_string()))?
        }
    };
    let threshold = threshold(ask, value)?;
    let analysis = Analysis::of(ask)?;
    let definition = analysis.definition();
    let wanted = Wanted::read(ask, definition)?;
    let looking = Looking {
        by: &by,
        value,
        rank: &rank,
        threshold,
        scope: &analysis.premises.scope,
    };
    let basis = ask.view.basis();
    let standards = definition.standards.iter().enumerate();
    let standards = standards.filter(|(at, _)| wanted.has_standard(*at));
    let distributions =
        distribute(basis, &analysis.assessment, standards, looking).map_err(|fault| cannot_be_grouped(&fault))?;
    let asked = analysis.asked();
    match ask.query.text(F.name) {
        Some("csv") => {
            let answer = EquityAnswer::new(basis, definition, asked, &looking, &distributions);
            let text = rows::csv(&answer.rows(), &EquityAnswer::COLUMNS);
            Ok(Answer::bytes(media::CSV, text))
        }
        Some("geojson") => {
            let answer = with_positions(&ask.view, crs, |positions| {
                EquityFeatures::new(basis, definition, asked, (&looking, positions), &distributions)
            });
            Ok(Answer::json(media::GEOJSON, &answer).header(CONTENT_CRS, crs.header()))
        }
        _ => {
            let answer = EquityAnswer::new(basis, definition, asked, &looking, &distributions);
            Ok(Answer::json(media::JSON, &answer))
        }
    }
}

fn cannot_be_grouped(fault: &GroupingFault) -> Problem {
    Problem::new(Kind::BadParameter, fault.to_string())
}

fn value(ask: &Ask) -> Result<Value, Problem> {
    let read = |text: &str| {
        let known = Value::ALL.iter().map(|one| one.as_str());
        Value::parse(text).ok_or_else(|| Problem::bad(VALUE.name, text, one_of(known)))
    };
    let value = ask.query.text(VALUE.name).map(read).transpose()?;
    Ok(value.unwrap_or_default())
}

fn threshold(ask: &Ask, value: Value) -> Result<Option<f64>, Problem> {
    let read = |text: &str| {
        if !value.has_threshold() {
            let expected = "none, unless value is days_met or travel_minutes";
            return Err(Problem::bad(THRESHOLD.name, text, expected));
        }
        let number: Option<f64> = text.parse().ok();
        let number = number.filter(|number| number.is_finite() && *number >= 0.0);
        number.ok_or_else(|| Problem::bad(THRESHOLD.name, text, "a number, 0 or more"))
    };
    ask.query.text(THRESHOLD.name).map(read).transpose()
}
