//! Numbers in sentences, as English and French write them.

/// A whole number in English.
pub fn whole_en(number: u64) -> String {
    grouped(&number.to_string(), ',')
}

/// The same in French.
pub fn whole_fr(number: u64) -> String {
    grouped(&number.to_string(), '\u{a0}')
}

/// A number, 0 or more, with so many decimals at most, in English.
pub fn decimal_en(number: f64, places: usize) -> String {
    decimal(number, places, ',', '.')
}

/// The same in French.
pub fn decimal_fr(number: f64, places: usize) -> String {
    decimal(number, places, '\u{a0}', ',')
}

fn decimal(number: f64, places: usize, sign: char, point: char) -> String {
    let text = format!("{number:.places$}");
    let (whole, parts) = text.split_once('.').unwrap_or((&text, ""));
    let (whole, parts) = (grouped(whole, sign), parts.trim_end_matches('0'));
    if parts.is_empty() {
        whole
    } else {
        format!("{whole}{point}{parts}")
    }
}

fn grouped(digits: &str, sign: char) -> String {
    let count = digits.len();
    let mut out = String::with_capacity(count + count / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (count - at).is_multiple_of(3) {
            out.push(sign);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_each_language_writes_them() {
        assert_eq!(
            (whole_en(32_198), whole_fr(32_198)),
            ("32,198".to_owned(), "32\u{a0}198".to_owned())
        );
        assert_eq!(
            (whole_en(198), whole_en(1_000_000)),
            ("198".to_owned(), "1,000,000".to_owned())
        );
        assert_eq!(
            (decimal_en(1234.56, 1), decimal_fr(1234.56, 1)),
            ("1,234.6".to_owned(), "1\u{a0}234,6".to_owned())
        );
        assert_eq!(
            (decimal_en(365.0, 1), decimal_en(0.04, 1)),
            ("365".to_owned(), "0".to_owned())
        );
        assert_eq!(
            (decimal_en(90_000.5, 2), decimal_fr(0.1 + 0.2, 2)),
            ("90,000.5".to_owned(), "0,3".to_owned())
        );
        assert_eq!(decimal_en(100.0, 0), "100", "zeros before the point stay");
    }
}
