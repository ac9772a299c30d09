//! `package.toml`: what the territory has that is not a table.

use jiff::civil::Date;

use crate::model::{
    EngagementBody, EngagementRules, Km, Minutes, Mode, Projection, RegionColumn, Settings, Text, TravelSettings,
};

use super::cell::Word;
use super::document::{Document, Section};
use super::fault::Findings;

pub(super) const FILE: &str = "package.toml";

/// Settings of a package without `package.toml`, named as its folder. Small counts are withheld
/// below the same number of people as the shipped package does, so that forgetting the file
/// publishes nothing.
pub(super) fn defaults(name: &str) -> Settings {
    Settings {
        id: name.to_owned(),
        name: Text {
            en: name.to_owned(),
            fr: name.to_owned(),
        },
        credit: Text::default(),
        made_on: None,
        languages: vec!["en".to_owned(), "fr".to_owned()],
        suppress_below: 10,
        default_definition: None,
        projection: None,
        travel: TravelSettings::default(),
        region_column: RegionColumn::Region,
        engagement: EngagementRules::default(),
    }
}

/// Reads the file. Where something in it is wrong the fault is noted and the default stands.
pub(super) fn read(name: &str, text: &str, findings: &mut Findings) -> Settings {
    let mut settings = defaults(name);
    let table = match Document::parse(FILE, text) {
        Ok(table) => table,
        Err(faults) => {
            findings.extend(faults);
            return settings;
        }
    };
    let document = Document::new(FILE, text);
    let root = document.root(
        &table,
        &["package", "credit", "projection", "travel", "regions", "engagement"],
    );
    if !root.has("package") {
        root.missing("package", "the table [package]");
    }
    if let Some(package) = root.table(
        "package",
        &[
            "id",
            "name",
            "made_on",
            "languages",
            "suppress_below",
            "default_definition",
        ],
    ) {
        read_package(&package, &mut settings);
    }
    if let Some(credit) = root.both_languages("credit") {
        settings.credit = credit;
    }
    if let Some(projection) = root.table("projection", &["epsg", "name", "proj"]) {
        settings.projection = read_projection(&projection);
    }
    if let Some(travel) = root.table(
        "travel",
        &["boarding_minutes", "connect_within_km", "connect_kmh", "fallback_kmh"],
    ) {
        read_travel(&travel, &mut settings.travel);
    }
    if let Some(regions) = root.table("regions", &["column"])
        && let Some(column) = regions.required_word("column")
    {
        settings.region_column = column;
    }
    if let Some(engagement) = root.table("engagement", &["choice", "bodies"]) {
        settings.engagement = read_engagement(&engagement);
    }
    findings.extend(document.into_findings().into_sorted(&[]));
    settings
}

fn read_package(package: &Section<'_>, settings: &mut Settings) {
    if let Some(id) = package.required_text("id") {
        settings.id = id;
    }
    if let Some(name) = package.required_both_languages("name") {
        settings.name = name;
    }
    settings.made_on = package.date("made_on", |date| date.parse::<Date>().ok());
    if let Some(languages) = package.list("languages", |word| Ok(word.to_owned())) {
        if languages.is_empty() {
            package.fault(
                "languages",
                "an empty list",
                "one language or more, for example [\"en\", \"fr\"]",
            );
        }
        settings.languages = languages;
    }
    if let Some(people) = package.whole("suppress_below", 0..=1000, "people as a whole number from 0 to 1000") {
        settings.suppress_below = people;
    }
    settings.default_definition = package.text("default_definition").map(Into::into);
}

/// Bodies that are asked about definitions. Whether a body's agreement is needed has to be said for each: it is too
/// much of a choice to be left to a default.
fn read_engagement(engagement: &Section<'_>) -> EngagementRules {
    let mut bodies: Vec<EngagementBody> = Vec::new();
    for section in engagement.tables("bodies", &["id", "name", "required", "government"]) {
        let id = section.required_text("id");
        if let Some(id) = id
            .as_deref()
            .filter(|id| bodies.iter().any(|body| body.id.as_str() == *id))
        {
            section.fault("id", format!("\"{id}\" a second time"), "an id that no other body has");
        }
        let name = section.required_both_languages("name");
        let required = section.required_truth("required");
        let government = section.text("government");
        if let (Some(id), Some(name), Some(required)) = (id, name, required) {
            bodies.push(EngagementBody {
                id: id.into(),
                name,
                required,
                government: government.map(Into::into),
            });
        }
    }
    EngagementRules {
        bodies,
        choice: engagement.both_languages("choice"),
    }
}

fn read_projection(projection: &Section<'_>) -> Option<Projection> {
    if !projection.has("epsg") {
        projection.missing("epsg", "an EPSG code, for example 3580");
    }
    let epsg = projection.whole("epsg", 1024..=32_767, "an EPSG code from 1024 to 32767");
    let proj = projection.required_text("proj");
    if let Some(proj) = &proj
        && !proj.contains("+proj=")
    {
        projection.fault("proj", format!("\"{proj}\""), "a PROJ string with +proj=");
    }
    let epsg = epsg?;
    Some(Projection {
        epsg,
        name: projection.text("name").unwrap_or_else(|| format!("EPSG:{epsg}")),
        proj: proj?,
    })
}

fn read_travel(travel: &Section<'_>, settings: &mut TravelSettings) {
    if let Some(boarding) = travel.table("boarding_minutes", &Mode::accepted()) {
        for mode in Mode::ALL.iter().copied() {
            let minutes = boarding.number(
                mode.as_str(),
                |minutes| (0.0..=10_000.0).contains(&minutes),
                "minutes from 0 to 10000",
            );
            if let Some(minutes) = minutes.and_then(Minutes::from_number) {
                settings.boarding.insert(mode, minutes);
            }
        }
    }
    let km = travel.number(
        "connect_within_km",
        |km| (0.0..=20_040.0).contains(&km),
        "kilometres from 0 to 20040",
    );
    if let Some(km) = km.and_then(Km::new) {
        settings.connect_within = km;
    }
    for (key, speed) in [
        ("connect_kmh", &mut settings.connect_kmh),
        ("fallback_kmh", &mut settings.fallback_kmh),
    ] {
        let read = travel.number(
            key,
            |kmh| (1.0..=2000.0).contains(&kmh),
            "kilometres an hour from 1 to 2000",
        );
        if let Some(read) = read {
            *speed = read;
        }
    }
}
