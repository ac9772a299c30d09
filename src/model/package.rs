//! A jurisdiction package: the whole of one territory's facts.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::service::words;
use super::{
    Community, DayOfYear, Definition, DefinitionId, Engagement, EngagementRules, Entry, Evaluation,
    IndigenousGovernment, Km, Language, Link, Minutes, Mode, Need, Node, Pathway, Provenance, Referral, RegionId,
    Request, SeasonId, Service, ServiceType, ShippedScenario, Source, Statement, Text,
};

/// Everything that makes Evenreach work for one territory. What is read from files, what the store
/// keeps and what a snapshot is built from are all this. Records stand in the order of their ids,
/// so that two packages with the same facts are equal.
#[derive(Clone, Debug, PartialEq)]
pub struct Package {
    /// Its name, languages and settings.
    pub settings: Settings,
    /// Demand points.
    pub communities: Vec<Community>,
    /// Regions with their outlines.
    pub regions: Vec<Region>,
    /// Supply.
    pub services: Vec<Service>,
    /// Supply that was asked for.
    pub requests: Vec<Request>,
    /// Types of service.
    pub service_types: Vec<ServiceType>,
    /// Indigenous governments.
    pub governments: Vec<IndigenousGovernment>,
    /// Official languages.
    pub languages: Vec<Language>,
    /// Indicators of need, in the order of the file.
    pub need: Vec<Need>,
    /// Sources.
    pub sources: Vec<Source>,
    /// Statements that definitions lean on.
    pub statements: Vec<Statement>,
    /// Nodes of the network; empty where the package has none.
    pub nodes: Vec<Node>,
    /// Links of the network.
    pub links: Vec<Link>,
    /// Named parts of the year, in the order of the file.
    pub seasons: Vec<Season>,
    /// Definitions of equitable access; several versions of one stand side by side.
    pub definitions: Vec<Definition>,
    /// What bodies said of versions of definitions.
    pub engagements: Vec<Engagement>,
    /// Who may enter which service.
    pub entries: Vec<Entry>,
    /// Who refers to whom.
    pub referrals: Vec<Referral>,
    /// Ways through care.
    pub pathways: Vec<Pathway>,
    /// What studies say of services.
    pub evaluations: Vec<Evaluation>,
    /// Layers of the basemap, by name.
    pub basemap: Vec<BasemapLayer>,
    /// Scenarios to begin with.
    pub scenarios: Vec<ShippedScenario>,
}

/// `package.toml`.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// The credit line to show with the map.
    pub credit: Text,
    /// The day its facts were put together: a service that is closed without a date counts as closed from then on.
    pub made_on: Option<Date>,
    /// Languages of its pages.
    pub languages: Vec<String>,
    /// No figure about fewer people than this is published.
    pub suppress_below: u32,
    /// The definition to begin with.
    pub default_definition: Option<DefinitionId>,
    /// The map's projection.
    pub projection: Option<Projection>,
    /// What travel costs beyond moving.
    pub travel: TravelSettings,
    /// Which column of the communities names the region that `serves` speaks of.
    pub region_column: RegionColumn,
    /// Which bodies are asked about definitions, and whose agreement adopting one needs.
    pub engagement: EngagementRules,
}

words! {
    /// A column of the communities that names a region.
    RegionColumn {
        /// Administrative.
        Region = "region",
        /// Health and social services.
        HssRegion = "hss_region",
    }
}

impl RegionColumn {
    /// What a community has in that column.
    pub fn of(self, community: &Community) -> Option<&str> {
        match self {
            Self::Region => community.region.as_deref(),
            Self::HssRegion => community.hss_region.as_deref(),
        }
    }
}

/// The map's projection.
#[derive(Clone, Debug, PartialEq)]
pub struct Projection {
    /// EPSG code.
    pub epsg: u32,
    /// Its name.
    pub name: String,
    /// PROJ string.
    pub proj: String,
}

/// Choices about travel that a package makes once for all.
#[derive(Clone, Debug, PartialEq)]
pub struct TravelSettings {
    /// Minutes that boarding a scheduled mode costs; a mode that is not named costs none.
    pub boarding: BTreeMap<Mode, Minutes>,
    /// A site outside every community is joined to the nearest node within this distance.
    pub connect_within: Km,
    /// Speed on that last stretch, in kilometres an hour, more than 0.
    pub connect_kmh: f64,
    /// Speed over the geodesic where the package has no network, in kilometres an hour, more than 0.
    pub fallback_kmh: f64,
}

impl Default for TravelSettings {
    fn default() -> Self {
        Self {
            boarding: BTreeMap::new(),
            connect_within: Km::new(25.0).expect("finite and positive"),
            connect_kmh: 50.0,
            fallback_kmh: 60.0,
        }
    }
}

/// A region, as `serves` names it.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// Its id, as `serves` names it.
    pub id: RegionId,
    /// Its name.
    pub name: Text,
    /// Name as the communities' `hss_region` or `region` column has it.
    pub matches: String,
    /// Its outline: a GeoJSON geometry (Polygon or `MultiPolygon`) in WGS84 degrees.
    pub geometry: geojson::GeometryValue,
    /// Its other properties, as in the file.
    pub properties: geojson::JsonObject,
}

/// A named set of days. Rows for parts of the territory stand beside those for the whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Season {
    /// Its id.
    pub id: SeasonId,
    /// Its name.
    pub name: Text,
    /// Which part of the territory; `territory` is the whole.
    pub area: String,
    /// First day.
    pub from: DayOfYear,
    /// Last day, inclusive; may lie after the new year.
    pub to: DayOfYear,
    /// A day that stands for it.
    pub representative: Option<DayOfYear>,
    /// How the ferries run, in the words of the package.
    pub ferries: Option<String>,
    /// How the ice crossings are, in the words of the package.
    pub ice_crossings: Option<String>,
    /// How the winter roads are, in the words of the package.
    pub winter_roads: Option<String>,
    /// Where this comes from.
    pub provenance: Provenance,
}

impl Season {
    /// The area that stands for the whole jurisdiction.
    pub const WHOLE: &str = "territory";

    /// Whether a day lies in it, both edges included.
    pub fn contains(&self, day: DayOfYear) -> bool {
        if self.from <= self.to {
            self.from <= day && day <= self.to
        } else {
            day >= self.from || day <= self.to
        }
    }
}

/// A layer of the basemap.
#[derive(Clone, Debug, PartialEq)]
pub struct BasemapLayer {
    /// Its name: the file's without its ending.
    pub name: String,
    /// The file as it is: an RFC 7946 feature collection.
    pub geojson: String,
}

impl Package {
    /// The versions of definitions as they stood at the end of a day, with what had been said of them by then. Of the rest
    /// only the settings are there.
    #[must_use]
    pub fn definitions_on(&self, day: Date) -> Self {
        Self {
            definitions: self.definitions.iter().filter_map(|one| one.as_on(day)).collect(),
            engagements: self.engagements.iter().filter(|one| one.on <= day).cloned().collect(),
            ..Self::empty(self.settings.clone())
        }
    }

    /// A package with no records.
    pub const fn empty(settings: Settings) -> Self {
        Self {
            settings,
            communities: Vec::new(),
            regions: Vec::new(),
            services: Vec::new(),
            requests: Vec::new(),
            service_types: Vec::new(),
            governments: Vec::new(),
            languages: Vec::new(),
            need: Vec::new(),
            sources: Vec::new(),
            statements: Vec::new(),
            nodes: Vec::new(),
            links: Vec::new(),
            seasons: Vec::new(),
            definitions: Vec::new(),
            engagements: Vec::new(),
            entries: Vec::new(),
            referrals: Vec::new(),
            pathways: Vec::new(),
            evaluations: Vec::new(),
            basemap: Vec::new(),
            scenarios: Vec::new(),
        }
    }

    /// The version of a definition that people look at unless they name another: the one that has come furthest (agreed,
    /// illustrative, in engagement, draft, superseded), and among those the greatest version.
    pub fn current_definition(&self, id: &DefinitionId) -> Option<&Definition> {
        let versions = self.definitions.iter().filter(|one| one.id == *id);
        versions.min_by(|one, other| one.by_currency(other))
    }

    /// The definition to begin with: the one that the settings name, else the first of those that have come furthest.
    pub fn default_definition(&self) -> Option<&Definition> {
        match &self.settings.default_definition {
            Some(id) => self.current_definition(id),
            None => self
                .definitions
                .iter()
                .reduce(|first, one| first.further_of(one))
                .and_then(|one| self.current_definition(&one.id)),
        }
    }

    /// A definition by its id and version; without a version, the current one.
    pub fn definition(&self, id: &DefinitionId, version: Option<&str>) -> Option<&Definition> {
        match version {
            None => self.current_definition(id),
            Some(version) => self
                .definitions
                .iter()
                .find(|one| one.id == *id && one.version == version),
        }
    }

    /// What bodies said of a version of a definition, in the order in which they said it. Of two words of one day the
    /// later record comes later; where that is not known, the one that stands more in the way.
    pub fn engagements_on(&self, id: &DefinitionId, version: &str) -> Vec<&Engagement> {
        Engagement::about(&self.engagements, id, version)
    }

    /// The seasons that hold for the whole jurisdiction, in the order of the file.
    pub fn territory_seasons(&self) -> impl Iterator<Item = &Season> {
        self.seasons.iter().filter(|season| season.area == Season::WHOLE)
    }
}
