//! What a viewer does not see. Whatever reads a view can only be as fine as what is left here.

use std::collections::{HashMap, HashSet};

use crate::model::{CommunityId, Engagement, Package, Point, Service, ServiceId, Shown, Sites, Subject, WordsShown};

use super::Viewer;

/// The package with only what `viewer` may see.
pub(super) fn for_viewer(mut package: Package, viewer: &Viewer) -> Package {
    package.requests.retain(|request| viewer.sees(request));
    package.engagements = engagements(&package.engagements, |_| false);
    let communities = package.communities.iter();
    let places: HashMap<&CommunityId, Point> = communities.map(|one| (&one.id, one.point)).collect();
    for service in &mut package.services {
        blur(service, &places);
    }
    hush(&mut package);
    package
}

/// What is said of a service whose site may not be shown exactly is said without free text, as the service itself is; what a
/// study says of it is nothing else.
fn hush(package: &mut Package) {
    let services = package.services.iter().filter(|one| one.shown != Shown::Exact);
    let blurred: HashSet<&ServiceId> = services.map(|one| &one.id).collect();
    let is_blurred = |of: &Subject| of.service().is_some_and(|id| blurred.contains(id));
    package.evaluations.retain(|one| !is_blurred(&one.of));
    for entry in package.entries.iter_mut().filter(|one| is_blurred(&one.of)) {
        entry.provenance.notes.clear();
    }
    let referrals = package.referrals.iter_mut();
    for referral in referrals.filter(|one| is_blurred(&one.from) || is_blurred(&one.to)) {
        referral.provenance.notes.clear();
    }
}

/// What bodies said: of those that are not the reader's own only what they let everyone see, and not even how many said
/// more.
pub(super) fn engagements(all: &[Engagement], is_own: impl Fn(&Engagement) -> bool) -> Vec<Engagement> {
    let seen = all.iter().filter_map(|one| match one.shown {
        _ if is_own(one) => Some(one.clone()),
        WordsShown::All => Some(one.clone()),
        WordsShown::Position => Some(Engagement {
            words: String::new(),
            // Where the words are printed is as good as the words.
            sources: Vec::new(),
            ..one.clone()
        }),
        WordsShown::Nothing => None,
    });
    seen.collect()
}

/// Shows a site no finer than it may be shown. Free text and further columns go with the site: nobody
/// can tell whether they describe where it is.
fn blur(service: &mut Service, places: &HashMap<&CommunityId, Point>) {
    match service.shown {
        Shown::Exact => return,
        Shown::Community => {
            service.point = service.community_id.as_ref().and_then(|id| places.get(id)).copied();
        }
        Shown::Hidden => {
            service.community_id = None;
            service.point = None;
            // Being everywhere is a place too.
            service.sites = Sites::One;
        }
    }
    service.place_name = None;
    // The columns stay, so that a rule may still name them; what they said of this site is unknown.
    service.attributes.values_mut().for_each(String::clear);
    service.provenance.notes.clear();
}
