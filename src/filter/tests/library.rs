//! Where the `cql2` library by itself would misread, take too much or end the process.

use super::*;

/// What the `cql2` library by itself would read otherwise than the standard does, or not at all.
#[test]
fn what_the_library_misreads_is_read_as_it_is_written() {
    let names = [
        "android",
        "notes",
        "inn",
        "liked",
        "null_hours",
        "truest",
        "_own",
        "point",
        "date",
        "3",
        "1",
        "a\"b",
        "Tłı̨chǫ\u{300}",
        "ᑌᓀ",
    ];
    let queryables = names
        .into_iter()
        .fold(Queryables::new(), |all, name| all.with(name, Kind::Number))
        .with("led", Kind::Boolean);
    let row = Record(
        names
            .into_iter()
            .zip((0_u8..).map(|number| Cell::Number(number.into())))
            .collect(),
    );
    let rows = [
        ("android = 0 AND notes = 1 OR inn = 0", True),
        ("NOT notes = 0", True),
        ("liked = 3 AND null_hours = 4 AND truest = 5 AND _own = 6", True),
        ("point = 7 AND date = 8", True),
        // A name of digits is not the number that stands for a part of the text.
        ("\"3\" = 9 AND \"1\" = 10", True),
        ("\"a\"\"b\" = 11", True),
        ("Tłı̨chǫ̀ = 12 AND \"Tłı̨chǫ̀\" = 12 AND ᑌᓀ = 13", True),
        ("inn>1AND notes<2", True),
        ("inn > 1AND(notes < 2)", True),
        ("inn > .5 AND inn < 2.E0", False),
        ("NOT -1 = inn", True),
        ("NOT - 1 > inn", True),
        ("NOT -inn = 2 AND NOT - (1 + inn) > 0", True),
        (
            "- -inn = 2 AND - - 2 = inn AND 4 / -inn = -2 AND 4 - -inn * 2 = 8",
            True,
        ),
        (
            "-1 * inn = -2 AND -(-inn) = 2 AND -(-1) = 1 AND -(inn * 2) = -4 AND -inn * 2 = -4",
            True,
        ),
        ("inn - 1 = 1 AND inn -1 = 1 AND 1 - -1 = inn AND 1--1 = inn", True),
        ("-inn = -2 AND 2 * -inn = -4 AND -(inn + 1) = -3", True),
        ("inn NOT BETWEEN -1 AND - notes + 2 AND notes = 1", True),
        ("inn IN (2) AND inn IN ((1) + 1, 7) AND inn NOT IN (-2)", True),
        ("'\"1\" AND (' = '\"1\" AND (' AND ')''' <> ')'", True),
        ("'ᑌᓀ Behchoko\u{328}\u{300}' LIKE '_ᓀ%ǫ̀'", True),
        (
            "CASEI('TŁĮCHǪ') = casei('tłı̨chǫ') AND accenti('Délı̨nę') = 'Deline'",
            True,
        ),
    ];
    for (text, expected) in rows {
        let filter = Filter::parse(text, &queryables).unwrap_or_else(|fault| panic!("{text}: {fault}"));
        assert_eq!(filter.evaluate(&row), expected, "{text}");
        let again = Filter::parse(&filter.to_string(), &queryables);
        assert_eq!(again.as_ref(), Ok(&filter), "{text}, printed as {filter}");
    }
}

/// What the `cql2` library by itself would take, and pass over or make something else of.
#[test]
fn what_the_library_takes_too_easily_is_refused() {
    let operand = "a name, a value or a parenthesis";
    let function = "CASEI, ACCENTI or DATE before a parenthesis";
    let symbol = "a name, a value, a comparison or a parenthesis";
    check_faults(&[
        ("people IN 5", 10, "5", "("),
        ("people IN (1) + 3", 14, "+", "AND, OR or the end of the text"),
        ("people IN ((1, 2))", 13, ",", ")"),
        ("people = (1, 2)", 11, ",", ")"),
        ("AND(led, led)", 0, "AND", operand),
        ("led AND in(people, 1746)", 8, "in", operand),
        ("NOT LIKE(name, 'a')", 4, "LIKE", operand),
        ("people = AND", 9, "AND", operand),
        ("is IS NULL", 0, "is", operand),
        (
            "NULL = 5",
            0,
            "NULL",
            "a value: a blank cell is unknown and equals nothing",
        ),
        ("opened = DATE('2018-01-01', 5)", 26, ",", ")"),
        ("CASEI(name, 5) = 'a'", 10, ",", ")"),
        ("opened = DATE(opened)", 14, "opened", "a day as 'YYYY-MM-DD'"),
        (
            "opened = DATE('2018-13-01')",
            14,
            "'2018-13-01'",
            "a day as 'YYYY-MM-DD'",
        ),
        ("opened > TIMESTAMP('2018-01-01T00:00:00Z')", 9, "TIMESTAMP", function),
        ("S_INTERSECTS(name, POINT(1 2))", 0, "S_INTERSECTS", function),
        ("isNull(name)", 0, "isNull", function),
        ("people ^ 2 > 5", 7, "^", symbol),
        ("people % 2 = 0", 7, "%", symbol),
        ("people div 2 = 873", 7, "div", "one of NAMES"),
        ("-name = 'a'", 1, "name", "a number: name is a text"),
        (
            "people > - = 5",
            11,
            "=",
            "a name, a number or a parenthesis after the sign",
        ),
        (
            "people > -",
            10,
            "the end of the text",
            "a name, a number or a parenthesis after the sign",
        ),
        (
            "people > -CASEI('a')",
            10,
            "CASEI",
            "a name, a number or a parenthesis after the sign",
        ),
        (
            "people = -(led = TRUE)",
            10,
            "(led = TRUE)",
            "a name or a value: this is a condition",
        ),
        ("people = -TRUE", 10, "TRUE", "a number: TRUE is true or false"),
    ]);
}

/// On the stack that a server gives to a request, and to a test.
#[test]
fn nothing_that_passes_can_exhaust_a_stack_of_two_mebibytes() {
    let many = MOST_TERMS - 1;
    let texts = [
        format!("{}led{}", "(".repeat(32), ")".repeat(32)),
        format!("{}led > {}", "(".repeat(32), ")".repeat(32)),
        format!("{}led", "NOT ".repeat(32)),
        format!("{}led{}", "NOT(".repeat(16), ")".repeat(16)),
        format!("{}people > 0", "- ".repeat(32)),
        format!("people > {}beds", "- ".repeat(32)),
        format!("{}name{} = 'a'", "CASEI(".repeat(32), ")".repeat(32)),
        format!("people{}", " = people".repeat(many)),
        format!("people{}", " <= people".repeat(many)),
        format!("name{}", " LIKE name".repeat(many)),
        format!("people{} > 1", " - people".repeat(many - 1)),
        format!("people{} > 1", " * -people".repeat(many - 1)),
        format!("led{}", " OR led AND NOT led".repeat(many / 2)),
        format!("{}1 > 0{}", "NOT (1 + people > 2 AND ".repeat(15), ")".repeat(15)),
        format!("people IN ({}1)", "1,".repeat(many - 1)),
        format!("{}1{}", "people IN (1, ".repeat(32), ")".repeat(32)),
        format!("{}led{}", "led AND (led OR (".repeat(16), "))".repeat(16)),
        format!("people > 1{}", " + (2 ".repeat(32)),
        format!("people > {}1{}", "1 - (".repeat(32), ")".repeat(32)),
        // What would, if it passed.
        format!("{}led", "NOT ".repeat(1_020)),
        format!("people > {}beds", "-".repeat(4_000)),
        format!("{}name{} = 'a'", "CASEI(".repeat(580), ")".repeat(580)),
        "(NOT -".repeat(680),
        "NOT ".repeat(1_024),
        "- ".repeat(2_048),
        "-(".repeat(2_048),
    ];
    let thread = std::thread::Builder::new().stack_size(2 << 20);
    let tried = thread.spawn(move || {
        for text in texts {
            if let Ok(filter) = parse(&text) {
                filter.evaluate(&record());
                assert_eq!(parse(&filter.to_string()).as_ref(), Ok(&filter), "{text}");
            }
        }
    });
    tried.expect("a thread").join().expect("every text was read or refused");
}
