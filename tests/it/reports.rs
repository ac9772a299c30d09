//! What is handed to people on paper: every brief two pages, every name in its own letters, and the same bytes for the
//! same question.

mod markup;

use std::cmp::Reverse;
use std::process::Command;
use std::sync::{Arc, LazyLock};

use evenreach::equity::{Criteria, Language, Question, Scope, find};
use evenreach::model::{Package, Supply};
use evenreach::package::scenario::parse_json;
use evenreach::planning::priorities::{Grounds, Preset, Settings};
use evenreach::report::{Agenda, Chosen, Sketch, Told, Weighed, brief, meeting};
use evenreach::snapshot::{View, Viewer};
use evenreach_press::{Document, Look, Printed, has_letters, html, pdf};
use serde_json::json;

use crate::databases::both;
use crate::requests::Town;
use crate::shipped;
use crate::support::Client;
use crate::support::both::give_what_the_files_give;
use crate::support::client::{Reply, snapshot, today};
use crate::support::package::small;

const LANGUAGES: [Language; 2] = [Language::English, Language::French];

fn view(package: Package) -> Arc<View> {
    snapshot(package).for_viewer(Viewer::Public)
}

/// Documents of a package in a language, by the package's default definition over the whole year.
fn told<T>(view: &View, language: Language, make: impl FnOnce(&Told<'_>, Grounds<'_>) -> T) -> T {
    let definition = view.definition(None, None).expect("a definition");
    let criteria = Criteria::new(definition, view.package()).expect("it can be asked");
    let question = Question {
        as_of: today(),
        supply: Supply::Actual,
    };
    let assessment = view.assessment(&criteria, question);
    let findings = find(view.basis(), &criteria, &assessment, &Scope::Year, |_| true);
    let grounds = Grounds {
        basis: view.basis(),
        criteria: &criteria,
        today: &assessment,
        scope: &Scope::Year,
    };
    let told = Told {
        view,
        definition,
        definition_digest: "0123456789abcdef",
        question,
        scope: &Scope::Year,
        findings: &findings,
        language,
    };
    make(&told, grounds)
}

fn brief_of(view: &View, language: Language, id: &str) -> Document {
    let community = shipped::place(view.basis(), id);
    told(view, language, |told, _| brief(told, community))
}

/// A document with the page that is made of it.
type Made = (Document, String);

fn made(document: Document) -> Made {
    let page = html(&document, Look::At("/style.css"));
    (document, page)
}

/// The brief of every community of the territory, in French, which says more: made once, for all who look at them.
static BRIEFS: LazyLock<Vec<Made>> = LazyLock::new(|| {
    let view = view(shipped::package());
    let communities = 0..view.package().communities.len();
    told(&view, Language::French, |told, _| {
        communities.map(|one| made(brief(told, one))).collect()
    })
});

/// A package for a meeting in both languages, with every scenario that ships.
static PACKAGES: LazyLock<[Made; 2]> = LazyLock::new(|| {
    let view = view(shipped::package());
    told(&view, Language::English, of_meeting)
});

fn of_meeting(told: &Told<'_>, grounds: Grounds<'_>) -> [Made; 2] {
    let chosen = Chosen::new(told.definition, |_| true);
    let settings = Settings {
        samples: 100,
        ..Settings::default()
    };
    let weighed = Weighed::of(grounds, &chosen, Some(Preset::Even), settings).expect("it can be weighed");
    let scenarios = grounds.basis.package().scenarios.iter().map(|one| {
        let scenario = parse_json("a scenario", &one.document).expect("it ships");
        Sketch::of(scenario, grounds, &chosen).expect("it can be supposed")
    });
    let scenarios: Vec<Sketch> = scenarios.collect();
    let agenda = Agenda {
        chosen: &chosen,
        weighed: &weighed,
        scenarios: &scenarios,
    };
    LANGUAGES.map(|language| made(meeting(&Told { language, ..*told }, &agenda)))
}

fn all_pages() -> impl Iterator<Item = &'static Made> {
    BRIEFS.iter().chain(PACKAGES.iter())
}

fn printed(document: &Document) -> Printed {
    pdf(document).expect("it can be set")
}

/// A sheet begins a page, so only one that overflows makes more of them: of all briefs those two are set whose first or whose
/// second page says the most.
#[test]
fn the_briefs_that_say_the_most_have_two_pages() {
    assert_eq!(BRIEFS.len(), 34);
    for sheet in 0..2 {
        let longest = BRIEFS.iter().min_by_key(|(_, page)| {
            let sheets: Vec<&str> = page.split("<div class=\"sheet").collect();
            assert_eq!(sheets.len(), 3);
            Reverse(markup::words(&format!("<div{}", sheets[sheet + 1])).len())
        });
        let (document, _) = longest.expect("some briefs");
        assert_eq!(printed(document).pages, 2, "{}", document.title.plain());
    }
}

#[test]
fn the_fonts_have_every_letter_that_stands_in_any_report_of_the_shipped_facts() {
    for (document, page) in all_pages() {
        let missing: String = page
            .chars()
            .filter(|letter| *letter != '\n' && !has_letters(&letter.to_string()))
            .collect();
        assert_eq!(missing, "", "{}", document.title.plain());
    }
    for name in ["Délı̨nę", "Behchokǫ̀", "Łútsël K’é", "Ndılǫ", "ᐃᓄᒃᑎᑐᑦ", "ᓀᐦᐃᔭᐍᐏᐣ"]
    {
        assert!(has_letters(name), "{name}");
    }
    assert!(!has_letters("\u{1f600}"), "and a letter that they lack is told");
}

#[test]
fn a_brief_names_its_community_as_the_community_spells_it() {
    let communities = &shipped::package().communities;
    for ((_, page), community) in BRIEFS.iter().zip(communities) {
        let page = markup::words(page);
        assert!(page.contains(&community.name), "{}", community.id);
        if let Some(name) = &community.traditional_name {
            assert!(page.contains(name), "{}: {name}", community.id);
        }
    }
}

#[test]
fn a_brief_says_who_lives_there_how_one_gets_there_and_what_is_reached() {
    let view = view(shipped::package());
    let said = [
        (
            "kakisa",
            Language::English,
            [
                "Access to addictions care: Kakisa",
                "39 (2021)",
                "Dene Zhatıé (South Slavey)",
                "All-season road: all year",
                "Take-home naloxone is in the community.",
                "nobody has agreed to this definition",
                "Kakisa: it is not known whether the way holds, on any of 365 days.",
            ],
        ),
        (
            "yellowknife",
            Language::French,
            [
                "Accès aux soins en dépendances\u{a0}: Yellowknife",
                "20\u{a0}340 (2021)",
                "ᐃᓄᒃᑎᑐᑦ (Inuktitut)",
                "Ndilǫ",
                "Take-home naloxone est dans la collectivité.",
                "personne n’a approuvé cette définition",
                "De chez soi au traitement, et retour",
            ],
        ),
    ];
    for (id, language, sentences) in said {
        let words = markup::words(&html(&brief_of(&view, language, id), Look::Within));
        for sentence in sentences {
            assert!(words.contains(sentence), "{id}: {sentence}\n{words}");
        }
    }
}

#[test]
fn pages_are_nested_headed_and_labelled_as_pages_have_to_be() {
    for (_, page) in all_pages() {
        markup::check(page);
    }
}

/// A name that would be a script on a page, a call to the typesetter in print, and has a letter that no font here has.
const SLY: &str = "<script>alert(1)</script> #panic() \"'& \u{1f600}";

#[test]
fn words_that_people_write_are_words_and_nothing_else() {
    let mut package = small();
    for community in &mut package.communities {
        community.name = format!("{SLY} {}", community.id);
        community.traditional_name = Some(SLY.to_owned());
    }
    for request in &mut package.requests {
        SLY.clone_into(&mut request.requested_by);
    }
    for source in &mut package.sources {
        source.url = Some("javascript:alert(1)".to_owned());
    }
    for community in &mut package.communities {
        community.provenance.sources = vec!["census".into()];
    }
    let (document, page) = made(brief_of(&view(package), Language::English, "behchoko"));
    assert!(format!("{document:?}").contains("javascript:"), "the source is cited");
    assert!(!page.contains("<script"), "a script came through");
    markup::check(&page);
    assert!(markup::words(&page).contains(SLY), "they are read as they were written");
    assert!(!page.contains("javascript:"), "a link that is none leads nowhere");
    let print = printed(&document);
    assert!(!String::from_utf8_lossy(&print.bytes).contains("javascript:"));
}

#[test]
fn a_package_for_a_meeting_has_every_community_in_its_matrix_and_its_pictures_told() {
    let (_, page) = &PACKAGES[0];
    let words = markup::words(page);
    let (_, matrix) = words
        .split_once("\nCommunities by kinds of help\n")
        .expect("the matrix");
    let (matrix, _) = matrix.split_once("\nWhere next: ").expect("its end");
    let heads = matrix.lines().filter_map(|line| Some(line.split_once(" | ")?.0));
    let communities = &shipped::package().communities;
    let names: Vec<&str> = communities.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(heads.collect::<Vec<_>>(), names, "{matrix}");
    assert_eq!(
        page.matches("<svg role=\"img\"").count(),
        9,
        "names, and a map a standard"
    );
    assert!(words.contains("nobody has agreed"));
}

#[test]
fn a_package_for_a_meeting_holds_scenarios_beside_today_and_says_who_loses() {
    let words = PACKAGES.each_ref().map(|(_, page)| markup::words(page));
    let [english, french] = words;
    for scenario in &shipped::package().scenarios {
        let scenario = parse_json("a scenario", &scenario.document).expect("it ships");
        assert!(english.contains(&scenario.name.en), "{}", scenario.name.en);
        assert!(french.contains(&scenario.name.fr), "{}", scenario.name.en);
    }
    assert!(
        french.contains("\u{a0}: ce qui empire, la plus grande perte d’abord\n"),
        "{french}"
    );
    for (caption, first) in [
        (
            "A counsellor visits Wrigley twice a month: what gets better, the most days first",
            "Wrigley | Someone to talk to, near home | Unknown, between partly met and met | Met | 0–365 | 365",
        ),
        (
            "Freeze-up two weeks longer: what gets worse, the greatest loss first",
            "Fort McPherson | ",
        ),
    ] {
        let (_, after) = english.split_once(&format!("\n{caption}\n")).expect(caption);
        let row = after.lines().find(|line| line.contains(" | "));
        assert!(row.is_some_and(|row| row.starts_with(first)), "{row:?}");
    }
}

/// Nobody can tell from paper how many of a few there are: not by a number, a rank, or which name found room on a map.
#[test]
fn reports_of_two_people_and_of_five_are_the_same() {
    let with = |people: u32| {
        let mut package = shipped::package();
        let few = package.communities.iter_mut().find(|one| one.id.as_str() == "kakisa");
        few.expect("the community").counts[0].people = people;
        // Another with few beside it, whose name wants the same room on the map. Both together are few too.
        let other = package
            .communities
            .iter_mut()
            .find(|one| one.id.as_str() == "enterprise");
        other.expect("the community").counts[0].people = 4;
        let view = view(package);
        let page = told(&view, Language::English, |told, grounds| {
            let chosen = Chosen::new(told.definition, |_| true);
            let settings = Settings {
                samples: 100,
                ..Settings::default()
            };
            let weighed = Weighed::of(grounds, &chosen, Some(Preset::People), settings).expect("it can be weighed");
            let agenda = Agenda {
                chosen: &chosen,
                weighed: &weighed,
                scenarios: &[],
            };
            let place = shipped::place(view.basis(), "kakisa");
            html(&meeting(told, &agenda), Look::Within) + &html(&brief(told, place), Look::Within)
        });
        // The name of the facts is of all that stands in them.
        let digest = view.data_digest();
        page.replace(digest, "").replace(&digest[..12], "")
    };
    let [two, five, many] = [2, 5, 700].map(with);
    assert!(two == five);
    assert!(two != many && many.contains("700 (2021)"), "whoever may be counted is");
}

/// The French one, which says more; both are one template.
#[test]
fn a_package_for_a_meeting_is_tagged_for_print_in_its_language() {
    let print = printed(&PACKAGES[1].0);
    assert!((10..=24).contains(&print.pages), "{} pages", print.pages);
    let text = String::from_utf8_lossy(&print.bytes);
    for mark in [
        "/MarkInfo",
        "/StructTreeRoot",
        "pdfuaid:part",
        "/DisplayDocTitle true",
        "/Lang(fr",
    ] {
        assert!(text.contains(mark), "{mark}");
    }
}

fn header<'a>(reply: &'a Reply, name: &str) -> &'a str {
    reply.headers[name].to_str().expect("a plain header")
}

/// Writes a report by the command.
fn report(words: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_evenreach"));
    let done = command
        .arg("report")
        .args(words)
        .env_remove("EVENREACH_DATABASE_URL")
        .output();
    let done = done.expect("the program runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
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
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("brief.pdf");
    let as_of = today().to_string();
    let out = path.to_str().expect("a plain path");
    report(&[
        "community",
        "kakisa",
        "--lang",
        "fr",
        "--date",
        "05-10",
        "--as-of",
        &as_of,
        "--out",
        out,
    ]);
    assert!(std::fs::read(&path).expect("a file") == print.body);

    // A name that ends as a page's does makes a page.
    for (name, begins) in [
        ("brief.html", "<!doctype html>"),
        ("brief", "%PDF-"),
        ("BRIEF.HTM", "<!doctype html>"),
    ] {
        let path = folder.path().join(name);
        report(&["community", "kakisa", "--out", path.to_str().expect("a plain path")]);
        let written = std::fs::read(&path).expect("a file");
        assert!(written.starts_with(begins.as_bytes()), "{name}");
    }

    let client = Client::small();
    let path = "/api/reports/meeting?f=html&standard=counselling&samples=100";
    let page = client.get(path).await;
    assert_eq!(header(&page, "content-type"), "text/html; charset=utf-8");
    let tag = header(&page, "etag").to_owned();
    let again = client.get_with(path, &[("if-none-match", &tag)]).await;
    assert_eq!(again.status, 304);
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
        ("/api/reports/meeting?scenario=never", 400),
        ("/api/reports/meeting?scenario=a,b,c,d,e", 400),
        ("/api/reports/meeting?preset=never", 400),
        ("/api/reports/look/passwd", 404),
    ] {
        assert_eq!(client.get(path).await.status, status, "{path}");
    }
    let many = ["counsellor-visits-wrigley"; 5].join(",");
    let client = Client::new(shipped::package());
    let reply = client.get(&format!("/api/reports/meeting?scenario={many}")).await;
    reply.is_problem(400, &["5 scenarios", "at most 4"]);
}

#[tokio::test]
async fn the_ranking_on_paper_is_the_one_of_the_page_with_its_weights_and_its_other_orders() {
    let client = Client::new(shipped::package());
    let weights = "preset=people&samples=100&seed=7&standard=opioid_agonist";
    let answer = client.json(&format!("/api/analysis/priorities?{weights}")).await;
    let page = client
        .get(&format!("/api/reports/meeting?f=html&scenario=&{weights}"))
        .await
        .text();
    let words = markup::words(&page);
    let (mut shown, mut differ) = (0, 0);
    for option in answer["options"].as_array().expect("options") {
        let title = option["title"]["en"].as_str().expect("a title");
        let begins = format!("{} | {title} | ", option["rank"]);
        let Some(line) = words.lines().find(|line| line.starts_with(&begins)) else {
            continue;
        };
        let cells: Vec<&str> = line.split(" | ").collect();
        let [people, places] = ["people_rank", "place_rank"].map(|rank| option[rank].to_string());
        assert_eq!((cells[6], cells[8]), (people.as_str(), places.as_str()), "{line}");
        let share = option["acceptability"]["both"]["ranks"][0].as_f64().expect("a share");
        assert_eq!(cells[4], format!("{:.0}%", share * 100.0), "{line}");
        shown += 1;
        differ += usize::from(people != places);
    }
    assert_eq!(
        shown,
        answer["options"].as_array().map_or(0, Vec::len).min(25),
        "{words}"
    );
    assert!(differ > 0, "the two orders are told apart");
    assert!(words.contains("Weights, half of them on people gaining: People gaining 50%"));
    assert!(words.contains("(seed 7)"));
}

#[tokio::test]
async fn a_package_has_the_scenarios_that_its_reader_may_read_and_of_two_what_is_otherwise_between_them() {
    for database in both().await {
        let town = Town::open(&database).await;
        let scenario = |name: &str, community: &str| {
            json!({
                "scenario": {
                    "name": name,
                    "changes": [{
                        "change": "add_service", "service_type": "counselling", "delivery_mode": "resident",
                        "community_id": community, "serves": [community],
                    }],
                },
                "shared": "own",
            })
        };
        let mut ids = Vec::new();
        for body in [
            scenario("A counsellor there", "behchoko"),
            scenario("Another here", "ndilo"),
        ] {
            let kept = town
                .house
                .send_as(Some(&town.planner), "POST", "/api/scenarios", &body)
                .await;
            ids.push(kept.json()["id"].as_str().expect("an id").to_owned());
        }
        let path = format!("/api/reports/meeting?f=html&samples=100&scenario={}", ids.join(","));
        let read = town.get(&town.planner, &path).await;
        assert_eq!(read.status, 200, "{}: {}", database.name, read.text());
        assert!(read.header("cache-control").contains("no-store"));
        let words = markup::words(&read.text());
        for said in [
            "1. A counsellor there",
            "2. Another here",
            "From the first to the second",
        ] {
            assert!(words.contains(said), "{}: {said}\n{words}", database.name);
        }
        for (name, person) in town.everybody() {
            if name == "planner" {
                continue;
            }
            let theirs = town.house.get_as(person, &path).await;
            let never = path.replace(&ids[0], &"0".repeat(ids[0].len()));
            let nobodys = town.house.get_as(person, &never).await;
            assert_eq!(theirs.status, 400, "{}: {name}", database.name);
            assert_eq!(
                theirs.text().replace(&ids[0], "ID"),
                nobodys.text().replace(&"0".repeat(ids[0].len()), "ID"),
                "{}: {name}",
                database.name
            );
        }
    }
}

#[tokio::test]
async fn files_and_both_databases_give_the_same_reports() {
    give_what_the_files_give(&["/api/reports/communities/ulukhaktok?lang=fr&f=html"]).await;
}
