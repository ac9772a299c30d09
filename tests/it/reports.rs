//! What is handed to people on paper: every brief two pages, every name in its own letters, and the same bytes for the
//! same question.

mod markup;

use std::process::Command;
use std::sync::Arc;

use evenreach::equity::{Criteria, Language, Question, Scope, find};
use evenreach::model::{Package, Supply};
use evenreach::report::{Chosen, Told, brief, meeting};
use evenreach::snapshot::{View, Viewer};
use evenreach_press::{Document, Look, has_letters, html, pdf};
use rayon::prelude::*;

use crate::shipped;
use crate::support::both::give_what_the_files_give;
use crate::support::client::{snapshot, today};
use crate::support::{Client, Reply};

const LANGUAGES: [Language; 2] = [Language::English, Language::French];

fn view(package: Package) -> Arc<View> {
    snapshot(package).for_viewer(Viewer::Public)
}

/// Documents of a package in a language, by the package's default definition over the whole year.
fn told<T>(view: &View, language: Language, make: impl FnOnce(&Told<'_>) -> T) -> T {
    let definition = view.definition(None, None).expect("a definition");
    let criteria = Criteria::new(definition, view.package()).expect("it can be asked");
    let question = Question {
        as_of: today(),
        supply: Supply::Actual,
    };
    let assessment = view.assessment(&criteria, question);
    let findings = find(view.basis(), &criteria, &assessment, &Scope::Year, |_| true);
    make(&Told {
        view,
        definition,
        definition_digest: "0123456789abcdef",
        question,
        scope: &Scope::Year,
        findings: &findings,
        language,
    })
}

fn briefs(view: &View, language: Language) -> Vec<Document> {
    told(view, language, |told| {
        (0..view.package().communities.len())
            .map(|community| brief(told, community))
            .collect()
    })
}

#[test]
fn the_brief_of_every_community_has_two_pages_in_both_languages() {
    let view = view(shipped::package());
    let documents: Vec<Document> = LANGUAGES.iter().flat_map(|one| briefs(&view, *one)).collect();
    assert_eq!(documents.len(), 68);
    let wrong: Vec<String> = documents
        .par_iter()
        .filter_map(|document| {
            let printed = pdf(document).expect("it can be set");
            let title = document.title.plain();
            (printed.pages != 2).then(|| format!("{title}: {} pages", printed.pages))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn the_fonts_have_every_letter_that_stands_in_any_report_of_the_shipped_facts() {
    let view = view(shipped::package());
    for language in LANGUAGES {
        for document in briefs(&view, language) {
            let page = html(&document, Look::At("/style.css"));
            let missing: String = page
                .chars()
                .filter(|letter| *letter != '\n' && !has_letters(&letter.to_string()))
                .collect();
            assert_eq!(missing, "", "{}", document.title.plain());
        }
    }
    let names = view.package().communities.iter();
    let names = names.flat_map(|one| [Some(&one.name), one.traditional_name.as_ref()]);
    assert!(names.flatten().all(|name| has_letters(name)));
    assert!(!has_letters("\u{1f600}"), "and a letter that they lack is told");
}

#[test]
fn a_brief_names_its_community_as_the_community_spells_it() {
    let view = view(shipped::package());
    for (document, community) in briefs(&view, Language::French).iter().zip(&view.package().communities) {
        let page = markup::words(&html(document, Look::Within));
        assert!(page.contains(&community.name), "{}", community.id);
        for name in community.traditional_name.iter() {
            assert!(page.contains(name), "{}: {name}", community.id);
        }
    }
}

#[test]
fn briefs_read_as_they_did() {
    let view = view(shipped::package());
    for (id, language) in [("kakisa", Language::English), ("lutselke", Language::French)] {
        let community = shipped::place(view.basis(), id);
        let document = told(&view, language, |told| brief(told, community));
        // The digest of the facts moves with every fact, also with those that are not on paper.
        let page = html(&document, Look::Within).replace(view.data_digest(), "DIGEST");
        let page = page.replace(&view.data_digest()[..12], "DIGEST");
        insta::assert_snapshot!(format!("brief-{id}"), markup::words(&page));
    }
}

#[test]
fn pages_are_nested_headed_and_labelled_as_pages_have_to_be() {
    let view = view(shipped::package());
    for language in LANGUAGES {
        for document in briefs(&view, language) {
            markup::check(&html(&document, Look::At("/style.css")));
        }
        let document = told(&view, language, |told| {
            meeting(told, &Chosen::new(told.definition, |_| true))
        });
        markup::check(&html(&document, Look::Within));
    }
}

/// A name that would be a script on a page, a call to the typesetter in print, and has a letter that no font here has.
const SLY: &str = "<script>alert(1)</script> #panic() \"'& \u{1f600}";

#[test]
fn words_that_people_write_are_words_and_nothing_else() {
    let mut package = shipped::package();
    for community in &mut package.communities {
        community.name = format!("{SLY} {}", community.id);
        community.traditional_name = Some(SLY.to_owned());
    }
    for request in &mut package.requests {
        SLY.clone_into(&mut request.requested_by);
    }
    let view = view(package);
    let community = shipped::place(view.basis(), "kakisa");
    let document = told(&view, Language::English, |told| brief(told, community));
    let page = html(&document, Look::At("/style.css"));
    assert!(!page.contains("<script"), "a script came through");
    markup::check(&page);
    assert!(markup::words(&page).contains(SLY), "they are read as they were written");
    pdf(&document).expect("it can be set");
}

#[test]
fn a_link_that_is_none_leads_nowhere() {
    let mut package = shipped::package();
    for source in &mut package.sources {
        source.url = Some("javascript:alert(1)".to_owned());
    }
    let view = view(package);
    let community = shipped::place(view.basis(), "kakisa");
    let document = told(&view, Language::English, |told| brief(told, community));
    assert!(!html(&document, Look::Within).contains("javascript:"));
    let printed = pdf(&document).expect("it can be set");
    assert!(!String::from_utf8_lossy(&printed.bytes).contains("javascript:"));
}

#[test]
fn a_package_for_a_meeting_has_every_community_in_its_matrix_and_its_pictures_told() {
    let view = view(shipped::package());
    let document = told(&view, Language::English, |told| {
        meeting(told, &Chosen::new(told.definition, |_| true))
    });
    let page = html(&document, Look::Within);
    let words = markup::words(&page);
    for community in &view.package().communities {
        assert!(words.contains(&community.name), "{}", community.id);
    }
    assert_eq!(
        page.matches("<svg role=\"img\"").count(),
        9,
        "names, and a map a standard"
    );
    assert!(words.contains("nobody has agreed"));
    let printed = pdf(&document).expect("it can be set");
    assert!((6..=24).contains(&printed.pages), "{} pages", printed.pages);
    let text = String::from_utf8_lossy(&printed.bytes);
    for mark in ["/MarkInfo", "/StructTreeRoot", "/Lang", "pdfuaid:part"] {
        assert!(text.contains(mark), "{mark}");
    }
}

#[test]
fn the_same_document_is_set_to_the_same_bytes() {
    let view = view(shipped::package());
    let community = shipped::place(view.basis(), "yellowknife");
    let document = told(&view, Language::French, |told| brief(told, community));
    let [one, other] = [0, 1].map(|_| pdf(&document).expect("it can be set").bytes);
    assert!(one == other);
}

fn header<'a>(reply: &'a Reply, name: &str) -> &'a str {
    reply.headers[name].to_str().expect("a plain header")
}

#[tokio::test]
async fn reports_are_asked_for_over_http_and_by_command_with_the_same_bytes() {
    let client = Client::new(shipped::package());
    let print = client.get("/api/reports/communities/kakisa?lang=fr&date=05-10").await;
    assert_eq!(print.status, 200);
    assert_eq!(header(&print, "content-type"), "application/pdf");
    assert_eq!(
        header(&print, "content-disposition"),
        "inline; filename=\"evenreach-kakisa-fr.pdf\""
    );
    let tag = header(&print, "etag").to_owned();
    let again = client
        .get_with(
            "/api/reports/communities/kakisa?lang=fr&date=05-10",
            &[("if-none-match", &tag)],
        )
        .await;
    assert_eq!(again.status, 304);

    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("brief.pdf");
    let as_of = today().to_string();
    let done = Command::new(env!("CARGO_BIN_EXE_evenreach"))
        .args(["report", "community", "kakisa", "--lang", "fr", "--date", "05-10"])
        .args(["--as-of", &as_of, "--out"])
        .arg(&path)
        .env_remove("EVENREACH_DATABASE_URL")
        .output();
    let done = done.expect("the program runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(std::fs::read(&path).expect("a file") == print.body);

    let page = client.get("/api/reports/meeting?f=html&standard=counselling").await;
    assert_eq!(header(&page, "content-type"), "text/html; charset=utf-8");
    assert!(page.text().contains("href=\"/api/reports/look/style.css\""));
    for file in ["style.css", "bc-sans-regular.ttf", "bc-sans-bold.ttf"] {
        assert_eq!(
            client.get(&format!("/api/reports/look/{file}")).await.status,
            200,
            "{file}"
        );
    }
}

#[tokio::test]
async fn what_is_asked_wrongly_is_refused() {
    let client = Client::small();
    for (path, status) in [
        ("/api/reports/communities/never", 404),
        ("/api/reports/communities/behchoko?f=docx", 400),
        ("/api/reports/communities/behchoko?lang=de", 400),
        ("/api/reports/communities/behchoko?standard=counselling", 400),
        ("/api/reports/meeting?standard=never", 400),
        ("/api/reports/look/passwd", 404),
    ] {
        assert_eq!(client.get(path).await.status, status, "{path}");
    }
}

#[tokio::test]
async fn files_and_both_databases_give_the_same_reports() {
    give_what_the_files_give(&[
        "/api/reports/communities/ulukhaktok?lang=fr",
        "/api/reports/communities/ulukhaktok?f=html",
        "/api/reports/meeting?f=html",
    ])
    .await;
}
