//! `GeoJSON` features and pages of them.

use std::borrow::Cow;

use serde::Serialize;

use crate::exchange::gaps::GapProperties;

use super::{CommunityProperties, Link, LinkProperties, RegionProperties, RequestProperties, ServiceProperties, Shape};

/// The properties of a feature, by its collection.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Properties<'a> {
    /// A demand point.
    Community(Box<CommunityProperties<'a>>),
    /// Supply.
    Service(Box<ServiceProperties<'a>>),
    /// Supply that was asked for.
    Request(Box<RequestProperties<'a>>),
    /// A region.
    Region(RegionProperties<'a>),
    /// A link of the network.
    Link(Box<LinkProperties<'a>>),
    /// One community and one standard.
    Gap(Box<GapProperties>),
}

/// A feature.
#[derive(Serialize)]
pub struct Feature<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    id: Cow<'a, str>,
    geometry: Option<Shape>,
    properties: Properties<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link>,
}

impl<'a> Feature<'a> {
    /// A feature within a page (without links) or by itself.
    pub const fn new(id: Cow<'a, str>, geometry: Option<Shape>, properties: Properties<'a>, links: Vec<Link>) -> Self {
        Self {
            kind: "Feature",
            id,
            geometry,
            properties,
            links,
        }
    }
}

/// Features of a collection.
#[derive(Serialize)]
pub struct FeatureCollection<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    features: Vec<Feature<'a>>,
    #[serde(flatten)]
    page: FeaturePage,
}

/// Which of the collection's features these are. There is no `timeStamp`: the same facts give the same
/// bytes, so that a client that has them is told so.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FeaturePage {
    /// How many features match on all pages together.
    pub number_matched: usize,
    /// How many are here.
    pub number_returned: usize,
    /// This page, the next one, and the collection.
    #[serde(rename = "links")]
    pub links: Vec<Link>,
}

impl<'a> FeatureCollection<'a> {
    /// A page of features.
    pub const fn new(features: Vec<Feature<'a>>, page: FeaturePage) -> Self {
        Self {
            kind: "FeatureCollection",
            features,
            page,
        }
    }
}
