//! A government's own sheet: each row a request, all of them or none, once, and never over what is there.

use std::sync::Arc;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::{Value, json};

use super::words::places;
use super::{Town, wanted};
use crate::databases::{both, sqlite};
use crate::support::client::Reply;
use crate::support::people::Person;
use crate::support::schema::faults;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const IMPORT: &str = "/api/requests/import";
const HEADER: &str = "service_type,communities,regions,why,since,visibility,state\n";

impl Town {
    /// Sends a sheet under a key.
    async fn import(&self, person: &Person, key: &str, sheet: impl Into<Vec<u8>>) -> Reply {
        self.import_at(Some(person), IMPORT, &[("idempotency-key", key)], sheet.into())
            .await
    }

    async fn rehearse(&self, person: &Person, sheet: impl Into<Vec<u8>>) -> Reply {
        let path = format!("{IMPORT}?dry_run=true");
        self.import_at(Some(person), &path, &[], sheet.into()).await
    }

    async fn import_at(&self, person: Option<&Person>, path: &str, more: &[(&str, &str)], sheet: Vec<u8>) -> Reply {
        let media = if sheet.starts_with(b"PK") {
            XLSX
        } else {
            "text/csv; charset=utf-8"
        };
        let own = [
            ("host", "evenreach.example"),
            ("sec-fetch-site", "same-origin"),
            ("content-type", media),
        ];
        let mut headers: Vec<_> = own
            .into_iter()
            .filter(|(name, _)| more.iter().all(|(other, _)| other != name))
            .collect();
        headers.extend(person.map(|person| ("cookie", person.cookie.as_str())));
        headers.extend_from_slice(more);
        self.house.service.send("POST", path, &headers, sheet).await
    }

    async fn head(&self) -> u64 {
        self.house.office.store().head().await.expect("a head").position
    }

    async fn mine(&self) -> Vec<Value> {
        let list = self.get(&self.owner, "/api/requests?mine=true").await.json();
        list["requests"].as_array().expect("requests").clone()
    }
}

fn sheet(rows: &[&str]) -> String {
    format!("{HEADER}{}\n", rows.join("\n"))
}

fn three() -> String {
    sheet(&[
        "counselling,behchoko; yellowknife,,Délı̨nę and ᐃᓄᒃᑎᑐᑦ,2019-05,,",
        "counselling,,north,\"'=HYPERLINK(\"\"x\"\")\",,owner,submitted",
        ",,,,,,",
        "counselling,,,  not yet  ,,public,draft",
    ])
}

#[tokio::test]
async fn each_row_becomes_a_request_once_however_often_the_sheet_is_sent() {
    for database in both().await {
        let (name, town) = (database.name, Town::open(&database).await);
        let before = town.head().await;
        let tried = town.rehearse(&town.owner, three()).await;
        assert_eq!(tried.status, 200, "{name}: {}", tried.text());
        assert_eq!(
            (&tried.json()["new"], &tried.json()["dry_run"]),
            (&json!(3), &json!(true))
        );
        assert_eq!(town.head().await, before, "{name}: nothing was written");

        let done = town.import(&town.owner, "k", three()).await;
        assert_eq!(done.status, 200, "{name}: {}", done.text());
        let document = town.get(&town.owner, "/api/openapi.json").await.json();
        let schema = json!({ "$ref": "#/components/schemas/RequestImport" });
        assert_eq!(faults(&document, &schema, &done.json()), [] as [String; 0]);
        assert_eq!(town.head().await, before + 3, "{name}: an entry for each");
        let report = done.json();
        let rows = report["requests"].as_array().expect("rows");
        assert_eq!(rows.iter().map(|row| row["row"].clone()).collect::<Vec<_>>(), [2, 3, 5]);
        let mut found = Vec::new();
        for row in rows {
            let path = format!("/api/requests/{}", row["id"].as_str().expect("an id"));
            let one = town.get(&town.owner, &path).await.json();
            found.push(["why", "visibility", "state", "communities", "since"].map(|field| one[field].clone()));
        }
        let expected = json!([
            [
                "Délı̨nę and ᐃᓄᒃᑎᑐᑦ",
                "working_group",
                "submitted",
                ["behchoko", "yellowknife"],
                "2019-05"
            ],
            ["=HYPERLINK(\"x\")", "owner", "submitted", [], null],
            ["  not yet  ", "public", "draft", [], null],
        ]);
        assert_eq!(json!(found), expected, "{name}");
        assert_eq!(
            town.get(&town.group, "/api/requests?government=tlicho").await.json()["number"],
            1
        );

        let again = town.import(&town.owner, "k", three()).await;
        assert_eq!(
            (again.status, &again.body),
            (done.status, &done.body),
            "{name}: the same answer"
        );
        let other = town
            .import(&town.owner, "k", sheet(&["counselling,behchoko,,,,,"]))
            .await;
        other.is_problem(422, &["another request was sent with this key"]);
        let more = town
            .import(&town.owner, "k", format!("{}counselling,behchoko,,,,,\n", three()))
            .await;
        more.is_problem(422, &["another request was sent with this key"]);
        assert_eq!(town.head().await, before + 3, "{name}");
        town.house.office.store().verify().await.expect("whole");

        // What was imported is answered again when it is no longer as it was, until nothing of it is left.
        let path = |at: usize| format!("/api/requests/{}", rows[at]["id"].as_str().expect("an id"));
        town.go(&town.owner, &path(0), "withdrawn").await;
        assert_eq!(
            town.import(&town.owner, "k", three()).await.body,
            done.body,
            "{name}: one is withdrawn"
        );
        for at in [1, 2] {
            town.go(&town.owner, &path(at), "withdrawn").await;
        }
        town.import(&town.owner, "k", three())
            .await
            .is_problem(410, &["withdrawn"]);
        assert_eq!(town.mine().await.len(), 0, "{name}");
        town.house.office.store().verify().await.expect("whole");
    }
}

#[tokio::test]
async fn a_fault_in_the_last_row_of_ten_thousand_leaves_nothing() {
    let row = |number| format!("counselling,behchoko,,Row {number}.,2019,,");
    let rows: Vec<String> = (2..=10_000).map(row).collect();
    let text = format!("{HEADER}{}\ncounselling,atlantis,,The last.,2019,,\n", rows.join("\n"));
    for database in both().await {
        let town = Town::open(&database).await;
        let before = town.house.office.store().head().await.expect("a head");
        let reply = town.import(&town.owner, "k", text.clone()).await;
        reply.is_problem(422, &["1 fault"]);
        assert_eq!(places(&reply.json()), ["#/row/10001/communities/0"]);
        let after = town.house.office.store().head().await.expect("a head");
        assert_eq!(after, before, "{}", database.name);
        assert_eq!(town.mine().await.len(), 0, "{}", database.name);
    }
}

#[tokio::test]
async fn ten_clients_with_one_key_import_one_sheet_and_are_answered_alike() {
    for database in both().await {
        let town = Arc::new(Town::open(&database).await);
        let before = town.head().await;
        let sent = (0..10).map(|_| {
            let town = Arc::clone(&town);
            tokio::spawn(async move { town.import(&town.owner, "one key", three()).await })
        });
        let mut answers = Vec::new();
        for one in sent.collect::<Vec<_>>() {
            let reply = one.await.expect("no panic");
            answers.push((reply.status.as_u16(), reply.text()));
        }
        assert_eq!(answers[0].0, 200, "{}: {}", database.name, answers[0].1);
        answers.dedup();
        assert_eq!(answers.len(), 1, "{}", database.name);
        assert_eq!(
            (town.mine().await.len(), town.head().await),
            (3, before + 3),
            "{}",
            database.name
        );
    }
}

#[tokio::test]
async fn only_a_government_imports_and_only_for_itself() {
    for database in both().await {
        let town = Town::open(&database).await;
        let reply = town.submit(&town.other, "k", &wanted()).await;
        let theirs = reply.json()["id"].as_str().expect("an id").to_owned();
        let before = town.head().await;
        for (name, person) in town.everybody() {
            let expected = match name {
                "public" => 401,
                // Of another government's, each is told the same as of what never was.
                "owner" | "other" => 422,
                _ => 403,
            };
            let other = if name == "owner" { "dehcho" } else { "tlicho" };
            let text = format!("government,service_type,communities\n{other},counselling,behchoko\n");
            let key = [("idempotency-key", "k")];
            let reply = town.import_at(person, IMPORT, &key, text.clone().into()).await;
            assert_eq!(reply.status, expected, "{name}: {}", reply.text());
            let tried = town
                .import_at(person, &format!("{IMPORT}?dry_run=true"), &[], text.into())
                .await;
            assert_eq!(tried.status, expected, "{name}: {}", tried.text());
            if expected == 422 {
                assert_eq!(places(&reply.json()), ["#/row/2/government"], "{name}");
            }
        }
        let told = async |id: &str| {
            let text = format!("id,service_type\n{id},counselling\n");
            town.import(&town.owner, "k", text).await.text().replace(id, "ID")
        };
        assert_eq!(told(&theirs).await, told(&"0".repeat(32)).await, "{}", database.name);
        assert_eq!(town.head().await, before, "{}", database.name);
    }
}

/// Requests that a table could lose something of.
fn hard() -> Vec<Value> {
    let mut all = vec![wanted()];
    for words in [
        "=1+1",
        "'=1+1",
        "''@x",
        "-",
        "\ttab",
        "'tis",
        "  ",
        " a; b ",
        "one\n\n\"two\", three",
        "o\u{328}\u{300} ᐃᓄᒃ",
    ] {
        let mut one = wanted();
        one["why"] = json!(words);
        one["cultural_grounding"] = json!(words);
        let title = if words.trim().is_empty() { "t" } else { words.trim() };
        one["evidence"] = json!([
            { "title": format!(" {} ; http://a b", title.replace(['\n', '\t'], " ")), "url": "https://example.org/a;b;" },
            { "title": "=x", "url": "https://example.org/;%20" },
        ]);
        one["labels"] = json!([
            "https://example.org/a;b",
            "https://example.org/c;",
            "https://example.org/d"
        ]);
        one["regions"] = json!(["north", "south"]);
        all.push(one);
    }
    all.push(json!({ "service_type": "counselling", "state": "draft", "visibility": "owner" }));
    all
}

#[tokio::test]
async fn an_export_imported_again_changes_nothing_and_a_changed_row_is_refused() {
    for database in both().await {
        let (name, town) = (database.name, Town::open(&database).await);
        for (number, body) in hard().iter().enumerate() {
            town.request(&format!("k{number}"), body).await;
        }
        let count = hard().len();
        let first = town
            .mine()
            .await
            .iter()
            .find(|one| one["why"] == wanted()["why"])
            .expect("there")["id"]
            .clone();
        let path = format!("/api/requests/{}", first.as_str().expect("an id"));
        town.go(&town.group, &path, "acknowledged").await;
        let before = town.head().await;
        let mut csv = String::new();
        for format in ["csv", "xlsx"] {
            let export = town.get(&town.owner, &format!("/api/requests/export?f={format}")).await;
            assert_eq!(export.status, 200, "{name}: {format}");
            let done = town.import(&town.owner, format, export.body.to_vec()).await;
            assert_eq!(done.status, 200, "{name}: {format}: {}", done.text());
            let report = done.json();
            assert_eq!(
                (&report["new"], &report["unchanged"]),
                (&json!(0), &json!(count)),
                "{name}: {format}"
            );
            assert_eq!(town.head().await, before, "{name}: {format}");
            if format == "csv" {
                csv = export.text();
            }
        }
        // A stranger's export is none of ours.
        let theirs = town.import(&town.other, "k", csv.clone()).await;
        assert_eq!(theirs.status, 422);
        for (from, to, place) in [
            ("Healers are far", "Healers are not far", "why"),
            ("behchoko; yellowknife", "behchoko", "communities"),
            (",acknowledged,", ",withdrawn,", "state"),
            ("on_the_land", "resident", "delivery_mode"),
            ("https://localcontexts.org/label/tk-attribution/", "", "labels"),
        ] {
            let line = csv
                .lines()
                .find(|line| line.contains("Healers are far"))
                .expect("its row");
            let header = csv.lines().next().expect("a header");
            let changed = format!("{header}\n{}\n", line.replacen(from, to, 1));
            let reply = town.import(&town.owner, "changed", changed).await;
            assert_eq!(reply.status, 422, "{name}: {place}: {}", reply.text());
            assert_eq!(places(&reply.json()), [format!("#/row/2/{place}")], "{name}");
        }
        // New rows may stand beside those that are there.
        let more = town
            .import(
                &town.owner,
                "more",
                format!("{csv},,,,,counselling,behchoko,,,,,More.,,,,,,\n"),
            )
            .await;
        assert_eq!(
            (&more.json()["new"], &more.json()["unchanged"]),
            (&json!(1), &json!(count)),
            "{}",
            more.text()
        );
    }
}

#[tokio::test]
async fn every_fault_is_told_with_its_row_and_column() {
    let database = sqlite();
    let town = Town::open(&database).await;
    let before = town.head().await;
    let text = "service_type,communities,regions,why,since,delivery_mode,languages,cultural_grounding,evidence,labels,visibility,state,id\n\
                ice_cream,behchoko,,,,,,,,,,,\n\
                counselling,behchoko; atlantis; behchoko,mars,,2026-03-13,by_dragon,tlh,,,,world,accepted,\n\
                counselling,behchoko,,a\u{202e}b,,,,a\u{7}b,,,,,\n\
                counselling,behchoko,,,,,,,https://example.org,ftp://x; https://a.org/b;https://c.org,,,\n\
                counselling,behchoko,,,,,,,A https://a.org; B https://b.org,,,,\n\
                counselling,,,,,,,,,,,,\n\
                counselling,behchoko,,,,,,,,,,,0123\n";
    let reply = town.import(&town.owner, "k", text).await;
    assert_eq!(reply.status, 422);
    let problem = reply.json();
    let expected = [
        "#/row/2/service_type",
        "#/row/3/state",
        "#/row/3/communities/1",
        "#/row/3/communities/2",
        "#/row/3/regions/0",
        "#/row/3/delivery_mode",
        "#/row/3/languages/0",
        "#/row/3/since",
        "#/row/3/visibility",
        "#/row/4/cultural_grounding",
        "#/row/4/why",
        "#/row/5/evidence/0",
        "#/row/5/labels/1",
        "#/row/5/evidence/0/title",
        "#/row/5/labels/0",
        "#/row/6/evidence/0",
        "#/row/7/communities",
        "#/row/8/id",
    ];
    assert_eq!(places(&problem), expected, "{}", reply.text());
    assert_eq!(
        (&problem["errors"][2]["line"], &problem["errors"][2]["field"]),
        (&json!(3), &json!("communities"))
    );
    assert!(
        problem["errors"][2]["detail"]
            .as_str()
            .expect("words")
            .contains("found \"atlantis\", expected")
    );
    let document = town.get(&town.owner, "/api/openapi.json").await.json();
    let schema = json!({ "$ref": "#/components/schemas/Problem" });
    assert_eq!(faults(&document, &schema, &problem), [] as [String; 0]);
    // A list of many thousands is told by its length, and a row by twenty faults.
    let long = sheet(&[&format!("counselling,{},,,,,", "x;".repeat(100_000))]);
    let reply = town.import(&town.owner, "k", long).await;
    assert_eq!(places(&reply.json()).len(), 20);
    assert!(
        reply.text().contains("100000 entries") && reply.text().contains("181 more in this row"),
        "{}",
        reply.text()
    );
    for (text, place) in [
        (
            "service_type,colour/of~it\ncounselling,red\n".as_bytes(),
            "#/row/1/colour~1of~0it",
        ),
        (&b"communities\nbehchoko\n"[..], "#/row/1/service_type"),
        (&b"service_type,why\ncounselling,caf\xE9\n"[..], "#/row/2/encoding"),
        (&b"\xFF\xFEs\0"[..], "#/file/encoding"),
        (&b"PK\x03\x04 and no more"[..], "#/file/packing"),
        (&b""[..], "#/file/content"),
        (&b"service_type,why\ncounselling,\"b\n"[..], "#/row/2"),
    ] {
        let reply = town.import(&town.owner, "k", text).await;
        assert_eq!(
            (reply.status.as_u16(), places(&reply.json())),
            (422, vec![place.to_owned()]),
            "{}",
            reply.text()
        );
    }
    assert_eq!(town.head().await, before);
}

#[tokio::test]
async fn a_file_is_read_only_from_whoever_may_send_it_and_only_of_both_kinds() {
    let database = sqlite();
    let town = Town::open(&database).await;
    let large = vec![b'a'; 50 * 1024 * 1024 + 1];
    town.import(&town.owner, "k", large.clone())
        .await
        .is_problem(413, &["52428800"]);
    // Whoever may not is not listened to for that long.
    let key = ("idempotency-key", "k");
    assert_eq!(town.import_at(None, IMPORT, &[key], large).await.status, 401);
    let owner = Some(&town.owner);
    let bytes = three().into_bytes();
    let kinds = [
        "application/json",
        "text/plain",
        "application/vnd.ms-excel",
        "text/csv; charset=windows-1252",
        "",
    ];
    for kind in kinds {
        let headers = [key, ("content-type", kind)];
        let reply = town.import_at(owner, IMPORT, &headers, bytes.clone()).await;
        reply.is_problem(415, &["content-type", "text/csv"]);
    }
    town.import_at(owner, IMPORT, &[], bytes.clone())
        .await
        .is_problem(400, &["idempotency-key"]);
    let perhaps = format!("{IMPORT}?dry_run=perhaps");
    town.import_at(owner, &perhaps, &[key], bytes.clone())
        .await
        .is_problem(400, &["dry_run"]);
    let foreign = [key, ("sec-fetch-site", "cross-site")];
    assert_eq!(town.import_at(owner, IMPORT, &foreign, bytes).await.status, 403);
    assert_eq!(town.mine().await.len(), 0);
}

#[tokio::test]
async fn a_template_is_filled_in_and_imported() {
    let database = sqlite();
    let town = Town::open(&database).await;
    let header = town.house.get_as(None, "/api/requests/template").await;
    assert_eq!(
        header.header("content-disposition"),
        "attachment; filename=\"requests-template.csv\""
    );
    let header = header.text();
    let columns: Vec<&str> = header.trim().split(',').collect();
    let packed = town.house.get_as(None, "/api/requests/template?f=xlsx").await;
    assert_eq!(packed.header("content-type"), XLSX);
    let mut book: calamine::Xlsx<_> =
        calamine::Reader::new(std::io::Cursor::new(packed.body.to_vec())).expect("a workbook");
    let cells = |name: &str, book: &mut calamine::Xlsx<_>| {
        let range = calamine::Reader::worksheet_range(book, name).expect("a sheet");
        let row = |row: &[calamine::Data]| row.iter().map(ToString::to_string).collect::<Vec<_>>();
        range.rows().map(row).collect::<Vec<_>>()
    };
    assert_eq!(
        cells("requests", &mut book),
        [columns.iter().map(ToString::to_string).collect::<Vec<_>>()]
    );
    let values = cells("values", &mut book);
    for value in [
        ["service_type", "counselling"],
        ["communities", "behchoko"],
        ["regions", "north"],
        ["delivery_mode", "on_the_land"],
        ["visibility", "working_group"],
        ["state", "draft"],
    ] {
        assert!(values.iter().any(|row| row[..2] == value), "{value:?}: {values:?}");
    }
    // Filled in as a spreadsheet would: words, a date as a date, a year as a number.
    let mut filled = Workbook::new();
    let page = filled.add_worksheet();
    let day = Format::new().set_num_format("d mmmm yyyy");
    for (at, name) in columns.iter().enumerate() {
        page.write_string(0, at as u16, *name).expect("written");
    }
    let column = |name: &str| columns.iter().position(|one| *one == name).expect("a column") as u16;
    for row in [1, 2] {
        page.write_string(row, column("service_type"), "counselling")
            .expect("written");
        page.write_string(row, column("communities"), "behchoko")
            .expect("written");
        page.write_string(row, column("why"), "  Wıìlıìdeh yatıì ")
            .expect("written");
    }
    let date = ExcelDateTime::from_ymd(2019, 5, 1).expect("a date");
    page.write_datetime_with_format(1, column("since"), date, &day)
        .expect("written");
    page.write_number(2, column("since"), 2018).expect("written");
    let done = town
        .import(&town.owner, "k", filled.save_to_buffer().expect("a workbook"))
        .await;
    assert_eq!(done.status, 200, "{}", done.text());
    let mine = town.mine().await;
    let mut since: Vec<_> = mine
        .iter()
        .map(|one| one["since"].as_str().expect("a date").to_owned())
        .collect();
    since.sort_unstable();
    assert_eq!(since, ["2018", "2019-05-01"]);
    assert!(mine.iter().all(|one| one["why"] == "  Wıìlıìdeh yatıì "), "{mine:?}");
}
