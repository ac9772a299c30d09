//! The package at a glance.

use serde_json::{Value, json};

use super::super::schema::{
    count, exactly, list, number, object, object_of, or_null, reference, reference_or_null, text, word,
};
use super::analysis::{asks, limits};
use crate::model::{Impedance, Level, Mode, Standing};

/// Its schemas by name.
pub fn all() -> [(&'static str, Value); 5] {
    [
        ("Package", package()),
        ("Definition", definition()),
        ("Standard", standard()),
        ("Way", way()),
        ("Season", season()),
    ]
}

fn package() -> Value {
    let projection = object(&[
        ("epsg", count()),
        ("name", text()),
        ("proj", text()),
        ("extent", or_null(exactly(4, number()))),
    ]);
    let service_type = object(&[
        ("id", text()),
        ("name", reference("Bilingual")),
        ("description", text()),
        ("refers_to", list(text())),
    ]);
    let language = object(&[
        ("code", text()),
        ("name_en", text()),
        ("name_self", text()),
        ("phone", or_null(text())),
        ("phone_year", or_null(count())),
    ]);
    let region = object(&[("id", text()), ("name", reference("Bilingual"))]);
    let government = object(&[("id", text()), ("name", text())]);
    object(&[
        ("id", text()),
        ("name", reference("Bilingual")),
        ("credit", reference("Bilingual")),
        ("made_on", or_null(text())),
        ("languages", list(text())),
        ("suppress_below", count()),
        ("projection", or_null(projection)),
        ("default_definition", or_null(text())),
        ("definitions", list(reference("Definition"))),
        ("seasons", list(reference("Season"))),
        ("service_types", list(service_type)),
        ("languages_official", list(language)),
        ("regions", list(region)),
        ("governments", list(government)),
        ("data_digest", text()),
        ("today", json!({ "type": "string", "format": "date" })),
    ])
}

fn definition() -> Value {
    object(&[
        ("id", text()),
        ("version", text()),
        ("standing", word(Standing::ALL.iter().map(|one| one.as_str()))),
        ("title", reference("Bilingual")),
        ("description", reference("Bilingual")),
        ("impedance", word(Impedance::ALL.iter().map(|one| one.as_str()))),
        ("modes", list(word(Mode::ALL.iter().map(|one| one.as_str())))),
        ("digest", text()),
        ("standards", list(reference("Standard"))),
    ])
}

fn standard() -> Value {
    object(&[
        ("id", text()),
        ("title", reference("Bilingual")),
        ("service_types", list(text())),
        ("weight", number()),
        ("days", count()),
        ("sources", list(text())),
        ("choice", reference_or_null("Bilingual")),
        ("ways", list(reference("Way"))),
    ])
}

fn way() -> Value {
    let own = [
        ("id", text()),
        ("level", word(Level::ALL.iter().map(|one| one.as_str()))),
        ("title", reference("Bilingual")),
        ("where", or_null(text())),
        ("by_group", object_of(object(&limits()))),
        ("choice", reference_or_null("Bilingual")),
    ];
    object(&[own.as_slice(), &asks()].concat())
}

fn season() -> Value {
    object(&[
        ("id", text()),
        ("name", reference("Bilingual")),
        ("from", text()),
        ("to", text()),
        ("representative", or_null(text())),
        ("days", count()),
    ])
}
