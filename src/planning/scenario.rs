//! A scenario made: the facts as they would be if everything that it lists were so.

mod links;
mod services;

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::supposed::supposed;
use crate::equity::{Basis, BasisFault};
use crate::model::{Package, RequestId, Scenario, Service, Supposition};

/// The facts as a scenario would have them.
#[derive(Clone, Debug)]
pub struct Supposed {
    /// All of them but the basemap, on which nothing rests. What was there stands where it stood, and what is new after it.
    pub package: Arc<Package>,
    /// What each change has made, in their order.
    pub made: Vec<Made>,
    /// The services that are not as they were, or new, by their places.
    pub services: BTreeSet<usize>,
    /// Whether the network is another.
    pub moves_network: bool,
}

/// What one change has made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// The service that it is about, by its place in the package that is supposed.
    pub service: Option<usize>,
    /// The links that it is about, by their places there.
    pub links: Vec<usize>,
    /// How many links it speaks of that stay as they are: dates that nobody knows cannot be moved, nor those of a link that
    /// is open all year.
    pub unmoved: usize,
}

/// Something that a scenario says and the facts have no place for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// In which change, by its place in the list.
    pub change: usize,
    /// At which key of it.
    pub key: String,
    /// What stands there.
    pub found: String,
    /// What should.
    pub expected: String,
}

impl Misfit {
    /// Where it is, as a JSON pointer into the scenario without the first slash.
    pub fn pointer(&self) -> String {
        format!("changes/{}/{}", self.change, self.key)
    }
}

/// What is wrong at a key of one change: the key, what was found, what was expected.
type Wrong = (&'static str, String, String);

/// Makes every change of a scenario, one after the other, as if it were so on `as_of`. `basis` holds the facts as whoever
/// asks may see them: what they may not see is not there to be named.
///
/// # Errors
/// Every change that the facts have no place for; the others are made all the same, so that all faults are told at once.
pub fn suppose(scenario: &Scenario, basis: &Basis, as_of: Date) -> Result<Supposed, Vec<Misfit>> {
    let mut making = Making {
        basis,
        package: without_basemap(basis.package()),
        as_of,
        services: BTreeSet::new(),
        fulfilling: BTreeSet::new(),
        added_services: 0,
        added_links: 0,
        regions: OnceCell::new(),
        moves_network: false,
    };
    let mut made = Vec::new();
    let mut misfits = Vec::new();
    for (change, one) in scenario.changes.iter().enumerate() {
        match making.make(&one.what) {
            Ok(done) => made.push(done),
            Err(wrong) => misfits.extend(wrong.into_iter().map(|(key, found, expected)| Misfit {
                change,
                key: key.to_owned(),
                found,
                expected,
            })),
        }
    }
    if misfits.is_empty() {
        Ok(Supposed {
            package: Arc::new(making.package),
            made,
            services: making.services,
            moves_network: making.moves_network,
        })
    } else {
        Err(misfits)
    }
}

impl Supposed {
    /// The facts ready for analysis. Nothing of the network is laid out anew unless the scenario touches it.
    ///
    /// # Errors
    /// Where the facts do not fit together any more.
    pub fn basis(&self, today: &Basis) -> Result<Basis, BasisFault> {
        if self.moves_network {
            Basis::new(Arc::clone(&self.package))
        } else {
            today.with_supply(Arc::clone(&self.package), &self.services)
        }
    }

    /// Whether nothing is other than it is.
    pub fn is_as_it_is(&self) -> bool {
        self.services.is_empty() && !self.moves_network
    }
}

/// The facts while changes are made in them.
struct Making<'a> {
    basis: &'a Basis,
    package: Package,
    as_of: Date,
    services: BTreeSet<usize>,
    /// Services that fulfil requests: no later change speaks of them, so that a scenario says nothing of a request but in
    /// the change that fulfils it.
    fulfilling: BTreeSet<usize>,
    /// How many changes have added a service, and a link. Those without an id are called by that and not by their place in the
    /// list: a change that a reader may not know of moves no name.
    added_services: usize,
    added_links: usize,
    regions: OnceCell<HashSet<String>>,
    moves_network: bool,
}

impl Making<'_> {
    fn make(&mut self, what: &Supposition) -> Result<Made, Vec<Wrong>> {
        match what {
            Supposition::AddService(added) => self.add_service(added),
            Supposition::ChangeService { service, set } => self.change_service(service, set),
            Supposition::MoveService { service, to } => self.move_service(service, to),
            Supposition::CloseService { service } => self.close_service(service),
            Supposition::FulfilRequest { request } => self.fulfil(request),
            Supposition::MoveWindow(moved) => self.move_window(moved),
            Supposition::AddLink(added) => self.add_link(added),
        }
    }

    fn fulfil(&mut self, request: &RequestId) -> Result<Made, Vec<Wrong>> {
        let found = self.package.requests.iter().find(|one| one.id == *request);
        let Some(found) = found else {
            let expected = "the id of a request that is there and may be read".to_owned();
            return Err(vec![("request", quoted(request.as_str()), expected)]);
        };
        let mut service = supposed(found, self.as_of);
        // Fulfilled twice: two services, each with an id of its own.
        let mut times = 1;
        let plain = service.id.clone();
        while self.service(service.id.as_str()).is_some() {
            times += 1;
            service.id = format!("{plain}-{times}").into();
        }
        self.fulfilling.insert(self.package.services.len());
        Ok(self.push(service))
    }

    fn push(&mut self, service: Service) -> Made {
        let at = self.package.services.len();
        self.package.services.push(service);
        self.services.insert(at);
        Made {
            service: Some(at),
            ..Made::default()
        }
    }

    fn service(&self, id: &str) -> Option<usize> {
        self.package.services.iter().position(|one| one.id.as_str() == id)
    }
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

/// What only draws the ground is left out: it is large, and nothing is assessed by it.
fn without_basemap(package: &Package) -> Package {
    Package {
        basemap: Vec::new(),
        settings: package.settings.clone(),
        communities: package.communities.clone(),
        regions: package.regions.clone(),
        services: package.services.clone(),
        requests: package.requests.clone(),
        service_types: package.service_types.clone(),
        governments: package.governments.clone(),
        languages: package.languages.clone(),
        need: package.need.clone(),
        sources: package.sources.clone(),
        statements: package.statements.clone(),
        nodes: package.nodes.clone(),
        links: package.links.clone(),
        seasons: package.seasons.clone(),
        definitions: package.definitions.clone(),
        engagements: package.engagements.clone(),
        entries: package.entries.clone(),
        referrals: package.referrals.clone(),
        pathways: package.pathways.clone(),
        evaluations: package.evaluations.clone(),
        scenarios: package.scenarios.clone(),
    }
}
