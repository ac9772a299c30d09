//! What is said of a gap: the figures that the map, the table, the panel, the API and the command
//! line all show. Made here once, so that they are the same everywhere.

use super::assess::Assessment;
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
    let seasons: Vec<Scope> = basis.package().territory_seasons().map(Scope::season).collect();
    let gaps = assessment.gaps.iter().filter(|gap| wanted(gap));
    gaps.map(|gap| {
        if about
            .as_ref()
            .is_some_and(|one: &About<'_>| one.community() != gap.community)
        {
            about = None;
        }
        let about = about.get_or_insert_with(|| explainer.about(gap.community));
        let of_season = |season: &Scope| match season {
            Scope::Season(id, _) => Some((id.clone(), gap.outcome(season))),
            Scope::Year | Scope::Day(_) => None,
        };
        Finding {
            gap,
            outcome: gap.outcome(scope),
            day_counts: gap.day_counts(DaySet::whole_year()),
            seasons: seasons.iter().filter_map(of_season).collect(),
            shortfall: gap.shortfall(scope),
            nearest: gap.typical_nearest(scope.days()),
            reason: about.explain(gap, scope),
            confidence: about.confidence(gap, scope),
            groups: about.groups().to_vec(),
            requests: requests_for(
                basis,
                gap.community,
                &criteria.definition.standards[gap.standard].service_types,
            ),
        }
    })
    .collect()
}

/// Requests for a service of these types in a community: asked for the community itself, for a region
/// it surely lies in, or for the whole.
fn requests_for(basis: &Basis, community: usize, types: &[ServiceTypeId]) -> Vec<usize> {
    let package = basis.package();
    let asking = &package.communities[community];
    let asked = |request: &Request| match &request.community_id {
        Some(wanted) => *wanted == asking.id,
        None => request
            .regions
            .iter()
            .any(|region| lies_in(asking, region, package).certainly()),
    };
    let requests = package.requests.iter().enumerate();
    requests
        .filter(|(_, one)| types.contains(&one.service_type) && asked(one))
        .map(|(at, _)| at)
        .collect()
}
