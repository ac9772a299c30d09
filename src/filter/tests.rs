mod library;

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::model::PartialDate;
use crate::model::Truth::{False, True, Unknown};

fn queryables() -> Queryables {
    Queryables::new()
        .with("name", Kind::Text)
        .accepting("mode", ["resident", "visiting", "virtual"])
        .with("people", Kind::Number)
        .with("beds", Kind::Number)
        .with("led", Kind::Boolean)
        .with("opened", Kind::Date)
        .with("languages", Kind::TextList)
        .with("notes on it", Kind::Text)
}

/// A record of a few cells; the others are unknown.
#[derive(Clone, Debug, Default)]
struct Record(BTreeMap<&'static str, Cell<'static>>);

impl Row for Record {
    fn cell(&self, name: &str) -> Cell<'_> {
        self.0.get(name).cloned().unwrap_or(Cell::Unknown)
    }
}

fn record() -> Record {
    Record(BTreeMap::from([
        ("name", Cell::text(Some("Behchokǫ̀ health centre"))),
        ("mode", Cell::text(Some("visiting"))),
        ("people", Cell::Number(1746.0)),
        ("led", Cell::Boolean(true)),
        ("opened", Cell::date(PartialDate::parse("2018"))),
        ("languages", Cell::list(["dgr", "en"])),
        ("notes on it", Cell::text(Some("it's 50%"))),
    ]))
}

fn parse(text: &str) -> Result<Filter, FilterFault> {
    Filter::parse(text, &queryables())
}

fn truth(text: &str) -> Truth {
    parse(text)
        .unwrap_or_else(|fault| panic!("{text}: {fault}"))
        .evaluate(&record())
}

#[test]
fn what_a_filter_says_is_what_it_finds() {
    let rows = [
        ("people = 1746", True),
        ("people <> 1746", False),
        ("people > 1746 OR people >= 1746.0", True),
        ("1e3 < people and people < 2E3", True),
        ("people BETWEEN 1746 AND 1746", True),
        ("people NOT BETWEEN 0 AND 1745", True),
        ("people / 2 - 1 = 872", True),
        ("people - 700 - 46 = 1000", True),
        ("people - (700 - 46) = 1000", False),
        ("2 + 3 * 4 = 14", True),
        ("(2 + 3) * 4 = 14", False),
        ("-5 < - 4 AND people > -.5", True),
        ("people = people", True),
        ("mode = 'visiting'", True),
        ("'resident' = mode", False),
        ("mode IN ('resident', 'visiting')", True),
        ("mode NOT IN ('resident')", True),
        ("name < 'C'", True),
        ("name LIKE 'Behchok_ %'", True),
        ("name LIKE '%clinic'", False),
        ("name NOT LIKE '%clinic'", True),
        ("name LIKE CASEI('%HEALTH%')", True),
        ("CASEI(name) LIKE CASEI('%HEALTH%')", True),
        ("ACCENTI(name) LIKE 'Behchoko%'", True),
        ("CASEI(ACCENTI(name)) = casei(accenti('BEHCHOKO HEALTH CENTRE'))", True),
        ("CASEI(mode) = CASEI('Visiting')", True),
        ("\"notes on it\" = 'it''s 50%'", True),
        ("\"notes on it\" LIKE '%50\\%'", True),
        ("led", True),
        ("NOT led", False),
        ("NOT NOT led", True),
        ("led = FALSE", False),
        ("(led) = true", True),
        ("TRUE AND NOT FALSE", True),
        ("languages = 'dgr'", True),
        ("languages = 'fr'", False),
        ("languages <> 'fr'", True),
        ("languages <> 'en'", False),
        ("languages IN ('fr', 'en')", True),
        ("languages LIKE 'd%'", True),
        ("CASEI(languages) = 'dgr'", True),
        ("led OR people < 5 AND people > 5", True),
        ("(led OR people < 5) AND people > 5000", False),
        ("NOT people < 5 AND led", True),
        // What is not known decides only where it makes no difference.
        ("beds > 3", Unknown),
        ("NOT beds > 3", Unknown),
        ("beds = beds", Unknown),
        ("beds > 3 AND led", Unknown),
        ("beds > 3 AND NOT led", False),
        ("beds > 3 OR led", True),
        ("beds > 3 OR NOT led", Unknown),
        ("beds IN (1, 2)", Unknown),
        ("beds NOT IN (1, 2)", Unknown),
        ("people IN (beds, 1746)", True),
        ("people IN (beds, 1)", Unknown),
        ("people BETWEEN beds AND 5", False),
        ("people BETWEEN beds AND 5000", Unknown),
        ("people + beds > 0", Unknown),
        ("people / 0 > 1", Unknown),
        ("1 / (people / 0) = 0", Unknown),
        ("1e308 * 10 > 1", Unknown),
        // A year is any of its days.
        ("opened > DATE('2017-12-31')", True),
        ("opened > DATE('2018-01-01')", Unknown),
        ("opened >= DATE('2018-01-01')", True),
        ("opened < DATE('2018-06-01')", Unknown),
        ("opened <= DATE('2018-12-31')", True),
        ("opened < DATE('2018-01-01')", False),
        ("opened = DATE('2018-06-01')", Unknown),
        ("opened <> DATE('2019-06-01')", True),
        ("opened BETWEEN DATE('2018-01-01') AND date('2018-12-31')", True),
        ("DATE('2018-01-01') = DATE('2018-01-01')", True),
    ];
    for (text, expected) in rows {
        assert_eq!(truth(text), expected, "{text}");
    }
}

#[test]
fn letters_typed_in_another_normal_form_are_the_same_letters() {
    assert_eq!(truth("name = 'Behchoko\u{328}\u{300} health centre'"), True);
    assert_eq!(truth("name LIKE 'Behchoko\u{328}\u{300}%'"), True);
}

const NAMES: &str = "name, mode, people, beds, led, opened, languages or notes on it";

/// Each text with the byte of its fault, what stands there and what could.
fn check_faults(rows: &[(&str, usize, &str, &str)]) {
    for &(text, offset, found, expected) in rows {
        let fault = parse(text).expect_err(text);
        let expected = expected.replace("NAMES", NAMES);
        assert_eq!(
            (fault.offset, &*fault.found, &*fault.expected),
            (offset, found, &*expected),
            "{text}"
        );
    }
}

#[test]
fn what_is_compared_with_another_kind_or_a_value_it_cannot_have_is_refused() {
    check_faults(&[
        ("popluation > 5", 0, "popluation", "one of NAMES"),
        ("people > 'many'", 9, "'many'", "a number, as people is"),
        ("'many' < people", 0, "'many'", "a number, as people is"),
        (
            "mode = 'resdent'",
            7,
            "'resdent'",
            "a value of mode: resident, visiting or virtual",
        ),
        (
            "mode IN ('virtual', 'x')",
            20,
            "'x'",
            "a value of mode: resident, visiting or virtual",
        ),
        (
            "CASEI(mode) = 'VIRTUAL'",
            14,
            "'VIRTUAL'",
            "a value of mode: resident, visiting or virtual",
        ),
        (
            "mode = \"virtual\"",
            7,
            "\"virtual\"",
            "one of NAMES (a text stands in single quotes)",
        ),
        (
            "led > TRUE",
            6,
            "TRUE",
            "= or <>: there is no order between values of led, which is true or false",
        ),
        ("languages = 5", 12, "5", "a text: languages is a list of texts"),
        (
            "languages = languages",
            12,
            "languages",
            "a text: languages is a list of texts",
        ),
        (
            "people = (led = TRUE)",
            9,
            "(led = TRUE)",
            "a name or a value: this is a condition",
        ),
        ("name + 1 = 2", 0, "name", "a number: name is a text"),
        ("people LIKE '5%'", 0, "people", "a text: LIKE compares texts"),
        (
            "name BETWEEN 'a' AND 'b'",
            0,
            "name",
            "a number or a date: BETWEEN compares these",
        ),
        ("CASEI(people) = 'a'", 6, "people", "a text: CASEI folds texts"),
        ("opened > '2018-01-01'", 9, "'2018-01-01'", "a date, as opened is"),
        ("people > 1e999", 9, "1e999", "a number of at most 1.7e308"),
    ]);
}

#[test]
fn a_fault_says_where_what_was_found_and_what_was_expected() {
    let blank = "a comparison: a blank cell means unknown, so a rule cannot ask for it";
    check_faults(&[
        ("", 0, "the end of the text", "a name, a value or a parenthesis"),
        ("mode = 'virtual", 7, "a text that does not end", "a closing '"),
        ("people", 6, "the end of the text", "a comparison, such as =, of people"),
        ("people AND led", 7, "AND", "a comparison, such as =, of people"),
        ("people > 5 < 6", 11, "<", "AND or OR before a second comparison"),
        ("0 < people < 5 < 6", 11, "<", "AND or OR before a second comparison"),
        ("0 < 1 = led", 6, "=", "AND or OR before a second comparison"),
        ("(people 5)", 8, "5", "AND, OR or )"),
        ("led AND (people > 5 OR)", 22, ")", "a name, a value or a parenthesis"),
        ("beds IS 5", 8, "5", "NULL"),
        ("people > 5)", 10, ")", "AND, OR or the end of the text"),
        ("(people > 5", 11, "the end of the text", ")"),
        ("people != 5", 7, "!=", "<>"),
        (
            "people = NULL",
            9,
            "NULL",
            "a value: a blank cell is unknown and equals nothing",
        ),
        (
            "name LIKE name",
            10,
            "name",
            "a pattern in single quotes, for example 'health%'",
        ),
        (
            "name LIKE 'a\\b'",
            10,
            "'a\\b'",
            "a pattern in which \\ stands before %, _ or \\",
        ),
        ("people BETWEEN 1 OR 2", 17, "OR", "AND and the other end of BETWEEN"),
        ("people NOT = 5", 11, "=", "LIKE, BETWEEN or IN"),
        ("people IN ()", 11, ")", "a name, a value or a parenthesis"),
        (
            "LOWER(name) = 'a'",
            0,
            "LOWER",
            "CASEI, ACCENTI or DATE before a parenthesis",
        ),
        (
            "opened > DATE('2018-02-30')",
            14,
            "'2018-02-30'",
            "a day as 'YYYY-MM-DD'",
        ),
        ("opened > DATE('2018')", 14, "'2018'", "a day as 'YYYY-MM-DD'"),
        ("people ; 5", 7, ";", "a name, a value, a comparison or a parenthesis"),
        ("beds IS NOT NULL", 5, "IS NOT NULL", blank),
    ]);
}

#[test]
fn a_fault_is_found_by_line_and_character() {
    let fault = parse("name = 'Tłı̨chǫ'\n  AND ǫ = 1").expect_err("ǫ is no queryable");
    assert_eq!((fault.line, fault.column), (2, 7));
    assert!(
        fault
            .to_string()
            .starts_with("line 2, column 7: found ǫ, expected one of name, "),
        "{fault}"
    );
}

#[test]
fn blanks_may_be_asked_for_where_the_queryables_say_so() {
    let browsing = queryables().blanks(Blanks::Allowed);
    let rows = [
        ("beds IS NULL", True),
        ("people is null", False),
        ("beds IS NOT NULL", False),
        ("NOT led IS NULL", True),
    ];
    for (text, expected) in rows {
        let filter = Filter::parse(text, &browsing).expect(text);
        assert_eq!(filter.evaluate(&record()), expected, "{text}");
    }
    assert!(Filter::parse("beds + 1 IS NULL", &browsing).is_err());
}

#[test]
fn no_text_is_too_deep_or_too_long_to_be_refused() {
    let rows = [
        ("(".repeat(5_000), "at most 4096"),
        (
            "(".repeat(4_000),
            "at most 32 levels of parentheses, NOT, signs and functions",
        ),
        (
            "NOT ".repeat(1_000),
            "at most 32 levels of parentheses, NOT, signs and functions",
        ),
        (
            "CASEI(".repeat(600),
            "at most 32 levels of parentheses, NOT, signs and functions",
        ),
        (
            "NOT (".repeat(700),
            "at most 32 levels of parentheses, NOT, signs and functions",
        ),
        (
            format!("people IN ({}1)", "1,".repeat(1_900)),
            "at most 200 names and values",
        ),
        (
            format!("people > {}1", "1+".repeat(1_900)),
            "at most 200 names and values",
        ),
        (format!("name = '{}'", "ǫ".repeat(2_500)), "at most 4096"),
    ];
    for (text, expected) in rows {
        assert_eq!(parse(&text).expect_err(expected).expected, expected, "{}", &text[..20]);
    }
}

#[test]
fn what_is_just_within_the_limits_is_read() {
    let deep = format!("{}led{}", "(".repeat(32), ")".repeat(32));
    assert_eq!(truth(&deep), True);
    assert_eq!(truth(&format!("{}led", "NOT ".repeat(32))), True);
    let wide = format!("people IN ({}1746)", "1,".repeat(198));
    assert_eq!(truth(&wide), True);
    assert_eq!(truth(&format!("people < 1 {}", "OR led ".repeat(198))), True);
    assert_eq!(truth(&format!("people > 1{}", " + 1".repeat(198))), True);
}

#[test]
fn a_filter_names_the_fields_it_uses() {
    let filter =
        parse("NOT (people + beds > 5 OR CASEI(name) LIKE 'a%') AND people IN (1, beds) AND led").expect("a filter");
    assert_eq!(
        filter.fields().into_iter().collect::<Vec<_>>(),
        ["beds", "led", "name", "people"]
    );
    assert!(parse("1 = 1").expect("a filter").fields().is_empty());
}

#[test]
fn a_filter_is_printed_with_no_more_parentheses_than_it_needs() {
    let rows = [
        ("((led))AND((people>5))", "led AND people > 5"),
        ("led AND (led OR led)", "led AND (led OR led)"),
        ("(led AND led) OR led", "led AND led OR led"),
        ("NOT (people IN (1,2))", "people NOT IN (1, 2)"),
        ("NOT (led AND TRUE)", "NOT (led AND TRUE)"),
        ("NOT NOT NOT people = 1", "NOT people = 1"),
        (
            "people - (1 - 2) - 3 > (1 + 2) * -3",
            "people - (1 - 2) - 3 > (1 + 2) * -3",
        ),
        ("people > 1000000000000000000", "people > 1e18"),
        ("\"name\" = 'it''s'", "name = 'it''s'"),
        ("\"notes on it\" = ''", "\"notes on it\" = ''"),
        (
            "accenti(name) like casei(accenti('a%'))",
            "ACCENTI(name) LIKE CASEI(ACCENTI('a%'))",
        ),
        ("opened>date('2018-01-01')", "opened > DATE('2018-01-01')"),
    ];
    for (text, expected) in rows {
        assert_eq!(parse(text).expect(text).to_string(), expected, "{text}");
    }
}

/// A text over names, values and operators of the right kinds.
fn filters() -> impl Strategy<Value = String> {
    let number = prop_oneof![
        Just("people".to_owned()),
        Just("beds".to_owned()),
        (-5_000_i32..5_000).prop_map(|number| number.to_string()),
        any::<f64>()
            .prop_filter("finite", |number| number.is_finite())
            .prop_map(|number| format!("{number:e}")),
    ]
    .prop_recursive(3, 8, 2, |inner| {
        (
            inner.clone(),
            prop::sample::select(vec!["+", "-", "*", "/"]),
            inner,
            any::<bool>(),
        )
            .prop_map(|(left, operator, right, wrapped)| {
                if wrapped {
                    format!("({left}{operator} {right})")
                } else {
                    format!("{left} {operator} {right}")
                }
            })
    });
    let literal = "[a-cǫ̀%_' \"]{0,6}".prop_map(|text| format!("'{}'", text.replace('\'', "''")));
    let text = prop_oneof![
        Just("name".to_owned()),
        Just("\"notes on it\"".to_owned()),
        Just("mode".to_owned())
    ]
    .prop_flat_map(|name| {
        prop_oneof![
            Just(name.clone()),
            Just(format!("CASEI({name})")),
            Just(format!("ACCENTI(CASEI({name}))"))
        ]
    });
    let comparison = prop::sample::select(vec!["=", "<>", "<", "<=", ">", ">="]);
    let not = prop::sample::select(vec!["", "NOT "]);
    let test = prop_oneof![
        (number.clone(), comparison.clone(), number.clone()).prop_map(|(a, b, c)| format!("{a} {b} {c}")),
        (number.clone(), not.clone(), number.clone(), number.clone())
            .prop_map(|(a, not, b, c)| format!("{a} {not}BETWEEN {b} AND {c}")),
        (number.clone(), not.clone(), prop::collection::vec(number, 1..4))
            .prop_map(|(a, not, b)| format!("{a} {not}IN ({})", b.join(","))),
        (text, not, literal.clone()).prop_map(|(a, not, b)| format!("{a} {not}LIKE {b}")),
        (comparison.clone(), literal.clone()).prop_map(|(a, b)| format!("name {a} ACCENTI({b})")),
        (comparison, "20(17|18|19)-0[1-9]-1[0-9]").prop_map(|(a, b)| format!("opened {a} DATE('{b}')")),
        literal.prop_map(|text| format!("languages = {text}")),
        Just("mode = 'virtual'".to_owned()),
        Just("led".to_owned()),
        Just("led <> TRUE".to_owned()),
    ];
    test.prop_recursive(5, 24, 4, |inner| {
        prop_oneof![
            (
                prop::collection::vec(inner.clone(), 2..4),
                prop::sample::select(vec![" AND ", " OR "])
            )
                .prop_map(|(parts, joint)| format!("({})", parts.join(joint))),
            inner.clone().prop_map(|inner| format!("NOT {inner}")),
            inner.prop_map(|inner| format!("NOT ({inner})")),
        ]
    })
}

proptest! {
    #[test]
    fn a_printed_filter_says_the_same(text in filters()) {
        let filter = match parse(&text) {
            Ok(filter) => filter,
            Err(fault) => { prop_assert!(fault.expected.starts_with("at most"), "{text}: {fault}"); return Ok(()) }
        };
        let printed = filter.to_string();
        // Printed with spaces, a filter near the limit of length may be past it.
        prop_assume!(printed.len() <= GREATEST_LENGTH);
        prop_assert_eq!(parse(&printed).map_err(|fault| TestCaseError::fail(format!("{printed}: {fault}")))?, filter);
    }

    #[test]
    fn blanking_a_cell_may_leave_the_answer_open_but_never_turns_it_round(text in filters(), cell in 0_usize..7) {
        let Ok(filter) = parse(&text) else { return Ok(()) };
        let known = filter.evaluate(&record());
        let mut blanked = record();
        let name = *blanked.0.keys().nth(cell).expect("seven cells");
        blanked.0.remove(name);
        let after = filter.evaluate(&blanked);
        prop_assert!(after == known || after == Unknown, "without {name}: {known:?} became {after:?}");
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>()) {
        let _ = parse(&text);
    }

    #[test]
    fn no_heap_of_words_makes_it_panic(words in prop::collection::vec(prop::sample::select(vec![
        "people", "name", "led", "opened", "languages", "mode", "AND", "OR", "NOT", "IN", "LIKE", "BETWEEN", "IS",
        "NULL", "TRUE", "DATE", "CASEI", "ACCENTI", "(", ")", ",", "=", "<>", "<", ">=", "+", "-", "*", "/", "1", ".5",
        "2e", "'a'", "'", "\"", "\"name\"", "'2018-01-01'", "'\\", "ǫ̀", "\n", "..", "!=",
    ]), 0..30), gap in prop::sample::select(vec!["", " "])) {
        let text = words.join(gap);
        if let Err(fault) = parse(&text) {
            prop_assert!(text.is_char_boundary(fault.offset) && fault.line >= 1 && fault.column >= 1);
        }
    }
}
