//! The layers of the basemap as the map draws them: projected, in whole metres, and for the view of
//! the whole territory with no more detail than a screen shows.

use geo::{Area, Coord, Length, LineString, Polygon};
use geojson::{Feature, FeatureCollection, GeometryValue, Position};
use serde_json::{Map, Value, json};

use super::simplify::simplify;
use super::{ProjectionFault, Projector};

/// Properties that the map has a use for; the rest stays in the package's files.
const KEPT: [&str; 6] = ["id", "kind", "name", "name_en", "name_fr", "rank"];

/// How much a layer shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Detail {
    /// For the view of the whole territory, on which a pixel is about 1.5 km.
    Overview,
    /// Everything in the file, to the metre.
    Full,
}

impl Detail {
    /// The word of the contract: `overview`, `full`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Full => "full",
        }
    }

    /// Reads the word of the contract.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Overview, Self::Full]
            .into_iter()
            .find(|one| one.as_str() == word)
    }

    /// Positions are rounded to this, in metres.
    const fn grid(self) -> f64 {
        match self {
            Self::Overview => 100.0,
            Self::Full => 1.0,
        }
    }

    /// Corners with a smaller triangle are cut, in square metres: four pixels.
    const fn corner(self) -> f64 {
        match self {
            Self::Overview => 9e6,
            Self::Full => 0.0,
        }
    }

    /// Smaller rings are left out, in square metres: seven pixels.
    const fn least_area(self) -> f64 {
        match self {
            Self::Overview => 16e6,
            Self::Full => 0.0,
        }
    }

    /// Shorter lines are left out, in metres: four pixels.
    const fn least_length(self) -> f64 {
        match self {
            Self::Overview => 6e3,
            Self::Full => 0.0,
        }
    }

    /// Features of a higher `rank` are left out; 0 is the most important.
    const fn greatest_rank(self) -> f64 {
        match self {
            Self::Overview => 9.0,
            Self::Full => f64::INFINITY,
        }
    }
}

/// Why a layer cannot be drawn.
#[derive(Debug, thiserror::Error)]
pub enum BasemapFault {
    /// The text is no feature collection.
    #[error("expected a GeoJSON feature collection: {0}")]
    NotGeoJson(#[from] geojson::Error),
    /// A feature cannot be projected.
    #[error("feature {number}: {fault}")]
    Feature {
        /// Which, counted from 1.
        number: usize,
        /// Why.
        #[source]
        fault: ProjectionFault,
    },
}

/// A layer (the text of an RFC 7946 feature collection) as `GeoJSON` in metres of a projection.
///
/// Keeps the layer's `name` and `attribution`, gives a `bbox` in metres where anything is left, and
/// of each feature its id, those of its properties that the map uses, and its geometry. A feature of
/// which nothing is large enough to be seen is left out. Rings that do not cross themselves still do
/// not, and a border that two layers share loses the same corners in both, but for those near where
/// a third one joins.
pub fn basemap(layer: &str, map: &Projector, detail: Detail) -> Result<String, BasemapFault> {
    let collection: FeatureCollection = layer.parse()?;
    let mut drawing = Drawing { detail, extent: None };
    let mut features = Vec::with_capacity(collection.features.len());
    for (feature, number) in collection.features.iter().zip(1..) {
        let rank = feature.property("rank").and_then(Value::as_f64);
        let Some(geometry) = feature
            .geometry
            .as_ref()
            .filter(|_| rank.is_none_or(|rank| rank <= detail.greatest_rank()))
        else {
            continue;
        };
        let projected = map
            .project_geometry(&geometry.value)
            .map_err(|fault| BasemapFault::Feature { number, fault })?;
        if let Some(geometry) = drawing.geometry(&projected) {
            features.push(drawn(feature, geometry));
        }
    }
    let mut drawn = Map::new();
    drawn.insert("type".to_owned(), json!("FeatureCollection"));
    for member in ["name", "attribution"] {
        if let Some(value) = collection
            .foreign_members
            .as_ref()
            .and_then(|members| members.get(member))
        {
            drawn.insert(member.to_owned(), value.clone());
        }
    }
    if let Some(extent) = drawing.extent {
        drawn.insert("bbox".to_owned(), json!(extent));
    }
    drawn.insert("features".to_owned(), Value::Array(features));
    Ok(Value::Object(drawn).to_string())
}

fn drawn(feature: &Feature, geometry: Value) -> Value {
    let mut drawn = Map::new();
    drawn.insert("type".to_owned(), json!("Feature"));
    if let Some(id) = &feature.id {
        drawn.insert("id".to_owned(), json!(id));
    }
    let kept = KEPT
        .iter()
        .filter_map(|&name| Some((name.to_owned(), feature.property(name)?.clone())));
    drawn.insert("properties".to_owned(), Value::Object(kept.collect()));
    drawn.insert("geometry".to_owned(), geometry);
    Value::Object(drawn)
}

/// The drawing of one layer: how fine it is, and how far it has come to reach.
struct Drawing {
    detail: Detail,
    /// Least x and y, greatest x and y, in whole metres.
    extent: Option<[i64; 4]>,
}

impl Drawing {
    /// A projected geometry as it is drawn; `None` where nothing of it can be seen.
    fn geometry(&mut self, geometry: &GeometryValue) -> Option<Value> {
        let (kind, coordinates) = match geometry {
            GeometryValue::Point { coordinates } => ("Point", Some(self.position(coordinates))),
            GeometryValue::MultiPoint { coordinates } => (
                "MultiPoint",
                some(coordinates.iter().map(|at| self.position(at)).collect()),
            ),
            GeometryValue::LineString { coordinates } => ("LineString", self.line(coordinates)),
            GeometryValue::MultiLineString { coordinates } => (
                "MultiLineString",
                some(coordinates.iter().filter_map(|line| self.line(line)).collect()),
            ),
            GeometryValue::Polygon { coordinates } => ("Polygon", self.polygon(coordinates)),
            GeometryValue::MultiPolygon { coordinates } => (
                "MultiPolygon",
                some(coordinates.iter().filter_map(|polygon| self.polygon(polygon)).collect()),
            ),
            GeometryValue::GeometryCollection { geometries } => {
                let drawn = some(geometries.iter().filter_map(|one| self.geometry(&one.value)).collect())?;
                return Some(json!({ "type": "GeometryCollection", "geometries": drawn }));
            }
        };
        Some(json!({ "type": kind, "coordinates": coordinates? }))
    }

    fn position(&mut self, at: &Position) -> Value {
        self.coordinate(self.snapped(at))
    }

    fn coordinate(&mut self, at: Coord) -> Value {
        let (x, y) = (at.x as i64, at.y as i64);
        let [west, south, east, north] = self.extent.unwrap_or([x, y, x, y]);
        self.extent = Some([west.min(x), south.min(y), east.max(x), north.max(y)]);
        json!([x, y])
    }

    fn line(&mut self, line: &[Position]) -> Option<Value> {
        let line = self.on_the_grid(line);
        if geo::Euclidean.length(&line) < self.detail.least_length() {
            return None;
        }
        simplify(&line, self.detail.corner()).map(|line| self.coordinates(&line))
    }

    fn polygon(&mut self, rings: &[Vec<Position>]) -> Option<Value> {
        let mut rings = rings.iter().map(|ring| self.ring(ring));
        let mut drawn = vec![rings.next()??];
        drawn.extend(rings.flatten());
        some(drawn.iter().map(|ring| self.coordinates(ring)).collect())
    }

    fn ring(&self, ring: &[Position]) -> Option<LineString> {
        let ring = self.on_the_grid(ring);
        // By the area before simplification: a hole and the island in it are the same ring, and go together.
        let area = Polygon::new(ring.clone(), Vec::new()).unsigned_area();
        (area >= self.detail.least_area())
            .then(|| simplify(&ring, self.detail.corner()))
            .flatten()
    }

    fn on_the_grid(&self, line: &[Position]) -> LineString {
        line.iter().map(|at| self.snapped(at)).collect()
    }

    fn snapped(&self, at: &Position) -> Coord {
        let grid = self.detail.grid();
        Coord {
            x: (at[0] / grid).round() * grid,
            y: (at[1] / grid).round() * grid,
        }
    }

    fn coordinates(&mut self, line: &LineString) -> Value {
        Value::Array(line.coords().map(|&at| self.coordinate(at)).collect())
    }
}

fn some(parts: Vec<Value>) -> Option<Value> {
    (!parts.is_empty()).then_some(Value::Array(parts))
}

#[cfg(test)]
mod tests;
