//! What a way asks, for those who read rules.

use std::collections::BTreeMap;

use serde::Serialize;

use super::gaps::Number;
use crate::model::{Km, LanguageAsked, Limits, Way};

/// What a way asks in numbers; `null` asks nothing.
#[derive(Clone, Debug, Serialize)]
pub struct LimitsRow {
    within_minutes: Option<Number>,
    within_km: Option<Number>,
    visits_per_month: Option<Number>,
    delivered_share: Option<Number>,
    max_wait_days: Option<Number>,
    people_per_position: Option<Number>,
    providers: u16,
}

impl From<&Limits> for LimitsRow {
    fn from(limits: &Limits) -> Self {
        Self {
            within_minutes: limits.within.map(Number::from),
            within_km: limits.within_km.map(Km::number).map(Number::from),
            visits_per_month: limits.visits_per_month.map(Number::from),
            delivered_share: limits.delivered_share.map(Number::from),
            max_wait_days: limits.max_wait_days.map(Number::from),
            people_per_position: limits.people_per_position.map(Number::from),
            providers: limits.providers,
        }
    }
}

/// What a way asks beside its filter, of communities with these limits.
#[derive(Clone, Debug, Serialize)]
pub struct AsksRow {
    #[serde(flatten)]
    limits: LimitsRow,
    same_region: bool,
    same_community: bool,
    indigenous_led: bool,
    /// `community`, or the code of a language.
    language: Option<String>,
    /// Standards that must be met too.
    then: Vec<String>,
}

impl AsksRow {
    /// What a way asks of communities with these limits.
    pub fn new(way: &Way, limits: &Limits) -> Self {
        Self {
            limits: limits.into(),
            same_region: way.same_region,
            same_community: way.same_community,
            indigenous_led: way.indigenous_led,
            language: way.language.as_ref().map(|language| match language {
                LanguageAsked::OfTheCommunity => "community".to_owned(),
                LanguageAsked::Named(code) => code.to_string(),
            }),
            then: way.then.iter().map(ToString::to_string).collect(),
        }
    }

    /// What a way asks of communities of no group with limits of its own, and what of the others, by group.
    pub fn of_all(way: &Way) -> (Self, BTreeMap<String, LimitsRow>) {
        let by_group = way.by_group.iter();
        let by_group = by_group.map(|(group, limits)| (group.to_string(), limits.into()));
        (Self::new(way, &way.limits), by_group.collect())
    }
}
