//! Lists requests, and shows one.

use crate::model::{GovernmentId, Request, RequestState};
use crate::workflow::note_reading;

use super::super::answer::{Answer, media};
use super::super::ask::Ask;
use super::super::parameters::{GOVERNMENT, MINE, Parameter, SERVICE_TYPE_ASKED, STATE};
use super::super::problem::Problem;
use super::super::question::one_of;
use super::super::wire::RequestList;
use super::refused::refused;
use super::{found, in_full, office, owner};

/// All that whoever asks may read, in the order of their ids, narrowed by the parameters.
pub async fn all(ask: Ask) -> Result<Answer, Problem> {
    let wanted = Wanted::read(&ask)?;
    let requests = ask.view.package().requests.iter();
    let requests: Vec<_> = requests.filter(|request| wanted.has(request)).collect();
    note(&ask, &requests).await?;
    Ok(Answer::json(media::JSON, &RequestList::new(&requests, ask.party())))
}

/// One in full. 404 also where whoever asks may not know of it; 410 to the government that withdrew it.
pub async fn one(ask: Ask) -> Result<Answer, Problem> {
    let request = found(&ask).await?;
    note(&ask, &[request]).await?;
    Ok(in_full(&ask, request))
}

/// Writes down, for their owners, that they were read: before they are shown, and if that cannot be, they are not.
pub(super) async fn note(ask: &Ask, requests: &[&Request]) -> Result<(), Problem> {
    match office(ask) {
        Some((office, occasion)) => note_reading(&office, ask.party(), requests, occasion)
            .await
            .map_err(refused),
        None => Ok(()),
    }
}

/// What is asked for.
#[derive(Debug)]
struct Wanted<'a> {
    state: Option<RequestState>,
    government: Option<&'a str>,
    service_type: Option<&'a str>,
    mine: bool,
    own: Option<&'a str>,
}

impl<'a> Wanted<'a> {
    fn read(ask: &'a Ask) -> Result<Self, Problem> {
        let state = ask.query.text(STATE.name).map(|word| {
            let known = RequestState::ALL.iter().map(|one| one.as_str());
            RequestState::parse(word).ok_or_else(|| Problem::bad(STATE.name, word, one_of(known)))
        });
        let mine = truth(ask, &MINE)?;
        let (package, query) = (ask.view.package(), &ask.query);
        let governments = package.governments.iter().map(|one| one.id.as_str());
        let service_types = package.service_types.iter().map(|one| one.id.as_str());
        Ok(Self {
            state: state.transpose()?,
            government: known(&GOVERNMENT, query.text(GOVERNMENT.name), governments)?,
            service_type: known(&SERVICE_TYPE_ASKED, query.text(SERVICE_TYPE_ASKED.name), service_types)?,
            mine,
            own: ask.party().government.as_ref().map(GovernmentId::as_str),
        })
    }

    fn has(&self, request: &Request) -> bool {
        let state = request.submission.as_ref().map(|submission| submission.state);
        let government = owner(request).map(GovernmentId::as_str);
        self.state.is_none_or(|wanted| state == Some(wanted))
            && self.government.is_none_or(|wanted| government == Some(wanted))
            && self
                .service_type
                .is_none_or(|wanted| request.service_type.as_str() == wanted)
            && (!self.mine || (government.is_some() && government == self.own))
    }
}

/// A parameter that is true or, unless somebody says so, false.
pub(super) fn truth(ask: &Ask, parameter: &Parameter) -> Result<bool, Problem> {
    match ask.query.text(parameter.name) {
        None | Some("false") => Ok(false),
        Some("true") => Ok(true),
        Some(word) => Err(Problem::bad(parameter.name, word, "true or false")),
    }
}

/// An id that the facts know.
fn known<'a>(
    parameter: &Parameter,
    asked: Option<&'a str>,
    ids: impl Iterator<Item = &'a str> + Clone,
) -> Result<Option<&'a str>, Problem> {
    match asked {
        Some(asked) if !ids.clone().any(|id| id == asked) => Err(Problem::bad(parameter.name, asked, one_of(ids))),
        asked => Ok(asked),
    }
}
