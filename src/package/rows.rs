//! Bytes to rows, as a spreadsheet would show them.
//!
//! A reader of our own, because a fault must name the row that the person sees: blank lines count,
//! line breaks inside a cell do not, and a quotation mark that is never closed is a fault and not
//! the rest of the file in one cell.

/// Where a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RowStart {
    /// Its first byte.
    pub at: usize,
    /// As a spreadsheet shows it: the first line is row 1.
    pub number: u32,
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

/// What one row came to.
struct Walked {
    /// Where the next one begins.
    next: usize,
    /// Whether nothing stands in it.
    is_blank: bool,
    /// Whether every quotation mark is closed.
    is_closed: bool,
}

/// Walks one row by RFC 4180, with any of LF, CRLF and CR at its end, and hands over the bytes of its cells; `None` ends a
/// cell.
fn walk(bytes: &[u8], mut at: usize, separator: u8, mut take: impl FnMut(Option<u8>)) -> Walked {
    let mut quoted = false;
    // Whether the cell began with a quotation mark: then one inside it is part of the syntax.
    let mut opened = false;
    let (mut is_empty, mut is_blank) = (true, true);
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        if quoted {
            if byte != b'"' {
                take(Some(byte));
                is_empty = false;
            } else if bytes.get(at) == Some(&b'"') {
                take(Some(b'"'));
                is_empty = false;
                at += 1;
            } else {
                quoted = false;
            }
        } else if byte == b'"' && is_empty && !opened {
            (quoted, opened, is_blank) = (true, true, false);
        } else if byte == separator {
            take(None);
            (opened, is_empty, is_blank) = (false, true, false);
        } else if byte == b'\n' || byte == b'\r' {
            if byte == b'\r' && bytes.get(at) == Some(&b'\n') {
                at += 1;
            }
            break;
        } else {
            take(Some(byte));
            (is_empty, is_blank) = (false, false);
        }
    }
    if !is_blank {
        take(None);
    }
    Walked {
        next: at,
        is_blank,
        is_closed: !quoted,
    }
}

/// Where the rows are. Blank lines are left out and still counted.
///
/// The error is the row in which a quotation mark opens that is never closed.
pub(super) fn starts(bytes: &[u8], separator: u8) -> Result<Vec<RowStart>, u32> {
    starts_up_to(bytes, separator, usize::MAX)
}

/// The same for so many rows at most, and one more where there is one: whoever has a bound sees that it is passed.
pub(super) fn starts_up_to(bytes: &[u8], separator: u8, most: usize) -> Result<Vec<RowStart>, u32> {
    let mut starts = Vec::new();
    let mut row = RowStart { at: 0, number: 1 };
    while row.at < bytes.len() && starts.len() <= most {
        let walked = walk(bytes, row.at, separator, |_| {});
        if !walked.is_closed {
            return Err(row.number);
        }
        if !walked.is_blank {
            starts.push(row);
        }
        row = RowStart {
            at: walked.next,
            number: row.number + 1,
        };
    }
    starts.shrink_to_fit();
    Ok(starts)
}

/// A row in which no quotation mark stands, and so every separator separates: the most common, and read in a fraction of the
/// time.
fn plain(bytes: &[u8], row: RowStart) -> Option<&[u8]> {
    let rest = &bytes[row.at..];
    let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r' | b'"'));
    let end = end.unwrap_or(rest.len());
    (rest.get(end) != Some(&b'"')).then(|| &rest[..end])
}

/// One cell of a row; empty where the row has too few.
pub(super) fn cell(bytes: &[u8], row: RowStart, separator: u8, column: usize) -> Vec<u8> {
    match plain(bytes, row) {
        Some(plain) => plain.split(|byte| *byte == separator).nth(column).map(<[u8]>::to_vec),
        None => cells(bytes, row, separator).into_iter().nth(column),
    }
    .unwrap_or_default()
}

/// The cells of a row without their quotation marks, still bytes.
pub(super) fn cells(bytes: &[u8], row: RowStart, separator: u8) -> Vec<Vec<u8>> {
    cells_up_to(bytes, row, separator, usize::MAX)
}

/// The same for so many cells at most: a row of a million separators must not become a million cells.
pub(super) fn cells_up_to(bytes: &[u8], row: RowStart, separator: u8, most: usize) -> Vec<Vec<u8>> {
    if let Some(plain) = plain(bytes, row) {
        let cells = plain.split(|byte| *byte == separator).take(most);
        return cells.map(<[u8]>::to_vec).collect();
    }
    let mut cells = Vec::new();
    let mut cell = Vec::new();
    walk(bytes, row.at, separator, |byte| match byte {
        Some(byte) => cell.push(byte),
        None if cells.len() < most => cells.push(std::mem::take(&mut cell)),
        None => cell.clear(),
    });
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str, separator: u8) -> Vec<(u32, Vec<String>)> {
        let rows = starts(text.as_bytes(), separator).expect(text).into_iter();
        rows.map(|row| {
            let cells = cells(text.as_bytes(), row, separator).into_iter();
            assert_eq!(cell(text.as_bytes(), row, separator, 9), Vec::<u8>::new());
            (
                row.number,
                cells.map(|cell| String::from_utf8(cell).expect("text")).collect(),
            )
        })
        .collect()
    }

    fn check(text: &str, expected: &[(u32, &[&str])]) {
        let rows = split(text, separator(text.as_bytes()));
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
        assert_eq!(starts(b"a,b\n1,2\n3,\"4\n5,6\n", b','), Err(3));
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
            let read: Vec<Vec<String>> = split(&text, b',').into_iter().map(|(_, cells)| cells).collect();
            proptest::prop_assert_eq!(read, rows);
        }
    }
}
