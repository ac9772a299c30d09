//! Changes to supply.

use std::collections::HashSet;

use super::{Made, Making, Wrong, quoted};
use crate::model::{
    CommunityId, Fact, LanguageCode, NewService, NewSite, PartialDate, RegionId, Serves, Service, ServiceId,
    ServicePatch, ServiceStatus, Shown, Sites,
};
use crate::planning::supposed::blank;

impl Making<'_> {
    pub(super) fn add_service(&mut self, added: &NewService) -> Result<Made, Vec<Wrong>> {
        let mut wrong = self.wrong_in(&added.like);
        self.added_services += 1;
        let id = added
            .id
            .clone()
            .unwrap_or_else(|| ServiceId::from(format!("added-{}", self.added_services)));
        if self.service(id.as_str()).is_some() {
            wrong.push(("id", quoted(id.as_str()), "an id that no other service has".to_owned()));
        }
        let types = &self.package.service_types;
        if !types.is_empty() && types.iter().all(|one| one.id != added.service_type) {
            let known = types.iter().map(|one| one.id.as_str()).collect::<Vec<_>>().join(", ");
            wrong.push((
                "service_type",
                quoted(added.service_type.as_str()),
                format!("one of {known}"),
            ));
        }
        wrong.extend(added.site.as_ref().and_then(|site| self.wrong_site(site)));
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let name = added.name.clone().unwrap_or_else(|| id.to_string());
        let mut service = blank(id, name, added.service_type.clone());
        if let Some(site) = &added.site {
            stand(&mut service, site);
        }
        self.take(&mut service, &added.like);
        Ok(self.push(service))
    }

    pub(super) fn change_service(&mut self, service: &ServiceId, set: &ServicePatch) -> Result<Made, Vec<Wrong>> {
        let at = self.known(service)?;
        let wrong = self.wrong_in(set);
        if !wrong.is_empty() {
            // What is set stands a table deeper.
            return Err(wrong
                .into_iter()
                .map(|(key, found, expected)| (below_set(key), found, expected))
                .collect());
        }
        let mut changed = self.package.services[at].clone();
        self.take(&mut changed, set);
        Ok(self.put(at, changed))
    }

    pub(super) fn move_service(&mut self, service: &ServiceId, to: &NewSite) -> Result<Made, Vec<Wrong>> {
        let at = self.known(service)?;
        if let Some(wrong) = self.wrong_site(to) {
            return Err(vec![wrong]);
        }
        let mut moved = self.package.services[at].clone();
        stand(&mut moved, to);
        Ok(self.put(at, moved))
    }

    /// It stays in its place, so that those of all others stay what they are, and has ended the day before.
    pub(super) fn close_service(&mut self, service: &ServiceId) -> Result<Made, Vec<Wrong>> {
        let at = self.known(service)?;
        let mut closed = self.package.services[at].clone();
        closed.status = ServiceStatus::Closed;
        closed.closed = Some(PartialDate::from(self.day_before()));
        Ok(self.put(at, closed))
    }

    fn known(&self, service: &ServiceId) -> Result<usize, Vec<Wrong>> {
        let found = self
            .service(service.as_str())
            .filter(|at| !self.fulfilling.contains(at));
        found.ok_or_else(|| {
            let expected = "the id of a service, or of one that an earlier change adds".to_owned();
            vec![("service", quoted(service.as_str()), expected)]
        })
    }

    fn put(&mut self, at: usize, service: Service) -> Made {
        if self.package.services[at] != service {
            self.package.services[at] = service;
            self.services.insert(at);
        }
        Made {
            service: Some(at),
            ..Made::default()
        }
    }

    fn wrong_site(&self, site: &NewSite) -> Option<Wrong> {
        match site {
            NewSite::Community(community) if self.basis.community(community).is_none() => {
                let expected = "the id of a community".to_owned();
                Some(("community_id", quoted(community.as_str()), expected))
            }
            NewSite::Community(_) | NewSite::Point(_) | NewSite::Each => None,
        }
    }

    /// Names in what is set that the facts do not have.
    fn wrong_in(&self, set: &ServicePatch) -> Vec<Wrong> {
        let mut wrong = Vec::new();
        if let Some(Serves::Areas(areas)) = &set.serves {
            let unknown = areas.iter().filter(|area| !self.is_area(area));
            let expected = "ids of communities and regions";
            wrong.extend(unknown.map(|area| ("serves", quoted(area), expected.to_owned())));
        }
        if let Some(Fact::Known(codes)) = &set.languages {
            let languages = &self.package.languages;
            let is_known = |code: &LanguageCode| languages.is_empty() || languages.iter().any(|one| one.code == *code);
            let unknown = codes.iter().filter(|code| !is_known(code));
            let known: Vec<_> = languages.iter().map(|one| one.code.as_str()).collect();
            let expected = format!("codes of languages: {}", known.join(", "));
            wrong.extend(unknown.map(|code| ("languages", quoted(code.as_str()), expected.clone())));
        }
        wrong
    }

    fn is_area(&self, area: &str) -> bool {
        let is_community = || self.basis.community(&CommunityId::from(area)).is_some();
        is_community() || self.regions.get_or_init(|| self.regions()).contains(area)
    }

    /// Whatever names a region in which some community surely lies, as `equity::lies_in` reads names: laid out once, because a
    /// document may name thousands.
    fn regions(&self) -> HashSet<String> {
        let package = self.basis.package();
        let outlined = package.regions.iter().map(|region| region.id.to_string());
        let columns = package
            .communities
            .iter()
            .flat_map(|one| [&one.region, &one.hss_region]);
        let named = columns
            .flatten()
            .flat_map(|name| [name.clone(), RegionId::of_name(name).to_string()]);
        outlined.chain(named).chain([package.settings.id.clone()]).collect()
    }

    /// Takes what is said of a service. It counts as looked at on the day of the question: what is supposed is no old
    /// observation.
    fn take(&self, service: &mut Service, set: &ServicePatch) {
        fn take<T: Clone>(own: &mut T, said: Option<&T>) {
            if let Some(said) = said {
                own.clone_from(said);
            }
        }
        take(&mut service.delivery_mode, set.delivery_mode.as_ref());
        take(&mut service.serves, set.serves.as_ref());
        take(&mut service.visits_per_month, set.visits_per_month.as_ref());
        if set.visits_per_month.is_some() {
            service.visit_frequency = None;
        }
        take(&mut service.delivered_share, set.delivered_share.as_ref());
        take(&mut service.wait_days, set.wait_days.as_ref());
        take(&mut service.positions, set.positions.as_ref());
        take(&mut service.indigenous_led, set.indigenous_led.as_ref());
        take(&mut service.languages, set.languages.as_ref());
        if let Some(operator) = &set.operator {
            service.operator = Some(operator.clone());
        }
        if let Some(actual) = set.actual {
            service.actual = Some(actual);
        }
        service.observed = Some(self.as_of.into());
    }
}

const fn below_set(key: &'static str) -> &'static str {
    match key.as_bytes() {
        b"serves" => "set/serves",
        _ => "set/languages",
    }
}

/// Puts a service where it is supposed to be: that is no secret of anybody, wherever it may be now.
fn stand(service: &mut Service, site: &NewSite) {
    service.shown = Shown::Exact;
    service.sites = Sites::One;
    service.place_name = None;
    service.community_id = None;
    service.point = None;
    match site {
        NewSite::Community(community) => service.community_id = Some(community.clone()),
        NewSite::Point(point) => service.point = Some(*point),
        NewSite::Each => service.sites = Sites::Each,
    }
}
