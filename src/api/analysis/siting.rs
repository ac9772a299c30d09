//! `/api/analysis/siting`: where additions of a service do most.

use std::time::{Duration, Instant};

use super::{not_kept, with_positions};
use crate::api::answer::{Answer, media};
use crate::api::ask::Ask;
use crate::api::crs::Crs;
use crate::api::features::CONTENT_CRS;
use crate::api::parameters::F;
use crate::api::problem::{Kind, Problem};
use crate::api::requests::input::Strict;
use crate::api::wire::ProblemError;
use crate::exchange::rows;
use crate::exchange::siting::input::{FieldFault, SitingLimits, read};
use crate::exchange::siting::{SitingAnswer, Writing};
use crate::planning::siting::{SitingFault, site};

/// Steps of work for one question: six seconds of one core where the numbers of the largest question do not fit its caches.
const STEPS: u64 = 1_000_000_000;

/// How long anybody waits for an answer. A build that is not optimised, as for tests, takes several times as long for the same.
const WAIT: Duration = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 10 });

/// The choice with its proof, its ties and what stands beside it, as JSON, features or rows.
pub fn answer(ask: &Ask) -> Result<Answer, Problem> {
    let crs = Crs::of_answer(ask)?;
    let Strict(sent) = ask.json()?;
    let basis = ask.view.basis();
    let asked = read(&sent, basis, ask.state.today(), SitingLimits::SERVED).map_err(wrong)?;
    let started = Instant::now();
    let siting = site(basis, &asked, STEPS, &|| started.elapsed() >= WAIT).map_err(|fault| cannot(&fault))?;
    if siting.is_called_off {
        // What had been found by then would hang on how fast this machine is.
        let detail =
            "this question took longer than ten seconds: ask for fewer places or candidates, or by the command line";
        return Err(Problem::unavailable(detail));
    }
    let found = with_positions(&ask.view, crs, |positions| {
        let writing = Writing {
            basis,
            asked: &asked,
            data_digest: ask.view.data_digest(),
            positions,
        };
        SitingAnswer::new(&writing, &siting)
    });
    let answer = match ask.query.text(F.name) {
        Some("csv") => Answer::bytes(media::CSV, rows::csv(&found.rows(), &SitingAnswer::COLUMNS)),
        Some("geojson") => Answer::json(media::GEOJSON, &found.features()),
        _ => Answer::json(media::JSON, &found),
    };
    Ok(not_kept(answer).header(CONTENT_CRS, crs.header()))
}

/// What a question asks for that these facts do not give.
pub(super) fn cannot(fault: &SitingFault) -> Problem {
    match fault {
        SitingFault::Need { .. } => wrong(vec![FieldFault {
            pointer: "/need".to_owned(),
            detail: fault.to_string(),
        }]),
        SitingFault::TooLarge => Problem::new(Kind::Invalid, fault.to_string()),
    }
}

/// Everything that is wrong with a question, each at its place.
pub(super) fn wrong(faults: Vec<FieldFault>) -> Problem {
    let count = faults.len();
    let errors: Vec<ProblemError> = faults
        .into_iter()
        .map(|fault| ProblemError {
            line: None,
            field: fault.pointer.split('/').nth(1).map(str::to_owned),
            pointer: format!("#{}", fault.pointer),
            detail: fault.detail,
        })
        .collect();
    let first = errors
        .first()
        .map_or_else(String::new, |one| format!("{}: {}", one.pointer, one.detail));
    let faults = if count == 1 { "fault" } else { "faults" };
    Problem::new(Kind::Invalid, format!("{count} {faults}: {first}")).with_errors(errors)
}
