//! Coordinate reference systems by their addresses (OGC API Features Part 2).

use axum::http::HeaderValue;
use geo::Geometry;

use crate::snapshot::View;

use super::ask::Ask;
use super::parameters::{BBOX_CRS, CRS, Parameter};
use super::problem::Problem;

/// Longitude and latitude on WGS84, in degrees: how the facts are stored.
pub const CRS84: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
const EPSG: &str = "http://www.opengis.net/def/crs/EPSG/0/";

/// A reference system that the answers of a view can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crs {
    /// Longitude and latitude in degrees.
    Wgs84,
    /// Metres east and north in the package's projection, by its EPSG code.
    Projected(u32),
}

impl Crs {
    /// Every system a view's answers can have, that of storage first.
    pub fn all(view: &View) -> Vec<Self> {
        let projected = view
            .package()
            .settings
            .projection
            .as_ref()
            .map(|one| Self::Projected(one.epsg));
        [Self::Wgs84].into_iter().chain(projected).collect()
    }

    /// Reads `crs`: the system of the answer.
    pub fn of_answer(ask: &Ask) -> Result<Self, Problem> {
        Self::read(ask, &CRS)
    }

    /// Reads `bbox-crs`: the system of the box.
    pub fn of_box(ask: &Ask) -> Result<Self, Problem> {
        Self::read(ask, &BBOX_CRS)
    }

    fn read(ask: &Ask, parameter: &Parameter) -> Result<Self, Problem> {
        let Some(text) = ask.query.text(parameter.name) else {
            return Ok(Self::Wgs84);
        };
        let all = Self::all(&ask.view);
        all.iter().copied().find(|one| one.address() == text).ok_or_else(|| {
            let known: Vec<_> = all.iter().map(|one| one.address()).collect();
            Problem::bad(parameter.name, text, known.join(" or "))
        })
    }

    /// Its address.
    pub fn address(self) -> String {
        match self {
            Self::Wgs84 => CRS84.to_owned(),
            Self::Projected(epsg) => format!("{EPSG}{epsg}"),
        }
    }

    /// The value of the `Content-Crs` header.
    pub fn header(self) -> HeaderValue {
        HeaderValue::from_str(&format!("<{}>", self.address())).expect("addresses are ASCII")
    }

    /// A stored geometry in this system; `None` where the projection has no place for it.
    pub fn place(self, view: &View, geometry: &Geometry<f64>) -> Option<Geometry<f64>> {
        match self {
            Self::Wgs84 => Some(geometry.clone()),
            Self::Projected(_) => view.project_geometry(geometry),
        }
    }
}
