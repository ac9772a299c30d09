//! Reasons in words: the place first, what it means for people, then the numbers.

mod english;
mod french;

use super::{Check, Missing, Requirement};
use crate::model::{ActualState, DayOfYear, Minutes, Mode, PartialDate, Text};

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
    /// What a service surely lacks.
    Lacks {
        /// The service.
        service: String,
        /// The requirement that it fails.
        check: Check,
    },
    /// What a way surely lacks as a whole.
    WayLacks(Check),
    /// The next step of the continuum, by its title, is not met.
    NextStep(Text),
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
    /// The reason as sentences, after the community's name.
    pub fn text(&self, language: Language) -> String {
        // Our own words begin small, since they follow a colon; a name keeps its own first letter.
        let sentences: Vec<String> = self
            .parts
            .iter()
            .enumerate()
            .map(|(at, part)| {
                if at > 0 {
                    part.whole_sentence(language)
                } else {
                    part.sentence(language)
                }
            })
            .collect();
        let colon = match language {
            Language::English => ":",
            Language::French => "\u{a0}:",
        };
        format!("{}{colon} {}", self.community, sentences.join(" "))
    }

    /// The reason as sentences that stand by themselves, where the community has been named already.
    pub fn sentences(&self, language: Language) -> String {
        let sentences = self.parts.iter().map(|part| part.whole_sentence(language));
        sentences.collect::<Vec<_>>().join(" ")
    }

    /// The same without what [`Reason::unknowns`] has, for where both stand beside each other.
    pub fn knowns(&self, language: Language) -> String {
        let known = self.parts.iter().filter(|part| !part.is_unpublished());
        let sentences = known.map(|part| part.whole_sentence(language));
        sentences.collect::<Vec<_>>().join(" ")
    }

    /// What nobody has published and the outcome hangs on, a sentence each.
    pub fn unknowns(&self, language: Language) -> Vec<String> {
        let open = self.parts.iter().filter(|part| part.is_unpublished());
        open.map(|part| part.whole_sentence(language)).collect()
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
    const fn is_unpublished(&self) -> bool {
        matches!(self, Self::NotPublished { .. } | Self::AndOthers(_) | Self::MayNotApply)
    }

    const fn begins_with_a_name(&self) -> bool {
        match self {
            Self::Holds { .. } | Self::TooFar { .. } | Self::Idle { .. } => true,
            Self::Lacks { check, .. } => matches!(
                check.requirement,
                Requirement::WithinKm
                    | Requirement::SameRegion
                    | Requirement::SameCommunity
                    | Requirement::IndigenousLed
                    | Requirement::Language
            ),
            _ => false,
        }
    }

    /// With a capital letter at the beginning, where that is not a name's.
    fn whole_sentence(&self, language: Language) -> String {
        let sentence = self.sentence(language);
        if self.begins_with_a_name() {
            sentence
        } else {
            capitalised(&sentence)
        }
    }

    fn sentence(&self, language: Language) -> String {
        match language {
            Language::English => english::sentence(self),
            Language::French => french::sentence(self),
        }
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

fn join(words: &[&str], last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [all @ .., end] => format!("{}{last}{end}", all.join(", ")),
    }
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
            english::on_stretches(&stretches),
            "from 1\u{a0}May to 14\u{a0}May and from 4\u{a0}November to 27\u{a0}November"
        );
        assert_eq!(
            french::on_stretches(&stretches),
            "du 1er\u{a0}mai au 14\u{a0}mai et du 4\u{a0}novembre au 27\u{a0}novembre"
        );
    }
}
