//! Reasons in English.

use super::{Part, Whereabouts, duration, join, means, number};
use crate::equity::{Check, Found, Missing, Requirement};
use crate::model::{ActualState, CalendarDay, DayOfYear, Mode};

pub(super) fn sentence(part: &Part) -> String {
    match part {
        Part::Holds { service, whereabouts } => format!("{service} {}.", whereabouts_of(whereabouts)),
        Part::HoldsInPart { service, whereabouts } => {
            format!(
                "what there is counts only in part: {service} {}.",
                whereabouts_of(whereabouts)
            )
        }
        Part::OnSomeDays {
            days,
            of,
            not_on,
            unknown_on,
        } => {
            let mut said = vec![format!("this holds on {days} of {of} days")];
            if !not_on.is_empty() {
                said.push(format!(", not {}", on_stretches(not_on)));
            }
            if !unknown_on.is_empty() {
                said.push(format!("; {} it is not known", on_stretches(unknown_on)));
            }
            said.concat() + "."
        }
        Part::Idle {
            service,
            state,
            observed,
        } => {
            let state = match state {
                ActualState::Suspended => "suspended",
                ActualState::Vacant | ActualState::Running | ActualState::Unknown => "vacant",
            };
            let seen = observed
                .map(|date| format!(" when last looked at, {date}"))
                .unwrap_or_default();
            format!("{service} was {state}{seen}.")
        }
        Part::InFullWithin(limit) => format!("to count in full it would have to be within {}.", duration(*limit)),
        Part::NoSupply => "no service of this kind that serves the community is on record.".to_owned(),
        Part::NoneOfTheKind => "services are on record, but none of the kind that the standard asks for.".to_owned(),
        Part::TooFar {
            service,
            minutes,
            limit,
        } => {
            format!(
                "{service} is {} away; the limit is {}.",
                duration(*minutes),
                duration(*limit)
            )
        }
        Part::NoRoute { modes, days, of, .. } if days == of => {
            format!("no {} leads to any service of this kind.", by_modes(modes))
        }
        Part::NoRoute {
            modes,
            days,
            of,
            stretches,
        } => format!(
            "on {days} of {of} days, {}, no {} leads to any service of this kind.",
            on_stretches(stretches),
            by_modes(modes)
        ),
        Part::TooSeldom {
            service,
            visits,
            required,
        } => {
            format!(
                "visits a month by {service}: {}; asked for: {}.",
                number(*visits, "."),
                number(*required, ".")
            )
        }
        Part::TooFew { found, required } => format!(
            "of the {required} services asked for, {found} {}.",
            if *found == 1 { "counts" } else { "count" }
        ),
        Part::Lacks { service, check } => lacks(service, check),
        Part::WayLacks(check) => way_lacks(check),
        Part::NextStep(title) => format!("the next step is not met: {}.", title.en),
        Part::NotPublished { service, facts } => {
            let facts: Vec<&str> = facts.iter().map(|fact| name_of(*fact)).collect();
            format!("not published for {service}: {}.", join(&facts, " and "))
        }
        Part::MayNotApply => "it is not known whether this standard applies here.".to_owned(),
        Part::AndOthers(1) => "the same goes for one more service.".to_owned(),
        Part::AndOthers(count) => format!("the same goes for {count} more services."),
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn whereabouts_of(whereabouts: &Whereabouts) -> String {
    match whereabouts {
        Whereabouts::Here => "is in the community".to_owned(),
        Whereabouts::Virtual => "is reached by phone or online".to_owned(),
        Whereabouts::Anywhere => "serves the community".to_owned(),
        Whereabouts::Away(minutes, Some(limit)) => {
            format!(
                "is {} away, within the limit of {}",
                duration(*minutes),
                duration(*limit)
            )
        }
        Whereabouts::Away(minutes, None) => format!("is {} away", duration(*minutes)),
    }
}

fn name_of(fact: Missing) -> &'static str {
    match fact {
        Missing::Presence => "whether it was there on this date",
        Missing::Running => "whether it still runs",
        Missing::Serves => "whether it serves this community",
        Missing::DeliveryMode => "how it reaches people",
        Missing::Site => "where it is given",
        Missing::VisitFrequency => "how often it visits",
        Missing::DeliveredShare => "how many of its visits took place",
        Missing::Wait => "how long people wait for it",
        Missing::Languages => "in which languages it is offered",
        Missing::Region => "in which region it is",
        Missing::IndigenousLed => "whether it is Indigenous-led",
        Missing::Filter => "what it offers",
        Missing::Travel => "how long the way to it takes",
    }
}

fn by_modes(modes: &[Mode]) -> String {
    let name = |mode| match mode {
        Mode::AllSeasonRoad | Mode::WinterRoad => "road",
        Mode::IceCrossing => "ice crossing",
        Mode::Ferry => "ferry",
        Mode::ScheduledAir => "scheduled flight",
        Mode::CharterAir => "charter flight",
        Mode::SeasonalBoat => "private boat",
    };
    join(&means(modes, name), " or ")
}

fn name_of_day(day: DayOfYear) -> String {
    let CalendarDay { month, day } = day.calendar();
    format!("{day}\u{a0}{}", MONTHS[usize::from(month) - 1])
}

pub(super) fn on_stretches(stretches: &[(DayOfYear, DayOfYear)]) -> String {
    let words: Vec<String> = stretches
        .iter()
        .map(|(first, last)| {
            if first == last {
                format!("on {}", name_of_day(*first))
            } else {
                format!("from {} to {}", name_of_day(*first), name_of_day(*last))
            }
        })
        .collect();
    join(&words.iter().map(String::as_str).collect::<Vec<_>>(), " and ")
}

fn lacks(
    service: &str,
    Check {
        requirement,
        found,
        limit,
        ..
    }: &Check,
) -> String {
    let found = match found {
        Found::Amount(amount) => amount.known(),
        _ => None,
    };
    let (found, limit) = (number(found.unwrap_or(0.0), "."), number(limit.unwrap_or(0.0), "."));
    match requirement {
        Requirement::WithinKm => {
            format!("{service} is {found}\u{a0}km away in a straight line; the limit is {limit}\u{a0}km.")
        }
        Requirement::SameRegion => format!("{service} is in another region."),
        Requirement::SameCommunity => format!("{service} is not in the community itself."),
        Requirement::IndigenousLed => format!("{service} is not led by Indigenous people."),
        Requirement::Language => format!("{service} is not offered in a language that is asked for."),
        Requirement::VisitsPerMonth => format!("visits a month by {service}: {found}; asked for: {limit}."),
        Requirement::DeliveredShare => {
            format!("share of the planned visits by {service} that took place: {found}; asked for: {limit}.")
        }
        Requirement::MaxWaitDays => format!("people waited {found} days for {service}; the limit is {limit}."),
        _ => format!("{service} does not meet what is asked of it."),
    }
}

fn way_lacks(Check { found, limit, .. }: &Check) -> String {
    let limit = number(limit.unwrap_or(0.0), ".");
    match found {
        Found::Range(people) => match people.at_most {
            Some(people) => format!(
                "{} people share each position; the limit is {limit}.",
                number(people, ".")
            ),
            None => "nobody holds a position that people here could share.".to_owned(),
        },
        _ => "not everything that is asked of the services together is there.".to_owned(),
    }
}
