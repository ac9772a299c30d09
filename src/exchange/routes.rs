//! Routes leg by leg.

use jiff::civil::Date;
use serde::Serialize;

use super::address;
use super::gaps::Number;
use super::place::Positions;
use crate::equity::{Basis, RouteStretch};
use crate::model::{Community, Confidence, DayOfYear, Fact, Impedance, Interval, Minutes, Mode, Window};
use crate::travel::{Itinerary, Leg, Reachable};

/// One stretch of the year with one best route.
#[derive(Clone, Debug, Serialize)]
pub struct RouteRow {
    from: String,
    to: String,
    days: u16,
    service_id: Option<String>,
    service: Option<String>,
    reachable: &'static str,
    fallback: bool,
    travel_minutes: Option<Number>,
    journey_minutes: Option<Number>,
    journey_minutes_at_best: Option<Number>,
    off_network_minutes: Number,
    km: Option<f64>,
    legs: Vec<LegRow>,
}

#[derive(Clone, Debug, Serialize)]
struct LegRow {
    link_id: String,
    mode: &'static str,
    from: End,
    to: End,
    minutes: Option<Number>,
    boarding_minutes: Number,
    wait_minutes: Option<Number>,
    km: Option<f64>,
    operator: Option<String>,
    highway: Option<String>,
    opens: Option<String>,
    closes: Option<String>,
    always_open: bool,
    opened: Option<String>,
    closed: Option<String>,
    confidence: Option<&'static str>,
    notes: String,
    sources: Vec<String>,
}

#[derive(Clone, Debug, Serialize)]
struct End {
    id: String,
    name: String,
    at: [f64; 2],
}

/// `yes`, `no` or `unknown`.
pub const fn reachable(reachable: Reachable) -> &'static str {
    match reachable {
        Reachable::Yes => "yes",
        Reachable::Unknown => "unknown",
        Reachable::No => "no",
    }
}

impl RouteRow {
    /// A stretch of routes to a service, or to a place where `service` is `None` (id and name).
    pub fn new(basis: &Basis, stretch: &RouteStretch, service: Option<(&str, &str)>, positions: Positions<'_>) -> Self {
        let journey = stretch.route.itinerary.as_ref().map(Itinerary::journey);
        let number = |minutes: Option<Fact<Minutes>>| {
            minutes
                .and_then(Fact::known)
                .map(|minutes| Number::from(minutes + stretch.off_network))
        };
        let itinerary = stretch.route.itinerary.as_ref();
        Self {
            from: stretch.period.first.to_string(),
            to: stretch.period.last.to_string(),
            days: stretch.period.days(),
            service_id: service.map(|(id, _)| id.to_owned()),
            service: service.map(|(_, name)| name.to_owned()),
            reachable: reachable(stretch.route.reachable),
            fallback: stretch.route.fallback,
            travel_minutes: number(itinerary.map(Itinerary::travel)),
            journey_minutes: number(journey.map(|journey| journey.at_most)),
            journey_minutes_at_best: number(journey.map(|journey| journey.at_least)),
            off_network_minutes: stretch.off_network.into(),
            km: itinerary.and_then(Itinerary::km).map(|km| one_decimal(km.number())),
            legs: itinerary
                .iter()
                .flat_map(|one| &one.legs)
                .map(|leg| LegRow::new(basis, leg, positions))
                .collect(),
        }
    }

    /// The sources of its legs.
    pub fn sources(&self) -> impl Iterator<Item = &str> {
        self.legs.iter().flat_map(|leg| leg.sources.iter().map(String::as_str))
    }
}

impl LegRow {
    fn new(basis: &Basis, leg: &Leg, positions: Positions<'_>) -> Self {
        let link = &basis.network().links()[leg.link];
        let end = |node: usize| {
            let node = basis.network().node(node);
            End {
                id: node.id.to_string(),
                name: node.name.clone(),
                at: positions.of(node.point),
            }
        };
        let (opens, closes) = match link.window {
            Window::Always => (None, None),
            Window::Edges { opens, closes } => (opens.known(), closes.known()),
        };
        Self {
            link_id: link.id.to_string(),
            mode: link.mode.as_str(),
            from: end(leg.from),
            to: end(leg.to),
            minutes: leg.moving.known().map(Number::from),
            boarding_minutes: leg.boarding.into(),
            wait_minutes: leg.wait.known().map(Number::from),
            km: leg.km.map(|km| one_decimal(km.number())),
            operator: link.operator.clone(),
            highway: link.highway_name.clone(),
            opens: opens.map(|day| day.to_string()),
            closes: closes.map(|day| day.to_string()),
            always_open: crate::travel::open_days(link.window).at_least.count() == crate::model::DAYS_IN_YEAR,
            opened: link.opened.map(|date| date.to_string()),
            closed: link.closed.map(|date| date.to_string()),
            confidence: link.provenance.confidence.map(Confidence::as_str),
            notes: link.provenance.notes.clone(),
            sources: link.provenance.sources.iter().map(ToString::to_string).collect(),
        }
    }
}

fn one_decimal(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// What was asked of the network, with everything needed to ask it again.
#[derive(Clone, Debug, Serialize)]
pub struct TravelAsked {
    from: String,
    as_of: String,
    impedance: &'static str,
    modes: Vec<&'static str>,
    measured_over: &'static str,
    data_digest: String,
    /// Path and query at which the same bytes are answered, now and after any change.
    permalink: String,
}

impl TravelAsked {
    /// A question about the ways from one community; `facts` is the basis and the digest of the facts.
    pub fn new(
        from: &str,
        as_of: Date,
        impedance: Impedance,
        modes: &[Mode],
        (basis, data_digest): (&Basis, &str),
    ) -> Self {
        Self {
            from: from.to_owned(),
            as_of: as_of.to_string(),
            impedance: impedance.as_str(),
            modes: modes.iter().map(|mode| mode.as_str()).collect(),
            measured_over: basis.measured_over().as_str(),
            data_digest: data_digest.to_owned(),
            permalink: String::new(),
        }
    }

    /// The same, asked at `path` with `more` beside it. The link names everything, also what was left to its default.
    #[must_use]
    pub fn saved(mut self, path: &str, more: &[(&str, &str)]) -> Self {
        let modes = self.modes.join(",");
        let mut pairs = vec![("from", self.from.as_str())];
        pairs.extend(more);
        pairs.extend([
            ("as_of", self.as_of.as_str()),
            ("modes", &modes),
            ("impedance", self.impedance),
            ("data", &self.data_digest),
        ]);
        self.permalink = format!("{path}{}", address::query(pairs));
        self
    }
}

/// Routes between two communities through the year.
#[derive(Debug, Serialize)]
pub struct Routes {
    #[serde(flatten)]
    asked: TravelAsked,
    to: String,
    #[serde(rename = "routes")]
    stretches: Vec<RouteRow>,
}

impl Routes {
    /// Routes to a community with what was asked.
    pub fn new(asked: TravelAsked, to: &str, stretches: Vec<RouteRow>) -> Self {
        Self {
            asked,
            to: to.to_owned(),
            stretches,
        }
    }
}

/// Minutes from one community to all, on one day.
#[derive(Debug, Serialize)]
pub struct Times {
    #[serde(flatten)]
    asked: TravelAsked,
    date: String,
    to: Vec<TimesRow>,
}

/// Minutes to one community.
#[derive(Debug, Serialize)]
pub struct TimesRow {
    community_id: String,
    community: String,
    minutes: Option<Number>,
    minutes_at_best: Option<Number>,
    reachable: &'static str,
}

impl Times {
    /// Minutes on a day with what was asked.
    pub fn new(asked: TravelAsked, day: DayOfYear, to: Vec<TimesRow>) -> Self {
        Self {
            asked,
            date: day.to_string(),
            to,
        }
    }
}

impl TimesRow {
    /// Minutes at the least favourable reading (the longer) and at the most favourable one. Without a
    /// bound at the first and with one at the second, nobody can tell whether one gets there, or when.
    pub fn new(community: &Community, minutes: Interval<Option<Minutes>>) -> Self {
        Self {
            community_id: community.id.to_string(),
            community: community.name.clone(),
            minutes: minutes.at_least.map(Number::from),
            minutes_at_best: minutes.at_most.map(Number::from),
            reachable: match (minutes.at_least, minutes.at_most) {
                (Some(_), _) => "yes",
                (None, Some(_)) => "unknown",
                (None, None) => "no",
            },
        }
    }
}
