//! Accounts and tokens by command, and the link of the first start.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Output, Stdio};

use crate::databases::{both, sqlite};

fn program(words: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_evenreach"));
    for name in ["EVENREACH_DATABASE_URL", "EVENREACH_LISTEN", "EVENREACH_PUBLIC_URL"] {
        program.env_remove(name);
    }
    program.args(words);
    program
}

fn run(words: &[&str]) -> Output {
    program(words).output().expect("the program runs")
}

fn told(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

#[tokio::test]
async fn accounts_and_tokens_are_kept_by_command() {
    for database in both().await {
        let url = database.url.as_str();
        let package = concat!(env!("CARGO_MANIFEST_DIR"), "/geodata/nwt");
        assert!(run(&["load", package, "--database", url]).status.success());
        let done = |words: &[&str], expected: &str| {
            let output = run(&[words, &["--database", url]].concat());
            let (out, fault) = (told(&output.stdout), told(&output.stderr));
            assert_eq!(output.status.code(), Some(0), "{}: {words:?}: {fault}", database.name);
            assert!(out.contains(expected), "{}: {words:?}: {out}", database.name);
            out
        };
        let refused = |words: &[&str], status: i32, expected: &str| {
            let output = run(&[words, &["--database", url]].concat());
            let fault = told(&output.stderr);
            assert_eq!(
                output.status.code(),
                Some(status),
                "{}: {words:?}: {fault}",
                database.name
            );
            assert!(fault.contains(expected), "{}: {words:?}: {fault}", database.name);
        };
        let government = ["--role", "government", "--government", "tlicho-government"];
        let add = [["user", "add", "Tłı̨chǫ office"].as_slice(), &government].concat();
        let out = done(&add, "http://127.0.0.1:8080/?view=account#link=");
        let secret = out.trim().rsplit('=').next().expect("a link").to_owned();
        assert_eq!(secret.len(), 64, "{out}");
        refused(&add, 1, "taken");
        refused(&["user", "add", "mary@example.org", "--role", "planner"], 1, "e-mail");
        refused(&["user", "add", "Mary", "--role", "government"], 1, "government");
        refused(&["user", "add", "Mary", "--role", "king"], 2, "king");
        refused(&["user", "add", "Mary"], 2, "--role");
        done(
            &["user", "add", "Mary", "--role", "planner", "--role", "administrator"],
            "Mary: this link",
        );
        let listed = done(&["user", "list"], "Mary: planner, administrator, no password yet");
        assert!(
            listed.contains("Tłı̨chǫ office: government of tlicho-government, no password yet"),
            "{listed}"
        );
        assert!(!listed.contains(&secret));
        done(
            &["user", "link", "mary", "--public-url", "https://evenreach.example/"],
            "https://evenreach.example/?view",
        );
        refused(&["user", "link", "Nobody"], 1, "no account \"Nobody\"");

        let made = done(
            &["token", "add", "Mary", "--label", "Nightly", "--scope", "read"],
            "evenreach_",
        );
        let token = made.lines().last().expect("a token").to_owned();
        assert_eq!(token.len(), "evenreach_".len() + 64);
        refused(
            &[
                "token",
                "add",
                "Mary",
                "--label",
                "x",
                "--scope",
                "read",
                "--expires-on",
                "2001-01-01",
            ],
            1,
            "expires_on",
        );
        let prefix = &token["evenreach_".len() - 10.."evenreach_".len() + 6];
        let listed = done(&["token", "list"], prefix);
        assert!(
            listed.contains("Mary: Nightly (read)") && listed.contains("never used"),
            "{listed}"
        );
        assert!(!listed.contains(&token));
        done(&["token", "list", "Tłı̨chǫ office"], "");
        done(&["token", "revoke", prefix], "ended");
        refused(&["token", "revoke", prefix], 1, "found 0 tokens");

        refused(&["user", "disable", "Mary"], 1, "last administrator");
        done(&["user", "add", "John", "--role", "administrator"], "John");
        done(&["user", "disable", "Mary"], "Mary: disabled");
        done(&["user", "list"], "Mary: planner, administrator, disabled on");
        refused(&["user", "link", "Mary"], 1, "disabled");
        done(&["verify"], "whole");
        let actors = database
            .texts("select distinct actor from ledger where kind in ('account', 'token')")
            .await;
        assert_eq!(actors, ["administrator, by command"], "{}", database.name);
    }
}

#[test]
fn the_first_start_prints_a_link_once_there_is_nobody() {
    let database = sqlite();
    let package = concat!(env!("CARGO_MANIFEST_DIR"), "/geodata/nwt");
    assert!(run(&["load", package, "--database", &database.url]).status.success());
    let start = || {
        let mut server = program(&["serve", "--listen", "127.0.0.1:0", "--database", &database.url])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs");
        let mut lines = BufReader::new(server.stdout.take().expect("its words")).lines();
        let mut said = Vec::new();
        while said.len() < 3
            && let Some(Ok(line)) = lines.next()
        {
            said.push(line);
        }
        server.kill().expect("it ends");
        server.wait().expect("it has ended");
        said
    };
    let first = start();
    assert!(first[1].contains("Nobody can sign in yet"), "{first:?}");
    let address = first[0].trim_start_matches("Evenreach is at ").to_owned();
    assert!(
        first[2].starts_with(&format!("{address}?view=account#link=")),
        "{first:?}"
    );
    let again = start();
    assert_ne!(
        first[2].rsplit('=').next(),
        again[2].rsplit('=').next(),
        "another link, since nobody used the first"
    );
}
