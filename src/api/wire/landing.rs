//! The way in.

use serde::Serialize;

/// A link to another resource.
#[derive(Serialize)]
pub struct Link {
    /// Address.
    pub href: String,
    /// What it is to this resource.
    pub rel: &'static str,
    /// Media type.
    #[serde(rename = "type")]
    pub media: &'static str,
    /// For people.
    pub title: String,
}

impl Link {
    /// A link.
    pub fn new(rel: &'static str, media: &'static str, href: String, title: impl Into<String>) -> Self {
        Self {
            href,
            rel,
            media,
            title: title.into(),
        }
    }
}

/// The landing page.
#[derive(Serialize)]
pub struct Landing<'a> {
    /// Name of the service.
    pub title: String,
    /// What it is.
    pub description: &'a str,
    /// Whose facts it shows.
    pub attribution: &'a str,
    /// Where to go.
    pub links: Vec<Link>,
}

/// Which classes of the standards the service conforms to.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Conformance {
    /// Their addresses.
    pub conforms_to: &'static [&'static str],
}
