//! How long ago a service was looked at, and what is left of its record when that is too long.

use jiff::civil::Date;

use crate::model::{ActualState, Fact, Package, PartialDate, Service, SourceKey};

/// When a service was last looked at: the newest among the day that its record gives and the dates of its sources.
/// `None` where nothing on record has a date.
pub fn last_observed(service: &Service, package: &Package) -> Option<PartialDate> {
    let dated = |key: &SourceKey| {
        let at = package.sources.binary_search_by(|source| source.key.cmp(key)).ok()?;
        PartialDate::parse(package.sources[at].date.as_deref()?)
    };
    let sources = service.provenance.sources.iter().filter_map(dated);
    // The newest, so that a date that is not published can only make a record older.
    service
        .observed
        .into_iter()
        .chain(sources)
        .max_by_key(|date| date.earliest())
}

/// Whether nobody has surely looked at a service within so many days before `as_of`. Exactly so many days is within.
pub(super) fn is_stale(service: &Service, package: &Package, as_of: Date, after_days: u32) -> bool {
    last_observed(service, package).is_none_or(|observed| {
        let days = (as_of - observed.earliest()).get_days();
        i64::from(days) > i64::from(after_days)
    })
}

/// What is still known of a service that nobody has looked at for too long: what it is, where, for whom and since
/// when; not whether it runs, how often, how soon, with how many people and in which languages.
pub(super) fn as_if_unobserved(service: &Service) -> Service {
    Service {
        actual: Some(ActualState::Unknown),
        visit_frequency: None,
        visits_per_month: Fact::Unknown,
        delivered_share: Fact::Unknown,
        wait_days: Fact::Unknown,
        positions: Fact::Unknown,
        languages: Fact::Unknown,
        capacity: None,
        ..service.clone()
    }
}
