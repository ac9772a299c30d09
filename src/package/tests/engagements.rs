//! Bodies, what they said, and definitions that call themselves agreed.

use super::Small;
use crate::model::{Definition, Position};

const BODIES: &str = "[[engagement.bodies]]\nid = \"council\"\nname = \"Council\"\nrequired = true\n\
                      [[engagement.bodies]]\nid = \"group\"\nname = \"Group\"\nrequired = false\n";
const HEADER: &str = "id,definition,version,digest,body,on,position,words,shown,source_keys\n";

fn small(bodies: &str) -> Small {
    let small = Small::new();
    let settings = small.text("package.toml") + bodies;
    small.with("package.toml", settings)
}

fn definition(small: &Small) -> Definition {
    let (package, _) = small.read().unwrap_or_else(|faults| panic!("{faults}"));
    package.definitions[0].clone()
}

/// Rows about the definition of the small package, each as who, when, what.
fn with_rows(small: Small, digest: &str, rows: &[(&str, &str, &str)]) -> Small {
    let of = definition(&self::small(""));
    let rows = rows.iter().enumerate().map(|(number, (body, on, position))| {
        format!(
            "e{number},{},{},{digest},{body},{on},{position},Words.,all,s1\n",
            of.id, of.version
        )
    });
    small.with(
        "definitions/engagements.csv",
        HEADER.to_owned() + &rows.collect::<String>(),
    )
}

fn faults(small: &Small) -> Vec<String> {
    let faults = small.read().expect_err("faults");
    faults.0.iter().map(ToString::to_string).collect()
}

#[test]
fn bodies_and_what_they_said_are_read() {
    let small = small(BODIES);
    let digest = definition(&small).digest();
    let small = with_rows(small, &digest, &[("council", "2026-03-10", "agree")]);
    let (package, _) = small.read().unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(package.settings.engagement.bodies.len(), 2);
    let said = &package.engagements[0];
    assert_eq!((said.position, said.words.as_str()), (Position::Agree, "Words."));
    assert_eq!((said.recorded_at, said.sources.len()), (None, 1));
}

#[test]
fn who_must_agree_is_never_left_to_a_guess() {
    let told = faults(&small(&BODIES.replace("required = true\n", "")));
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].contains("engagement.council.required: found no such key, expected true or false"),
        "{told:?}"
    );
}

#[test]
fn each_wrong_cell_of_what_was_said_is_told() {
    let row = "e1,never,1,abc,nobody,2026-03,maybe,,everybody,s9\n";
    let told = faults(&small(BODIES).with("definitions/engagements.csv", HEADER.to_owned() + row));
    for expected in [
        "definition: found \"never\"",
        "digest: found \"abc\"",
        "body: found \"nobody\"",
        "on: found \"2026-03\"",
        "position: found \"maybe\", expected agree, ask_for_change or object",
        "shown: found \"everybody\"",
        "source_keys: found \"s9\"",
    ] {
        let place = "definitions/engagements.csv, row 2, ";
        assert!(
            told.iter().any(|one| one.starts_with(place) && one.contains(expected)),
            "{expected}: {told:#?}"
        );
    }
    assert_eq!(told.len(), 7, "{told:#?}");
}

#[test]
fn a_definition_is_not_agreed_by_its_own_word() {
    let standing = definition(&small("")).standing.as_str();
    let agreed = small(BODIES).changed(
        "definitions/d.toml",
        &format!("standing = \"{standing}\""),
        "standing = \"agreed\"",
    );
    let told = faults(&agreed);
    assert!(
        told.len() == 1 && told[0].contains("found no word of council on this text"),
        "{told:?}"
    );

    let text = agreed.text("definitions/d.toml");
    let digest = Definition {
        text,
        ..definition(&small(""))
    }
    .digest();
    let with = |rows: &[(&str, &str, &str)]| {
        let small = small(BODIES).with("definitions/d.toml", agreed.text("definitions/d.toml"));
        with_rows(small, &digest, rows)
    };
    assert!(with(&[("council", "2026-03-10", "agree")]).read().is_ok());
    let told = faults(&with(&[
        ("council", "2026-03-10", "agree"),
        ("council", "2026-03-11", "object"),
    ]));
    assert!(
        told.len() == 1 && told[0].contains("the position object of council"),
        "{told:?}"
    );
    let told = faults(&with(&[("group", "2026-03-10", "agree")]));
    assert!(told.len() == 1 && told[0].contains("no word of council"), "{told:?}");
}
