use super::*;

fn map() -> Projector {
    Projector::new("+proj=lcc +lat_0=0 +lon_0=-112 +lat_1=62 +lat_2=70 +x_0=0 +y_0=0 +datum=NAD83 +units=m +no_defs")
        .expect("a projection")
}

fn layer(features: &[Value]) -> String {
    json!({ "type": "FeatureCollection", "name": "lakes", "attribution": "someone", "features": features }).to_string()
}

fn feature(properties: &Value, kind: &str, coordinates: &Value) -> Value {
    json!({
        "type": "Feature",
        "properties": properties,
        "geometry": { "type": kind, "coordinates": coordinates },
    })
}

fn draw(features: &[Value], detail: Detail) -> Value {
    let drawn = basemap(&layer(features), &map(), detail).expect("a layer");
    serde_json::from_str(&drawn).expect("JSON")
}

/// A square of so many degrees of latitude.
fn square(lon: f64, lat: f64, side: f64) -> Value {
    json!([
        [lon, lat],
        [lon + 2.0 * side, lat],
        [lon + 2.0 * side, lat + side],
        [lon, lat + side],
        [lon, lat]
    ])
}

#[test]
fn positions_are_where_the_projection_puts_them_in_whole_metres() {
    let drawn = draw(
        &[feature(&json!({}), "Point", &json!([-114.37248, 62.45411]))],
        Detail::Full,
    );
    assert_eq!(
        drawn["features"][0]["geometry"]["coordinates"],
        json!([-122_369, 8_398_007])
    );
    assert_eq!(drawn["bbox"], json!([-122_369, 8_398_007, -122_369, 8_398_007]));
    assert_eq!(drawn["attribution"], "someone");
}

#[test]
fn names_keep_their_spelling_and_the_rest_stays_in_the_file() {
    let properties = json!({ "name": "Tıdeè", "name_fr": "Grand lac des Esclaves", "rank": 0, "area_km2": 27_200 });
    let drawn = draw(
        &[feature(&properties, "Point", &json!([-114.0, 62.0]))],
        Detail::Overview,
    );
    let expected = json!({ "name": "Tıdeè", "name_fr": "Grand lac des Esclaves", "rank": 0 });
    assert_eq!(drawn["features"][0]["properties"], expected);
}

#[test]
fn the_overview_leaves_out_what_nobody_would_see() {
    let rows = [
        (
            "large lake",
            feature(&json!({}), "Polygon", &json!([square(-114.0, 62.0, 0.5)])),
            true,
        ),
        (
            "pond",
            feature(&json!({}), "Polygon", &json!([square(-114.0, 62.0, 0.005)])),
            false,
        ),
        (
            "pond of many",
            feature(&json!({}), "MultiPolygon", &json!([[square(-114.0, 62.0, 0.005)]])),
            false,
        ),
        (
            "creek",
            feature(&json!({}), "LineString", &json!([[-114.0, 62.0], [-114.0, 62.02]])),
            false,
        ),
        (
            "river",
            feature(&json!({}), "LineString", &json!([[-114.0, 62.0], [-114.0, 63.0]])),
            true,
        ),
        (
            "minor river",
            feature(
                &json!({ "rank": 12 }),
                "LineString",
                &json!([[-114.0, 62.0], [-114.0, 63.0]]),
            ),
            false,
        ),
    ];
    for (name, feature, seen) in rows {
        let count = |detail| {
            draw(std::slice::from_ref(&feature), detail)["features"]
                .as_array()
                .map(Vec::len)
        };
        assert_eq!(
            count(Detail::Overview),
            Some(usize::from(seen)),
            "{name} in the overview"
        );
        assert_eq!(count(Detail::Full), Some(1), "{name} in full");
    }
}

#[test]
fn an_island_and_the_hole_it_fills_go_together() {
    for (side, expected) in [(0.005, 0), (0.2, 1)] {
        let island = square(-113.8, 62.1, side);
        let sea = feature(&json!({}), "Polygon", &json!([square(-114.0, 62.0, 0.5), island]));
        let land = feature(&json!({}), "Polygon", &json!([island]));
        let drawn = draw(&[sea, land], Detail::Overview);
        let rings = drawn["features"][0]["geometry"]["coordinates"].as_array().map(Vec::len);
        assert_eq!(rings, Some(1 + expected), "holes for an island of {side} degrees");
        assert_eq!(drawn["features"].as_array().map(Vec::len), Some(1 + expected));
    }
}

#[test]
fn what_cannot_be_drawn_is_named() {
    let fault = basemap("{}", &map(), Detail::Full).expect_err("no collection");
    assert!(matches!(fault, BasemapFault::NotGeoJson(_)), "{fault}");
    let features = [
        feature(&json!({}), "Point", &json!([-114.0, 62.0])),
        feature(&json!({}), "Point", &json!([-114.0, 92.0])),
    ];
    let fault = basemap(&layer(&features), &map(), Detail::Full).expect_err("off the earth");
    assert_eq!(
        fault.to_string(),
        "feature 2: expected a latitude from -90 to 90 degrees"
    );
}
