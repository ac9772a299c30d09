//! Accounts and tokens by command, and the link of the first start.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Output, Stdio};

use crate::databases::{both, sqlite};

fn program(words: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_evenreach"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("EVENREACH_")) {
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

#[tokio::test]
async fn an_organisations_sign_in_is_linked_and_unlinked_by_command() {
    for database in both().await {
        let url = database.url.as_str();
        let package = concat!(env!("CARGO_MANIFEST_DIR"), "/geodata/nwt");
        assert!(run(&["load", package, "--database", url]).status.success());
        let says = |words: &[&str], status: i32, expected: &str| {
            let output = run(&[words, &["--database", url]].concat());
            let said = told(&output.stdout) + &told(&output.stderr);
            assert_eq!(
                output.status.code(),
                Some(status),
                "{}: {words:?}: {said}",
                database.name
            );
            assert!(said.contains(expected), "{}: {words:?}: {said}", database.name);
            said
        };
        let of_mary = ["--oidc-issuer", "https://id.example.org", "--oidc-subject", "of-mary"];
        let add = [["user", "add", "Mary", "--role", "planner"].as_slice(), &of_mary].concat();
        let said = says(&add, 0, "Mary: whom https://id.example.org knows as of-mary signs in");
        assert!(!said.contains("#link="), "{said}");
        says(
            &["user", "list"],
            0,
            "Mary: planner, signs in by https://id.example.org as of-mary",
        );
        let same = [["user", "add", "John", "--role", "planner"].as_slice(), &of_mary].concat();
        says(&same, 1, "another account");
        says(
            &["user", "add", "John", "--role", "planner", "--oidc-subject", "x"],
            2,
            "--oidc-issuer",
        );
        says(&["user", "add", "John", "--role", "planner"], 0, "#link=");
        says(&["user", "oidc", "John"], 2, "--unlink");
        says(&["user", "oidc", "Mary", "--unlink"], 0, "nobody signs in to it");
        let to_john = [["user", "oidc", "John"].as_slice(), &of_mary].concat();
        says(&to_john, 0, "John: whom");
        says(&["user", "list"], 0, "Mary: planner, no password yet");
        says(&["verify"], 0, "whole");
    }
}

#[test]
fn an_organisation_is_believed_only_as_far_as_the_start_says_and_its_secret_is_told_nobody() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("secret");
    std::fs::write(&file, "canary-in-a-file\n").expect("written");
    let file = file.to_str().expect("UTF-8");
    let database = format!("sqlite://{}", folder.path().join("none.db").display());
    let whole = [
        ("--oidc-issuer", "https://id.example.org"),
        ("--oidc-client-id", "evenreach"),
        ("--oidc-label", "Example"),
        ("--oidc-client-secret-file", file),
        ("--public-url", "https://evenreach.example"),
    ];
    let with = |changed: &[(&'static str, &'static str)]| {
        let mut words = vec!["serve", "--listen", "127.0.0.1:0", "--database", &database];
        for (name, value) in whole {
            let value = changed
                .iter()
                .find(|(one, _)| *one == name)
                .map_or(value, |(_, value)| value);
            if !value.is_empty() {
                words.extend([name, value]);
            }
        }
        program(&words)
    };
    for (changed, expected) in [
        (("--oidc-issuer", ""), "--oidc-issuer"),
        (("--oidc-issuer", "http://id.example.org"), "--oidc-issuer"),
        (("--oidc-client-id", ""), "--oidc-client-id"),
        (("--oidc-label", ""), "--oidc-label"),
        (("--oidc-client-secret-file", "/nothing/there"), "/nothing/there"),
        (("--public-url", "http://evenreach.example"), "--public-url"),
    ] {
        let output = with(&[changed]).output().expect("the program runs");
        let said = told(&output.stdout) + &told(&output.stderr);
        assert!(
            !output.status.success() && said.contains(expected),
            "{changed:?}: {said}"
        );
        assert!(!said.contains("canary"), "{changed:?}: {said}");
    }
    let mut both = with(&[]);
    let output = both
        .env("EVENREACH_OIDC_CLIENT_SECRET", "canary-here")
        .output()
        .expect("it runs");
    let said = told(&output.stdout) + &told(&output.stderr);
    assert!(
        said.contains("expected one of them") && !said.contains("canary"),
        "{said}"
    );
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
