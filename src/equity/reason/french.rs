//! Reasons in French.

use super::{Part, Whereabouts, duration, join, means, number};
use crate::equity::{Check, Found, Missing, Requirement};
use crate::model::{ActualState, CalendarDay, DayOfYear, Mode};

pub(super) fn sentence(part: &Part) -> String {
    match part {
        Part::Holds { service, whereabouts } => format!("{service} {}.", whereabouts_of(whereabouts)),
        Part::HoldsInPart { service, whereabouts } => {
            format!(
                "ce qui existe ne compte qu’en partie\u{a0}: {service} {}.",
                whereabouts_of(whereabouts)
            )
        }
        Part::OnSomeDays {
            days,
            of,
            not_on,
            unknown_on,
        } => {
            let mut said = vec![format!("c’est le cas {} sur {of}", count_of_days(*days))];
            if !not_on.is_empty() {
                said.push(format!(", mais non {}", on_stretches(not_on)));
            }
            if !unknown_on.is_empty() {
                said.push(format!("; on l’ignore {}", on_stretches(unknown_on)));
            }
            said.concat() + "."
        }
        Part::Idle {
            service,
            state,
            observed,
        } => {
            let state = match state {
                ActualState::Suspended => "suspendu",
                ActualState::Vacant | ActualState::Running | ActualState::Unknown => "vacant",
            };
            let seen = observed
                .map(|date| format!(" à la dernière observation, {date}"))
                .unwrap_or_default();
            format!("{service} était {state}{seen}.")
        }
        Part::InFullWithin(limit) => {
            format!(
                "pour compter pleinement, il devrait être à {} ou moins.",
                duration(*limit)
            )
        }
        Part::NoSupply => "aucun service de ce genre desservant la collectivité n’est consigné.".to_owned(),
        Part::NoneOfTheKind => "des services sont consignés, mais aucun du genre que la norme demande.".to_owned(),
        Part::TooFar {
            service,
            minutes,
            limit,
        } => {
            format!(
                "{service} est à {}; la limite est de {}.",
                duration(*minutes),
                duration(*limit)
            )
        }
        Part::NoRoute { modes, days, of, .. } if days == of => {
            format!("{} ne mène à un service de ce genre.", by_modes(modes))
        }
        Part::NoRoute {
            modes,
            days,
            of,
            stretches,
        } => format!(
            "{} sur {of}, {}, {} ne mène à un service de ce genre.",
            count_of_days(*days),
            on_stretches(stretches),
            by_modes(modes)
        ),
        Part::TooSeldom {
            service,
            visits,
            required,
        } => {
            format!(
                "visites par mois de {service}\u{a0}: {}; il en faut {}.",
                number(*visits, ","),
                number(*required, ",")
            )
        }
        Part::TooFew { found, required } => {
            format!(
                "sur les {required} services demandés, {found} {}.",
                if *found < 2 { "compte" } else { "comptent" }
            )
        }
        Part::Lacks { service, check } => lacks(service, check),
        Part::WayLacks(check) => way_lacks(check),
        Part::NextStep(title) => format!("l’étape suivante n’est pas atteinte\u{a0}: {}.", title.fr),
        Part::NotPublished { service, facts } => {
            let facts: Vec<&str> = facts.iter().map(|fact| name_of(*fact)).collect();
            format!("non publié pour {service}\u{a0}: {}.", join(&facts, " et "))
        }
        Part::MayNotApply => "on ne sait pas si cette norme s’applique ici.".to_owned(),
        Part::AndOthers(1) => "il en va de même pour un autre service.".to_owned(),
        Part::AndOthers(count) => format!("il en va de même pour {count} autres services."),
    }
}

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

fn whereabouts_of(whereabouts: &Whereabouts) -> String {
    match whereabouts {
        Whereabouts::Here => "est dans la collectivité".to_owned(),
        Whereabouts::Virtual => "est joignable par téléphone ou en ligne".to_owned(),
        Whereabouts::Anywhere => "dessert la collectivité".to_owned(),
        Whereabouts::Away(minutes, Some(limit)) => {
            format!("est à {}, dans la limite de {}", duration(*minutes), duration(*limit))
        }
        Whereabouts::Away(minutes, None) => format!("est à {}", duration(*minutes)),
    }
}

fn name_of(fact: Missing) -> &'static str {
    match fact {
        Missing::Presence => "s’il existait à cette date",
        Missing::Running => "s’il est encore offert",
        Missing::Serves => "s’il dessert cette collectivité",
        Missing::DeliveryMode => "comment il rejoint les gens",
        Missing::Site => "où il est offert",
        Missing::VisitFrequency => "la fréquence des visites",
        Missing::DeliveredShare => "la part des visites qui ont eu lieu",
        Missing::Wait => "le temps d’attente",
        Missing::Languages => "les langues dans lesquelles il est offert",
        Missing::Region => "la région où il se trouve",
        Missing::IndigenousLed => "s’il est dirigé par des Autochtones",
        Missing::Filter => "ce qu’il offre",
        Missing::Travel => "la durée du trajet",
    }
}

fn by_modes(modes: &[Mode]) -> String {
    // Alone, with its article; among others, without.
    let name = |mode| match mode {
        Mode::AllSeasonRoad | Mode::WinterRoad => ("aucune route", "ni route"),
        Mode::IceCrossing => ("aucune traversée sur glace", "ni traversée sur glace"),
        Mode::Ferry => ("aucun traversier", "ni traversier"),
        Mode::ScheduledAir => ("aucun vol régulier", "ni vol régulier"),
        Mode::CharterAir => ("aucun vol nolisé", "ni vol nolisé"),
        Mode::SeasonalBoat => ("aucun bateau privé", "ni bateau privé"),
    };
    match means(modes, |mode| name(mode).0)[..] {
        [alone] => alone.to_owned(),
        _ => means(modes, |mode| name(mode).1).join(", "),
    }
}

fn count_of_days(days: u16) -> String {
    format!("{days} jour{}", if days < 2 { "" } else { "s" })
}

fn name_of_day(day: DayOfYear) -> String {
    let CalendarDay { month, day } = day.calendar();
    let day = if day == 1 { "1er".to_owned() } else { day.to_string() };
    format!("{day}\u{a0}{}", MONTHS[usize::from(month) - 1])
}

pub(super) fn on_stretches(stretches: &[(DayOfYear, DayOfYear)]) -> String {
    let words: Vec<String> = stretches
        .iter()
        .map(|(first, last)| {
            if first == last {
                format!("le {}", name_of_day(*first))
            } else {
                format!("du {} au {}", name_of_day(*first), name_of_day(*last))
            }
        })
        .collect();
    join(&words.iter().map(String::as_str).collect::<Vec<_>>(), " et ")
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
    let (found, limit) = (number(found.unwrap_or(0.0), ","), number(limit.unwrap_or(0.0), ","));
    match requirement {
        Requirement::WithinKm => {
            format!("{service} est à {found}\u{a0}km à vol d’oiseau; la limite est de {limit}\u{a0}km.")
        }
        Requirement::SameRegion => format!("{service} se trouve dans une autre région."),
        Requirement::SameCommunity => format!("{service} n’est pas dans la collectivité même."),
        Requirement::IndigenousLed => format!("{service} n’est pas dirigé par des Autochtones."),
        Requirement::Language => format!("{service} n’est pas offert dans une langue demandée."),
        Requirement::VisitsPerMonth => format!("visites par mois de {service}\u{a0}: {found}; il en faut {limit}."),
        Requirement::DeliveredShare => {
            format!("part des visites prévues de {service} qui ont eu lieu\u{a0}: {found}; il faut {limit}.")
        }
        Requirement::MaxWaitDays => {
            format!("l’attente pour {service} était de {found} jours; la limite est de {limit}.")
        }
        _ => format!("{service} ne répond pas à ce qui est demandé."),
    }
}

fn way_lacks(Check { found, limit, .. }: &Check) -> String {
    let limit = number(limit.unwrap_or(0.0), ",");
    match found {
        Found::Range(people) => match people.at_most {
            Some(people) => {
                format!(
                    "chaque poste est partagé par {} personnes; la limite est de {limit}.",
                    number(people, ",")
                )
            }
            None => "personne n’occupe un poste que les gens d’ici pourraient partager.".to_owned(),
        },
        _ => "tout ce qui est demandé des services ensemble n’est pas réuni.".to_owned(),
    }
}
