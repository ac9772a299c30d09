//! Collections as they describe themselves.

use serde::Serialize;

use super::{Link, Number};

/// All collections.
#[derive(Serialize)]
pub struct Collections {
    /// Where to go.
    pub links: Vec<Link>,
    /// Reference systems that every collection offers.
    pub crs: Vec<String>,
    /// The collections.
    #[serde(rename = "collections")]
    pub described: Vec<CollectionDescription>,
}

/// One collection.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CollectionDescription {
    /// Its id.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What it holds.
    pub description: &'static str,
    /// Where to go.
    pub links: Vec<Link>,
    /// What it covers; left out where nothing in it has a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extent: Option<Extent>,
    /// Always `feature`.
    pub item_type: &'static str,
    /// Reference systems of its answers.
    pub crs: Vec<String>,
    /// The one in which it is stored.
    pub storage_crs: &'static str,
}

/// What a collection covers.
#[derive(Serialize)]
pub struct Extent {
    spatial: SpatialExtent,
}

/// Boxes in CRS84.
#[derive(Serialize)]
pub struct SpatialExtent {
    bbox: [[Number; 4]; 1],
    crs: &'static str,
}

impl Extent {
    /// One box, west, south, east, north, in the reference system of this address.
    pub fn new(bounds: [f64; 4], crs: &'static str) -> Self {
        Self {
            spatial: SpatialExtent {
                bbox: [bounds.map(Number)],
                crs,
            },
        }
    }
}
