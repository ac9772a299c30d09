//! `regions.geojson` and `basemap/*.geojson`: outlines by RFC 7946.

use geojson::{Feature, FeatureCollection, GeoJson, GeometryValue, JsonObject, JsonValue, Position, feature};

use crate::model::{BasemapLayer, Region, Text};

use super::fault::{Findings, Place, quoted};
use super::known::Ids;

pub(super) const REGIONS: &str = "regions.geojson";

/// Reads a file of features and checks every coordinate and ring. `None` where it is no such file.
pub(super) fn features(file: &str, text: &str, findings: &mut Findings) -> Option<FeatureCollection> {
    let collection = match text.parse::<GeoJson>() {
        Ok(GeoJson::FeatureCollection(collection)) => collection,
        Ok(GeoJson::Feature(_)) => {
            findings.fault(Place::file(file), "a Feature", "a GeoJSON FeatureCollection");
            return None;
        }
        Ok(GeoJson::Geometry(_)) => {
            findings.fault(Place::file(file), "a geometry", "a GeoJSON FeatureCollection");
            return None;
        }
        Err(fault) => {
            let found = format!("text that is none ({fault})");
            findings.fault(Place::file(file), found, "a GeoJSON FeatureCollection");
            return None;
        }
    };
    for (position, feature) in collection.features.iter().enumerate() {
        let name = feature_name(position, feature);
        if let Some(geometry) = &feature.geometry {
            check_geometry(Place::field(file, &name), &geometry.value, findings);
        }
    }
    Some(collection)
}

/// A layer of the basemap, named as its file.
pub(super) fn basemap_layer(file: &str, text: String, findings: &mut Findings) -> Option<BasemapLayer> {
    features(file, &text, findings)?;
    let name = file.strip_prefix("basemap/")?.strip_suffix(".geojson")?;
    Some(BasemapLayer {
        name: name.to_owned(),
        geojson: text,
    })
}

/// The regions' outlines with their ids.
pub(super) fn regions(text: &str, findings: &mut Findings) -> Option<(Vec<Region>, Ids)> {
    let collection = features(REGIONS, text, findings)?;
    let mut regions = Vec::new();
    let mut ids = Ids::new();
    for (position, feature) in collection.features.into_iter().enumerate() {
        let name = feature_name(position, &feature);
        let place = Place::field(REGIONS, &name);
        let id = feature_id(&feature);
        match &id {
            None => findings.fault(place, "no id", "an id, as `serves` names the region"),
            Some(id) if ids.insert(id.clone(), 0).is_some() => {
                findings.fault(place, format!("the id {} twice", quoted(id)), "an id of its own");
            }
            Some(_) => {}
        }
        let properties = feature.properties.unwrap_or_default();
        let en = property(&properties, "name_en").or_else(|| property(&properties, "name"));
        if en.is_none() {
            findings.fault(place, "no name", "a property name_en or name");
        }
        let geometry = feature.geometry.map(|geometry| geometry.value);
        let is_area = matches!(
            geometry,
            Some(GeometryValue::Polygon { .. } | GeometryValue::MultiPolygon { .. })
        );
        if !is_area {
            let found = geometry.as_ref().map_or("no geometry", GeometryValue::type_name);
            findings.fault(place, found, "a Polygon or MultiPolygon");
        }
        if let (Some(id), Some(en), Some(geometry), true) = (id, en, geometry, is_area) {
            regions.push(Region {
                id: id.into(),
                matches: en.clone(),
                name: Text {
                    fr: property(&properties, "name_fr").unwrap_or_else(|| en.clone()),
                    en,
                },
                geometry,
                properties,
            });
        }
    }
    Some((regions, ids))
}

fn feature_id(feature: &Feature) -> Option<String> {
    match &feature.id {
        Some(feature::Id::String(id)) => Some(id.clone()),
        Some(feature::Id::Number(id)) => Some(id.to_string()),
        None => property(feature.properties.as_ref()?, "id"),
    }
    .filter(|id| !id.trim().is_empty())
}

/// What a person finds a feature by.
fn feature_name(position: usize, feature: &Feature) -> String {
    match feature_id(feature) {
        Some(id) => format!("feature {} ({id})", position + 1),
        None => format!("feature {}", position + 1),
    }
}

fn property(properties: &JsonObject, name: &str) -> Option<String> {
    properties.get(name).and_then(JsonValue::as_str).map(str::to_owned)
}

/// Notes the first fault of a geometry: one wrong datum would otherwise fill pages.
fn check_geometry(place: Place<'_>, geometry: &GeometryValue, findings: &mut Findings) {
    if let Err((found, expected)) = geometry_fault(geometry) {
        findings.fault(place, found, expected);
    }
}

type Checked = Result<(), (String, &'static str)>;

fn geometry_fault(geometry: &GeometryValue) -> Checked {
    match geometry {
        GeometryValue::Point { coordinates } => check_position(coordinates),
        GeometryValue::MultiPoint { coordinates } => coordinates.iter().try_for_each(check_position),
        GeometryValue::LineString { coordinates } => check_line(coordinates),
        GeometryValue::MultiLineString { coordinates } => coordinates.iter().try_for_each(|line| check_line(line)),
        GeometryValue::Polygon { coordinates } => check_polygon(coordinates),
        GeometryValue::MultiPolygon { coordinates } => coordinates.iter().try_for_each(|one| check_polygon(one)),
        GeometryValue::GeometryCollection { geometries } => {
            geometries.iter().try_for_each(|one| geometry_fault(&one.value))
        }
    }
}

fn check_polygon(rings: &[Vec<Position>]) -> Checked {
    if rings.is_empty() {
        return Err(("a polygon without rings".to_owned(), "an outer ring"));
    }
    for ring in rings {
        if ring.len() < 4 {
            return Err((format!("a ring of {} positions", ring.len()), "four positions or more"));
        }
        if ring.first() != ring.last() {
            return Err((
                format!("a ring that begins at {} and ends elsewhere", shown(&ring[0])),
                "a closed ring: the last position is the first one again",
            ));
        }
        ring.iter().try_for_each(check_position)?;
    }
    Ok(())
}

fn check_line(line: &[Position]) -> Checked {
    if line.len() < 2 {
        return Err((format!("a line of {} positions", line.len()), "two positions or more"));
    }
    line.iter().try_for_each(check_position)
}

fn check_position(position: &Position) -> Checked {
    match position.as_slice() {
        [lon, lat, ..] if (-180.0..=180.0).contains(lon) && (-90.0..=90.0).contains(lat) => Ok(()),
        _ => Err((
            format!("the position {}", shown(position)),
            "longitude from -180 to 180, then latitude from -90 to 90, in degrees",
        )),
    }
}

fn shown(position: &Position) -> String {
    let numbers: Vec<String> = position.as_slice().iter().map(ToString::to_string).collect();
    format!("[{}]", numbers.join(", "))
}
