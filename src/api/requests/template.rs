//! A sheet to be filled in, with everything that its cells may hold.

use serde_json::Value;

use crate::exchange::xlsx::{Column, Sheet};
use crate::model::{DeliveryMode, Package, RegionId, Text, Visibility};
use crate::workflow::FILLED_IN;

use super::super::answer::Answer;
use super::super::ask::Ask;
use super::super::parameters::F;
use super::super::problem::Problem;
use super::export::{book_of, sheet_of};

const NAME: &str = "requests-template";

/// The header as CSV; or a workbook, whose second sheet has the words, ids and names that the cells may hold.
pub fn show(ask: &Ask) -> Result<Answer, Problem> {
    if ask.query.text(F.name) != Some("xlsx") {
        return Ok(sheet_of(NAME, &[], &FILLED_IN));
    }
    let sheets = [Sheet::of_rows("requests", &[], &FILLED_IN), values(ask.view.package())];
    book_of(NAME, &sheets, ask.state.today())
}

/// What each column may hold: its word or id, and what that is called.
fn values(package: &Package) -> Sheet {
    let mut rows = Vec::new();
    let mut add = |column: &str, value: &str, name: &Text| {
        rows.push([column, value, &name.en, &name.fr].map(Value::from).to_vec());
    };
    for one in &package.service_types {
        add("service_type", one.id.as_str(), &one.name);
    }
    for one in &package.communities {
        add("communities", one.id.as_str(), &alike(&one.name));
    }
    for (id, name) in regions(package) {
        add("regions", &id, &name);
    }
    for one in DeliveryMode::ALL {
        add("delivery_mode", one.as_str(), &Text::default());
    }
    for one in &package.languages {
        add("languages", one.code.as_str(), &alike(&one.name_self));
    }
    for one in Visibility::ALL {
        add("visibility", one.as_str(), &Text::default());
    }
    for word in ["submitted", "draft"] {
        add("state", word, &Text::default());
    }
    let column = |title: &str, width| Column {
        title: title.to_owned(),
        width,
    };
    Sheet {
        name: "values".to_owned(),
        columns: vec![
            column("column", 16),
            column("value", 28),
            column("en", 40),
            column("fr", 40),
        ],
        rows,
    }
}

/// A name that is the same in both languages.
fn alike(name: &str) -> Text {
    Text {
        en: name.to_owned(),
        fr: name.to_owned(),
    }
}

/// The whole, regions with outlines, and others that communities name, each once.
fn regions(package: &Package) -> Vec<(String, Text)> {
    let mut all = vec![(package.settings.id.clone(), package.settings.name.clone())];
    all.extend(package.regions.iter().map(|one| (one.id.to_string(), one.name.clone())));
    let named = package
        .communities
        .iter()
        .flat_map(|one| [&one.region, &one.hss_region]);
    for name in named.flatten() {
        let id = RegionId::of_name(name).to_string();
        if all.iter().all(|(other, _)| *other != id) {
            all.push((id, alike(name)));
        }
    }
    all
}
