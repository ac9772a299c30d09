//! `/api/reports`: what is handed to people on paper, as PDF or as a page.

use axum::http::{HeaderValue, header};
use evenreach_press::{Document, FONTS, Look, STYLE};

use super::{Analysis, Wanted};
use crate::api::answer::{Answer, media};
use crate::api::ask::Ask;
use crate::api::parameters::{F, LANG};
use crate::api::problem::{Kind, Problem};
use crate::equity::{Finding, Language};
use crate::model::CommunityId;
use crate::report::{self, Chosen, MOST_PLACES, Told};
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

/// The package for a meeting.
pub fn meeting(ask: &Ask) -> Result<Answer, Problem> {
    let form = Form::read(ask)?;
    let places = ask.view.package().communities.len();
    if places > MOST_PLACES {
        let detail = format!("found {places} communities, expected at most {MOST_PLACES} for a package on paper");
        return Err(Problem::new(Kind::BadParameter, detail));
    }
    let analysis = Analysis::of(ask)?;
    let wanted = Wanted::read(ask, analysis.definition())?;
    let findings = analysis.findings(|_| true);
    let chosen = Chosen::new(analysis.definition(), |standard| wanted.has_standard(standard));
    let document = told(&analysis, &findings, form.language, |told| {
        report::meeting(told, &chosen)
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
