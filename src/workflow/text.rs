//! Text that people send: kept to the byte, and refused where it could deceive whoever reads it.

/// The most letters that a text may have.
pub(super) const LETTERS: usize = 10_000;

/// Why a text of several lines cannot be taken: what was found, what was expected.
pub(super) fn fault_of_words(text: &str) -> Option<(String, String)> {
    fault_of_words_up_to(text, LETTERS)
}

/// The same with a bound of its own.
pub(super) fn fault_of_words_up_to(text: &str, most: usize) -> Option<(String, String)> {
    let letters = text.chars().count();
    if letters > most {
        return Some((format!("{letters} letters"), format!("{most} letters at most")));
    }
    let is_control = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t');
    fault_of_letters(text, is_control)
}

/// Why a text of one line cannot be taken.
pub(super) fn fault_of_line(text: &str, letters: usize) -> Option<(String, String)> {
    let found = text.chars().count();
    if text.trim().is_empty() {
        return Some(("nothing".to_owned(), "words".to_owned()));
    }
    if found > letters {
        return Some((format!("{found} letters"), format!("{letters} letters at most")));
    }
    fault_of_letters(text, char::is_control)
}

fn fault_of_letters(text: &str, is_control: impl Fn(char) -> bool) -> Option<(String, String)> {
    let expected = "words without control characters and without marks that turn the direction of what follows";
    let found = text
        .chars()
        .find(|&letter| is_control(letter) || turns_direction(letter))?;
    Some((format!("U+{:04X}", u32::from(found)), expected.to_owned()))
}

/// Marks that show letters in another order than they stand in: an address can be made to read as another.
const fn turns_direction(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The most letters of an address.
const ADDRESS: usize = 2000;

/// Why something is no address of a page. It is never fetched; it is shown to people, who may follow it.
pub(super) fn fault_of_address(text: &str) -> Option<(String, String)> {
    if let Some(fault) = fault_of_line(text, ADDRESS) {
        return Some(fault);
    }
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = rest.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or(""));
    // Marks upon letters are no letters of their own, and stand in names.
    let is_of_a_name = |letter: char| letter.is_alphanumeric() || !letter.is_ascii() || "-._[]:".contains(letter);
    let is_host = |host: &str| !host.is_empty() && !host.starts_with(':') && host.chars().all(is_of_a_name);
    let is_plain = |letter: char| !(letter.is_whitespace() || "<>\"`{}|\\^".contains(letter));
    if host.is_some_and(is_host) && text.chars().all(is_plain) {
        None
    } else {
        let expected = "an address that begins with https:// or http://";
        Some((format!("{text:?}"), expected.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_north_pass_to_the_byte_and_letters_that_deceive_do_not() {
        for good in [
            "",
            "Behchokǫ̀, Wıìlıìdeh",
            "ᐃᓄᒃᑎᑐᑦ ᐅᖃᐅᓯᖅ",
            "one\r\n\ttwo",
            "<script>alert(1)</script>",
            "=1+1",
        ] {
            assert_eq!(fault_of_words(good), None, "{good:?}");
        }
        for bad in ["a\0b", "a\u{7}", "a\u{1b}[31m", "a\u{85}", "a\u{202e}b", "\u{2066}x"] {
            assert!(fault_of_words(bad).is_some(), "{bad:?}");
        }
        assert_eq!(fault_of_words(&"ǫ".repeat(LETTERS)), None);
        assert!(fault_of_words(&"ǫ".repeat(LETTERS + 1)).is_some());
        assert!(fault_of_line("two\nlines", 100).is_some() && fault_of_line(" ", 100).is_some());
    }

    #[test]
    fn only_addresses_of_pages_are_addresses() {
        for good in [
            "https://localcontexts.org/label/tk-attribution/",
            "http://example.com",
            "https://example.com:8443/a?b=c#d",
            "https://tłı̨chǫ.ca/ǫ",
        ] {
            assert_eq!(fault_of_address(good), None, "{good}");
        }
        for bad in [
            "",
            "javascript:alert(1)",
            "data:text/html,x",
            "ftp://example.com",
            "//example.com",
            "https://",
            "https:///path",
            "https://user@example.com/",
            "https://user:word@example.com/",
            "https://:80/",
            "https://example.com/a b",
            "https://example.com/\"><script>",
            " https://example.com",
        ] {
            assert!(fault_of_address(bad).is_some(), "{bad:?}");
        }
        assert!(fault_of_address(&format!("https://example.com/{}", "a".repeat(ADDRESS))).is_some());
    }
}
