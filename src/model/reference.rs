//! Records that the others refer to: types of service, governments, languages, need, sources, statements.

use super::{CommunityId, GovernmentId, LanguageCode, ServiceTypeId, SourceKey, Text};

/// A type of service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceType {
    /// Its id.
    pub id: ServiceTypeId,
    /// Its name.
    pub name: Text,
    /// What it is.
    pub description: String,
    /// Level in stepped care, in the words of the package.
    pub stepped_care_level: Option<String>,
    /// Whether the work plan names it a key service.
    pub key_service: Option<bool>,
    /// Its name in the Human Services Data Specification's terms.
    pub hsds_taxonomy: Option<String>,
    /// Sources.
    pub sources: Vec<SourceKey>,
}

impl ServiceType {
    /// The type whose rows are money for services run by others and so no supply themselves.
    pub const FUNDING_PROGRAM: &str = "funding_program";
}

/// An Indigenous government or organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndigenousGovernment {
    /// Its id.
    pub id: GovernmentId,
    /// Its name.
    pub name: String,
    /// What kind of body it is.
    pub kind: String,
    /// Its communities.
    pub communities: Vec<CommunityId>,
    /// Settlement or treaty.
    pub settlement_or_treaty: Option<String>,
    /// Sources.
    pub sources: Vec<SourceKey>,
    /// Notes.
    pub notes: String,
}

/// An official language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language {
    /// Its code.
    pub code: LanguageCode,
    /// Its name in English.
    pub name_en: String,
    /// Its name in itself.
    pub name_self: String,
    /// Its script.
    pub script: Option<String>,
    /// Telephone for information in it.
    pub translation_phone: Option<String>,
    /// Year in which that number was printed.
    pub phone_year: Option<u16>,
    /// Sources.
    pub sources: Vec<SourceKey>,
    /// Notes.
    pub notes: String,
}

/// An indicator of need, as published: the value stays text because some are ranges or words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// What is measured.
    pub indicator: String,
    /// `territory`, `region` or `community`.
    pub area_kind: String,
    /// Which one.
    pub area: String,
    /// Year or years.
    pub year: String,
    /// The value as published; `None` where none was.
    pub value: Option<String>,
    /// Its unit.
    pub unit: String,
    /// Sources.
    pub sources: Vec<SourceKey>,
    /// Notes.
    pub notes: String,
}

/// A source of facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its key.
    pub key: SourceKey,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its date or year, as known.
    pub date: Option<String>,
    /// Its licence, where known.
    pub licence: Option<String>,
    /// What it was used for.
    pub used_for: String,
    /// Which parts of the package cite it.
    pub cited_in: Vec<String>,
}

/// Something said about equitable access that a definition may lean on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Its id.
    pub id: SourceKey,
    /// Which side of access it speaks of.
    pub dimension: String,
    /// What was said.
    pub statement: String,
    /// The number in it, as published.
    pub threshold: Option<String>,
    /// The unit of that number.
    pub unit: Option<String>,
    /// What it applies to.
    pub applies_to: String,
    /// Sources.
    pub sources: Vec<SourceKey>,
    /// Notes.
    pub notes: String,
}
