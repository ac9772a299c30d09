//! What a person reads about a package that can be used: what is in it, and what it does not say.

use std::fmt::Write as _;

use crate::model::{DeliveryMode, Fact, Mode, Package, Serves, Service, ServiceStatus, Window, entry_of};

use super::fault::Fault;

/// Counts of records, the holes that analyses will meet as unknown, and the warnings.
pub fn report(package: &Package, warnings: &[Fault]) -> String {
    let mut out = String::new();
    line(
        &mut out,
        format_args!("{}: {}", package.settings.id, package.settings.name.en),
    );
    section(&mut out, "Records", &records(package));
    let holes: Vec<(usize, &str)> = holes(package).into_iter().filter(|(count, _)| *count > 0).collect();
    section(&mut out, "Not known", &holes);
    if warnings.is_empty() {
        line(&mut out, format_args!("\nNo warnings."));
    } else {
        line(&mut out, format_args!("\nWarnings ({})", warnings.len()));
        for warning in warnings {
            line(&mut out, format_args!("  {warning}"));
        }
    }
    out
}

fn line(out: &mut String, words: std::fmt::Arguments<'_>) {
    writeln!(out, "{words}").expect("a string takes every line");
}

fn section(out: &mut String, title: &str, counts: &[(usize, &str)]) {
    if counts.is_empty() {
        return;
    }
    line(out, format_args!("\n{title}"));
    for (count, what) in counts {
        line(out, format_args!("{count:>7}  {what}"));
    }
}

fn records(package: &Package) -> Vec<(usize, &'static str)> {
    vec![
        (package.communities.len(), "communities"),
        (package.regions.len(), "regions with outlines"),
        (package.services.len(), "services"),
        (package.requests.len(), "requests"),
        (package.service_types.len(), "types of service"),
        (package.governments.len(), "Indigenous governments"),
        (package.languages.len(), "languages"),
        (package.need.len(), "indicators of need"),
        (package.sources.len(), "sources"),
        (package.statements.len(), "statements"),
        (package.nodes.len(), "nodes of the network"),
        (package.links.len(), "links of the network"),
        (package.seasons.len(), "rows of seasons"),
        (package.definitions.len(), "definitions"),
        (package.scenarios.len(), "scenarios"),
        (
            package.settings.engagement.bodies.len(),
            "bodies asked about definitions",
        ),
        (package.engagements.len(), "engagements on definitions"),
        (package.entries.len(), "rows about who may enter"),
        (package.referrals.len(), "rows about who refers"),
        (package.pathways.len(), "ways through care"),
        (package.evaluations.len(), "evaluations"),
        (package.basemap.len(), "layers of the basemap"),
    ]
}

/// What an analysis will meet as unknown, so that an outcome may come out as an interval.
fn holes(package: &Package) -> Vec<(usize, &'static str)> {
    let services = &package.services;
    let links = &package.links;
    let count = |hole: &dyn Fn(&Service) -> bool| services.iter().filter(|one| hole(one)).count();
    vec![
        (
            package.communities.iter().filter(|one| one.counts.is_empty()).count(),
            "communities without a count of people of their own",
        ),
        (
            package
                .communities
                .iter()
                .filter(|one| one.provenance.sources.is_empty())
                .count(),
            "communities without a source",
        ),
        (
            count(&|one| one.delivery_mode == Fact::Unknown),
            "services without a delivery mode",
        ),
        (
            count(&|one| {
                one.delivery_mode == Fact::Known(DeliveryMode::Visiting) && one.visits_per_month == Fact::Unknown
            }),
            "visiting services without a visit frequency",
        ),
        (
            count(&|one| one.serves == Serves::Unknown),
            "services that do not say whom they serve",
        ),
        (
            count(&|one| {
                let is_virtual = one.delivery_mode == Fact::Known(DeliveryMode::Virtual);
                one.community_id.is_none() && one.point.is_none() && !is_virtual
            }),
            "services without a site, virtual ones left out",
        ),
        (
            count(&|one| one.languages == Fact::Unknown),
            "services without languages",
        ),
        (
            count(&|one| one.indigenous_led == Fact::Unknown),
            "services that do not say whether they are Indigenous-led",
        ),
        (
            count(&|one| {
                let asks = package.pathways.iter().flat_map(|way| &way.steps);
                let is_asked = asks
                    .flat_map(|step| &step.service_types)
                    .any(|of| *of == one.service_type);
                is_asked && entry_of(one, &package.entries).is_none()
            }),
            "services of a way through care that do not say who may enter",
        ),
        (
            count(&|one| one.status == ServiceStatus::Closed && one.closed.is_none()),
            "closed services without a date",
        ),
        (
            count(&|one| one.provenance.sources.is_empty()),
            "services without a source",
        ),
        (
            package
                .requests
                .iter()
                .filter(|one| one.delivery_mode == Fact::Unknown)
                .count(),
            "requests without a delivery mode",
        ),
        (
            links.iter().filter(|one| one.minutes == Fact::Unknown).count(),
            "links without minutes",
        ),
        (
            links
                .iter()
                .filter(|one| one.mode == Mode::ScheduledAir && one.departures_per_week == Fact::Unknown)
                .count(),
            "scheduled air routes without departures a week",
        ),
        (
            links
                .iter()
                .filter(|one| match one.window {
                    Window::Always => false,
                    Window::Edges { opens, closes } => opens == Fact::Unknown || closes == Fact::Unknown,
                })
                .count(),
            "links with an unknown first or last open day",
        ),
    ]
}
