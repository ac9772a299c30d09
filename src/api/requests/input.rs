//! What is sent of a request, read strictly: every field that is not as it should be is told, with its place.

use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::workflow::{Fault, RequestPatch, SaidAsSent, Severity};

/// How deep JSON may be nested.
const DEPTH: usize = 32;

/// JSON in which no field stands twice and nothing is nested too deep: whoever reads it reads what was meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Strict(pub Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Within(DEPTH).deserialize(from).map(Self)
    }
}

/// A value within which so many levels may still follow.
struct Within(usize);

impl Within {
    fn next<E: serde::de::Error>(&self) -> Result<Self, E> {
        let left = self.0.checked_sub(1);
        left.map(Self)
            .ok_or_else(|| E::custom(format!("expected JSON of at most {DEPTH} levels")))
    }
}

impl<'de> DeserializeSeed<'de> for Within {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Within {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element_seed(self.next()?)? {
            values.push(value);
        }
        Ok(values.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        let mut fields = Map::new();
        while let Some(name) = object.next_key::<String>()? {
            let value = object.next_value_seed(self.next()?)?;
            if fields.insert(name.clone(), value).is_some() {
                return Err(A::Error::custom(format!(
                    "found the field {name:?} twice, expected it once"
                )));
            }
        }
        Ok(fields.into())
    }
}

/// Reads the fields of a request; those that are no such field, or no such value, are told all at once. Of a request that is
/// there already, `null` sets a field back to nothing (JSON merge patch, RFC 7396).
pub fn patch(sent: &Strict, own: &[&str]) -> Result<(RequestPatch, Map<String, Value>), Vec<Fault>> {
    let mut faults = Vec::new();
    let Value::Object(fields) = &sent.0 else {
        return Err(vec![fault("", &sent.0, "one JSON object")]);
    };
    let (mut patch, mut rest) = (RequestPatch::default(), Map::new());
    for (name, value) in fields {
        let mut read = Read {
            place: name,
            value,
            faults: &mut faults,
        };
        match name.as_str() {
            "service_type" => patch.service_type = read.text(),
            "communities" => patch.communities = read.texts(),
            "regions" => patch.regions = read.texts(),
            "delivery_mode" => patch.delivery_mode = read.text_or_null(),
            "languages" => patch.languages = read.texts(),
            "cultural_grounding" => patch.cultural_grounding = read.words(),
            "why" => patch.why = read.words(),
            "since" => patch.since = read.text_or_null(),
            "evidence" => patch.evidence = read.evidence(),
            "labels" => patch.labels = read.texts(),
            "visibility" => patch.visibility = read.text(),
            known if own.contains(&known) => {
                rest.insert(name.clone(), value.clone());
            }
            _ => faults.push(fault_of_name(name, FIELDS.iter().chain(own))),
        }
    }
    if faults.is_empty() {
        Ok((patch, rest))
    } else {
        Err(faults)
    }
}

/// Reads what a body says of a publicly recorded call. `null` says nothing of a field.
pub fn said(sent: &Strict) -> Result<SaidAsSent, Vec<Fault>> {
    let mut faults = Vec::new();
    let Value::Object(fields) = &sent.0 else {
        return Err(vec![fault("", &sent.0, "one JSON object")]);
    };
    let mut said = SaidAsSent::default();
    for (name, value) in fields {
        if !SAID.contains(&name.as_str()) {
            faults.push(fault_of_name(name, SAID.iter()));
            continue;
        }
        let mut read = Read {
            place: name,
            value,
            faults: &mut faults,
        };
        match name.as_str() {
            _ if value.is_null() => {}
            "service_type" => said.service_type = read.text(),
            "communities" => said.communities = read.texts(),
            "regions" => said.regions = read.texts(),
            "delivery_mode" => said.delivery_mode = read.text(),
            "date" => said.date = read.text(),
            "status" => said.status = read.text(),
            _ => said.why = read.text().unwrap_or_default(),
        }
    }
    if faults.is_empty() { Ok(said) } else { Err(faults) }
}

/// A fault at a place, with the kind of what was found: its words may be long, and are whoever sent them's.
pub fn fault(place: &str, found: &Value, expected: &str) -> Fault {
    let found = match found {
        Value::Null => "null",
        Value::Bool(_) => "yes or no",
        Value::Number(_) => "a number",
        Value::String(_) => "another text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    };
    Fault {
        file: "request".to_owned(),
        row: None,
        field: Some(place.to_owned()),
        found: found.to_owned(),
        expected: expected.to_owned(),
        severity: Severity::Error,
    }
}

const FIELDS: [&str; 11] = [
    "service_type",
    "communities",
    "regions",
    "delivery_mode",
    "languages",
    "cultural_grounding",
    "why",
    "since",
    "evidence",
    "labels",
    "visibility",
];

const SAID: [&str; 7] = [
    "service_type",
    "communities",
    "regions",
    "delivery_mode",
    "date",
    "status",
    "why",
];

fn fault_of_name<'a>(name: &str, known: impl Iterator<Item = &'a &'a str>) -> Fault {
    let short: String = name.chars().take(60).collect();
    // A name is a step of a pointer: its slashes and tildes are escaped there (RFC 6901).
    let place = short.replace('~', "~0").replace('/', "~1");
    let known: Vec<&str> = known.copied().collect();
    Fault {
        found: format!("the field {short:?}"),
        ..fault(&place, &Value::Null, &format!("one of {}", known.join(", ")))
    }
}

struct Read<'a> {
    place: &'a str,
    value: &'a Value,
    faults: &'a mut Vec<Fault>,
}

impl Read<'_> {
    fn wrong<T>(&mut self, expected: &str) -> Option<T> {
        self.faults.push(fault(self.place, self.value, expected));
        None
    }

    fn text(&mut self) -> Option<String> {
        match self.value {
            Value::String(text) => Some(text.clone()),
            _ => self.wrong("text"),
        }
    }

    /// `null` is no words.
    fn words(&mut self) -> Option<String> {
        match self.value {
            Value::String(text) => Some(text.clone()),
            Value::Null => Some(String::new()),
            _ => self.wrong("text"),
        }
    }

    #[expect(clippy::option_option, reason = "a field may be wrong, null, or text")]
    fn text_or_null(&mut self) -> Option<Option<String>> {
        match self.value {
            Value::String(text) => Some(Some(text.clone())),
            Value::Null => Some(None),
            _ => self.wrong("text or null"),
        }
    }

    /// `null` is an empty list.
    fn list(&mut self) -> Option<&'_ [Value]> {
        match self.value {
            Value::Array(list) => Some(list),
            Value::Null => Some(&[]),
            _ => self.wrong("a list"),
        }
    }

    fn texts(&mut self) -> Option<Vec<String>> {
        let place = self.place.to_owned();
        let list = self.list()?.to_vec();
        let mut texts = Vec::new();
        for (at, value) in list.iter().enumerate() {
            match value {
                Value::String(text) => texts.push(text.clone()),
                other => self.faults.push(fault(&format!("{place}/{at}"), other, "text")),
            }
        }
        Some(texts)
    }

    fn evidence(&mut self) -> Option<Vec<(String, String)>> {
        let place = self.place.to_owned();
        let list = self.list()?.to_vec();
        let mut sources = Vec::new();
        for (at, value) in list.iter().enumerate() {
            let of = |value: &Value| {
                let fields = value.as_object().filter(|fields| fields.len() == 2)?;
                Some((
                    fields.get("title")?.as_str()?.to_owned(),
                    fields.get("url")?.as_str()?.to_owned(),
                ))
            };
            if let Some(source) = of(value) {
                sources.push(source);
            } else {
                let expected = "an object with the texts title and url, and nothing else";
                self.faults.push(fault(&format!("{place}/{at}"), value, expected));
            }
        }
        Some(sources)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn strict(text: &str) -> Result<Strict, String> {
        serde_json::from_str(text).map_err(|fault: serde_json::Error| fault.to_string())
    }

    #[test]
    fn a_field_that_stands_twice_is_refused_however_deep() {
        assert_eq!(
            strict(r#"{"a":[1,{"b":null}]}"#),
            Ok(Strict(json!({"a": [1, {"b": null}]})))
        );
        for text in [r#"{"why":"a","why":"b"}"#, r#"{"evidence":[{"url":"a","url":"a"}]}"#] {
            assert!(strict(text).expect_err("refused").contains("twice"), "{text}");
        }
    }

    #[test]
    fn nesting_has_a_bound() {
        let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert!(strict(&nested(DEPTH)).is_ok());
        assert!(strict(&nested(DEPTH + 2)).expect_err("refused").contains("levels"));
        assert!(strict(&nested(100_000)).is_err());
    }

    #[test]
    fn every_field_that_is_wrong_is_told_with_its_place() {
        let sent = json!({
            "service_type": 7, "communities": ["a", 1], "why": ["x"], "delivery_mode": null, "colour/of~it": "red",
            "evidence": [{"title": "t", "url": "u"}, {"title": "t"}, {"title": "t", "url": "u", "x": 1}],
            "state": "draft",
        });
        let faults = patch(&Strict(sent), &["state"]).expect_err("refused");
        let places: Vec<_> = faults.iter().filter_map(|fault| fault.field.as_deref()).collect();
        let expected = [
            "service_type",
            "communities/1",
            "why",
            "colour~1of~0it",
            "evidence/1",
            "evidence/2",
        ];
        assert_eq!(places, expected);
        assert!(patch(&Strict(json!([])), &[]).is_err());
    }

    #[test]
    fn null_sets_a_field_back_to_nothing() {
        let sent = json!({"why": null, "since": null, "labels": null});
        let (patch, rest) = patch(&Strict(sent), &[]).expect("fine");
        assert_eq!(
            (patch.why, patch.since, patch.labels),
            (Some(String::new()), Some(None), Some(Vec::new()))
        );
        assert!(rest.is_empty());
    }
}
