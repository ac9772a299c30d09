//! Features, their geometries and their properties.

use serde_json::{Value, json};

use super::super::schema::{count, exactly, list, number, object, or_null, reference, text, truth, word};
use super::pathways::{evaluations, may_enter};
use super::{confidence, links};
use crate::model::{
    ActualState, DeliveryMode, Mode, RequestOrigin, RequestState, RequestStatus, ServiceStatus, Visibility,
};

/// The schemas by name.
pub fn all() -> [(&'static str, Value); 10] {
    [
        ("PointGeometry", geometry("Point", position())),
        ("PointGeometryOrNull", or_null(geometry("Point", position()))),
        ("PointsGeometryOrNull", points()),
        ("LineGeometry", or_null(geometry("LineString", list(position())))),
        ("AreaGeometry", area()),
        ("CommunityProperties", community()),
        ("ServiceProperties", service()),
        ("RequestProperties", request()),
        (
            "RegionProperties",
            object(&[("id", text()), ("name_en", text()), ("name_fr", text())]),
        ),
        ("LinkProperties", link()),
    ]
}

/// A feature with properties and a geometry of these schemas.
pub fn feature(properties: &str, geometry: &str) -> Value {
    object(&[
        ("type", word(["Feature"])),
        ("id", text()),
        ("geometry", reference(geometry)),
        ("properties", reference(properties)),
        ("links?", links()),
    ])
}

/// A page of such features.
pub fn page(properties: &str) -> Value {
    object(&[
        ("type", word(["FeatureCollection"])),
        ("features", list(reference(&format!("{properties}Feature")))),
        ("numberMatched", count()),
        ("numberReturned", count()),
        ("links", links()),
    ])
}

fn position() -> Value {
    exactly(2, number())
}

fn geometry(kind: &str, coordinates: Value) -> Value {
    object(&[("type", word([kind])), ("coordinates", coordinates)])
}

/// One place, or several.
fn points() -> Value {
    let one_of = [geometry("Point", position()), geometry("MultiPoint", list(position()))];
    json!({ "nullable": true, "oneOf": one_of })
}

fn area() -> Value {
    let rings = list(list(position()));
    let shapes = [
        geometry("Polygon", rings.clone()),
        geometry("MultiPolygon", list(rings)),
    ];
    json!({ "nullable": true, "oneOf": shapes })
}

fn delivery_mode() -> Value {
    or_null(word(DeliveryMode::ALL.iter().map(|one| one.as_str())))
}

fn community() -> Value {
    object(&[
        ("id", text()),
        ("name", text()),
        ("traditional_name", or_null(text())),
        ("former_name", or_null(text())),
        ("region", or_null(text())),
        ("health_region", or_null(text())),
        ("authority", or_null(text())),
        ("governance", or_null(text())),
        ("population", or_null(count())),
        ("population_year", or_null(count())),
        ("part_of", or_null(text())),
        ("road_access", or_null(text())),
        ("health_facility", or_null(text())),
        ("languages", list(text())),
        ("governments", list(text())),
        ("confidence", confidence()),
        ("notes", or_null(text())),
        ("sources", list(text())),
    ])
}

fn service() -> Value {
    object(&[
        ("id", text()),
        ("name", text()),
        ("service_type", text()),
        ("status", word(ServiceStatus::ALL.iter().map(|one| one.as_str()))),
        ("delivery_mode", delivery_mode()),
        ("community_id", or_null(text())),
        ("place_name", or_null(text())),
        ("operator", or_null(text())),
        ("operator_kind", or_null(text())),
        ("indigenous_led", or_null(truth())),
        ("opened", or_null(text())),
        ("closed", or_null(text())),
        ("actual", or_null(word(ActualState::ALL.iter().map(|one| one.as_str())))),
        ("observed", or_null(text())),
        ("in_territory", or_null(truth())),
        ("exists?", word(["yes", "unknown"])),
        ("may_enter", may_enter()),
        ("evaluations", evaluations()),
        ("confidence", confidence()),
        ("notes", or_null(text())),
        ("sources", list(text())),
    ])
}

fn request() -> Value {
    object(&[
        ("id", text()),
        ("requested_by", text()),
        ("requested_by_kind", or_null(text())),
        ("service_type", text()),
        ("community_id", or_null(text())),
        ("communities?", list(text())),
        ("region", or_null(text())),
        ("delivery_mode", delivery_mode()),
        ("date", or_null(text())),
        ("status", word(RequestStatus::ALL.iter().map(|one| one.as_str()))),
        ("state?", word(RequestState::ALL.iter().map(|one| one.as_str()))),
        ("government?", text()),
        ("visibility", word(Visibility::ALL.iter().map(|one| one.as_str()))),
        ("origin", word(RequestOrigin::ALL.iter().map(|one| one.as_str()))),
        ("exists?", word(["yes", "unknown"])),
        ("confidence", confidence()),
        ("notes", or_null(text())),
        ("sources", list(text())),
        ("corrected_by?", list(text())),
    ])
}

fn link() -> Value {
    object(&[
        ("id", text()),
        ("from", text()),
        ("to", text()),
        ("mode", word(Mode::ALL.iter().map(|one| one.as_str()))),
        ("distance_km", or_null(number())),
        ("minutes", or_null(number())),
        ("opens", or_null(text())),
        ("closes", or_null(text())),
        ("always_open", truth()),
        ("opened", or_null(text())),
        ("closed", or_null(text())),
        ("departures_per_week", or_null(number())),
        ("operator", or_null(text())),
        ("highway_name", or_null(text())),
        ("exists?", word(["yes", "no", "unknown"])),
        ("open?", word(["yes", "no", "unknown"])),
        ("confidence", confidence()),
        ("notes", or_null(text())),
        ("sources", list(text())),
    ])
}
