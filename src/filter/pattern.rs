//! Patterns of `LIKE`.

use unicode_normalization::char::is_combining_mark;

use super::fold::{Fold, canonical};

/// A pattern as it was written, and taken apart.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pattern {
    /// As it was written, without quotes and functions.
    pub text: String,
    /// Around the text, the outermost first.
    pub folds: Vec<Fold>,
    parts: Vec<Part>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Letter(char),
    /// `_`: one letter with its marks.
    One,
    /// `%`: any text, also none.
    Any,
}

impl Pattern {
    /// Takes a pattern apart; `None` where a `\` escapes nothing that needs it.
    pub fn new(text: String, folds: Vec<Fold>) -> Option<Self> {
        let folded = folds
            .iter()
            .rev()
            .fold(canonical(&text).into_owned(), |text, fold| fold.apply(&text));
        let mut parts = Vec::new();
        let mut letters = folded.chars();
        while let Some(letter) = letters.next() {
            parts.push(match letter {
                '%' => Part::Any,
                '_' => Part::One,
                '\\' => Part::Letter(letters.next().filter(|next| matches!(next, '%' | '_' | '\\'))?),
                other => Part::Letter(other),
            });
        }
        Some(Self { text, folds, parts })
    }

    /// Whether the whole of a text is so.
    ///
    /// Goes back to the last `%` only: an earlier one could give no more than that one does, so the time
    /// is bounded by the product of both lengths.
    pub fn matches(&self, text: &str) -> bool {
        let letters: Vec<_> = canonical(text).chars().collect();
        let (mut at, mut part) = (0, 0);
        // Where to go on if what follows the last `%` does not fit: its part, and the letter it would take.
        let mut retry: Option<(usize, usize)> = None;
        loop {
            let next = match self.parts.get(part) {
                Some(Part::Any) => {
                    retry = Some((part + 1, at));
                    Some(at)
                }
                Some(Part::One) => (at < letters.len()).then(|| end_of_letter(&letters, at)),
                Some(Part::Letter(letter)) => (letters.get(at) == Some(letter)).then_some(at + 1),
                None if at == letters.len() => return true,
                None => None,
            };
            if let Some(next) = next {
                (at, part) = (next, part + 1);
            } else if let Some((after, taken)) = retry.filter(|&(_, taken)| taken < letters.len()) {
                retry = Some((after, taken + 1));
                (at, part) = (taken + 1, after);
            } else {
                return false;
            }
        }
    }
}

/// Where the letter that begins here ends, with the marks upon it: `ǫ̀` is one letter.
fn end_of_letter(letters: &[char], at: usize) -> usize {
    let marks = letters[at + 1..]
        .iter()
        .take_while(|&&letter| is_combining_mark(letter))
        .count();
    at + 1 + marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_whole_texts() {
        let rows = [
            ("abc", "abc", true),
            ("abc", "abcd", false),
            ("a%", "a", true),
            ("%c", "abc", true),
            ("%b%", "abc", true),
            ("%b", "abc", false),
            ("a%b%c", "aXbXbXc", true),
            ("a%b%c", "aXcXb", false),
            ("%ab%ab", "abab", true),
            ("%ab%ab", "aab", false),
            ("_b_", "abc", true),
            ("__", "a", false),
            ("", "", true),
            ("%", "", true),
            ("_", "", false),
            ("50\\%", "50%", true),
            ("50\\%", "500", false),
            ("a\\_b", "a_b", true),
            ("a\\_b", "aXb", false),
            ("a\\\\b", "a\\b", true),
            ("Behchok_", "Behchokǫ̀", true),
            ("Behchok__", "Behchokǫ̀", false),
            ("T_\u{131}\u{328}ch%", "Tłı̨chǫ", true),
        ];
        for (pattern, text, expected) in rows {
            let pattern = Pattern::new(pattern.to_owned(), Vec::new()).expect(pattern);
            assert_eq!(pattern.matches(text), expected, "{} on {text}", pattern.text);
        }
    }

    #[test]
    fn a_backslash_must_escape_something() {
        assert_eq!(Pattern::new("a\\".to_owned(), Vec::new()), None);
        assert_eq!(Pattern::new("\\a".to_owned(), Vec::new()), None);
    }

    #[test]
    fn a_pattern_of_many_wildcards_is_decided_at_once() {
        let pattern = Pattern::new("%a".repeat(1_000) + "b", Vec::new()).expect("a pattern");
        assert!(!pattern.matches(&"a".repeat(4_000)));
    }
}
