//! The least that would close a gap: what the nearest way of meeting the standard asks, in the community itself.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::equity::{Basis, Criteria, Gap, Scope};
use crate::model::{
    ActualState, Community, DeliveryMode, Fact, LanguageAsked, Limits, Provenance, Serves, Service, ServiceStatus,
    ServiceTypeId, Shown, Sites, Truth, Way,
};

/// A service that would close a gap, or one of several alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Closing {
    /// The way that it is meant for, by its place in the standard.
    pub way: usize,
    /// What is supposed.
    pub service: Service,
    /// How many services like it the way may need.
    pub at_most: u16,
}

impl Closing {
    /// So many services of the kind, each with an id of its own.
    pub fn services(&self, count: u16) -> impl Iterator<Item = Service> {
        (1..=count).map(|number| Service {
            id: format!("{}-{number}", self.service.id).into(),
            ..self.service.clone()
        })
    }
}

/// What the nearest way asks, as a service in the community that serves it and the places that are part of it.
///
/// The way is one of those that meet the standard in full where there are any; among these, the one that lacks least today,
/// and of equals the definition's first. Nothing is supposed but what the way asks: what it does not ask stays unknown.
/// `None` where no service can pass the way's filter by what can be supposed.
pub fn closing(basis: &Basis, criteria: &Criteria<'_>, gap: &Gap, scope: &Scope, today: Date) -> Option<Closing> {
    let standard = &criteria.definition.standards[gap.standard];
    let best = standard.ways.iter().map(|way| way.level).max()?;
    let mut ways: Vec<usize> = (0..standard.ways.len())
        .filter(|&way| standard.ways[way].level == best)
        .collect();
    let lack = |way: usize| -> f64 {
        let periods = gap.within(scope.days());
        periods
            .map(|(days, _, period)| f64::from(days) * period.ways[way].deficit.at_least)
            .sum()
    };
    ways.sort_by(|one, other| lack(*one).total_cmp(&lack(*other)));
    let community = &basis.package().communities[gap.community];
    let people = people_of(basis, gap.community);
    let candidates = ways.into_iter().flat_map(|way| {
        let limits = strictest(criteria, (gap.standard, way), community);
        let id = format!("supposed-{}-{}", community.id, standard.id);
        let asked = Asked {
            way: &standard.ways[way],
            community,
            people,
            today,
        };
        kinds(&standard.service_types).map(move |kind| Closing {
            way,
            service: asked.service(id.clone(), &limits, kind),
            at_most: limits.providers,
        })
    });
    let admitted = candidates.map(|one| (criteria.admits((gap.standard, one.way), &one.service), one));
    let mut perhaps = None;
    for (admits, one) in admitted {
        match admits {
            Truth::True => return Some(one),
            Truth::Unknown => perhaps = perhaps.or(Some(one)),
            Truth::False => {}
        }
    }
    perhaps
}

/// What may have to be supposed so that a service passes a filter, the least first: nothing, who leads it, how it reaches
/// people, and both.
fn kinds(types: &[ServiceTypeId]) -> impl Iterator<Item = (&ServiceTypeId, Fact<DeliveryMode>, Fact<bool>)> {
    let modes = || DeliveryMode::ALL.iter().map(|mode| Fact::Known(*mode));
    let modes = move || [Fact::Unknown].into_iter().chain(modes());
    let leads = [Fact::Unknown, Fact::Known(true), Fact::Known(false)];
    types
        .iter()
        .flat_map(move |of_type| modes().flat_map(move |mode| leads.into_iter().map(move |lead| (of_type, mode, lead))))
}

/// A way, and who asks.
#[derive(Clone, Copy)]
struct Asked<'a> {
    way: &'a Way,
    community: &'a Community,
    people: Option<u64>,
    today: Date,
}

impl Asked<'_> {
    fn service(
        self,
        id: String,
        limits: &Limits,
        (service_type, delivery_mode, lead): (&ServiceTypeId, Fact<DeliveryMode>, Fact<bool>),
    ) -> Service {
        let community = self.community;
        let may_visit = delivery_mode.known().is_none_or(|mode| mode == DeliveryMode::Visiting);
        let languages = match &self.way.language {
            None => None,
            Some(LanguageAsked::Named(language)) => Some(vec![language.clone()]),
            Some(LanguageAsked::OfTheCommunity) => Some(community.indigenous_languages.clone()),
        };
        // Rounded up, so that the share that a position has is never a rounding error too large.
        let positions = limits.people_per_position.zip(self.people);
        let positions = positions.map(|(most, people)| (people as f64 / most * 100.0).ceil() / 100.0);
        let service = plain(id, community, service_type, self.today);
        Service {
            delivery_mode,
            visits_per_month: limits.visits_per_month.filter(|_| may_visit).into(),
            delivered_share: limits.delivered_share.filter(|_| may_visit).into(),
            wait_days: limits.max_wait_days.into(),
            positions: positions.into(),
            indigenous_led: if self.way.indigenous_led {
                Fact::Known(true)
            } else {
                lead
            },
            languages: languages.filter(|languages| !languages.is_empty()).into(),
            ..service
        }
    }
}

/// A service of a type in a community, which runs and serves it and the places that are part of it; everything else about it is
/// unknown.
pub fn plain(id: String, community: &Community, service_type: &ServiceTypeId, today: Date) -> Service {
    Service {
        name: id.clone(),
        id: id.into(),
        service_type: service_type.clone(),
        status: ServiceStatus::Existing,
        sites: Sites::One,
        community_id: Some(community.id.clone()),
        place_name: None,
        point: None,
        in_territory: Fact::Known(true),
        delivery_mode: Fact::Unknown,
        serves: Serves::Areas(vec![community.id.to_string()]),
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
        // Seen today: what is supposed is no old observation.
        observed: Some(today.into()),
        attributes: BTreeMap::new(),
        provenance: Provenance::default(),
    }
}

/// What a way asks of every group that the community may belong to.
fn strictest(criteria: &Criteria<'_>, way: (usize, usize), community: &Community) -> Limits {
    let groups = criteria.groups_of(community).into_iter();
    let limits = groups.map(|group| *criteria.limits(way, group));
    let greater = |one: Option<f64>, other: Option<f64>| one.into_iter().chain(other).reduce(f64::max);
    let less = |one: Option<f64>, other: Option<f64>| one.into_iter().chain(other).reduce(f64::min);
    limits.fold(Limits::default(), |one, other| Limits {
        visits_per_month: greater(one.visits_per_month, other.visits_per_month),
        delivered_share: greater(one.delivered_share, other.delivered_share),
        max_wait_days: less(one.max_wait_days, other.max_wait_days),
        people_per_position: less(one.people_per_position, other.people_per_position),
        providers: one.providers.max(other.providers),
        ..one
    })
}

/// People of a community; those of places that are part of it are counted in it. `None` where it has no count.
fn people_of(basis: &Basis, community: usize) -> Option<u64> {
    basis.package().communities[community].population().map(u64::from)
}
