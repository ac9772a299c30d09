//! The way in, and what the service conforms to.

use super::answer::{Answer, media};
use super::ask::Ask;
use super::wire::{Conformance, Landing, Link};

const DESCRIPTION: &str = "Who can reach addictions care, service by service and season by season, measured against a \
                           definition of equitable access.";

/// Only what is true: every class here is kept in full.
const CONFORMS_TO: &[&str] = &[
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
];

/// The landing page.
pub fn page(ask: &Ask) -> Answer {
    let settings = &ask.view.package().settings;
    let at = |path| ask.state.address(path);
    let links = vec![
        Link::new("self", media::JSON, at("/api"), "This page"),
        Link::new(
            "service-desc",
            media::OPENAPI,
            at("/api/openapi.json"),
            "The API for machines",
        ),
        Link::new("service-doc", media::HTML, at("/api/docs"), "The API for people"),
        Link::new(
            "conformance",
            media::JSON,
            at("/api/conformance"),
            "Standards that the API keeps",
        ),
        Link::new("data", media::JSON, at("/api/collections"), "The collections"),
        Link::new("related", media::JSON, at("/api/package"), "The package at a glance"),
        Link::new("related", media::HTML, at("/"), "The map"),
    ];
    let landing = Landing {
        title: format!("Evenreach: {}", settings.name.en),
        description: DESCRIPTION,
        attribution: &settings.credit.en,
        links,
    };
    Answer::json(media::JSON, &landing)
}

/// The conformance classes.
pub fn conformance(_: &Ask) -> Answer {
    Answer::json(
        media::JSON,
        &Conformance {
            conforms_to: CONFORMS_TO,
        },
    )
}
