//! Small pieces that many answers share.

use std::fmt::Display;

use serde::Serialize;

use crate::model::{Text, Truth};

/// Words in both official languages of the pages.
#[derive(Serialize)]
pub struct Bilingual<'a> {
    en: &'a str,
    fr: &'a str,
}

impl<'a> From<&'a Text> for Bilingual<'a> {
    fn from(text: &'a Text) -> Self {
        Self {
            en: &text.en,
            fr: &text.fr,
        }
    }
}

impl<'a> Bilingual<'a> {
    /// The words where there are any, else the id in both languages, so that a thing always has a name.
    pub fn or_id(text: Option<&'a Text>, id: &'a str) -> Self {
        text.map_or(Self { en: id, fr: id }, Self::from)
    }
}

/// Ids as they are written.
pub fn ids<Id: Display>(ids: &[Id]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

/// `yes`, `no` or `unknown`.
pub const fn tri(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "yes",
        Truth::False => "no",
        Truth::Unknown => "unknown",
    }
}

/// Words, where there are any.
pub fn words(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
