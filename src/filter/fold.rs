//! When two texts count as the same.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// What a comparison overlooks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fold {
    /// `CASEI`: capitals.
    Case,
    /// `ACCENTI`: accents, and the stroke or the missing dot of letters that Unicode does not take apart,
    /// so that `Tlicho` finds `Tłı̨chǫ` for somebody without a Dene keyboard.
    Accents,
}

impl Fold {
    pub const ALL: [Self; 2] = [Self::Case, Self::Accents];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Case => "CASEI",
            Self::Accents => "ACCENTI",
        }
    }

    pub fn apply(self, text: &str) -> String {
        match self {
            // There and back, letter by letter: `ß` becomes `ss`, and no letter depends on its place.
            Self::Case => text
                .chars()
                .flat_map(char::to_uppercase)
                .flat_map(char::to_lowercase)
                .nfc()
                .collect(),
            Self::Accents => text
                .nfd()
                .filter(|&letter| !is_combining_mark(letter))
                .map(plain)
                .nfc()
                .collect(),
        }
    }
}

const fn plain(letter: char) -> char {
    match letter {
        'ł' => 'l',
        'Ł' => 'L',
        'ı' => 'i',
        'đ' => 'd',
        'Đ' => 'D',
        'ø' => 'o',
        'Ø' => 'O',
        'ŧ' => 't',
        'Ŧ' => 'T',
        other => other,
    }
}

/// A text in NFC, for comparing only: `ǫ̀` typed as three characters is the same letter.
pub(super) fn canonical(text: &str) -> Cow<'_, str> {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(text.nfc().collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_folds_together_is_the_same_text() {
        let rows = [
            (Fold::Case, "TŁĮCHǪ", "tłı̨chǫ"),
            (Fold::Case, "Straße", "STRASSE"),
            (Fold::Case, "ΟΔΟΣ", "οδος"),
            (Fold::Accents, "Tłı̨chǫ", "Tlicho"),
            (Fold::Accents, "Behchokǫ̀", "Behchoko"),
            (Fold::Accents, "Łutselk'e", "Lutselk'e"),
            (Fold::Accents, "Délı̨nę", "Deline"),
        ];
        for (fold, one, other) in rows {
            assert_eq!(fold.apply(one), fold.apply(other), "{one} {other}");
        }
        assert_ne!(Fold::Case.apply("Gamètì"), Fold::Case.apply("gameti"));
        assert_ne!(Fold::Accents.apply("Gamètì"), Fold::Accents.apply("gameti"));
    }

    #[test]
    fn syllabics_stay_as_they_are() {
        for text in ["ᐃᓄᒃᑎᑐᑦ", "ᑌᓀ"] {
            assert_eq!(Fold::Case.apply(text), text);
            assert_eq!(Fold::Accents.apply(text), text);
        }
    }
}
