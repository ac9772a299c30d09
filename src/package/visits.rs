//! How often a service visits, from the words people write.

/// Days in a month on average: a twelfth of the typical year.
const DAYS_IN_MONTH: f64 = 365.0 / 12.0;

/// What [`visits_per_month`] accepts, for the person who has to write it.
pub(super) const EXPECTED: &str = "visits per month as a number (for example 2), words such as \"every two weeks\", \
     \"twice a month\" or \"toutes les deux semaines\", or empty";

/// Visits a month: a number, or a phrase in English or French (`every 10 days`, `weekly`,
/// `twice a month`, `toutes les deux semaines`, `hebdomadaire`, `deux fois par mois`).
///
/// A phrase of an interval gives 365/12 days a month over its days. `None` where the words are none
/// of these, or say less than one visit in ten years or more than a hundred a month.
pub(super) fn visits_per_month(words: &str, decimal_comma: bool) -> Option<f64> {
    let lower = words.trim().to_lowercase();
    let number = if decimal_comma {
        lower.replace(',', ".")
    } else {
        lower.clone()
    };
    let visits = if number.starts_with(|one: char| one.is_ascii_digit()) && number.parse::<f64>().is_ok() {
        number.parse().ok()?
    } else {
        phrase(&lower.split_whitespace().collect::<Vec<_>>())?
    };
    (0.008..=100.0).contains(&visits).then_some(visits)
}

fn phrase(words: &[&str]) -> Option<f64> {
    let every = |count: f64, days: f64| Some(DAYS_IN_MONTH / (count * days));
    let times = |count: f64, days: f64| Some(count * DAYS_IN_MONTH / days);
    match words {
        ["daily" | "quotidien" | "quotidienne"] => every(1.0, 1.0),
        ["weekly" | "hebdomadaire"] => every(1.0, 7.0),
        ["fortnightly"] => every(2.0, 7.0),
        ["monthly" | "mensuel" | "mensuelle"] => every(1.0, DAYS_IN_MONTH),
        ["quarterly" | "trimestriel" | "trimestrielle"] => every(3.0, DAYS_IN_MONTH),
        ["yearly" | "annually" | "annuel" | "annuelle"] => every(1.0, 365.0),
        ["every" | "each" | "chaque", unit] | ["toutes" | "tous", "les", unit] => every(1.0, days(unit)?),
        ["every", "other" | "second", unit] => every(2.0, days(unit)?),
        ["every", count, unit] | ["toutes" | "tous", "les", count, unit] => every(number(count)?, days(unit)?),
        ["once", "a" | "per" | "each" | "every", unit] => times(1.0, days(unit)?),
        ["twice", "a" | "per" | "each" | "every", unit] => times(2.0, days(unit)?),
        [
            count,
            "times" | "time" | "visits" | "visit",
            "a" | "per" | "each" | "every",
            unit,
        ]
        | [count, "fois" | "visites" | "visite", "par", unit] => times(number(count)?, days(unit)?),
        _ => None,
    }
}

/// Days of a unit of time.
fn days(unit: &str) -> Option<f64> {
    match unit {
        "day" | "days" | "jour" | "jours" => Some(1.0),
        "week" | "weeks" | "semaine" | "semaines" => Some(7.0),
        "month" | "months" | "mois" => Some(DAYS_IN_MONTH),
        "year" | "years" | "an" | "ans" | "année" | "années" => Some(365.0),
        _ => None,
    }
}

fn number(word: &str) -> Option<f64> {
    const WORDS: [(&str, &str); 12] = [
        ("one", "une"),
        ("two", "deux"),
        ("three", "trois"),
        ("four", "quatre"),
        ("five", "cinq"),
        ("six", "six"),
        ("seven", "sept"),
        ("eight", "huit"),
        ("nine", "neuf"),
        ("ten", "dix"),
        ("eleven", "onze"),
        ("twelve", "douze"),
    ];
    if word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit()) {
        return word.parse().ok();
    }
    let position = WORDS.iter().position(|(en, fr)| *en == word || *fr == word)?;
    Some(f64::from(u8::try_from(position).ok()? + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frequency_is_read_from_a_number_or_from_words_of_either_language() {
        let month = 365.0 / 12.0;
        for (words, visits) in [
            ("2", 2.0),
            ("0.5", 0.5),
            ("every two weeks", month / 14.0),
            ("Every 2 Weeks", month / 14.0),
            ("every other week", month / 14.0),
            ("every 10 days", month / 10.0),
            ("weekly", month / 7.0),
            ("monthly", 1.0),
            ("twice a month", 2.0),
            ("three times per month", 3.0),
            ("every three months", 1.0 / 3.0),
            ("once a year", 1.0 / 12.0),
            ("toutes les deux semaines", month / 14.0),
            ("tous les 10 jours", month / 10.0),
            ("hebdomadaire", month / 7.0),
            ("mensuel", 1.0),
            ("deux fois par mois", 2.0),
            ("chaque semaine", month / 7.0),
        ] {
            let read = visits_per_month(words, false).expect(words);
            assert!((read - visits).abs() < 1e-9, "{words}: {read}, not {visits}");
        }
        assert_eq!(visits_per_month("1,5", true), Some(1.5));
    }

    #[test]
    fn words_without_a_frequency_are_refused() {
        for words in [
            "2/mois",
            "often",
            "every",
            "every zero weeks",
            "every 0 weeks",
            "-2",
            "NaN",
            "inf",
            "1e9",
            "0",
            "1,5",
            "every two",
            "as needed",
            "twice",
            "biweekly",
        ] {
            assert_eq!(visits_per_month(words, false), None, "{words}");
        }
    }
}
