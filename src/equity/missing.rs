//! Which facts that nobody has published keep a verdict open.

use super::asker::Asker;
use super::check::Requirement;
use super::evaluate::{Asked, Candidate};
use crate::model::{Fact, Interval, Minutes, Service, Truth};

/// Something that is not published and on which an outcome hangs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Missing {
    /// Whether the service was there on the date asked about.
    Presence,
    /// Whether it still ran when last looked at.
    Running,
    /// Whom it serves.
    Serves,
    /// How it reaches people.
    DeliveryMode,
    /// Where it is given.
    Site,
    /// How often it visits.
    VisitFrequency,
    /// How many of the planned visits took place.
    DeliveredShare,
    /// How long people wait for it.
    Wait,
    /// In which languages it is offered, or which are those of the community.
    Languages,
    /// Whether it is led by Indigenous people.
    IndigenousLed,
    /// In which region it stands.
    Region,
    /// Something else that the way's filter asks.
    Filter,
    /// When a link is open, or how long it takes.
    Travel,
}

/// Which facts keep a verdict on a service open, given that it possibly but not certainly passes a way.
pub(super) fn of_service(
    candidate: &Candidate,
    service: &Service,
    asked: Asked<'_>,
    asker: &Asker<'_>,
    minutes: Interval<Option<Minutes>>,
) -> Vec<Missing> {
    let mut missing = Vec::new();
    let possible: Vec<_> = candidate.cases.iter().filter(|case| case.possibly()).collect();
    if service.delivery_mode == Fact::Unknown && possible.len() < candidate.cases.len() {
        missing.push(Missing::DeliveryMode);
    }
    let placed = service.community_id.is_some() || service.point.is_some();
    for case in possible {
        let checks = candidate.checks(*case, asked, asker, minutes);
        for check in checks.filter(|check| check.verdict == Truth::Unknown) {
            let one = match check.requirement {
                Requirement::Where if service.indigenous_led == Fact::Unknown => Missing::IndigenousLed,
                Requirement::WithinMinutes if placed => Missing::Travel,
                Requirement::SameRegion if placed => Missing::Region,
                Requirement::WithinMinutes
                | Requirement::WithinKm
                | Requirement::SameRegion
                | Requirement::SameCommunity => Missing::Site,
                Requirement::IndigenousLed => Missing::IndigenousLed,
                Requirement::Language => Missing::Languages,
                Requirement::VisitsPerMonth => Missing::VisitFrequency,
                Requirement::DeliveredShare => Missing::DeliveredShare,
                Requirement::MaxWaitDays => Missing::Wait,
                _ => Missing::Filter,
            };
            if !missing.contains(&one) {
                missing.push(one);
            }
        }
    }
    missing
}
