//! The package at a glance: what the map needs before its first question.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::exchange::asks::{AsksRow, LimitsRow};
use crate::model::{
    DayOfYear, Definition, IndigenousGovernment, Language, Mode, Package, Region, Season, ServiceType, Standard, Way,
};
use crate::planning::siting::refers_to;
use crate::snapshot::{View, of_text};

use super::{Bilingual, Number, ids};

/// The package at a glance.
#[derive(Serialize)]
pub struct PackageSummary<'a> {
    id: &'a str,
    name: Bilingual<'a>,
    credit: Bilingual<'a>,
    made_on: Option<String>,
    languages: &'a [String],
    suppress_below: u32,
    projection: Option<ProjectionSummary<'a>>,
    default_definition: Option<&'a str>,
    definitions: Vec<DefinitionSummary<'a>>,
    seasons: Vec<SeasonSummary<'a>>,
    service_types: Vec<ServiceTypeSummary<'a>>,
    languages_official: Vec<LanguageSummary<'a>>,
    regions: Vec<RegionSummary<'a>>,
    governments: Vec<GovernmentSummary<'a>>,
    data_digest: &'a str,
    today: String,
}

#[derive(Serialize)]
struct ProjectionSummary<'a> {
    epsg: u32,
    name: &'a str,
    proj: &'a str,
    /// Least x and y, greatest x and y, in whole metres, of what the regions and communities cover.
    extent: Option<[Number; 4]>,
}

#[derive(Serialize)]
struct DefinitionSummary<'a> {
    id: &'a str,
    version: &'a str,
    standing: &'static str,
    title: Bilingual<'a>,
    description: Bilingual<'a>,
    impedance: &'static str,
    modes: Vec<&'static str>,
    digest: String,
    standards: Vec<StandardSummary<'a>>,
}

#[derive(Serialize)]
struct StandardSummary<'a> {
    id: &'a str,
    title: Bilingual<'a>,
    service_types: Vec<String>,
    weight: Number,
    days: u16,
    sources: Vec<String>,
    choice: Option<Bilingual<'a>>,
    ways: Vec<WaySummary<'a>>,
}

#[derive(Serialize)]
struct WaySummary<'a> {
    id: &'a str,
    level: &'static str,
    title: Bilingual<'a>,
    #[serde(rename = "where")]
    filter: Option<&'a str>,
    #[serde(flatten)]
    asks: AsksRow,
    by_group: BTreeMap<String, LimitsRow>,
    choice: Option<Bilingual<'a>>,
}

#[derive(Serialize)]
struct SeasonSummary<'a> {
    id: &'a str,
    name: Bilingual<'a>,
    from: String,
    to: String,
    representative: Option<String>,
    days: usize,
}

#[derive(Serialize)]
struct ServiceTypeSummary<'a> {
    id: &'a str,
    name: Bilingual<'a>,
    description: &'a str,
    /// Kinds of help to which all of this kind refer whom anybody may turn to.
    refers_to: Vec<String>,
}

#[derive(Serialize)]
struct LanguageSummary<'a> {
    code: &'a str,
    name_en: &'a str,
    name_self: &'a str,
    /// Telephone for information in it, and the year in which that number was printed.
    phone: Option<&'a str>,
    phone_year: Option<u16>,
}

#[derive(Serialize)]
struct RegionSummary<'a> {
    id: &'a str,
    name: Bilingual<'a>,
}

/// An Indigenous government, by the one name that the package has of it.
#[derive(Serialize)]
struct GovernmentSummary<'a> {
    id: &'a str,
    name: &'a str,
}

/// Each definition once: the version that people look at unless they name another.
fn current(package: &Package) -> impl Iterator<Item = &Definition> {
    let is_current = |one: &&Definition| {
        package
            .current_definition(&one.id)
            .is_some_and(|current| *one == current)
    };
    package.definitions.iter().filter(is_current)
}

impl<'a> PackageSummary<'a> {
    /// What a view holds, on the day `today`.
    pub fn new(view: &'a View, today: Date) -> Self {
        let package = view.package();
        let settings = &package.settings;
        Self {
            id: &settings.id,
            name: (&settings.name).into(),
            credit: (&settings.credit).into(),
            made_on: settings.made_on.map(|date| date.to_string()),
            languages: &settings.languages,
            suppress_below: settings.suppress_below,
            projection: settings.projection.as_ref().map(|projection| ProjectionSummary {
                epsg: projection.epsg,
                name: &projection.name,
                proj: &projection.proj,
                extent: view.projected_extent().map(|extent| {
                    let least = [extent.min_x, extent.min_y].map(f64::floor);
                    let greatest = [extent.max_x, extent.max_y].map(f64::ceil);
                    [least[0], least[1], greatest[0], greatest[1]].map(Number)
                }),
            }),
            default_definition: view.definition(None, None).map(|definition| definition.id.as_str()),
            definitions: current(package).map(DefinitionSummary::from).collect(),
            seasons: package.territory_seasons().map(SeasonSummary::from).collect(),
            service_types: package
                .service_types
                .iter()
                .map(|one| ServiceTypeSummary::new(one, package))
                .collect(),
            languages_official: package.languages.iter().map(LanguageSummary::from).collect(),
            regions: package.regions.iter().map(RegionSummary::from).collect(),
            governments: package.governments.iter().map(GovernmentSummary::from).collect(),
            data_digest: view.data_digest(),
            today: today.to_string(),
        }
    }
}

impl<'a> From<&'a Definition> for DefinitionSummary<'a> {
    fn from(definition: &'a Definition) -> Self {
        Self {
            id: definition.id.as_str(),
            version: &definition.version,
            standing: definition.standing.as_str(),
            title: (&definition.title).into(),
            description: (&definition.description).into(),
            impedance: definition.impedance.as_str(),
            modes: definition.modes.iter().copied().map(Mode::as_str).collect(),
            digest: of_text(&definition.text),
            standards: definition.standards.iter().map(StandardSummary::from).collect(),
        }
    }
}

impl<'a> From<&'a Standard> for StandardSummary<'a> {
    fn from(standard: &'a Standard) -> Self {
        Self {
            id: standard.id.as_str(),
            title: (&standard.title).into(),
            service_types: ids(&standard.service_types),
            weight: Number(standard.weight),
            days: standard.days,
            sources: ids(&standard.sources),
            choice: standard.choice.as_ref().map(Bilingual::from),
            ways: standard.ways.iter().map(WaySummary::from).collect(),
        }
    }
}

impl<'a> From<&'a Way> for WaySummary<'a> {
    fn from(way: &'a Way) -> Self {
        let (asks, by_group) = AsksRow::of_all(way);
        Self {
            id: way.id.as_str(),
            level: way.level.as_str(),
            title: Bilingual::or_id(way.title.as_ref(), way.id.as_str()),
            filter: way.filter.as_deref(),
            asks,
            by_group,
            choice: way.choice.as_ref().map(Bilingual::from),
        }
    }
}

impl<'a> From<&'a Season> for SeasonSummary<'a> {
    fn from(season: &'a Season) -> Self {
        Self {
            id: season.id.as_str(),
            name: (&season.name).into(),
            from: season.from.to_string(),
            to: season.to.to_string(),
            representative: season.representative.map(|day| day.to_string()),
            days: DayOfYear::all().filter(|day| season.contains(*day)).count(),
        }
    }
}

impl<'a> ServiceTypeSummary<'a> {
    fn new(one: &'a ServiceType, package: &Package) -> Self {
        Self {
            id: one.id.as_str(),
            name: (&one.name).into(),
            description: &one.description,
            refers_to: refers_to(package, &one.id)
                .into_iter()
                .map(ToString::to_string)
                .collect(),
        }
    }
}

impl<'a> From<&'a Language> for LanguageSummary<'a> {
    fn from(language: &'a Language) -> Self {
        Self {
            code: language.code.as_str(),
            name_en: &language.name_en,
            name_self: &language.name_self,
            phone: language.translation_phone.as_deref(),
            phone_year: language.phone_year,
        }
    }
}

impl<'a> From<&'a Region> for RegionSummary<'a> {
    fn from(region: &'a Region) -> Self {
        Self {
            id: region.id.as_str(),
            name: (&region.name).into(),
        }
    }
}

impl<'a> From<&'a IndigenousGovernment> for GovernmentSummary<'a> {
    fn from(government: &'a IndigenousGovernment) -> Self {
        Self {
            id: government.id.as_str(),
            name: &government.name,
        }
    }
}
