//! What is the same for every collection (OGC API Features Parts 1 and 2): descriptions, boxes, times,
//! reference systems and pages.

mod bbox;
mod page;

use axum::http::HeaderName;
use geo::BoundingRect as _;

use super::answer::{Answer, media};
use super::ask::Ask;
use super::collections::{self, Collection, Entry};
use super::crs::{CRS84, Crs};
use super::parameters::{AFTER, DATA_DIGEST, DATETIME};
use super::problem::Problem;
use super::time_span::TimeSpan;
use super::wire::{
    CollectionDescription, Collections, Extent, Feature, FeatureCollection, FeaturePage, Link, Rounding, Shape,
};
use crate::snapshot::Extent as Covered;

pub use bbox::Area;
use page::Page;

/// Says which reference system an answer's coordinates are in.
pub const CONTENT_CRS: HeaderName = HeaderName::from_static("content-crs");

/// All collections.
pub fn list(ask: &Ask) -> Result<Answer, Problem> {
    let described = collections::ALL.into_iter().map(|one| description(one, ask));
    Ok(Answer::json(
        media::JSON,
        &Collections {
            links: vec![Link::new(
                "self",
                media::JSON,
                ask.state.address("/api/collections"),
                "The collections",
            )],
            crs: addresses(ask),
            described: described.collect::<Result<_, _>>()?,
        },
    ))
}

/// One collection, as it stands in the list of all.
pub fn describe(collection: &dyn Collection, ask: &Ask) -> Result<Answer, Problem> {
    Ok(Answer::json(media::JSON, &description(collection, ask)?))
}

/// A page of a collection's features.
pub fn items(collection: &dyn Collection, ask: &Ask) -> Result<Answer, Problem> {
    let crs = Crs::of_answer(ask)?;
    let area = Area::read(ask)?;
    let time = ask.query.text(DATETIME.name).map(TimeSpan::parse).transpose()?;
    let page = Page::read(ask)?;
    let mut entries = collection.entries(ask)?;
    // What has no time or no place belongs to every time and every box (Part 1, requirements 24 and 27).
    entries.retain(|entry| {
        time.zip(entry.time).is_none_or(|(asked, entry)| asked.meets(entry))
            && area
                .as_ref()
                .is_none_or(|area| area.meets(&ask.view, entry.geometry.as_deref()))
    });
    let number_matched = entries.len();
    let page = page.cut(entries);
    let mut links = vec![Link::new("self", media::GEOJSON, ask.address(), "This page")];
    if let Some(token) = page.next {
        links.push(Link::new(
            "next",
            media::GEOJSON,
            ask.address_with(AFTER.name, Some(&token)),
            "The next page",
        ));
    }
    links.push(memento(
        collection,
        ask,
        "This page as the facts are now, whatever changes later",
    )?);
    links.push(collection_link(collection, ask));
    let features: Vec<_> = page
        .entries
        .into_iter()
        .map(|entry| feature(entry, crs, ask, Vec::new()))
        .collect();
    let page = FeaturePage {
        number_matched,
        number_returned: features.len(),
        links,
    };
    let answer = Answer::json(media::GEOJSON, &FeatureCollection::new(features, page));
    Ok(answer.header(CONTENT_CRS, crs.header()))
}

/// One feature.
pub fn item(collection: &dyn Collection, ask: &Ask) -> Result<Answer, Problem> {
    let crs = Crs::of_answer(ask)?;
    let entry = collection
        .entries(ask)?
        .into_iter()
        .find(|entry| entry.id == ask.id())
        .ok_or_else(|| {
            Problem::not_found(format!(
                "{} has no feature with the id {:?}",
                collection.about().id,
                ask.id()
            ))
        })?;
    let links = vec![
        Link::new("self", media::GEOJSON, ask.address(), "This feature"),
        memento(
            collection,
            ask,
            "This feature as the facts are now, whatever changes later",
        )?,
        collection_link(collection, ask),
    ];
    let answer = Answer::json(media::GEOJSON, &feature(entry, crs, ask, links));
    Ok(answer.header(CONTENT_CRS, crs.header()))
}

fn feature<'a>(entry: Entry<'a>, crs: Crs, ask: &Ask, links: Vec<Link>) -> Feature<'a> {
    let rounding = match crs {
        Crs::Wgs84 => Rounding::Stored,
        Crs::Projected(_) => Rounding::Centimetre,
    };
    let shape = entry
        .geometry
        .and_then(|geometry| crs.place(&ask.view, &geometry))
        .and_then(|geometry| Shape::new(&geometry, rounding));
    Feature::new(entry.id, shape, (entry.properties)(), links)
}

fn description(collection: &dyn Collection, ask: &Ask) -> Result<CollectionDescription, Problem> {
    let about = collection.about();
    let entries = collection.entries(ask)?;
    let boxes = entries
        .iter()
        .filter_map(|entry| entry.geometry.as_ref()?.bounding_rect());
    let extent = boxes.map(Covered::from).reduce(Covered::with);
    let own = format!("/api/collections/{}", about.id);
    Ok(CollectionDescription {
        id: about.id,
        title: about.title,
        description: about.description,
        links: vec![
            Link::new("self", media::JSON, ask.state.address(&own), about.title),
            Link::new(
                "items",
                media::GEOJSON,
                ask.state.address(&format!("{own}/items")),
                about.title,
            ),
        ],
        extent: extent.map(|bounds| Extent::new([bounds.min_x, bounds.min_y, bounds.max_x, bounds.max_y], CRS84)),
        item_type: "feature",
        crs: addresses(ask),
        storage_crs: CRS84,
    })
}

/// Where the same is answered from the same facts, also when they have changed (`memento`, RFC 7089): it names the digest of the
/// facts, and what was left to its default.
fn memento(collection: &dyn Collection, ask: &Ask, title: &str) -> Result<Link, Problem> {
    let settled = collection.settled(ask)?;
    let data = (DATA_DIGEST.name, ask.view.data_digest().to_owned());
    let named = settled.into_iter().chain([data]);
    let query = named.fold(ask.query.clone(), |query, (name, text)| query.with(name, Some(&text)));
    Ok(Link::new("memento", media::GEOJSON, ask.address_at(&query), title))
}

fn collection_link(collection: &dyn Collection, ask: &Ask) -> Link {
    let about = collection.about();
    let address = ask.state.address(&format!("/api/collections/{}", about.id));
    Link::new("collection", media::JSON, address, about.title)
}

fn addresses(ask: &Ask) -> Vec<String> {
    Crs::all(&ask.view).into_iter().map(Crs::address).collect()
}
