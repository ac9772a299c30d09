//! A checker for the part of `OpenAPI` 3.0 schemas that our document uses. It refuses words that it does
//! not know, so that a schema cannot say more than is checked.

use serde_json::Value;

const KNOWN: [&str; 19] = [
    "$ref",
    "type",
    "format",
    "pattern",
    "example",
    "default",
    "nullable",
    "enum",
    "minimum",
    "maximum",
    "items",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "properties",
    "required",
    "additionalProperties",
    "allOf",
];

/// Where `value` is not what `schema` says; empty where it is.
pub fn faults(document: &Value, schema: &Value, value: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    check(document, schema, value, "", &mut faults);
    faults
}

fn check(document: &Value, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
    let Some(words) = schema.as_object() else {
        if schema != &Value::Bool(true) {
            faults.push(format!("{at}: {schema} is no schema"));
        }
        return;
    };
    for word in words
        .keys()
        .filter(|word| !KNOWN.contains(&word.as_str()) && *word != "oneOf")
    {
        faults.push(format!("{at}: the checker does not know {word:?}"));
    }
    if value.is_null() && schema["nullable"] == true {
        return;
    }
    if let Some(reference) = schema["$ref"].as_str() {
        let target = document.pointer(reference.trim_start_matches('#'));
        return check(document, target.unwrap_or(&Value::Null), value, at, faults);
    }
    for part in schema["allOf"].as_array().into_iter().flatten() {
        check(document, part, value, at, faults);
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let fitting = choices
            .iter()
            .filter(|one| self::faults(document, one, value).is_empty())
            .count();
        if fitting != 1 {
            faults.push(format!("{at}: fits {fitting} of the choices, expected one"));
        }
    }
    if let Some(words) = schema["enum"].as_array()
        && !words.contains(value)
    {
        faults.push(format!("{at}: {value} is not one of {words:?}"));
    }
    let fits = match schema["type"].as_str() {
        None => true,
        Some("string") => value.is_string(),
        Some("boolean") => value.is_boolean(),
        Some("number") => value.is_number(),
        Some("integer") => value.is_i64() && value.as_i64() >= schema["minimum"].as_i64(),
        Some("array") => value.is_array(),
        Some("object") => value.is_object(),
        Some(other) => panic!("{at}: unknown type {other}"),
    };
    if let Some(text) = value.as_str() {
        let letters = text.chars().count() as u64;
        let (least, most) = (schema["minLength"].as_u64(), schema["maxLength"].as_u64());
        if least.is_some_and(|least| letters < least) || most.is_some_and(|most| letters > most) {
            faults.push(format!("{at}: {letters} letters"));
        }
    }
    if !fits {
        faults.push(format!("{at}: {value} is no {}", schema["type"]));
    }
    if !matches!(schema["type"].as_str(), Some("array" | "object")) {
        return;
    }
    for (position, item) in value.as_array().into_iter().flatten().enumerate() {
        check(document, &schema["items"], item, &format!("{at}/{position}"), faults);
    }
    if let Some(items) = value.as_array() {
        let length = items.len() as u64;
        let too_few = schema["minItems"].as_u64().is_some_and(|least| length < least);
        let too_many = schema["maxItems"].as_u64().is_some_and(|most| length > most);
        if too_few || too_many {
            faults.push(format!("{at}: {length} items"));
        }
    }
    for name in schema["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
    {
        if value.get(name).is_none() {
            faults.push(format!("{at}: {name} is missing"));
        }
    }
    for (name, field) in value.as_object().into_iter().flatten() {
        match schema["properties"].get(name) {
            Some(schema) => check(document, schema, field, &format!("{at}/{name}"), faults),
            None => match &schema["additionalProperties"] {
                Value::Bool(true) => {}
                Value::Object(_) => check(
                    document,
                    &schema["additionalProperties"],
                    field,
                    &format!("{at}/{name}"),
                    faults,
                ),
                _ => faults.push(format!("{at}: {name} is not in the schema")),
            },
        }
    }
}
