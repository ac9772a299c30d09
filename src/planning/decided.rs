//! How things stand where something was decided: then, and now.

use super::priorities::Subject;
use crate::equity::{Assessment, Basis, Criteria, PathwayQuestion, Scope, Wayfinder, asked_for};
use crate::model::{Outcome, Stood};
use crate::travel::DaySet;

/// How things stand in every place and for every standard that a request asks for, in the one place of a gap, or on the way through
/// care from the one of a referral position, over the year.
pub fn stands(basis: &Basis, criteria: &Criteria<'_>, assessment: &Assessment, subject: Subject) -> Vec<Stood> {
    let package = basis.package();
    let is_about = |community: usize, standard: usize| match subject {
        Subject::Position(_) => false,
        Subject::Gap(own, of) => (own, of) == (community, standard),
        Subject::Request(request) => {
            let types = &criteria.definition.standards[standard].service_types;
            asked_for(basis, community, types).contains(&request)
        }
    };
    let gaps = assessment
        .gaps
        .iter()
        .filter(|gap| is_about(gap.community, gap.standard));
    let stood = gaps.map(|gap| {
        let outcome = gap.outcome(&Scope::Year);
        Stood {
            community: package.communities[gap.community].id.clone(),
            standard: criteria.definition.standards[gap.standard].id.clone(),
            at_least: outcome.at_least,
            at_most: outcome.at_most,
            days_met: gap.day_counts(DaySet::whole_year()).met,
            shortfall: gap.shortfall(&Scope::Year).at_least,
        }
    });
    let mut stood: Vec<Stood> = stood.collect();
    if let Subject::Position(community) = subject {
        stood.extend(way_stands(basis, criteria, assessment, community));
    }
    stood
}

/// How the way through care stands from a community, by the package's first pathway: met on the days on which it surely holds.
fn way_stands(basis: &Basis, criteria: &Criteria<'_>, assessment: &Assessment, community: usize) -> Option<Stood> {
    let package = basis.package();
    let pathway = package.pathways.first()?;
    let asked = PathwayQuestion {
        pathway,
        modes: &criteria.definition.modes,
        impedance: criteria.definition.impedance,
        question: assessment.question,
    };
    let guide = Wayfinder::new(basis, &basis.links_on(asked.question.as_of), asked);
    let days = guide.year(community).days(DaySet::whole_year());
    let outcome = |held: u16| match held {
        0 => Outcome::Unmet,
        held if held == days.count() => Outcome::Met,
        _ => Outcome::PartlyMet,
    };
    Some(Stood {
        community: package.communities[community].id.clone(),
        standard: pathway.id.as_str().into(),
        at_least: outcome(days.holds),
        at_most: outcome(days.holds + days.unknown),
        days_met: days.holds,
        shortfall: f64::from(days.count() - days.holds) / f64::from(days.count().max(1)),
    })
}

/// Whether what was open then is closed now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// Surely met everywhere now where it was not.
    Yes,
    /// In some of these places.
    Partly,
    /// In none.
    No,
    /// Nobody can tell: in none of them it surely is, and in some it may be, or they are there no more.
    Unknown,
}

impl Closed {
    /// The word of the contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Partly => "partly",
            Self::No => "no",
            Self::Unknown => "unknown",
        }
    }
}

/// Whether what was not surely met then is met now; `None` where there was nothing to close.
pub fn closed(then: &[Stood], now: &[Stood]) -> Option<Closed> {
    let was_open = then.iter().filter(|one| one.at_least != Outcome::Met);
    let open: Vec<Option<&Stood>> = was_open
        .map(|then| {
            let same = |now: &&Stood| now.community == then.community && now.standard == then.standard;
            now.iter().find(same)
        })
        .collect();
    if open.is_empty() {
        return None;
    }
    let surely = open.iter().flatten().filter(|now| now.at_least == Outcome::Met).count();
    // A place or a standard that is there no more is nothing that anybody can tell of.
    let perhaps = open
        .iter()
        .filter(|now| now.is_none_or(|now| now.at_most == Outcome::Met))
        .count();
    Some(if surely == open.len() {
        Closed::Yes
    } else if surely > 0 {
        Closed::Partly
    } else if perhaps > 0 {
        Closed::Unknown
    } else {
        Closed::No
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stood(community: &str, at_least: Outcome, at_most: Outcome) -> Stood {
        Stood {
            community: community.into(),
            standard: "counselling".into(),
            at_least,
            at_most,
            days_met: 0,
            shortfall: 0.0,
        }
    }

    #[test]
    fn a_gap_is_closed_where_it_was_open_and_is_surely_met() {
        use Outcome::{Met, PartlyMet, Unmet};
        let then = [
            stood("a", Unmet, Unmet),
            stood("b", PartlyMet, Met),
            stood("c", Met, Met),
        ];
        let now = |a: (Outcome, Outcome), b: (Outcome, Outcome)| {
            let now = [stood("a", a.0, a.1), stood("b", b.0, b.1), stood("c", Unmet, Unmet)];
            closed(&then, &now)
        };
        assert_eq!(now((Met, Met), (Met, Met)), Some(Closed::Yes));
        assert_eq!(now((Met, Met), (Unmet, Unmet)), Some(Closed::Partly));
        assert_eq!(now((Unmet, Met), (Unmet, Unmet)), Some(Closed::Unknown));
        assert_eq!(now((Unmet, PartlyMet), (PartlyMet, PartlyMet)), Some(Closed::No));
        assert_eq!(
            closed(&then[..1], &[]),
            Some(Closed::Unknown),
            "the place is there no more"
        );
        assert_eq!(closed(&then[2..], &then), None, "there was nothing to close");
    }
}
