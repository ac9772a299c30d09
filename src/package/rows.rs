//! Bytes to rows, as a spreadsheet would show them.
//!
//! A reader of our own, because a fault must name the row that the person sees: blank lines count,
//! line breaks inside a cell do not, and a quotation mark that is never closed is a fault and not
//! the rest of the file in one cell.

/// A row's cells, still bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RawRow {
    /// As a spreadsheet shows it: the first line is row 1.
    pub number: u32,
    /// Its cells without their quotation marks.
    pub cells: Vec<Vec<u8>>,
}

/// What separates the cells, told from the header line: the one of comma, semicolon and tab that
/// stands there most often outside quotation marks. The comma, where none does.
pub(super) fn separator(bytes: &[u8]) -> u8 {
    let mut quoted = false;
    let (mut commas, mut semicolons, mut tabs) = (0_u32, 0_u32, 0_u32);
    for byte in bytes {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            b',' if !quoted => commas += 1,
            b';' if !quoted => semicolons += 1,
            b'\t' if !quoted => tabs += 1,
            _ => {}
        }
    }
    if semicolons > commas && semicolons >= tabs {
        b';'
    } else if tabs > commas {
        b'\t'
    } else {
        b','
    }
}

/// Takes the text apart by RFC 4180, with any of LF, CRLF and CR at line ends. Blank lines are left
/// out and still counted.
///
/// The error is the row in which a quotation mark opens that is never closed.
pub(super) fn split(bytes: &[u8], separator: u8) -> Result<Vec<RawRow>, u32> {
    let mut rows = Vec::new();
    let mut row = RawRow {
        number: 1,
        cells: Vec::new(),
    };
    let mut cell = Vec::new();
    let mut quoted = false;
    // Whether the cell began with a quotation mark: then one inside it is part of the syntax.
    let mut opened = false;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        if quoted {
            if byte != b'"' {
                cell.push(byte);
            } else if bytes.get(at) == Some(&b'"') {
                cell.push(b'"');
                at += 1;
            } else {
                quoted = false;
            }
        } else if byte == b'"' && cell.is_empty() && !opened {
            quoted = true;
            opened = true;
        } else if byte == separator {
            row.cells.push(std::mem::take(&mut cell));
            opened = false;
        } else if byte == b'\n' || byte == b'\r' {
            if byte == b'\r' && bytes.get(at) == Some(&b'\n') {
                at += 1;
            }
            let next = row.number + 1;
            if opened || !cell.is_empty() || !row.cells.is_empty() {
                row.cells.push(std::mem::take(&mut cell));
                rows.push(row);
            }
            row = RawRow {
                number: next,
                cells: Vec::new(),
            };
            opened = false;
        } else {
            cell.push(byte);
        }
    }
    if quoted {
        return Err(row.number);
    }
    if opened || !cell.is_empty() || !row.cells.is_empty() {
        row.cells.push(cell);
        rows.push(row);
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(u32, &[&str])]) {
        let rows = split(text.as_bytes(), separator(text.as_bytes())).expect(text);
        let rows: Vec<(u32, Vec<String>)> = rows
            .into_iter()
            .map(|row| {
                let cells = row.cells.into_iter().map(|cell| String::from_utf8(cell).expect("text"));
                (row.number, cells.collect())
            })
            .collect();
        let expected: Vec<(u32, Vec<String>)> = expected
            .iter()
            .map(|(number, cells)| (*number, cells.iter().map(|cell| (*cell).to_owned()).collect()))
            .collect();
        assert_eq!(rows, expected, "{text:?}");
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_shows_them() {
        check("a,b\n1,2\n", &[(1, &["a", "b"]), (2, &["1", "2"])]);
        check(
            "a,b\r\n\r\n1,\"2\r\n3\"\r\n4,5",
            &[(1, &["a", "b"]), (3, &["1", "2\r\n3"]), (4, &["4", "5"])],
        );
        check("a;b\r1;2,5", &[(1, &["a", "b"]), (2, &["1", "2,5"])]);
        check("a\tb\n1\t\"x\ty\"", &[(1, &["a", "b"]), (2, &["1", "x\ty"])]);
        check("\"a;b\",c\n,\"\"\n", &[(1, &["a;b", "c"]), (2, &["", ""])]);
        check(
            "a,b\n\"say \"\"yes\"\"\",6\"\n",
            &[(1, &["a", "b"]), (2, &["say \"yes\"", "6\""])],
        );
        check("a\n\"\"\nb", &[(1, &["a"]), (2, &[""]), (3, &["b"])]);
        check("", &[]);
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_is_named_by_its_row() {
        assert_eq!(split(b"a,b\n1,2\n3,\"4\n5,6\n", b','), Err(3));
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_written_by_the_rules_is_read_back(
            rows in proptest::collection::vec(proptest::collection::vec("[a-z,;\"\n\r \u{e9}]{0,6}", 2..4), 1..6)
        ) {
            let line = |row: &Vec<String>| {
                row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect::<Vec<_>>().join(",")
            };
            let text = rows.iter().map(line).collect::<Vec<_>>().join("\r\n");
            let read = split(text.as_bytes(), b',').expect("well formed");
            let read: Vec<Vec<String>> = read
                .into_iter()
                .map(|row| row.cells.into_iter().map(|cell| String::from_utf8(cell).expect("text")).collect())
                .collect();
            proptest::prop_assert_eq!(read, rows);
        }
    }
}
