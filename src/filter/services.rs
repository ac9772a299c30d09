//! What a filter may ask of a service.

use super::{Cell, Columns, Kind, Queryables, Row};
use crate::model::{
    ActualState, CommunityId, Confidence, DeliveryMode, Fact, LanguageCode, Service, ServiceStatus, Shown,
};

pub(super) const CONFIDENCES: [&str; 3] = [
    Confidence::Low.as_str(),
    Confidence::Medium.as_str(),
    Confidence::High.as_str(),
];

/// Queryables of services: the columns of the model, and further columns of the package.
///
/// `service_types` are the ids that `service_type` may hold; any, if there are none. `languages` holds
/// several texts (`=` asks whether one is among them). A blank `opened` or `closed` is unknown here:
/// that it means "since before the record begins" is for those who ask whether a service runs.
pub fn queryables<'a>(service_types: impl IntoIterator<Item = &'a str>, columns: &Columns) -> Queryables {
    let own = Queryables::new()
        .with("id", Kind::Text)
        .with("name", Kind::Text)
        .accepting("service_type", service_types)
        .accepting("status", ServiceStatus::ALL.iter().map(|status| status.as_str()))
        .with("community_id", Kind::Text)
        .with("place_name", Kind::Text)
        .with("in_territory", Kind::Boolean)
        .accepting("delivery_mode", DeliveryMode::ALL.iter().map(|mode| mode.as_str()))
        .with("visit_frequency", Kind::Text)
        .with("visits_per_month", Kind::Number)
        .with("delivered_share", Kind::Number)
        .with("wait_days", Kind::Number)
        .with("positions", Kind::Number)
        .with("operator", Kind::Text)
        .with("operator_kind", Kind::Text)
        .with("indigenous_led", Kind::Boolean)
        .with("languages", Kind::TextList)
        .with("population_served", Kind::Text)
        .with("capacity", Kind::Text)
        .with("opened", Kind::Date)
        .with("closed", Kind::Date)
        .accepting(
            "actual",
            ActualState::ALL
                .iter()
                .filter(|&&state| state != ActualState::Unknown)
                .map(|state| state.as_str()),
        )
        .accepting("confidence", CONFIDENCES);
    columns.added_to(own)
}

/// The columns of its own that a package adds to its services. Sites that may not be shown exactly do not
/// count: what they say is blank to a viewer, and a rule must not mean one thing to those who hold the
/// facts and another to those who see them.
pub fn columns(services: &[Service]) -> Columns {
    let seen = services.iter().filter(|one| one.shown == Shown::Exact);
    Columns::of(seen.map(|one| (one.id.as_str(), &one.attributes)))
}

/// A service as a filter sees it.
#[derive(Clone, Copy, Debug)]
pub struct ServiceRow<'a> {
    service: &'a Service,
    delivery_mode: Fact<DeliveryMode>,
}

impl<'a> ServiceRow<'a> {
    /// A service as it is recorded.
    pub fn of(service: &'a Service) -> Self {
        Self {
            service,
            delivery_mode: service.delivery_mode,
        }
    }

    /// The same as if it were delivered so: for a service whose mode is unknown, each in turn.
    #[must_use]
    pub fn delivered(self, mode: DeliveryMode) -> Self {
        Self {
            delivery_mode: Fact::Known(mode),
            ..self
        }
    }
}

impl Row for ServiceRow<'_> {
    fn cell(&self, name: &str) -> Cell<'_> {
        let service = self.service;
        match name {
            "id" => Cell::text(Some(service.id.as_str())),
            "name" => Cell::text(Some(&service.name)),
            "service_type" => Cell::text(Some(service.service_type.as_str())),
            "status" => Cell::text(Some(service.status.as_str())),
            "community_id" => Cell::text(service.community_id.as_ref().map(CommunityId::as_str)),
            "place_name" => Cell::text(service.place_name.as_deref()),
            "in_territory" => Cell::boolean(service.in_territory),
            "delivery_mode" => Cell::text(self.delivery_mode.known().map(DeliveryMode::as_str)),
            "visit_frequency" => Cell::text(service.visit_frequency.as_deref()),
            "visits_per_month" => Cell::number(service.visits_per_month.known()),
            "delivered_share" => Cell::number(service.delivered_share.known()),
            "wait_days" => Cell::number(service.wait_days.known()),
            "positions" => Cell::number(service.positions.known()),
            "operator" => Cell::text(service.operator.as_deref()),
            "operator_kind" => Cell::text(service.operator_kind.as_deref()),
            "indigenous_led" => Cell::boolean(service.indigenous_led),
            "languages" => match &service.languages {
                Fact::Known(languages) => Cell::list(languages.iter().map(LanguageCode::as_str)),
                Fact::Unknown => Cell::Unknown,
            },
            "population_served" => Cell::text(service.population_served.as_deref()),
            "capacity" => Cell::text(service.capacity.as_deref()),
            "opened" => Cell::date(service.opened),
            "closed" => Cell::date(service.closed),
            "actual" => Cell::text(
                service
                    .actual
                    .filter(|&state| state != ActualState::Unknown)
                    .map(ActualState::as_str),
            ),
            "confidence" => Cell::text(service.provenance.confidence.map(Confidence::as_str)),
            _ => Cell::text(
                service
                    .attributes
                    .get(name)
                    .map(String::as_str)
                    .filter(|cell| !cell.is_empty()),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::filter::Filter;
    use crate::model::{PartialDate, Provenance, Serves, Sites, Truth};

    /// What must be there, and nothing else.
    fn bare() -> Service {
        Service {
            id: "ccp-inuvik".into(),
            name: "Community Counselling Program - Inuvik".to_owned(),
            service_type: "community_counselling".into(),
            status: ServiceStatus::Existing,
            community_id: None,
            place_name: None,
            point: None,
            in_territory: Fact::Unknown,
            delivery_mode: Fact::Unknown,
            serves: Serves::Unknown,
            sites: Sites::One,
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
            actual: None,
            observed: None,
            attributes: BTreeMap::new(),
            provenance: Provenance::default(),
        }
    }

    fn full() -> Service {
        let some = |text: &str| Some(text.to_owned());
        Service {
            community_id: Some("inuvik".into()),
            place_name: some("Inuvik"),
            in_territory: Fact::Known(true),
            delivery_mode: Fact::Known(DeliveryMode::Visiting),
            visit_frequency: some("every two weeks"),
            visits_per_month: Fact::Known(2.0),
            delivered_share: Fact::Known(0.75),
            wait_days: Fact::Known(14.0),
            positions: Fact::Known(1.5),
            operator: some("NTHSSA"),
            operator_kind: some("authority"),
            indigenous_led: Fact::Known(false),
            languages: Fact::Known(vec!["gwi".into(), "ikt-x-inuvial".into()]),
            population_served: some("children;youth"),
            capacity: some("2 positions"),
            opened: PartialDate::parse("1997-03"),
            closed: PartialDate::parse("2020"),
            actual: Some(ActualState::Running),
            attributes: BTreeMap::from([
                ("wheelchair".to_owned(), "ramp".to_owned()),
                // A column cannot take the place of one of the model.
                ("status".to_owned(), "open".to_owned()),
            ]),
            provenance: Provenance {
                confidence: Some(Confidence::High),
                ..Provenance::default()
            },
            ..bare()
        }
    }

    fn truth(text: &str, row: ServiceRow<'_>) -> Truth {
        let queryables = queryables(["community_counselling", "day_program"], &columns(&[full(), bare()]));
        Filter::parse(text, &queryables)
            .unwrap_or_else(|fault| panic!("{text}: {fault}"))
            .evaluate(&row)
    }

    #[test]
    fn every_queryable_has_a_cell_of_its_kind() {
        let (full, bare) = (full(), bare());
        for queryable in queryables(["community_counselling"], &columns(&[full.clone(), bare.clone()])).iter() {
            let name = &queryable.name;
            assert_eq!(ServiceRow::of(&full).cell(name).kind(), Some(queryable.kind), "{name}");
            let always = ["id", "name", "service_type", "status"].contains(&name.as_str());
            assert_eq!(
                ServiceRow::of(&bare).cell(name).kind().is_some(),
                always,
                "{name} of a bare record"
            );
        }
    }

    #[test]
    fn rules_of_definitions_find_their_services() {
        let (full, bare) = (full(), bare());
        let rows = [
            (
                "delivery_mode = 'visiting' AND languages = 'gwi'",
                Truth::True,
                Truth::Unknown,
            ),
            (
                "service_type IN ('day_program') OR indigenous_led",
                Truth::False,
                Truth::Unknown,
            ),
            ("population_served LIKE '%youth%'", Truth::True, Truth::Unknown),
            ("visits_per_month >= 2", Truth::True, Truth::Unknown),
            ("opened < DATE('1997-04-01')", Truth::True, Truth::Unknown),
            ("actual = 'running'", Truth::True, Truth::Unknown),
            ("wheelchair = 'ramp'", Truth::True, Truth::Unknown),
            ("status = 'existing'", Truth::True, Truth::True),
        ];
        for (text, of_full, of_bare) in rows {
            assert_eq!(truth(text, ServiceRow::of(&full)), of_full, "{text}");
            assert_eq!(truth(text, ServiceRow::of(&bare)), of_bare, "{text} of a bare record");
        }
    }

    #[test]
    fn a_mode_that_is_unknown_can_be_tried_one_by_one() {
        let bare = bare();
        let rule = "delivery_mode <> 'virtual'";
        let tried = DeliveryMode::ALL
            .iter()
            .map(|&mode| (mode, truth(rule, ServiceRow::of(&bare).delivered(mode))));
        for (mode, found) in tried {
            assert_eq!(found, Truth::from(mode != DeliveryMode::Virtual), "{}", mode.as_str());
        }
        assert_eq!(truth(rule, ServiceRow::of(&bare)), Truth::Unknown);
    }

    #[test]
    fn what_was_looked_into_and_could_not_be_told_is_unknown() {
        let service = Service {
            actual: Some(ActualState::Unknown),
            ..bare()
        };
        assert_eq!(truth("actual = 'running'", ServiceRow::of(&service)), Truth::Unknown);
    }

    #[test]
    fn a_site_that_may_not_be_shown_does_not_decide_what_a_column_holds() {
        let with = |shown, beds: &str| Service {
            shown,
            attributes: BTreeMap::from([("beds".to_owned(), beds.to_owned())]),
            ..bare()
        };
        let kind = |services: &[Service]| {
            let queryables = queryables([], &columns(services));
            queryables.get("beds").map(|one| one.kind)
        };
        let (town, camp) = (with(Shown::Exact, "4"), with(Shown::Hidden, "a few"));
        assert_eq!(kind(&[town.clone(), camp.clone()]), Some(Kind::Number));
        // As a viewer has them: the camp's cell is blank.
        assert_eq!(kind(&[town, with(Shown::Hidden, "")]), Some(Kind::Number));
        assert_eq!(kind(&[with(Shown::Exact, ""), camp]), Some(Kind::Blank));
    }

    #[test]
    fn words_that_no_service_can_have_are_refused() {
        let queryables = queryables(["day_program"], &Columns::default());
        for text in [
            "service_type = 'day_programme'",
            "status = 'open'",
            "actual = 'unknown'",
            "delivery_mode IN ('fly')",
        ] {
            assert!(Filter::parse(text, &queryables).is_err(), "{text}");
        }
        assert!(Filter::parse("service_type = 'anything'", &super::queryables([], &Columns::default())).is_ok());
    }
}
