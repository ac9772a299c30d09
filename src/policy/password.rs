//! Which passwords are too easily guessed. Nothing is asked of their letters but that they are many and not a word that
//! everybody tries: no rule about capitals, digits or signs.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization as _;

use crate::model::Package;

/// The fewest letters.
pub const SHORTEST: usize = 12;

/// The most letters.
pub const LONGEST: usize = 128;

/// What must be left of a password when what everybody tries is taken out of it: each word counts as two letters, each
/// run, repetition or year as one.
const LEFT: usize = 8;

/// Words that are tried first, without marks upon letters, in small letters, the program's own among them.
const COMMON: &str = "abcd access account admin administrator adminadmin alexander amanda america andrea andrew angel \
    anthony asdf ashley august autumn avril azerty baseball basketball batman bienvenue bonjour broccoli buster butterfly \
    camille canada canucks changeme charlie chocolate chouchou christian computer connexion cookie coucou daniel decembre \
    december default dolphin doudou dragon easy edmonton evenreach february fevrier flower football freedom friend friends \
    fuckyou george ginger google guest hannah harley health heather hello hockey hunter iceman iloveyou internet janvier \
    january jasmine jennifer jessica jetaime jordan joshua juillet july june killer letmein liverpool login loulou love \
    lovely loveme maggie manager mars march marseille master matrix matthew maverick mercedes michael michelle minecraft \
    monday monkey montreal motdepasse mustang naruto nicolas nicole northern novembre november october octobre oilers \
    orange ordinateur pass passe passw0rd password passwords passwort pepper phoenix pokemon princess princesse private \
    qazwsx qwerty qwertz ranger robert samsung secret secure septembre september service shadow sign silver snowflake \
    soccer soleil spring starwars steelers summer sunday sunshine superman system taylor temp temporary territory test \
    testing thomas thunder tigger toronto trustno tuesday user vendredi victoria wednesday welcome whatever william winter \
    yankees yellow zxcv zxcvbn";

/// Keys beside each other, and letters and digits in their order.
const RUNS: [&str; 8] = [
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
];

/// Why a password cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Weakness {
    /// Too few letters.
    #[error("found {found} letters, expected {SHORTEST} or more")]
    Short {
        /// How many there are.
        found: usize,
    },
    /// Too many letters.
    #[error("found {found} letters, expected {LONGEST} at most")]
    Long {
        /// How many there are.
        found: usize,
    },
    /// Made of what everybody tries.
    #[error(
        "found little but words, names, rows of keys or years that are tried first, expected something that nobody would \
         guess: four or five words that have nothing to do with each other will do"
    )]
    Common,
}

/// Words that whoever knows the territory would try: of its names, without marks, in small letters.
pub fn local_words(package: &Package) -> BTreeSet<String> {
    let settings = &package.settings;
    let names = [settings.name.en.as_str(), settings.name.fr.as_str()]
        .into_iter()
        .map(str::to_owned);
    let communities = package.communities.iter().flat_map(|one| {
        let others = [&one.traditional_name, &one.former_name, &one.region];
        std::iter::once(one.name.clone()).chain(others.into_iter().flatten().cloned())
    });
    let governments = package.governments.iter().map(|one| one.name.clone());
    let languages = package
        .languages
        .iter()
        .flat_map(|one| [one.name_en.clone(), one.name_self.clone()]);
    let all = names.chain(communities).chain(governments).chain(languages);
    all.flat_map(|name| words(&name)).collect()
}

/// Words of a text that are long enough to say something.
fn words(text: &str) -> Vec<String> {
    let folded: String = fold(text).into_iter().collect();
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    words
        .filter(|word| word.chars().count() >= 4)
        .map(str::to_owned)
        .collect()
}

/// Why a password cannot be taken, if it cannot. `local` are the words of [`local_words`]; `name` is the account's.
pub fn weakness(password: &str, local: &BTreeSet<String>, name: &str) -> Option<Weakness> {
    let found = password.nfkc().count();
    if found < SHORTEST {
        return Some(Weakness::Short { found });
    }
    if found > LONGEST {
        return Some(Weakness::Long { found });
    }
    let own = words(name);
    let mut tried: Vec<Vec<char>> = COMMON
        .split_whitespace()
        .chain(local.iter().map(String::as_str))
        .chain(own.iter().map(String::as_str))
        .map(|word| word.chars().collect())
        .collect();
    // The longest first, so that no short one breaks a long one up.
    tried.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let plain = fold(password);
    // "p4ssw0rd" is "password" to whoever tries; "2026" stays a year.
    let read_as_letters: Vec<char> = plain.iter().copied().map(as_letter).collect();
    let left = [plain, read_as_letters]
        .iter()
        .map(|text| what_is_left(text, &tried))
        .min();
    (left.unwrap_or(0) < LEFT).then_some(Weakness::Common)
}

/// How much is to be guessed.
fn what_is_left(text: &[char], tried: &[Vec<char>]) -> usize {
    let (mut at, mut left) = (0, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some(word) = tried.iter().find(|word| rest.starts_with(word)) {
            (at, left) = (at + word.len(), left + 2);
        } else {
            let long = [run(rest), repetition(rest), year(rest), 1]
                .into_iter()
                .max()
                .unwrap_or(1);
            (at, left) = (at + long, left + 1);
        }
    }
    left
}

/// Length of the row of keys, letters or digits that a text begins with, forwards or backwards; 0 for less than three.
fn run(text: &[char]) -> usize {
    let of = |row: &[char]| -> usize {
        let starts = (0..row.len()).filter(|&start| text.first() == row.get(start));
        let long = |start: usize| {
            text.iter()
                .zip(&row[start..])
                .take_while(|(one, other)| one == other)
                .count()
        };
        starts.map(long).max().unwrap_or(0)
    };
    let both = RUNS.iter().flat_map(|row| {
        let forwards: Vec<char> = row.chars().collect();
        let backwards: Vec<char> = row.chars().rev().collect();
        [forwards, backwards]
    });
    both.map(|row| of(&row)).max().filter(|&long| long >= 3).unwrap_or(0)
}

/// Length of what a text begins with that is one to four letters over and over; 0 where nothing comes again.
fn repetition(text: &[char]) -> usize {
    let again = |size: usize| {
        let unit = text.get(..size).unwrap_or(text);
        let times = text.chunks(size).take_while(|chunk| *chunk == unit).count();
        if times * size >= 3 && times > 1 {
            times * size
        } else {
            0
        }
    };
    (1..=4).map(again).max().unwrap_or(0)
}

/// Length of the year that a text begins with; 0 where it does not.
fn year(text: &[char]) -> usize {
    match text {
        ['1', '9', a, b, ..] | ['2', '0', a, b, ..] if a.is_ascii_digit() && b.is_ascii_digit() => 4,
        _ => 0,
    }
}

/// Small letters without marks.
fn fold(text: &str) -> Vec<char> {
    let plain = text
        .nfkd()
        .filter(|letter| !unicode_normalization::char::is_combining_mark(*letter));
    let plain: String = plain.collect();
    let letters = plain.to_lowercase();
    // Letters that are no others with a mark, and are typed as these.
    let letters = letters.chars().map(|letter| match letter {
        'ł' => 'l',
        'ı' => 'i',
        'ø' => 'o',
        'đ' => 'd',
        other => other,
    });
    letters
        .filter(|letter| !matches!(letter, '\'' | '’' | 'ʼ' | 'ˀ'))
        .collect()
}

/// The letter for which a digit or sign is often typed.
fn as_letter(letter: char) -> char {
    match letter {
        '0' => 'o',
        '1' | '!' | '|' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local() -> BTreeSet<String> {
        [
            "Behchokǫ̀",
            "Łutselk'e",
            "Tłı̨chǫ Government",
            "Yellowknife",
            "Northwest Territories",
        ]
        .into_iter()
        .flat_map(words)
        .collect()
    }

    fn of(password: &str) -> Option<Weakness> {
        weakness(password, &local(), "Mary Blackwater")
    }

    #[test]
    fn length_is_counted_in_letters_as_people_see_them() {
        assert_eq!(of("tea, goose?"), Some(Weakness::Short { found: 11 }));
        assert_eq!(of("tea, goose??"), None);
        // Composed or not, and of more than one byte each.
        assert_eq!(of(&"ǫ̀ ᐊ".repeat(2)), Some(Weakness::Short { found: 8 }));
        let long: String = (0..LONGEST).map(|at| char::from(b'a' + (at * 7 % 26) as u8)).collect();
        assert_eq!(of(&long), None);
        assert_eq!(of(&format!("{long}x")), Some(Weakness::Long { found: 129 }));
    }

    #[test]
    fn what_everybody_tries_is_refused() {
        for easy in [
            "password1234",
            "P4ssw0rd!2026",
            "Motdepasse2026!",
            "aaaaaaaaaaaa",
            "abababababababab",
            "qwertyuiop123",
            "123456789012",
            "Evenreach-2026",
            "evenreachevenreach",
            "Administrator1!",
            "Yellowknife2026!",
            "behchoko-behchoko",
            "Lutselke_Lutselk'e",
            "Tlicho-Government-2026",
            "NorthwestTerritories1",
            "Blackwater2026",
            "iloveyouiloveyou",
            "bonjourbonjour1",
        ] {
            assert_eq!(of(easy), Some(Weakness::Common), "{easy}");
        }
    }

    #[test]
    fn what_nobody_would_guess_is_taken_whatever_its_letters() {
        for good in [
            "correct horse battery staple",
            "cariboukettlethirteenlamps",
            "yellowknife kettle lamp thirteen",
            "k3v-9wq-x0d-77p",
            "Sı̀ı gots'edı hǫt'e nezı̨",
            "ᐃᓄᐃᑦ ᓄᓇᕗᑦ ᑎᑎᖅᑲᖅ",
        ] {
            assert_eq!(of(good), None, "{good}");
        }
    }
}
