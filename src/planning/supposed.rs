//! A request as the service that would fulfil it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::model::{
    ActualState, CommunityId, DeliveryMode, Fact, LanguageCode, Limits, Provenance, Request, Serves, Service,
    ServiceId, ServiceStatus, ServiceTypeId, Shown, Sites, Standard,
};

/// The service that a request asks for, as if it ran on `today`.
///
/// It is what the request says and no more: it stands in the community that is named, or in each of them where there are
/// several, serves these, and comes in the way that is asked for. A request for a region alone does not say where the
/// service would stand, so its site is not known; how often it would visit, how long people would wait and who would lead
/// it are not known either. What hangs on that comes out as an interval. Whom else it would serve is not supposed.
pub fn supposed(request: &Request, today: Date) -> Service {
    let communities: Vec<&CommunityId> = request.communities.iter().collect();
    let areas = if communities.is_empty() {
        request.regions.clone()
    } else {
        communities.iter().map(ToString::to_string).collect()
    };
    Service {
        sites: if communities.len() > 1 { Sites::Each } else { Sites::One },
        community_id: (communities.len() == 1).then(|| communities[0].clone()),
        delivery_mode: request.delivery_mode,
        serves: Serves::Areas(areas),
        languages: languages(request),
        // Seen today: what is supposed is no old observation.
        observed: Some(today.into()),
        ..blank(
            format!("supposed-{}", request.id).into(),
            request.requested_by.clone(),
            request.service_type.clone(),
        )
    }
}

/// A service that runs, and of which nothing else is known.
pub(super) fn blank(id: ServiceId, name: String, service_type: ServiceTypeId) -> Service {
    Service {
        id,
        name,
        service_type,
        status: ServiceStatus::Existing,
        sites: Sites::One,
        community_id: None,
        place_name: None,
        point: None,
        in_territory: Fact::Unknown,
        delivery_mode: Fact::Unknown,
        serves: Serves::Unknown,
        shown: Shown::Exact,
        visit_frequency: None,
        visits_per_month: Fact::Unknown,
        delivered_share: Fact::Unknown,
        wait_days: Fact::Unknown,
        positions: Fact::Unknown,
        operator: None,
        operator_kind: None,
        indigenous_led: Fact::Unknown,
        languages: Fact::Unknown,
        population_served: None,
        capacity: None,
        opened: None,
        closed: None,
        actual: Some(ActualState::Running),
        observed: None,
        attributes: BTreeMap::new(),
        provenance: Provenance::default(),
    }
}

/// The languages in which help is asked for: in which else it would be offered is not supposed.
fn languages(request: &Request) -> Fact<Vec<LanguageCode>> {
    let submission = request.submission.as_ref();
    let asked = submission.map(|submission| submission.input.languages.clone());
    asked.filter(|languages| !languages.is_empty()).into()
}

/// Something that a request does not say and a standard asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unsaid {
    /// How it would reach people.
    DeliveryMode,
    /// Where it would stand.
    Site,
    /// How often it would visit.
    Visits,
    /// How many of its visits would take place.
    DeliveredShare,
    /// How long people would wait.
    Wait,
    /// In which languages it would be offered.
    Language,
    /// Who would lead it.
    Lead,
    /// How many positions it would have.
    Positions,
}

/// What these standards ask about that a supposed service leaves open.
pub fn unsaid<'a>(service: &Service, standards: impl IntoIterator<Item = &'a Standard>) -> BTreeSet<Unsaid> {
    let mode = service.delivery_mode.known();
    let has_site = service.sites == Sites::Each || service.community_id.is_some();
    let ways = standards.into_iter().flat_map(|standard| &standard.ways);
    let mut open = BTreeSet::new();
    for way in ways {
        let limits: Vec<&Limits> = [&way.limits].into_iter().chain(way.by_group.values()).collect();
        let asks = |of: fn(&Limits) -> bool| limits.iter().any(|limits| of(limits));
        let may_visit = mode.is_none_or(|mode| mode == DeliveryMode::Visiting);
        let asked = [
            (mode.is_none(), Unsaid::DeliveryMode),
            (!has_site && mode != Some(DeliveryMode::Virtual), Unsaid::Site),
            (may_visit && asks(|one| one.visits_per_month.is_some()), Unsaid::Visits),
            (
                may_visit && asks(|one| one.delivered_share.is_some()),
                Unsaid::DeliveredShare,
            ),
            (asks(|one| one.max_wait_days.is_some()), Unsaid::Wait),
            (
                way.language.is_some() && service.languages == Fact::Unknown,
                Unsaid::Language,
            ),
            (way.indigenous_led, Unsaid::Lead),
            (asks(|one| one.people_per_position.is_some()), Unsaid::Positions),
        ];
        open.extend(asked.into_iter().filter(|(is_open, _)| *is_open).map(|(_, what)| what));
    }
    open
}
