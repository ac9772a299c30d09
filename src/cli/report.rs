//! `evenreach report`: what is handed to people on paper.

use std::io::Write as _;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use evenreach_press::{Document, Look};

use super::Failure;
use super::facts::{Asking, Source};
use super::part::Part;
use crate::equity::{Criteria, Language, assess, find};
use crate::model::CommunityId;
use crate::report::{self, Chosen, MOST_PLACES, Told};
use crate::snapshot::of_text;

/// Words of the command.
#[derive(Debug, Subcommand)]
pub enum Words {
    /// The brief of a community: two pages
    Community {
        /// The community, by its id
        #[arg(value_name = "COMMUNITY")]
        community: String,
        #[command(flatten)]
        common: Common,
    },
    /// The package for a meeting
    Meeting {
        /// Only these standards, by their ids; all unless given
        #[arg(long = "standard", value_name = "ID", value_delimiter = ',')]
        standards: Vec<String>,
        #[command(flatten)]
        common: Common,
    },
}

/// What both reports are asked.
#[derive(Args, Debug)]
pub struct Common {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    asking: Asking,
    /// Language of the report
    #[arg(long, value_enum, default_value_t = Lang::En)]
    lang: Lang,
    /// Form of the report
    #[arg(long, value_enum, default_value_t = Form::Pdf)]
    format: Form,
    /// File to write
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// Languages of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Lang {
    /// English
    En,
    /// French
    Fr,
}

/// Forms of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Tagged PDF (PDF/UA-1)
    Pdf,
    /// A page that stands alone
    Html,
}

/// Writes a report, of the facts as the public may see them.
pub fn run(words: &Words) -> Result<(), Failure> {
    match words {
        Words::Community { community, common } => common.write(|told| {
            let known = &told.view.package().communities;
            let at = told.view.basis().community(&CommunityId::from(community.as_str()));
            let at = at.ok_or_else(|| {
                let known: Vec<&str> = known.iter().map(|one| one.id.as_str()).collect();
                Failure::Input(format!(
                    "community: found {community}, expected one of {}",
                    known.join(", ")
                ))
            })?;
            Ok(report::brief(&told, at))
        }),
        Words::Meeting { standards, common } => common.write(|told| {
            let places = told.view.package().communities.len();
            if places > MOST_PLACES {
                let found =
                    format!("found {places} communities, expected at most {MOST_PLACES} for a package on paper");
                return Err(Failure::Input(found));
            }
            let definition = told.definition;
            let mut wanted = Vec::new();
            for standard in standards {
                wanted.push(super::analyse::standard(definition, standard)?);
            }
            let chosen = Chosen::new(definition, |standard| wanted.is_empty() || wanted.contains(&standard));
            Ok(report::meeting(&told, &chosen))
        }),
    }
}

impl Common {
    fn write(&self, make: impl FnOnce(Told<'_>) -> Result<Document, Failure>) -> Result<(), Failure> {
        let view = self.source.view()?;
        let basis = view.basis();
        let definition = self.asking.definition(basis.package())?;
        let scope = self.asking.scope(basis.package())?;
        let question = self.asking.question();
        let criteria = Criteria::new(definition, basis.package()).map_err(Failure::input)?;
        let assessment = assess(basis, &criteria, question);
        let findings = find(basis, &criteria, &assessment, &scope, |_| true);
        let document = make(Told {
            view: &view,
            definition,
            definition_digest: &of_text(&definition.text),
            question,
            scope: &scope,
            findings: &findings,
            language: match self.lang {
                Lang::En => Language::English,
                Lang::Fr => Language::French,
            },
        })?;
        let bytes = match self.format {
            Form::Pdf => evenreach_press::pdf(&document).map_err(Failure::input)?.bytes,
            Form::Html => evenreach_press::html(&document, Look::Within).into_bytes(),
        };
        let mut part = Part::begin(&self.out).map_err(Failure::input)?;
        part.write_all(&bytes).map_err(Failure::input)?;
        part.finish().map_err(Failure::input)
    }
}
