use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::*;

const TWO: Columns = Columns {
    required: &["kind"],
    optional: &["why", "since"],
};

fn rows(sheet: &Sheet) -> Vec<(u32, [&str; 3])> {
    let cells = |row| ["kind", "why", "since"].map(|column| sheet.cell(row, column));
    sheet.rows().iter().map(|row| (row.number, cells(row))).collect()
}

/// A sheet without a fault, or all that it has.
fn of_bytes(bytes: &[u8]) -> Result<Sheet, String> {
    let told = |faults: &[Fault]| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    match Sheet::read("s.csv", bytes, TWO) {
        Ok(sheet) if sheet.faults().is_empty() => Ok(sheet),
        Ok(sheet) => Err(told(sheet.faults())),
        Err(faults) => Err(told(&faults)),
    }
}

fn refused(bytes: &[u8], expected: &str) {
    let found = of_bytes(bytes).expect_err("refused");
    assert!(found.contains(expected), "{found}");
}

/// A packed file of these parts.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(*name, options).expect("begun");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("packed").into_inner()
}

/// A workbook whose parts somebody has changed.
fn changed(book: &[u8], change: impl Fn(&str, Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    use std::io::Read as _;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(book)).expect("packed");
    let mut parts = Vec::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("unpacked");
        let bytes = change(&name, bytes);
        parts.push((name, bytes));
    }
    let parts: Vec<_> = parts
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    packed(&parts)
}

fn book(write: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    write(book.add_worksheet());
    book.save_to_buffer().expect("a workbook")
}

fn small_book() -> Vec<u8> {
    book(|page| {
        for (column, name) in [(0, "kind"), (1, "why")] {
            page.write_string(0, column, name).expect("written");
            page.write_string(1, column, "words").expect("written");
        }
    })
}

#[test]
fn a_sheet_is_read_however_a_spreadsheet_saves_it() {
    let expected = [(2, ["a", "Délı̨nę, ᐃᓄᒃ", ""]), (4, ["b", "two\nlines", "2019"])];
    for text in [
        "kind,why,since\na,\"Délı̨nę, ᐃᓄᒃ\",\n,,\nb,\"two\nlines\",2019\n",
        "\u{feff}kind;why;since\r\na;Délı̨nę, ᐃᓄᒃ;\r\n;;\r\nb;\"two\nlines\";2019\r\n",
        "why\tkind\tsince\nDélı̨nę, ᐃᓄᒃ\ta\n\n\"two\nlines\"\tb\t2019\t\t",
    ] {
        let sheet = of_bytes(text.as_bytes()).expect(text);
        assert_eq!(rows(&sheet), expected, "{text}");
    }
}

#[test]
fn words_are_kept_to_the_byte_and_a_quote_before_a_formula_is_taken_back() {
    for (cell, text) in [
        ("  o\u{328}\u{300}  ", "  o\u{328}\u{300}  "),
        ("=1+1", "=1+1"),
        ("'=1+1", "=1+1"),
        ("''@x", "'@x"),
        ("'tis", "'tis"),
        ("'", "'"),
    ] {
        let sheet = of_bytes(format!("kind,why\na,{cell}\n").as_bytes()).expect("fine");
        assert_eq!(rows(&sheet)[0].1[1], text);
        let packed = book(|page| {
            page.write_string(0, 0, "kind").expect("written");
            page.write_string(0, 1, "why").expect("written");
            page.write_string(1, 1, cell).expect("written");
        });
        assert_eq!(rows(&of_bytes(&packed).expect("fine"))[0].1[1], text, "packed");
    }
}

#[test]
fn cells_of_a_workbook_are_read_as_people_see_them() {
    let packed = book(|page| {
        let day = Format::new().set_num_format("yyyy-mm-dd");
        for (at, name) in [(0, "kind"), (1, "why"), (2, "since")] {
            page.write_string(1, at, name).expect("written");
        }
        let date = |hour| {
            ExcelDateTime::from_ymd(2019, 5, 1)
                .and_then(|day| day.and_hms(hour, 0, 0))
                .expect("a date")
        };
        page.write_number(2, 0, 7).expect("written");
        page.write_number(2, 2, 2019).expect("written");
        page.write_datetime_with_format(4, 2, date(0), &day).expect("written");
        page.write_datetime_with_format(5, 2, date(14), &day).expect("written");
        page.write_formula(6, 1, Formula::new("=1+1").set_result("2"))
            .expect("written");
        page.write_string(9, 0, " ").expect("written");
    });
    let sheet = of_bytes(&packed).expect("fine");
    let expected = [
        (3, ["7", "", "2019"]),
        (5, ["", "", "2019-05-01"]),
        (6, ["", "", "2019-05-01T14:00:00"]),
        (7, ["", "2", ""]),
    ];
    assert_eq!(rows(&sheet), expected);
}

#[test]
fn what_is_no_sheet_is_refused_with_what_to_do() {
    refused(b"", "an empty sheet");
    refused(b"\n\n", "an empty sheet");
    refused(b"kind,why\n", "a header and no row");
    refused(b"\xFF\xFEk\0", "UTF-16");
    refused(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", ".xls");
    refused(
        b"kind,why\na,b\nc,caf\xE9\n",
        "s.csv, row 3, encoding: found \"caf\u{fffd}\" in an older encoding",
    );
    refused(
        b"kind,why\na,\"b\nc,d\n",
        "row 2: found a quotation mark that is never closed",
    );
    refused(b"why\na\n", "row 1, kind: found no such column");
    refused(
        b"kind,Why\na,b\n",
        "row 1, Why: found a column of this name, expected the column why",
    );
    refused(
        b"kind,colour\na,red\n",
        "row 1, colour: found a column of this name, expected kind, why or since",
    );
    refused(b"kind,why,why\na,b,c\n", "row 1, why: found the column twice");
    refused(b"kind,,why\na,b,c\n", "no name above column 2");
    refused(b"kind,why\na,b,c\n", "row 2: found \"c\" in column 3");
    refused(
        format!("kind{}\na\n", ",x".repeat(200)).as_bytes(),
        "a header of 101 columns",
    );
    let many = |rows: usize| format!("kind\n{}", "a\n".repeat(rows));
    assert_eq!(of_bytes(many(ROWS).as_bytes()).expect("fine").rows().len(), ROWS);
    refused(many(ROWS + 1).as_bytes(), "more than 10000 rows");
    refused(&vec![b'a'; BYTES + 1], "bytes, expected 52428800");
    let failed = book(|page| {
        page.write_string(0, 0, "kind").expect("written");
        page.write_formula(1, 0, Formula::new("=1/0").set_result("#DIV/0!"))
            .expect("written");
        page.write_string(1, 1, "x").expect("written");
    });
    refused(&failed, "#DIV/0!");
}

#[test]
fn a_workbook_that_was_made_to_do_harm_is_refused() {
    let book = small_book();
    assert!(of_bytes(&book).is_ok());
    refused(b"PK\x03\x04 and no more", "cannot be unpacked");
    refused(&packed(&[("a.txt", b"words")]), "no workbook");
    refused(&book[..book.len() / 2], "cannot be unpacked");
    let names: Vec<String> = (0..101).map(|number| format!("{number}.xml")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"x".as_slice())).collect();
    refused(&packed(&parts), "a packed file of 101 parts");
    refused(
        &packed(&[("big.xml", &vec![b' '; 9 * 1024 * 1024])]),
        "many times its size",
    );
    refused(&packed(&[("../x.xml", b"x")]), "leads out");
    refused(
        &packed(&[("inner.zip", &packed(&[("x", b"x")]))]),
        "within the packed file",
    );
    let with = |from: &'static str, to: &'static str| {
        changed(&book, move |_, bytes| {
            String::from_utf8(bytes).expect("text").replace(from, to).into_bytes()
        })
    };
    refused(&with("<sst", "<!DOCTYPE sst [<!ENTITY a \"aaaa\">]><sst"), "DTD");
    refused(
        &with("uniqueCount=\"", "uniqueCount=\"9999999999999"),
        "a count of strings",
    );
    refused(&with("uniqueCount=\"", "uniqueCount = \"9"), "a count of strings");
    // A cell that says it is far away is only a cell.
    let far = of_bytes(&with("r=\"B2\"", "r=\"ZZZZZZZZZZZZZZ99999999999\""));
    assert!(far.is_err());
}
