//! What is said of a gap: the figures that the map, the table, the panel, the API and the command
//! line all show. Made here once, so that they are the same everywhere.

use super::asker::Asker;
use super::assess::{Assessment, Question, gaps_of};
use super::basis::Basis;
use super::criteria::Criteria;
use super::explain::{About, Explainer};
use super::gap::{DayCounts, Gap, Nearest};
use super::presence::lies_in;
use super::reason::Reason;
use super::scope::Scope;
use crate::model::{Confidence, Interval, Outcome, Request, SeasonId, ServiceTypeId};
use crate::travel::DaySet;

/// One community and one standard, over the days of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding<'a> {
    /// The gap it is about.
    pub gap: &'a Gap,
    /// The outcome over the days asked about.
    pub outcome: Interval<Outcome>,
    /// Days of the whole year by outcome; they sum to 365.
    pub day_counts: DayCounts,
    /// The outcome of each season, in the package's order.
    pub seasons: Vec<(SeasonId, Interval<Outcome>)>,
    /// Mean shortfall over the days asked about, 0 to 1; `at_least` at the least favourable reading.
    pub shortfall: Interval<f64>,
    /// The nearest service on the middle day.
    pub nearest: Option<Nearest>,
    /// Why.
    pub reason: Reason,
    /// The least confidence among what it rests on.
    pub confidence: Option<Confidence>,
    /// The groups that the community may belong to, as places in the definition; `None` is none of them.
    pub groups: Vec<Option<usize>>,
    /// Requests for it, as places in the package's requests.
    pub requests: Vec<usize>,
}

/// Everything said of every gap of an assessment, in its order.
pub fn find<'a>(
    basis: &'a Basis,
    criteria: &'a Criteria<'a>,
    assessment: &'a Assessment,
    scope: &Scope,
    mut wanted: impl FnMut(&Gap) -> bool,
) -> Vec<Finding<'a>> {
    let explainer = Explainer::new(basis, criteria, assessment.question);
    // Gaps stand in the order of communities, so each is prepared once.
    let mut about = None;
    let days = Days::of(basis, scope);
    let gaps = assessment.gaps.iter().filter(|gap| wanted(gap));
    gaps.map(|gap| {
        if about
            .as_ref()
            .is_some_and(|one: &About<'_>| one.community() != gap.community)
        {
            about = None;
        }
        let about = about.get_or_insert_with(|| explainer.about(gap.community));
        finding(basis, criteria, about, gap, &days)
    })
    .collect()
}

/// The days asked about, and the seasons beside them.
#[derive(Debug)]
struct Days {
    scope: Scope,
    seasons: Vec<Scope>,
}

impl Days {
    fn of(basis: &Basis, scope: &Scope) -> Self {
        Self {
            scope: scope.clone(),
            seasons: basis.package().territory_seasons().map(Scope::season).collect(),
        }
    }
}

fn finding<'a>(basis: &Basis, criteria: &Criteria<'_>, about: &About<'_>, gap: &'a Gap, days: &Days) -> Finding<'a> {
    let scope = &days.scope;
    let of_season = |season: &Scope| match season {
        Scope::Season(id, _) => Some((id.clone(), gap.outcome(season))),
        Scope::Year | Scope::Day(_) => None,
    };
    Finding {
        gap,
        outcome: gap.outcome(scope),
        day_counts: gap.day_counts(DaySet::whole_year()),
        seasons: days.seasons.iter().filter_map(of_season).collect(),
        shortfall: gap.shortfall(scope),
        nearest: gap.typical_nearest(scope.days()),
        reason: about.explain(gap, scope),
        confidence: about.confidence(gap, scope),
        groups: about.groups().to_vec(),
        requests: asked_for(
            basis,
            gap.community,
            &criteria.definition.standards[gap.standard].service_types,
        ),
    }
}

/// Assesses one community at a time, on as many cores as ask: what [`super::assess()`] and [`find`] give for all of them at
/// once, without holding a million at once.
#[derive(Debug)]
pub struct Finder<'a> {
    basis: &'a Basis,
    criteria: &'a Criteria<'a>,
    explainer: Explainer<'a>,
    days: Days,
    /// The one standard that is asked for; all of them unless given.
    only: Option<usize>,
    needed: Vec<bool>,
}

impl<'a> Finder<'a> {
    /// Prepares what is the same for every community; `only` is a standard's place in the definition.
    pub fn new(
        basis: &'a Basis,
        criteria: &'a Criteria<'a>,
        question: Question,
        scope: &Scope,
        only: Option<usize>,
    ) -> Self {
        Self {
            basis,
            criteria,
            explainer: Explainer::new(basis, criteria, question),
            days: Days::of(basis, scope),
            only,
            needed: criteria.with_next_steps(|standard| only.is_none_or(|only| standard == only)),
        }
    }

    /// How many gaps there are in all, without assessing any.
    pub fn count(&self) -> usize {
        let standards = || (0..self.needed.len()).filter(|standard| self.is_wanted(*standard));
        let communities = self.basis.package().communities.iter();
        let applying =
            |community| standards().filter(move |standard| self.criteria.applies(*standard, community).possibly());
        communities.map(|community| applying(community).count()).sum()
    }

    /// The outcome in a community over the days asked about of every standard that may apply to it and is asked for, each by
    /// its place in the definition: far less work than everything that is said of it.
    pub fn outcomes(&self, community: usize) -> Vec<(usize, Interval<Outcome>)> {
        let mut asker = Asker::new(self.basis, self.criteria, &self.explainer.prepared, community);
        asker.outcomes_alone = true;
        let gaps = self.gaps_of(&asker).into_iter();
        gaps.map(|gap| (gap.standard, gap.outcome(&self.days.scope))).collect()
    }

    /// The same with everything that is said of each.
    pub fn findings<T>(&self, community: usize, take: impl Fn(&Finding<'_>) -> T) -> Vec<T> {
        let about = self.explainer.about(community);
        let gaps = self.gaps_of(about.asker());
        let findings = gaps
            .iter()
            .map(|gap| finding(self.basis, self.criteria, &about, gap, &self.days));
        findings.map(|finding| take(&finding)).collect()
    }

    fn gaps_of(&self, asker: &Asker<'_>) -> Vec<Gap> {
        let prepared = &self.explainer.prepared;
        gaps_of(self.criteria, prepared, asker, &self.needed, |standard| {
            self.is_wanted(standard)
        })
    }

    fn is_wanted(&self, standard: usize) -> bool {
        self.only.is_none_or(|only| standard == only)
    }
}

/// Requests for a service of these types in a community: asked for the community itself, for a region
/// it surely lies in, or for the whole; as places in the package's requests.
pub fn asked_for(basis: &Basis, community: usize, types: &[ServiceTypeId]) -> Vec<usize> {
    let package = basis.package();
    let asking = &package.communities[community];
    let asked = |request: &Request| {
        let for_itself = request.communities.contains(&asking.id);
        let mut regions = request.regions.iter();
        // A request of a package that names a community names the region for those who read it.
        let by_region = request.communities.is_empty() || request.submission.is_some();
        for_itself || by_region && regions.any(|region| lies_in(asking, region, package).certainly())
    };
    let requests = package.requests.iter().enumerate();
    requests
        .filter(|(_, one)| types.contains(&one.service_type) && !one.is_draft() && asked(one))
        .map(|(at, _)| at)
        .collect()
}

#[cfg(test)]
impl Finder<'_> {
    /// The same, asking every service however far away.
    pub(super) fn asking_all(mut self) -> Self {
        self.explainer.prepared = self.explainer.prepared.asking_all(self.basis, self.criteria);
        self
    }

    /// Whether for some community some way's services within its limit are fewer than all of them.
    pub(super) fn asks_less_than_all(&self) -> bool {
        let communities = 0..self.basis.package().communities.len();
        communities.into_iter().any(|community| {
            let about = self.explainer.about(community);
            super::nearby::asks_less_than_all(self.criteria, &self.explainer.prepared, about.asker())
        })
    }
}
