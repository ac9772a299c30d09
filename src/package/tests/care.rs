//! Who may enter, who refers, the steps of a way, and what studies found.

use super::Small;
use crate::model::{Entrance, Fact, Subject};

const PATHWAY: &str = "[[pathways]]\nid = \"p\"\ntitle = { en = \"P\", fr = \"P\" }\nstanding = \"illustrative\"\nsources = [\"s1\"]\n\
    [[pathways.steps]]\nid = \"home\"\ntitle = \"Home\"\nat_home = true\n\
    [[pathways.steps]]\nid = \"help\"\ntitle = \"Help\"\nservice_types = [\"counselling\", \"land\"]\n";

fn whole() -> Small {
    Small::new()
        .with(
            "entry.csv",
            "id,service_id,service_type,may_enter,source_keys,confidence,notes\n\
             e1,,counselling,self;provider,s1,high,\ne2,a,,court,s2,,Not open.\n",
        )
        .with(
            "referrals.csv",
            "id,from_service_id,from_service_type,to_service_id,to_service_type,source_keys\n\
             r1,c,,,land,s1\nr2,,land,b,,s1\n",
        )
        .with("pathways.toml", PATHWAY)
        .with(
            "evaluations.csv",
            "id,service_id,outcome_en,outcome_fr,value,is_at_least,unit_en,gained_by_en,share_of,studied_in,source_keys\n\
             v1,a,Value,Valeur,4.50,true,dollars,,,2020,s1\nv2,a,Value,,,,,Families,v1,,s2\n",
        )
}

fn faults(small: &Small) -> Vec<String> {
    let faults = small.read().expect_err("faults");
    faults.0.iter().map(ToString::to_string).collect()
}

#[test]
fn everything_is_read_and_a_blank_is_not_known() {
    let (package, warnings) = whole().read().unwrap_or_else(|faults| panic!("{faults}"));
    assert!(
        warnings.iter().all(|one| !one.to_string().contains("entry.csv")),
        "{warnings:?}"
    );
    let [first, second] = &package.entries[..] else {
        panic!("two rows")
    };
    assert_eq!(first.of, Subject::Type("counselling".into()));
    assert_eq!(first.entrances, [Entrance::SelfReferral, Entrance::Provider]);
    assert_eq!(second.of, Subject::Service("a".into()));
    assert_eq!(second.provenance.notes, "Not open.");
    assert_eq!(package.referrals[1].to, Subject::Service("b".into()));
    let steps = &package.pathways[0].steps;
    assert!(steps[0].at_home && !steps[1].at_home);
    assert_eq!(steps[1].service_types.len(), 2);
    let [whole, share] = &package.evaluations[..] else {
        panic!("two rows")
    };
    assert_eq!(
        (whole.value, whole.is_at_least, whole.studied_in),
        (Fact::Known(4.5), true, Some(2020))
    );
    assert_eq!((share.value, share.share_of.as_ref()), (Fact::Unknown, Some(&whole.id)));
    assert_eq!(share.outcome.fr, "Value", "words without French are shown as they are");
}

/// Each slip by file, what stands there, what takes its place and what is told of it.
fn each_is_told(slips: &[[&str; 4]]) {
    for [file, from, to, expected] in slips {
        let told = faults(&whole().changed(file, from, to));
        assert!(told.iter().any(|one| one.contains(expected)), "{expected}\n{told:#?}");
    }
}

#[test]
fn slips_in_tables_are_told_with_file_row_and_field() {
    each_is_told(&[
        [
            "entry.csv",
            "self;provider",
            "walk-in",
            "entry.csv, row 2, may_enter: found \"walk-in\", expected one or more of self, provider, court, separated by \";\"",
        ],
        [
            "entry.csv",
            "self;provider",
            "",
            "entry.csv, row 2, may_enter: found nothing, expected one or more of",
        ],
        [
            "entry.csv",
            "e2,a,,court",
            "e2,a,land,court",
            "entry.csv, row 3, service_id: found \"a\", expected a service in service_id or a type of service in service_type, not both",
        ],
        [
            "entry.csv",
            "e2,a,,court",
            "e2,,,court",
            "entry.csv, row 3, service_id: found nothing, expected a service in service_id, or a type of service in service_type",
        ],
        [
            "entry.csv",
            "e2,a,,court",
            "e2,zz,,court",
            "entry.csv, row 3, service_id: found \"zz\", expected the id of a row of services.csv",
        ],
        [
            "entry.csv",
            "e2,a,,court",
            "e2,,counselling,court",
            "entry.csv, row 3, service_type: found \"counselling\" a second time, expected one row for each",
        ],
        [
            "referrals.csv",
            "r1,c,,,land",
            "r1,c,,,boat",
            "referrals.csv, row 2, to_service_type: found \"boat\", expected the id of a row of service_types.csv",
        ],
        [
            "evaluations.csv",
            "4.50",
            "a lot",
            "evaluations.csv, row 2, value: found \"a lot\", expected a number",
        ],
        [
            "evaluations.csv",
            "Families,v1",
            "Families,v9",
            "evaluations.csv, row 3, share_of: found \"v9\", expected the id of a row of evaluations.csv",
        ],
        [
            "evaluations.csv",
            ",2020,s1",
            ",2020,",
            "evaluations.csv, row 2, source_keys: found nothing",
        ],
        [
            "evaluations.csv",
            "true,dollars",
            "true,",
            "evaluations.csv, row 2, unit_en: found nothing beside a value",
        ],
    ]);
}

#[test]
fn slips_in_a_way_are_told_with_their_line() {
    each_is_told(&[
        [
            "pathways.toml",
            "standing = \"illustrative\"\n",
            "",
            "pathways.toml, line 1, p.standing: found no such key",
        ],
        [
            "pathways.toml",
            "\"land\"",
            "\"boat\"",
            "service_types: found \"boat\", expected the id of a row of service_types.csv",
        ],
        [
            "pathways.toml",
            "id = \"help\"",
            "id = \"home\"",
            "id: found \"home\" a second time, expected an id that no other step has",
        ],
        [
            "pathways.toml",
            "service_types = [\"counselling\", \"land\"]\n",
            "",
            "service_types: found no such key, expected types of service that serve the step, or at_home = true",
        ],
        [
            "pathways.toml",
            "at_home = true",
            "at_hone = true",
            "at_hone: found a key of this name, expected at_home",
        ],
    ]);
}
