//! Reasons in words: the place first, what it means for people, then the numbers.

use crate::model::{ActualState, CalendarDay, DayOfYear, Minutes, Mode, PartialDate};

use super::Missing;

/// A language of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// French.
    French,
}

/// Why a gap is as it is: sentences about one community.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The community's name, in its own spelling.
    pub community: String,
    /// What is to be said of it, in order.
    pub parts: Vec<Part>,
}

/// Where a service that counts is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    /// In the community itself.
    Here,
    /// By telephone or screen.
    Virtual,
    /// So far away; within the limit, where there is one.
    Away(Minutes, Option<Minutes>),
    /// Its place is not needed by the way.
    Anywhere,
}

/// One thing to be said.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// A way of the full level holds by this service.
    Holds {
        /// The service.
        service: String,
        /// Where it is.
        whereabouts: Whereabouts,
    },
    /// Only a way of the lower level holds.
    HoldsInPart {
        /// The service.
        service: String,
        /// Where it is.
        whereabouts: Whereabouts,
    },
    /// How near the service just named would have to be to count in full.
    InFullWithin(Minutes),
    /// Enough services count on some days only.
    OnSomeDays {
        /// On so many days.
        days: u16,
        /// Of so many asked about.
        of: u16,
        /// The stretches on which surely not.
        not_on: Vec<(DayOfYear, DayOfYear)>,
        /// The stretches on which nobody can tell.
        unknown_on: Vec<(DayOfYear, DayOfYear)>,
    },
    /// No service of the types serves the community.
    NoSupply,
    /// A service that would serve the community did not run when last looked at.
    Idle {
        /// The service.
        service: String,
        /// How it was found.
        state: ActualState,
        /// When.
        observed: Option<PartialDate>,
    },
    /// Services serve the community, but none is of the kind that the way asks for.
    NoneOfTheKind,
    /// The nearest is too far.
    TooFar {
        /// The service.
        service: String,
        /// How far.
        minutes: Minutes,
        /// How far it may be.
        limit: Minutes,
    },
    /// No route leads to any service on some days.
    NoRoute {
        /// How one may travel.
        modes: Vec<Mode>,
        /// On so many days.
        days: u16,
        /// Of so many asked about.
        of: u16,
        /// The stretches of those days.
        stretches: Vec<(DayOfYear, DayOfYear)>,
    },
    /// It visits too seldom.
    TooSeldom {
        /// The service.
        service: String,
        /// Visits a month.
        visits: f64,
        /// How many there must be.
        required: f64,
    },
    /// Too few services to choose from.
    TooFew {
        /// How many count.
        found: u16,
        /// How many must.
        required: u16,
    },
    /// Facts that are not published and would settle it.
    NotPublished {
        /// The service.
        service: String,
        /// Which facts.
        facts: Vec<Missing>,
    },
    /// So many further services leave it open too.
    AndOthers(usize),
    /// What the standard asks of a community before it applies is not published of this one.
    MayNotApply,
}

impl Reason {
    /// The reason as sentences.
    pub fn text(&self, language: Language) -> String {
        // Our own words begin small, since they follow a colon; a name keeps its own first letter.
        let sentences: Vec<String> = self
            .parts
            .iter()
            .enumerate()
            .map(|(at, part)| {
                let sentence = part.sentence(language);
                if at > 0 && !part.begins_with_a_name() {
                    capitalised(&sentence)
                } else {
                    sentence
                }
            })
            .collect();
        let colon = match language {
            Language::English => ":",
            Language::French => "\u{a0}:",
        };
        format!("{}{colon} {}", self.community, sentences.join(" "))
    }
}

/// With a capital letter at the beginning.
fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

impl Part {
    const fn begins_with_a_name(&self) -> bool {
        matches!(self, Self::Holds { .. } | Self::TooFar { .. } | Self::Idle { .. })
    }

    fn sentence(&self, language: Language) -> String {
        match language {
            Language::English => self.english(),
            Language::French => self.french(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Holds { service, whereabouts } => format!("{service} {}.", found_english(whereabouts)),
            Self::HoldsInPart { service, whereabouts } => {
                format!(
                    "what there is counts only in part: {service} {}.",
                    found_english(whereabouts)
                )
            }
            Self::OnSomeDays {
                days,
                of,
                not_on,
                unknown_on,
            } => {
                let mut said = vec![format!("this holds on {days} of {of} days")];
                if !not_on.is_empty() {
                    said.push(format!(", not {}", stretches_english(not_on)));
                }
                if !unknown_on.is_empty() {
                    said.push(format!("; {} it is not known", stretches_english(unknown_on)));
                }
                said.concat() + "."
            }
            Self::Idle {
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
            Self::InFullWithin(limit) => format!("to count in full it would have to be within {}.", duration(*limit)),
            Self::NoSupply => "no service of this kind that serves the community is on record.".to_owned(),
            Self::NoneOfTheKind => {
                "services are on record, but none of the kind that the standard asks for.".to_owned()
            }
            Self::TooFar {
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
            Self::NoRoute { modes, days, of, .. } if days == of => {
                format!("no {} leads to any service of this kind.", modes_english(modes))
            }
            Self::NoRoute {
                modes,
                days,
                of,
                stretches,
            } => format!(
                "on {days} of {of} days, {}, no {} leads to any service of this kind.",
                stretches_english(stretches),
                modes_english(modes)
            ),
            Self::TooSeldom {
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
            Self::TooFew { found, required } => format!(
                "of the {required} services asked for, {found} {}.",
                if *found == 1 { "counts" } else { "count" }
            ),
            Self::NotPublished { service, facts } => {
                let facts: Vec<&str> = facts.iter().map(|fact| missing_english(*fact)).collect();
                format!("not published for {service}: {}.", join(&facts, " and "))
            }
            Self::MayNotApply => "it is not known whether this standard applies here.".to_owned(),
            Self::AndOthers(1) => "the same goes for one more service.".to_owned(),
            Self::AndOthers(count) => format!("the same goes for {count} more services."),
        }
    }

    fn french(&self) -> String {
        match self {
            Self::Holds { service, whereabouts } => format!("{service} {}.", found_french(whereabouts)),
            Self::HoldsInPart { service, whereabouts } => {
                format!(
                    "ce qui existe ne compte qu’en partie\u{a0}: {service} {}.",
                    found_french(whereabouts)
                )
            }
            Self::OnSomeDays {
                days,
                of,
                not_on,
                unknown_on,
            } => {
                let mut said = vec![format!("c’est le cas {} sur {of}", days_french(*days))];
                if !not_on.is_empty() {
                    said.push(format!(", mais non {}", stretches_french(not_on)));
                }
                if !unknown_on.is_empty() {
                    said.push(format!("; on l’ignore {}", stretches_french(unknown_on)));
                }
                said.concat() + "."
            }
            Self::Idle {
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
            Self::InFullWithin(limit) => {
                format!(
                    "pour compter pleinement, il devrait être à {} ou moins.",
                    duration(*limit)
                )
            }
            Self::NoSupply => "aucun service de ce genre desservant la collectivité n’est consigné.".to_owned(),
            Self::NoneOfTheKind => "des services sont consignés, mais aucun du genre que la norme demande.".to_owned(),
            Self::TooFar {
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
            Self::NoRoute { modes, days, of, .. } if days == of => {
                format!("{} ne mène à un service de ce genre.", modes_french(modes))
            }
            Self::NoRoute {
                modes,
                days,
                of,
                stretches,
            } => format!(
                "{} sur {of}, {}, {} ne mène à un service de ce genre.",
                days_french(*days),
                stretches_french(stretches),
                modes_french(modes)
            ),
            Self::TooSeldom {
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
            Self::TooFew { found, required } => {
                format!(
                    "sur les {required} services demandés, {found} {}.",
                    if *found < 2 { "compte" } else { "comptent" }
                )
            }
            Self::NotPublished { service, facts } => {
                let facts: Vec<&str> = facts.iter().map(|fact| missing_french(*fact)).collect();
                format!("non publié pour {service}\u{a0}: {}.", join(&facts, " et "))
            }
            Self::MayNotApply => "on ne sait pas si cette norme s’applique ici.".to_owned(),
            Self::AndOthers(1) => "il en va de même pour un autre service.".to_owned(),
            Self::AndOthers(count) => format!("il en va de même pour {count} autres services."),
        }
    }
}

fn found_english(whereabouts: &Whereabouts) -> String {
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

fn found_french(whereabouts: &Whereabouts) -> String {
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

fn missing_english(fact: Missing) -> &'static str {
    match fact {
        Missing::Presence => "whether it was there on this date",
        Missing::Running => "whether it still runs",
        Missing::Serves => "whether it serves this community",
        Missing::DeliveryMode => "how it reaches people",
        Missing::Site => "where it is given",
        Missing::VisitFrequency => "how often it visits",
        Missing::IndigenousLed => "whether it is Indigenous-led",
        Missing::Filter => "what it offers",
        Missing::Travel => "how long the way to it takes",
    }
}

fn missing_french(fact: Missing) -> &'static str {
    match fact {
        Missing::Presence => "s’il existait à cette date",
        Missing::Running => "s’il est encore offert",
        Missing::Serves => "s’il dessert cette collectivité",
        Missing::DeliveryMode => "comment il rejoint les gens",
        Missing::Site => "où il est offert",
        Missing::VisitFrequency => "la fréquence des visites",
        Missing::IndigenousLed => "s’il est dirigé par des Autochtones",
        Missing::Filter => "ce qu’il offre",
        Missing::Travel => "la durée du trajet",
    }
}

/// What one may travel on, each once.
fn means<'a>(modes: &[Mode], name: impl Fn(Mode) -> &'a str) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    for mode in modes {
        let name = name(*mode);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn modes_english(modes: &[Mode]) -> String {
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

fn modes_french(modes: &[Mode]) -> String {
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

/// Hours and minutes, as both languages write them: `45 min`, `2 h`, `9 h 40 min`.
pub fn duration(minutes: Minutes) -> String {
    let whole = minutes.seconds().div_ceil(60);
    match (whole / 60, whole % 60) {
        (0, minutes) => format!("{minutes}\u{a0}min"),
        (hours, 0) => format!("{hours}\u{a0}h"),
        (hours, minutes) => format!("{hours}\u{a0}h\u{a0}{minutes}\u{a0}min"),
    }
}

/// A number with at most two decimals.
fn number(value: f64, point: &str) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').replace('.', point)
}

fn days_french(days: u16) -> String {
    format!("{days} jour{}", if days < 2 { "" } else { "s" })
}

fn join(words: &[&str], last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [all @ .., end] => format!("{}{last}{end}", all.join(", ")),
    }
}

const ENGLISH_MONTHS: [&str; 12] = [
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
const FRENCH_MONTHS: [&str; 12] = [
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

fn day_english(day: DayOfYear) -> String {
    let CalendarDay { month, day } = day.calendar();
    format!("{day}\u{a0}{}", ENGLISH_MONTHS[usize::from(month) - 1])
}

fn day_french(day: DayOfYear) -> String {
    let CalendarDay { month, day } = day.calendar();
    let day = if day == 1 { "1er".to_owned() } else { day.to_string() };
    format!("{day}\u{a0}{}", FRENCH_MONTHS[usize::from(month) - 1])
}

fn stretches_english(stretches: &[(DayOfYear, DayOfYear)]) -> String {
    let words: Vec<String> = stretches
        .iter()
        .map(|(first, last)| {
            if first == last {
                format!("on {}", day_english(*first))
            } else {
                format!("from {} to {}", day_english(*first), day_english(*last))
            }
        })
        .collect();
    join(&words.iter().map(String::as_str).collect::<Vec<_>>(), " and ")
}

fn stretches_french(stretches: &[(DayOfYear, DayOfYear)]) -> String {
    let words: Vec<String> = stretches
        .iter()
        .map(|(first, last)| {
            if first == last {
                format!("le {}", day_french(*first))
            } else {
                format!("du {} au {}", day_french(*first), day_french(*last))
            }
        })
        .collect();
    join(&words.iter().map(String::as_str).collect::<Vec<_>>(), " et ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_and_stretches_read_as_people_write_them() {
        assert_eq!(duration(Minutes::new(45)), "45\u{a0}min");
        assert_eq!(duration(Minutes::new(120)), "2\u{a0}h");
        assert_eq!(duration(Minutes::new(580)), "9\u{a0}h\u{a0}40\u{a0}min");
        let day = |text| DayOfYear::parse(text).expect("a day");
        let stretches = [(day("05-01"), day("05-14")), (day("11-04"), day("11-27"))];
        assert_eq!(
            stretches_english(&stretches),
            "from 1\u{a0}May to 14\u{a0}May and from 4\u{a0}November to 27\u{a0}November"
        );
        assert_eq!(
            stretches_french(&stretches),
            "du 1er\u{a0}mai au 14\u{a0}mai et du 4\u{a0}novembre au 27\u{a0}novembre"
        );
    }
}
