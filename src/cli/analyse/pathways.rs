//! `evenreach analyse pathways`: the way through care, and where it breaks.

use clap::Args;

use super::super::Failure;
use super::super::facts::{Asking, Source};
use super::super::table::{Format, Output};
use super::say_how_measured;
use crate::equity::{PathwayQuestion, Wayfinder};
use crate::exchange::pathway::{Chain, ChainAnswer, ChainFeatures, Glance, PathwayFeatures, PathwaysAnswer};
use crate::exchange::place::Positions;
use crate::exchange::question::Asked;
use crate::exchange::xlsx::Sheet;
use crate::model::{CommunityId, Package, Pathway};
use crate::snapshot::of_text;

/// Words of the command.
#[derive(Args, Debug)]
pub struct Words {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    asking: Asking,
    /// The way, by its id; the first of the package unless given
    #[arg(long, value_name = "ID")]
    pathway: Option<String>,
    /// One community in full, by its id; all of them side by side unless given
    #[arg(long, value_name = "ID")]
    community: Option<String>,
    #[command(flatten)]
    output: Output,
}

fn pathway<'a>(package: &'a Package, id: Option<&str>) -> Result<&'a Pathway, Failure> {
    let found = match id {
        None => package.pathways.first(),
        Some(id) => package.pathways.iter().find(|one| one.id.as_str() == id),
    };
    found.ok_or_else(|| {
        let known: Vec<&str> = package.pathways.iter().map(|one| one.id.as_str()).collect();
        Failure::Input(match id {
            Some(id) if !known.is_empty() => format!("pathway: found {id}, expected one of {}", known.join(", ")),
            _ => "this package describes no way through care (pathways.toml)".to_owned(),
        })
    })
}

/// Goes the ways.
pub fn run(words: &Words) -> Result<(), Failure> {
    let view = words.source.view()?;
    let basis = view.basis();
    say_how_measured(basis);
    let package = basis.package();
    let definition = words.asking.definition(package)?;
    let scope = words.asking.scope(package)?;
    let pathway = pathway(package, words.pathway.as_deref())?;
    let question = words.asking.question();
    let asked = PathwayQuestion {
        pathway,
        modes: &definition.modes,
        impedance: definition.impedance,
        question,
    };
    let guide = Wayfinder::new(basis, &basis.links_on(question.as_of), asked);
    let facts = (basis, view.data_digest());
    let mut asked = Asked::new(definition, &of_text(&definition.text), question, &scope, facts);
    let mut path = "/api/analysis/pathways".to_owned();
    let of_one = words.community.as_deref().map(|id| {
        path = format!("{path}/{id}");
        basis.community(&CommunityId::from(id)).ok_or_else(|| {
            let expected = "expected the id of a community";
            Failure::Input(format!("community: found {id}, {expected}"))
        })
    });
    let of_one = of_one.transpose()?;
    if words.source.is_kept() {
        let more = words.pathway.as_deref().map(|id| ("pathway", id));
        asked = asked.saved(&path, more.as_slice());
    }
    if words.output.format == Format::Table {
        eprintln!("{}: {} ({})", pathway.id, pathway.title.en, pathway.standing.as_str());
    }
    let Some(community) = of_one else {
        let communities = 0..package.communities.len();
        let glances = communities.map(|community| Glance::new(basis, pathway, &guide.year(community), &scope));
        let answer = PathwaysAnswer::new(asked, (&package.pathways, pathway), glances.collect());
        return match words.output.format {
            Format::Json => words.output.json(&answer),
            Format::Geojson => words
                .output
                .json(&PathwayFeatures::new(basis, answer, Positions::DEGREES)),
            Format::Xlsx => {
                let sheet = Sheet::of_rows("Pathways", &answer.rows(), &Glance::COLUMNS);
                words.output.workbook(&[sheet], question.as_of)
            }
            Format::Table | Format::Csv => words.output.rows(&answer.rows(), &Glance::COLUMNS),
        };
    };
    let stretches = guide.stretches(community, scope.days());
    let chain = Chain {
        basis,
        pathway,
        scope: &scope,
        positions: Positions::DEGREES,
    };
    let answer = ChainAnswer::new(chain, asked, &guide.year(community), &stretches);
    match words.output.format {
        Format::Json => words.output.json(&answer),
        Format::Geojson => words.output.json(&ChainFeatures::from(answer)),
        Format::Xlsx => {
            let sheet = Sheet::of_rows("Steps", &answer.rows(), &ChainAnswer::COLUMNS);
            words.output.workbook(&[sheet], question.as_of)
        }
        Format::Table | Format::Csv => words.output.rows(&answer.rows(), &ChainAnswer::READABLE),
    }
}
