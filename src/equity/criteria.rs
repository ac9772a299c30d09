//! A definition made ready to be asked: its filters parsed and its services picked out.

use crate::filter::communities::CommunityRow;
use crate::filter::services::ServiceRow;
use crate::filter::{self, Filter, FilterFault};
use crate::model::{Community, Definition, DeliveryMode, Fact, Limits, Package, Service, StandardId, Truth};

/// A definition with its filters parsed against the columns of one package.
#[derive(Clone, Debug)]
pub struct Criteria<'a> {
    /// The definition.
    pub definition: &'a Definition,
    standards: Vec<StandardCriteria>,
    /// The rules of its groups of communities, in order.
    groups: Vec<Filter>,
    /// Its standards, each after those that its ways lead to by `then`.
    order: Vec<usize>,
}

/// A standard's filters, in the order of its ways.
#[derive(Clone, Debug)]
struct StandardCriteria {
    applies_to: Option<Filter>,
    ways: Vec<Option<Filter>>,
    /// Per way, the standards that it leads to.
    then: Vec<Vec<usize>>,
}

/// A filter that cannot be asked of this package.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{place}: {fault}")]
pub struct CriteriaFault {
    /// Where it stands, as `STANDARD.WAY` or the id of a group.
    pub place: String,
    /// What is wrong with it.
    #[source]
    pub fault: FilterFault,
}

impl<'a> Criteria<'a> {
    /// Parses every filter; the first that cannot be asked is the fault.
    pub fn new(definition: &'a Definition, package: &Package) -> Result<Self, CriteriaFault> {
        let communities = filter::communities::queryables(&filter::communities::columns(&package.communities));
        let types = package.service_types.iter().map(|one| one.id.as_str());
        let services = filter::services::queryables(types, &filter::services::columns(&package.services));
        let parse = |place: &dyn Fn() -> String, text: &String, columns| {
            Filter::parse(text, columns).map_err(|fault| CriteriaFault { place: place(), fault })
        };
        let standards = definition.standards.iter().map(|standard| {
            let own = || format!("{}.applies_to", standard.id);
            let applies_to = standard.applies_to.as_ref();
            let ways = standard.ways.iter().map(|way| {
                let place = || format!("{}.{}", standard.id, way.id);
                way.filter
                    .as_ref()
                    .map(|text| parse(&place, text, &services))
                    .transpose()
            });
            let place_of = |id: &StandardId| definition.standards.iter().position(|one| one.id == *id);
            let then = standard
                .ways
                .iter()
                .map(|way| way.then.iter().filter_map(place_of).collect());
            Ok(StandardCriteria {
                applies_to: applies_to.map(|text| parse(&own, text, &communities)).transpose()?,
                ways: ways.collect::<Result<_, CriteriaFault>>()?,
                then: then.collect(),
            })
        });
        let standards: Vec<StandardCriteria> = standards.collect::<Result<_, CriteriaFault>>()?;
        let groups = definition.groups.iter();
        let groups = groups.map(|group| parse(&|| group.id.to_string(), &group.filter, &communities));
        Ok(Self {
            definition,
            order: in_order(&standards),
            groups: groups.collect::<Result<_, _>>()?,
            standards,
        })
    }

    /// The groups that a community may belong to, in the definition's order, as places in it; `None` is none of them. One
    /// where it can be told.
    pub fn groups_of(&self, community: &Community) -> Vec<Option<usize>> {
        let mut may = Vec::new();
        for (at, filter) in self.groups.iter().enumerate() {
            match filter.evaluate(&CommunityRow(community)) {
                Truth::True => {
                    may.push(Some(at));
                    return may;
                }
                Truth::Unknown => may.push(Some(at)),
                Truth::False => {}
            }
        }
        may.push(None);
        may
    }

    /// The limits of a way for a community of a group, as a place in the definition.
    pub fn limits(&self, (standard, way): (usize, usize), group: Option<usize>) -> &'a Limits {
        let group = group.map(|group| &self.definition.groups[group].id);
        self.definition.standards[standard].ways[way].limits_for(group)
    }

    /// Standards in an order in which each stands after those that its ways lead to.
    pub(super) fn order(&self) -> &[usize] {
        &self.order
    }

    /// The standards that a way leads to.
    pub(super) fn then(&self, (standard, way): (usize, usize)) -> &[usize] {
        &self.standards[standard].then[way]
    }

    /// These standards and all that their ways lead to, by place in the definition.
    pub(super) fn with_next_steps(&self, wanted: impl Fn(usize) -> bool) -> Vec<bool> {
        let mut needed: Vec<bool> = (0..self.standards.len()).map(wanted).collect();
        // What leads somewhere comes last in the order, so one walk from the end finds everything.
        for &standard in self.order.iter().rev() {
            if needed[standard] {
                for &next in self.standards[standard].then.iter().flatten() {
                    needed[next] = true;
                }
            }
        }
        needed
    }

    /// After how many days without an observation a service's record counts as unknown for a standard.
    pub(super) fn stale_after_days(&self, standard: usize) -> Option<u32> {
        let own = self.definition.standards[standard].stale_after_days;
        own.or(self.definition.stale_after_days)
    }

    /// Whether a standard applies to a community.
    pub fn applies(&self, standard: usize, community: &Community) -> Truth {
        match &self.standards[standard].applies_to {
            Some(filter) => filter.evaluate(&CommunityRow(community)),
            None => Truth::True,
        }
    }

    /// Whether a service may meet a standard by its type.
    pub fn of_type(&self, standard: usize, service: &Service) -> bool {
        self.definition.standards[standard]
            .service_types
            .contains(&service.service_type)
    }

    /// Whether a service passes a way's filter; for one that may reach people in several ways, whether it does so in each.
    pub fn admits(&self, (standard, way): (usize, usize), service: &Service) -> Truth {
        let Some(filter) = self.filter(standard, way) else {
            return Truth::True;
        };
        match service.delivery_mode {
            Fact::Known(_) => filter.evaluate(&ServiceRow::of(service)),
            Fact::Unknown => {
                let as_if = |mode: &DeliveryMode| filter.evaluate(&ServiceRow::of(service).delivered(*mode));
                Truth::agreed(DeliveryMode::ALL.iter().map(as_if))
            }
        }
    }

    /// A way's filter; `None` admits every service of the types.
    pub(super) fn filter(&self, standard: usize, way: usize) -> Option<&Filter> {
        self.standards[standard].ways[way].as_ref()
    }

    /// The rules of the groups of communities, in order.
    pub(super) fn group_rules(&self) -> impl Iterator<Item = &Filter> {
        self.groups.iter()
    }

    /// The rule for the communities that a standard applies to; `None` is all of them.
    pub(super) fn applies_to(&self, standard: usize) -> Option<&Filter> {
        self.standards[standard].applies_to.as_ref()
    }
}

/// Each standard after those it leads to. Standards of a circle, which no accepted text has, come in any order.
fn in_order(standards: &[StandardCriteria]) -> Vec<usize> {
    fn visit(at: usize, standards: &[StandardCriteria], seen: &mut [bool], order: &mut Vec<usize>) {
        if !std::mem::replace(&mut seen[at], true) {
            for &next in standards[at].then.iter().flatten() {
                visit(next, standards, seen, order);
            }
            order.push(at);
        }
    }
    let (mut seen, mut order) = (vec![false; standards.len()], Vec::new());
    for at in 0..standards.len() {
        visit(at, standards, &mut seen, &mut order);
    }
    order
}
