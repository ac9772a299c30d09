//! A definition made ready to be asked: its filters parsed and its services picked out.

use crate::filter::{self, Filter, FilterFault};
use crate::model::{Definition, Package, Service, StandardId, Truth, WayId};

/// A definition with its filters parsed against the columns of one package.
#[derive(Clone, Debug)]
pub struct Criteria<'a> {
    /// The definition.
    pub definition: &'a Definition,
    standards: Vec<StandardCriteria>,
}

/// A standard's filters, in the order of its ways.
#[derive(Clone, Debug)]
struct StandardCriteria {
    applies_to: Option<Filter>,
    ways: Vec<Option<Filter>>,
}

/// A filter that cannot be asked of this package.
#[derive(Clone, Debug, thiserror::Error)]
#[error("standard {standard}{}: {fault}", way.as_ref().map(|way| format!(", way {way}")).unwrap_or_default())]
pub struct CriteriaFault {
    /// The standard.
    pub standard: StandardId,
    /// The way; `None` for `applies_to`.
    pub way: Option<WayId>,
    /// What is wrong with it.
    #[source]
    pub fault: FilterFault,
}

impl<'a> Criteria<'a> {
    /// Parses every filter; the first that cannot be asked is the fault.
    pub fn new(definition: &'a Definition, package: &Package) -> Result<Self, CriteriaFault> {
        let communities = package.communities.iter().flat_map(|one| one.attributes.keys());
        let communities = filter::communities::queryables(communities.map(String::as_str));
        let services = package.services.iter().flat_map(|one| one.attributes.keys());
        let types = package.service_types.iter().map(|one| one.id.as_str());
        let services = filter::services::queryables(types, services.map(String::as_str));
        let standards = definition.standards.iter().map(|standard| {
            let fault = |way: Option<&WayId>| {
                let (standard, way) = (standard.id.clone(), way.cloned());
                move |fault| CriteriaFault { standard, way, fault }
            };
            let parse = |text: &String, columns| Filter::parse(text, columns);
            let applies_to = standard.applies_to.as_ref().map(|text| parse(text, &communities));
            let ways = standard.ways.iter().map(|way| {
                way.filter
                    .as_ref()
                    .map(|text| parse(text, &services))
                    .transpose()
                    .map_err(fault(Some(&way.id)))
            });
            Ok(StandardCriteria {
                applies_to: applies_to.transpose().map_err(fault(None))?,
                ways: ways.collect::<Result<_, _>>()?,
            })
        });
        Ok(Self {
            definition,
            standards: standards.collect::<Result<_, CriteriaFault>>()?,
        })
    }

    /// Whether a standard applies to a community.
    pub fn applies(&self, standard: usize, community: &crate::model::Community) -> Truth {
        match &self.standards[standard].applies_to {
            Some(filter) => filter.evaluate(&filter::communities::CommunityRow(community)),
            None => Truth::True,
        }
    }

    /// Whether a service may meet a standard by its type.
    pub fn of_type(&self, standard: usize, service: &Service) -> bool {
        self.definition.standards[standard]
            .service_types
            .contains(&service.service_type)
    }

    /// A way's filter; `None` admits every service of the types.
    pub(super) fn filter(&self, standard: usize, way: usize) -> Option<&Filter> {
        self.standards[standard].ways[way].as_ref()
    }
}
