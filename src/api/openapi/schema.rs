//! Words for `OpenAPI` 3.0 schemas.

use serde_json::{Map, Value, json};

/// Text.
pub fn text() -> Value {
    json!({ "type": "string" })
}

/// One of these words.
pub fn word<'a>(words: impl IntoIterator<Item = &'a str>) -> Value {
    json!({ "type": "string", "enum": words.into_iter().collect::<Vec<_>>() })
}

/// A number that may have a fraction.
pub fn number() -> Value {
    json!({ "type": "number" })
}

/// A whole number, 0 or more.
pub fn count() -> Value {
    json!({ "type": "integer", "minimum": 0 })
}

/// Yes or no.
pub fn truth() -> Value {
    json!({ "type": "boolean" })
}

/// The same or `null`: nobody knows, or there is nothing.
pub fn or_null(mut schema: Value) -> Value {
    schema["nullable"] = json!(true);
    // In 3.0 a list of words must name null itself.
    if let Some(words) = schema.get_mut("enum").and_then(Value::as_array_mut) {
        words.push(Value::Null);
    }
    schema
}

/// A list.
pub fn list(items: Value) -> Value {
    let mut list = json!({ "type": "array" });
    list["items"] = items;
    list
}

/// A list of exactly so many.
pub fn exactly(length: usize, items: Value) -> Value {
    let mut list = list(items);
    list["minItems"] = json!(length);
    list["maxItems"] = json!(length);
    list
}

/// An object with exactly these fields, in this order; a name that ends in `?` may be left out.
pub fn object(fields: &[(&str, Value)]) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for (name, schema) in fields {
        let plain = name.trim_end_matches('?');
        if plain == *name {
            required.push(plain);
        }
        properties.insert(plain.to_owned(), schema.clone());
    }
    json!({ "type": "object", "required": required, "properties": properties, "additionalProperties": false })
}

/// An object with any fields of this schema.
pub fn object_of(values: Value) -> Value {
    let mut object = json!({ "type": "object" });
    object["additionalProperties"] = values;
    object
}

/// A schema of the document by its name.
pub fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// The same as a schema of the document, or `null`.
pub fn reference_or_null(name: &str) -> Value {
    json!({ "nullable": true, "allOf": [reference(name)] })
}
