//! The real program over a disk that is full, and over one that fails to keep what it was given.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use evenreach::model::Role;
use serde_json::{Value, json};

use super::{Dump, wanted};
use crate::crash::program::{Program, Reply, call, verify};
use crate::databases::{TestDatabase, sqlite};
use crate::support::people::{House, password};
use crate::support::preload::{Preload, file_of};

const LIBRARY: &str = include_str!("failing.c");

/// How long something that comes by itself may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// A disk that fails as it is told to.
struct Disk {
    library: Preload,
    plan: AtomicU32,
}

impl Disk {
    fn new() -> Self {
        Self {
            library: Preload::build(LIBRARY),
            plan: AtomicU32::new(0),
        }
    }

    fn notes(&self) -> PathBuf {
        self.library.beside("plan")
    }

    fn plan(&self, kind: char, from: u32) {
        let plan = self.plan.fetch_add(1, Ordering::SeqCst) + 1;
        // Whole or not at all: the program reads it whenever it writes.
        let draft = self.library.beside("draft");
        fs::write(&draft, format!("{plan} {kind} {from}")).expect("written");
        fs::rename(draft, self.notes()).expect("put there");
    }

    /// There is no room from this write on.
    fn is_full_from(&self, write: u32) {
        self.plan('w', write);
    }

    /// This flush fails, and none after it: so it is on Linux, which forgets what it could not write.
    fn fails_at_flush(&self, flush: u32) {
        self.plan('f', flush);
    }

    fn works(&self) {
        self.plan('-', 0);
    }

    fn start(&self, url: &str) -> Program {
        Program::start_as(url, |command| {
            self.library.stand_before(command);
            let folder = file_of(url).parent().expect("a folder");
            command.env("FAILING_FOLDER", folder).env("FAILING_PLAN", self.notes());
        })
    }
}

/// A database with somebody of a government, somebody of the working group, and an administrator.
async fn furnished() -> TestDatabase {
    let database = sqlite();
    let house = House::open(&database).await;
    house.person("Anna", &[Role::Government], Some("tlicho")).await;
    house.person("Carla", &[Role::WorkingGroup], None).await;
    house.person("Emil", &[Role::Administrator], None).await;
    house.office.store().close().await;
    database
}

fn send(program: &Program, cookie: &str, to: (&str, &str), headers: &[(&str, &str)], body: &Value) -> Reply {
    let reply = call(program.at(), to.0, to.1, cookie, headers, &body.to_string());
    reply.expect("an answer")
}

fn get(program: &Program, cookie: &str, path: &str) -> Reply {
    call(program.at(), "GET", path, cookie, &[], "").expect("an answer")
}

fn passes(reply: &Reply, words: &str) {
    assert_eq!(reply.status, 503, "{}", reply.body);
    assert_eq!(reply.header("retry-after"), "5");
    assert_eq!(reply.header("content-type"), "application/problem+json");
    let detail = reply.json()["detail"].as_str().unwrap_or_default().to_owned();
    assert!(detail.contains(words), "{detail}");
}

#[tokio::test]
async fn over_a_full_disk_what_is_shown_can_be_read_and_it_is_over_when_there_is_room() {
    let database = furnished().await;
    let disk = Disk::new();
    let program = disk.start(&database.url);
    let sign_in = |name: &str| program.sign_in(name, &password(name));
    let (anna, carla, emil) = (sign_in("Anna"), sign_in("Carla"), sign_in("Emil"));
    let made = send(
        &program,
        &anna,
        ("POST", "/api/requests"),
        &[("idempotency-key", "k0")],
        &wanted(0),
    );
    assert_eq!(made.status, 201, "{}", made.body);
    let path = format!("/api/requests/{}", made.json()["id"].as_str().expect("an id"));
    let moves = format!("{path}/transitions");
    let tag = get(&program, &anna, &path).header("etag").to_owned();
    let (dump, no) = (Dump::of(&database).await, [].as_slice());
    let before = dump.take(&database).await;
    let text = crate::support::desk::ours("1", 30);
    // Emil's tokens: who asks for one is of no matter here.
    let token = json!({ "label": "nightly export", "scopes": ["read"] });
    let account = json!({ "name": "Fred", "roles": ["planner"] });
    let (key, seen) = ([("idempotency-key", "k1")], [("if-match", tag.as_str())]);
    let (key, seen) = (key.as_slice(), seen.as_slice());
    let deeds = [
        (&anna, ("POST", "/api/requests"), key, wanted(1)),
        (
            &anna,
            ("PATCH", path.as_str()),
            seen,
            json!({ "why": "Farther still." }),
        ),
        (&anna, ("PATCH", path.as_str()), seen, json!({ "visibility": "public" })),
        (
            &carla,
            ("POST", moves.as_str()),
            seen,
            json!({ "to": "acknowledged", "reason": "Heard." }),
        ),
        (&anna, ("POST", moves.as_str()), seen, json!({ "to": "withdrawn" })),
        (&emil, ("POST", "/api/accounts"), no, account),
        (&emil, ("POST", "/api/tokens"), no, token),
        (&carla, ("POST", "/api/definitions"), no, json!({ "text": text })),
    ];
    disk.is_full_from(1);
    for (cookie, to, headers, body) in &deeds {
        let refused = send(&program, cookie, *to, headers, body);
        passes(&refused, "nothing was changed");
        assert_eq!(dump.take(&database).await, before, "{to:?}");
    }
    passes(&get(&program, "", "/readyz"), "nothing can be changed just now");
    let why = get(&program, &emil, "/readyz").json()["detail"].to_string();
    assert!(why.contains("the disk of the database is full"), "{why}");
    let mine = get(&program, &anna, "/api/requests?mine=true").json();
    assert_eq!(
        (&mine["number"], &mine["requests"][0]["why"]),
        (&json!(1), &wanted(0)["why"])
    );
    for public in ["/healthz", "/api/package", "/api/collections/communities/items"] {
        assert_eq!(get(&program, "", public).status, 200, "{public}");
    }

    // Nobody does anything but make room.
    disk.works();
    let patience = Instant::now() + PATIENCE;
    while get(&program, "", "/readyz").status != 200 {
        assert!(Instant::now() < patience, "it is not found out that there is room");
        std::thread::sleep(Duration::from_millis(100));
    }

    // A submission, at every write that it makes.
    let (cookie, to, headers, body) = &deeds[0];
    let mut write = 1;
    loop {
        disk.is_full_from(write);
        let reply = send(&program, cookie, *to, headers, body);
        disk.works();
        if reply.status == 201 {
            break;
        }
        passes(&reply, "nothing was changed");
        assert_eq!(dump.take(&database).await, before, "write {write}");
        write += 1;
    }
    assert!(write > 5, "a submission makes more than {write} writes");
    for (cookie, to, headers, body) in deeds.iter().skip(4) {
        let done = send(&program, cookie, *to, headers, body);
        assert!(
            (200..300).contains(&done.status),
            "{to:?}: {} {}",
            done.status,
            done.body
        );
    }
    program.stop();
    verify(&database.url).expect("whole");
}

#[tokio::test]
async fn after_a_flush_that_failed_the_program_ends_and_begins_anew_from_what_is_on_the_disk() {
    let database = furnished().await;
    let disk = Disk::new();
    let mut program = disk.start(&database.url);
    let anna = program.sign_in("Anna", &password("Anna"));
    let submit = |program: &Program, number: usize| {
        let key = format!("k{number}");
        let headers = [("idempotency-key", key.as_str())];
        call(
            program.at(),
            "POST",
            "/api/requests",
            &anna,
            &headers,
            &wanted(number).to_string(),
        )
    };
    assert_eq!(submit(&program, 0).expect("an answer").status, 201);

    disk.fails_at_flush(1);
    let open = submit(&program, 1).expect("an answer");
    passes(&open, "not known whether this was written");
    // The disk has worked since, and is believed no more. Whoever comes late finds nobody.
    for number in 2..5 {
        if let Ok(refused) = submit(&program, number) {
            passes(&refused, "nothing was changed");
        }
    }
    assert_eq!(
        program.wait(PATIENCE),
        Some(3),
        "so that whoever watches starts it again"
    );
    verify(&database.url).expect("whole");

    // As whoever watches would.
    disk.works();
    let program = disk.start(&database.url);
    let number = || get(&program, &anna, "/api/requests?mine=true").json()["number"].as_u64();
    let found = number().expect("a number");
    assert!(
        (1..=2).contains(&found),
        "{found}: what was not known is whole or absent, and nothing followed it"
    );
    for _ in 0..2 {
        let told = submit(&program, 1).expect("an answer");
        assert_eq!(told.status, 201, "{}", told.body);
        assert_eq!(number(), Some(2), "it is there once");
    }
    assert_eq!(get(&program, "", "/readyz").status, 200);
    program.stop();
    verify(&database.url).expect("whole");
}
