//! `/api/reports`: what is handed to people on paper, as PDF or as a page.

use axum::http::{HeaderValue, header};
use evenreach_press::{Document, FONTS, Look, STYLE};

use super::scenario::unsupposed;
use super::{Analysis, Wanted, not_kept};
use crate::api::answer::{Answer, media};
use crate::api::ask::Ask;
use crate::api::parameters::{F, LANG, SCENARIO};
use crate::api::problem::{Kind, Problem};
use crate::api::scenarios;
use crate::equity::{Finding, Language};
use crate::model::{CommunityId, Scenario, ScenarioId};
use crate::planning::priorities::{Grounds, Wish};
use crate::report::{self, Agenda, Chosen, MOST_PLACES, MOST_SCENARIOS, Sketch, Told, Unweighed, Weighed};
use crate::snapshot::of_text;

/// Where pages have their look from.
const STYLE_AT: &str = "/api/reports/look/style.css";

/// The brief of a community: two pages.
pub fn brief(ask: &Ask) -> Result<Answer, Problem> {
    let form = Form::read(ask)?;
    let community = ask.view.basis().community(&CommunityId::from(ask.id()));
    let community =
        community.ok_or_else(|| Problem::not_found(format!("there is no community with the id {:?}", ask.id())))?;
    let analysis = Analysis::of(ask)?;
    let findings = analysis.findings(|gap| gap.community == community);
    let document = told(&analysis, &findings, form.language, |told| {
        report::brief(told, community)
    });
    form.answer(&document, ask.id())
}

/// The package for a meeting, with the scenarios that are named, or else those that come with the package.
pub async fn meeting(ask: Ask) -> Result<Answer, Problem> {
    let (scenarios, is_kept) = match ask.query.text(SCENARIO.name) {
        Some(ids) => named(&ask, ids).await?,
        None => (shipped(&ask), false),
    };
    let state = ask.state.clone();
    let answer = state.analyse(move || package(&ask, scenarios)).await?;
    // What people keep may change, and may be taken away: no address names its version.
    Ok(if is_kept { not_kept(answer) } else { answer })
}

/// Scenarios with their ids.
type Supposed = Vec<(String, Scenario)>;

/// Those that come with the package. Nothing is left of one that is all about requests which the reader may not see.
fn shipped(ask: &Ask) -> Supposed {
    let all = ask.view.package().scenarios.iter();
    let known = all.filter_map(|one| Some((one.id.to_string(), scenarios::shipped(ask, &one.id)?)));
    known
        .filter(|(_, one)| !one.changes.is_empty())
        .take(MOST_SCENARIOS)
        .collect()
}

/// Those of these ids, and whether any of them is one that people keep. One that the reader may not know of is answered as
/// one that never was.
async fn named(ask: &Ask, ids: &str) -> Result<(Supposed, bool), Problem> {
    let expected = "ids of scenarios that are there and may be read (/api/scenarios), with commas between them";
    let ids: Vec<&str> = ids.split(',').filter(|id| !id.is_empty()).collect();
    if ids.len() > MOST_SCENARIOS {
        let found = format!("{} scenarios", ids.len());
        return Err(Problem::bad(SCENARIO.name, &found, format!("at most {MOST_SCENARIOS}")));
    }
    let (mut supposed, mut is_any_kept) = (Vec::new(), false);
    for id in ids {
        let found = if id.chars().any(char::is_control) {
            None
        } else {
            scenarios::known(ask, &ScenarioId::from(id)).await?
        };
        let (scenario, is_kept) = found.ok_or_else(|| Problem::bad(SCENARIO.name, id, expected))?;
        is_any_kept |= is_kept;
        supposed.push((id.to_owned(), scenario));
    }
    Ok((supposed, is_any_kept))
}

fn package(ask: &Ask, scenarios: Supposed) -> Result<Answer, Problem> {
    let form = Form::read(ask)?;
    let wish = Wish::read(|name| ask.query.text(name));
    let wish = wish.map_err(|fault| Problem::bad(fault.setting, &fault.found, fault.expected))?;
    let places = ask.view.package().communities.len();
    if places > MOST_PLACES {
        let detail = format!("found {places} communities, expected at most {MOST_PLACES} for a package on paper");
        return Err(Problem::new(Kind::BadParameter, detail));
    }
    let analysis = Analysis::of(ask)?;
    let wanted = Wanted::read(ask, analysis.definition())?;
    let chosen = Chosen::new(analysis.definition(), |standard| wanted.has_standard(standard));
    let grounds = Grounds {
        basis: ask.view.basis(),
        criteria: &analysis.premises.criteria,
        today: &analysis.assessment,
        scope: &analysis.premises.scope,
    };
    let weighed = Weighed::of(grounds, &chosen, wish.preset, wish.settings);
    let weighed = weighed.map_err(|fault| match fault {
        Unweighed::Narrow(fault) => Problem::new(Kind::Invalid, fault.to_string()),
        Unweighed::Broken(fault) => {
            tracing::error!(%fault, "a stored request cannot be supposed");
            Problem::internal()
        }
    })?;
    let sketches = scenarios.into_iter().map(|(id, scenario)| {
        let sketch = Sketch::of(scenario, grounds, &chosen);
        sketch.map_err(|fault| unsupposed(&id, fault))
    });
    let sketches: Vec<Sketch> = sketches.collect::<Result<_, _>>()?;
    let findings = analysis.findings(|_| true);
    let agenda = Agenda {
        chosen: &chosen,
        weighed: &weighed,
        scenarios: &sketches,
    };
    let document = told(&analysis, &findings, form.language, |told| {
        report::meeting(told, &agenda)
    });
    form.answer(&document, "meeting")
}

/// A file of the look of pages: the style, or a font.
pub fn look(ask: &Ask) -> Result<Answer, Problem> {
    if ask.id() == "style.css" {
        return Ok(Answer::bytes(media::CSS, STYLE));
    }
    let font = FONTS.iter().find(|(name, _)| *name == ask.id());
    let (_, bytes) = font.ok_or_else(|| Problem::not_found(format!("there is no file {:?}", ask.id())))?;
    Ok(Answer::bytes(media::FONT, *bytes))
}

fn told<T>(
    analysis: &Analysis<'_>,
    findings: &[Finding<'_>],
    language: Language,
    make: impl FnOnce(&Told<'_>) -> T,
) -> T {
    let premises = &analysis.premises;
    let definition = analysis.definition();
    make(&Told {
        view: premises.view,
        definition,
        definition_digest: &of_text(&definition.text),
        question: premises.question(),
        scope: &premises.scope,
        findings,
        language,
    })
}

/// In which form and language a report is asked for.
struct Form {
    is_page: bool,
    language: Language,
}

impl Form {
    fn read(ask: &Ask) -> Result<Self, Problem> {
        let is_page = match ask.query.text(F.name) {
            None | Some("pdf") => false,
            Some("html") => true,
            Some(text) => return Err(Problem::bad(F.name, text, "pdf or html")),
        };
        let language = match ask.query.text(LANG.name) {
            None | Some("en") => Language::English,
            Some("fr") => Language::French,
            Some(text) => return Err(Problem::bad(LANG.name, text, "en or fr")),
        };
        Ok(Self { is_page, language })
    }

    fn answer(&self, document: &Document, name: &str) -> Result<Answer, Problem> {
        let (answer, ending) = if self.is_page {
            let page = evenreach_press::html(document, Look::At(STYLE_AT));
            (Answer::bytes(media::HTML, page), "html")
        } else {
            let printed = evenreach_press::pdf(document).map_err(|fault| {
                tracing::error!(%fault, "a report cannot be set");
                Problem::internal()
            })?;
            (Answer::bytes(media::PDF, printed.bytes), "pdf")
        };
        let language = document.language.code();
        // Ids are lower-case letters, digits and hyphens; whatever else there may be one day, a header stays one.
        let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
        let name: String = name.chars().filter(|letter| plain(*letter)).collect();
        let value = format!("inline; filename=\"evenreach-{name}-{language}.{ending}\"");
        let value = HeaderValue::from_str(&value).map_err(|_| Problem::internal())?;
        Ok(answer.header(header::CONTENT_DISPOSITION, value))
    }
}
