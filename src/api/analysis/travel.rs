//! `/api/analysis/travel`: minutes from one community to all others on a day, or routes to one of them
//! through the year.

use super::with_positions;
use crate::api::answer::{Answer, media};
use crate::api::ask::Ask;
use crate::api::crs::Crs;
use crate::api::features::CONTENT_CRS;
use crate::api::parameters::{CRS, DATE, FROM, IMPEDANCE, MODES, Parameter, TO};
use crate::api::problem::{Kind, Problem};
use crate::equity::{minutes_to_communities, routes_between};
use crate::exchange::routes::{RouteRow, Routes, Times, TimesRow, TravelAsked};
use crate::model::{CommunityId, DayOfYear, Impedance, Mode};

/// The day that is answered for unless another is asked for: the height of summer, when most is open.
const USUAL_DAY: &str = "07-15";

/// Times to all, or routes to one.
pub fn show(ask: &Ask) -> Result<Answer, Problem> {
    let crs = Crs::of_answer(ask)?;
    let basis = ask.view.basis();
    let from = community(ask, &FROM)?.ok_or_else(|| {
        Problem::new(
            Kind::BadParameter,
            "found no from, expected the id of a community to travel from",
        )
    })?;
    let (modes, impedance, as_of) = (modes(ask)?, impedance(ask)?, ask.as_of()?);
    let name = |at: usize| basis.package().communities[at].id.as_str();
    let asked = TravelAsked::new(name(from), as_of, impedance, &modes, (basis, ask.view.data_digest()));
    let links = basis.links_on(as_of);
    let Some(to) = community(ask, &TO)? else {
        let day = ask
            .day()?
            .unwrap_or_else(|| DayOfYear::parse(USUAL_DAY).expect("a day of the year"));
        let asked = asked.saved(&ask.path, &[(DATE.name, &day.to_string())]);
        let minutes = minutes_to_communities(basis, &links, (from, basis.period_of(day)), &modes, impedance);
        let rows = basis.package().communities.iter().zip(minutes);
        let rows = rows.map(|(one, minutes)| TimesRow::new(one, minutes)).collect();
        return Ok(Answer::json(media::JSON, &Times::new(asked, day, rows)));
    };
    let stretches = routes_between(basis, (from, to), (&modes, impedance), &links);
    let routes = with_positions(&ask.view, crs, |positions| {
        stretches
            .iter()
            .map(|stretch| RouteRow::new(basis, stretch, None, positions))
            .collect()
    });
    let place = ask.query.text(CRS.name).map(|crs| (CRS.name, crs));
    let more: Vec<_> = [(TO.name, name(to))].into_iter().chain(place).collect();
    let asked = asked.saved(&ask.path, &more);
    let answer = Answer::json(media::JSON, &Routes::new(asked, name(to), routes));
    Ok(answer.header(CONTENT_CRS, crs.header()))
}

fn community(ask: &Ask, parameter: &Parameter) -> Result<Option<usize>, Problem> {
    let Some(text) = ask.query.text(parameter.name) else {
        return Ok(None);
    };
    let found = ask.view.basis().community(&CommunityId::from(text));
    found
        .map(Some)
        .ok_or_else(|| Problem::bad(parameter.name, text, "the id of a community"))
}

fn modes(ask: &Ask) -> Result<Vec<Mode>, Problem> {
    let Some(text) = ask.query.text(MODES.name) else {
        return Ok(Mode::DEFAULT.to_vec());
    };
    let known: Vec<&str> = Mode::ALL.iter().map(|mode| mode.as_str()).collect();
    let read: Option<Vec<Mode>> = text.split(',').map(Mode::parse).collect();
    read.ok_or_else(|| {
        Problem::bad(
            MODES.name,
            text,
            format!("modes with commas between them: {}", known.join(", ")),
        )
    })
}

fn impedance(ask: &Ask) -> Result<Impedance, Problem> {
    let Some(text) = ask.query.text(IMPEDANCE.name) else {
        return Ok(Impedance::Travel);
    };
    Impedance::parse(text).ok_or_else(|| Problem::bad(IMPEDANCE.name, text, "travel or journey"))
}
