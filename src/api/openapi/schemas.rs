//! The schemas of the answers: what `wire` writes, for those who read it. A test compares every answer
//! with its schema.

mod access;
mod analysis;
mod compared;
mod decisions;
mod definitions;
mod equity;
mod features;
mod package;
mod pathways;
mod planning;
mod scenarios;
mod siting;
pub(super) mod submitted;
mod trace;

use serde_json::{Map, Value};

use super::schema::{count, exactly, list, number, object, or_null, reference, text, word};
use crate::api::collections;

/// Every schema by its name.
pub fn all() -> Value {
    let mut all = Map::new();
    let mut add = |name: &str, schema: Value| {
        all.insert(name.to_owned(), schema);
    };
    add("Problem", problem());
    add("Link", link());
    add("LandingPage", landing());
    add("Conformance", object(&[("conformsTo", list(text()))]));
    add("Collection", collection());
    add("Collections", described_collections());
    add("Bilingual", object(&[("en", text()), ("fr", text())]));
    add("Basemap", basemap());
    let of_rooms = package::all().into_iter().chain(features::all()).chain(analysis::all());
    for (name, schema) in of_rooms
        .chain(access::all())
        .chain(trace::all())
        .chain(definitions::all())
        .chain(compared::all())
        .chain(equity::all())
        .chain(planning::all())
        .chain(scenarios::all())
        .chain(siting::all())
        .chain(pathways::all())
        .chain(submitted::all())
        .chain(decisions::all())
    {
        add(name, schema);
    }
    for one in collections::ALL {
        let about = one.about();
        add(
            &format!("{}Feature", about.schema),
            features::feature(about.schema, about.geometry_schema),
        );
        add(&format!("{}Page", about.schema), features::page(about.schema));
    }
    Value::Object(all)
}

fn problem() -> Value {
    let error = object(&[
        ("pointer", text()),
        ("line?", count()),
        ("field?", text()),
        ("detail", text()),
    ]);
    object(&[
        ("type", text()),
        ("title", text()),
        ("status", count()),
        ("detail", text()),
        ("errors?", list(error)),
    ])
}

fn link() -> Value {
    object(&[("href", text()), ("rel", text()), ("type", text()), ("title", text())])
}

fn links() -> Value {
    list(reference("Link"))
}

fn landing() -> Value {
    object(&[
        ("title", text()),
        ("description", text()),
        ("attribution", text()),
        ("links", links()),
    ])
}

fn collection() -> Value {
    let spatial = object(&[("bbox", exactly(1, exactly(4, number()))), ("crs", text())]);
    object(&[
        ("id", text()),
        ("title", text()),
        ("description", text()),
        ("links", links()),
        ("extent?", object(&[("spatial", spatial)])),
        ("itemType", word(["feature"])),
        ("crs", list(text())),
        ("storageCrs", text()),
    ])
}

fn described_collections() -> Value {
    object(&[
        ("links", links()),
        ("crs", list(text())),
        ("collections", list(reference("Collection"))),
    ])
}

/// The layers come from the package's files, so that only their frame is known.
fn basemap() -> Value {
    let mut basemap = object(&[
        ("type", word(["FeatureCollection"])),
        ("features", list(super::schema::object_of(Value::Bool(true)))),
    ]);
    basemap["additionalProperties"] = Value::Bool(true);
    basemap
}

/// Sureness of a record.
fn confidence() -> Value {
    or_null(word(["high", "medium", "low"]))
}
