//! `evenreach report`: what is handed to people on paper.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use evenreach_press::{Document, Look};

use super::Failure;
use super::facts::{Asking, Source};
use super::part::Part;
use super::supposing::{misfits, read};
use crate::equity::{Criteria, Language, assess, find};
use crate::model::CommunityId;
use crate::planning::Unsupposed;
use crate::planning::priorities::{Grounds, Wish};
use crate::report::{self, Agenda, Chosen, MOST_PLACES, MOST_SCENARIOS, Sketch, Told, Weighed};
use crate::snapshot::of_text;

// Words of the contract stand in help as they are typed.
const PRESET: &str = "What criteria weigh in the ranking, by name: even, people, places, worst_off or asked";
const WEIGHTS: &str =
    "What criteria weigh, by hand, such as people:2,days:1 (people, worst_off, days, need, asked, culture, evaluation)";

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
        /// What criteria weigh in the ranking, by name
        #[arg(long, value_name = "NAME", help = PRESET)]
        preset: Option<String>,
        /// What criteria weigh, by hand
        #[arg(long, value_name = "WEIGHTS", help = WEIGHTS)]
        weights: Option<String>,
        /// A scenario to hold beside today: a file, or the id of one that comes with the package; all of these unless given
        #[arg(long = "scenario", value_name = "FILE")]
        scenarios: Vec<PathBuf>,
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
    /// Form of the report; as the file's name ends unless given, and PDF where that says nothing
    #[arg(long, value_enum)]
    format: Option<Form>,
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
        Words::Community { community, common } => common.write(|told, _| {
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
        Words::Meeting {
            standards,
            preset,
            weights,
            scenarios,
            common,
        } => common.write(|told, grounds| {
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
            let wish = Wish::read(|name| match name {
                "preset" => preset.as_deref(),
                "weights" => weights.as_deref(),
                _ => None,
            });
            let wish = wish.map_err(Failure::input)?;
            let weighed = Weighed::of(grounds, &chosen, wish.preset, wish.settings).map_err(Failure::input)?;
            let agenda = Agenda {
                chosen: &chosen,
                weighed: &weighed,
                scenarios: &supposed(grounds, &chosen, scenarios)?,
            };
            Ok(report::meeting(&told, &agenda))
        }),
    }
}

/// These scenarios beside today, or those that come with the package.
fn supposed(grounds: Grounds<'_>, chosen: &Chosen, files: &[PathBuf]) -> Result<Vec<Sketch>, Failure> {
    let package = grounds.basis.package();
    let shipped = package.scenarios.iter().take(MOST_SCENARIOS);
    let shipped: Vec<PathBuf> = shipped.map(|one| PathBuf::from(one.id.as_str())).collect();
    let files = if files.is_empty() { &shipped } else { files };
    if files.len() > MOST_SCENARIOS {
        let found = files.len();
        return Err(Failure::Input(format!(
            "scenario: found {found}, expected at most {MOST_SCENARIOS}"
        )));
    }
    let sketches = files.iter().map(|file| {
        let scenario = read(file, package)?;
        Sketch::of(scenario, grounds, chosen).map_err(|fault| match fault {
            Unsupposed::Misfits(found) => misfits(file, &found),
            Unsupposed::Broken(fault) => Failure::input(fault),
        })
    });
    sketches.collect()
}

impl Common {
    fn form(&self) -> Form {
        let ending = self.out.extension().map(OsStr::to_ascii_lowercase);
        let is_page = ending.is_some_and(|ending| ending == "html" || ending == "htm");
        self.format.unwrap_or(if is_page { Form::Html } else { Form::Pdf })
    }

    fn write(&self, make: impl FnOnce(Told<'_>, Grounds<'_>) -> Result<Document, Failure>) -> Result<(), Failure> {
        let view = self.source.view()?;
        let basis = view.basis();
        let definition = self.asking.definition(basis.package())?;
        let scope = self.asking.scope(basis.package())?;
        let question = self.asking.question();
        let criteria = Criteria::new(definition, basis.package()).map_err(Failure::input)?;
        let assessment = assess(basis, &criteria, question);
        let findings = find(basis, &criteria, &assessment, &scope, |_| true);
        let grounds = Grounds {
            basis,
            criteria: &criteria,
            today: &assessment,
            scope: &scope,
        };
        let told = Told {
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
        };
        let document = make(told, grounds)?;
        let bytes = match self.form() {
            Form::Pdf => evenreach_press::pdf(&document).map_err(Failure::input)?.bytes,
            Form::Html => evenreach_press::html(&document, Look::Within).into_bytes(),
        };
        let mut part = Part::begin(&self.out).map_err(Failure::input)?;
        part.write_all(&bytes).map_err(Failure::input)?;
        part.finish().map_err(Failure::input)
    }
}
