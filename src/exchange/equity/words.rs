//! What the figures say, in plain words: one sentence for each group, and one for what each figure means.

use std::collections::BTreeMap;

use super::super::community::Words;
use super::super::numbers::{decimal_en, decimal_fr, whole_en, whole_fr};
use crate::equity::{GroupRow, OutcomeCounts, Value, Why};
use crate::model::Text;

fn text(en: impl Into<String>, fr: impl Into<String>) -> Text {
    Text {
        en: en.into(),
        fr: fr.into(),
    }
}

/// The name of all communities together.
pub(super) fn whole() -> Text {
    text("All communities", "Toutes les collectivités")
}

/// What a group comes to, in one sentence.
pub(super) fn sentence(title: &Text, row: &GroupRow, value: Value) -> Text {
    let OutcomeCounts { met, unknown, .. } = row.places;
    let total = row.places.total();
    if total == 0 {
        return text(
            format!("{}: the standard concerns no community here.", title.en),
            format!("{}\u{a0}: la norme ne concerne aucune collectivité ici.", title.fr),
        );
    }
    let of = |count: u64| (whole_en(count), whole_fr(count));
    let ((met_en, met_fr), (total_en, total_fr)) = (of(met), of(total));
    let plural = |count: u64, one: &'static str, many: &'static str| if count == 1 { one } else { many };
    let places = text(
        format!("{met_en} of {total_en} {}", plural(total, "community", "communities")),
        format!("{met_fr} des {total_fr} collectivités"),
    );
    let places = if total == 1 {
        text(places.en, format!("{met_fr} collectivité sur 1"))
    } else {
        places
    };
    let people = match (row.people.met.get(), row.people.total.get()) {
        // Nobody of its own is counted: that is no "0 of 0".
        (Some(_), Some(0)) if row.uncounted > 0 => text(
            "whose people are not counted separately",
            "dont les personnes ne sont pas comptées séparément",
        ),
        (Some(&met), Some(&all)) => text(
            format!(
                "for {} of {} {}",
                whole_en(met),
                whole_en(all),
                plural(all, "person", "people")
            ),
            format!(
                "pour {} personne{} sur {}",
                whole_fr(met),
                if met < 2 { "" } else { "s" },
                whole_fr(all)
            ),
        ),
        _ => text(
            "for a number of people that is withheld because a few could be recognised by it",
            "pour un nombre de personnes non publié, car on pourrait y en reconnaître quelques-unes",
        ),
    };
    let unknown = match unknown {
        0 => text("", ""),
        1 => text("; in 1 it is not known", "; pour 1, on ne le sait pas"),
        many => text(
            format!("; in {} it is not known", whole_en(many)),
            format!("; pour {}, on ne le sait pas", whole_fr(many)),
        ),
    };
    let mean = mean(row, value);
    text(
        format!(
            "{}: met in {}, {}{}{}.",
            title.en, places.en, people.en, unknown.en, mean.en
        ),
        format!(
            "{}\u{a0}: atteinte dans {}, {}{}{}.",
            title.fr, places.fr, people.fr, unknown.fr, mean.fr
        ),
    )
}

/// What people have on average, as the end of a sentence; between which bounds, where that is not settled.
fn mean(row: &GroupRow, value: Value) -> Text {
    let figure = row.figures[0].mean;
    let least = match figure.value {
        Ok(least) => least,
        Err(why) if why == Why::UNREACHABLE => {
            return text(
                "; some people may reach no service, so there is no average journey",
                "; des personnes pourraient n’atteindre aucun service, il n’y a donc pas de trajet moyen",
            );
        }
        Err(_) => return text("", ""),
    };
    let scale = if value == Value::Shortfall { 100.0 } else { 1.0 };
    let at_best = figure.at_best.unwrap_or(least);
    let (low, high) = (least.min(at_best) * scale, least.max(at_best) * scale);
    let (low_en, high_en) = (amount(low, value, decimal_en), amount(high, value, decimal_en));
    let (low_fr, high_fr) = (amount(low, value, decimal_fr), amount(high, value, decimal_fr));
    // The plural follows the last number: in English all but 1 has it, in French what comes to two and more.
    let (days, minutes) = if high_en == "1" {
        ("day", "minute")
    } else {
        ("days", "minutes")
    };
    let (jours, minutes_fr) = if high < 2.0 {
        ("jour", "minute")
    } else {
        ("jours", "minutes")
    };
    let (en, fr) = if low_en == high_en {
        (high_en, high_fr)
    } else {
        (
            format!("at least {low_en} and at most {high_en}"),
            format!("au moins {low_fr} et au plus {high_fr}"),
        )
    };
    match value {
        Value::Met => text("", ""),
        Value::DaysMet => text(
            format!("; on average, people have it on {en} {days}"),
            format!("; en moyenne, les personnes en disposent pendant {fr} {jours}"),
        ),
        Value::Shortfall => text(
            format!("; on average, it falls short for people by {en} percent"),
            format!("; en moyenne, il manque {fr} pour cent aux personnes"),
        ),
        Value::TravelMinutes => text(
            format!("; on average, people are {en} {minutes} away"),
            format!("; en moyenne, les personnes en sont à {fr} {minutes_fr}"),
        ),
    }
}

/// A number of days or a percentage to its tenth; minutes are whole, as no journey is known to the second.
fn amount(number: f64, value: Value, write: fn(f64, usize) -> String) -> String {
    let number = if value == Value::TravelMinutes {
        number.round()
    } else {
        number
    };
    write(number, 1)
}

/// What figures mean that mean the same whatever is looked at: name, English, French.
const FIXED: [(&str, &str, &str); 17] = [
    (
        "coverage",
        "Coverage is the share for whom the standard is surely met on the days asked about; what is not known is not counted as met.",
        "La couverture est la part pour qui la norme est sûrement atteinte aux jours demandés; ce qui est inconnu ne compte pas.",
    ),
    (
        "rate_ratio",
        "The rate ratio is this group's coverage divided by that of everybody else: 1 is alike, 0.5 is half as much.",
        "Le rapport des taux est la couverture de ce groupe divisée par celle de tous les autres\u{a0}: 1 est égal, 0,5 est moitié moins.",
    ),
    (
        "rate_difference",
        "The rate difference is this group's coverage less that of everybody else: 0 is alike, below 0 the group has less.",
        "La différence des taux est la couverture de ce groupe moins celle de tous les autres\u{a0}: 0 est égal, sous 0 le groupe a moins.",
    ),
    (
        "quantiles",
        "A quantile says that so many in a hundred have this value or a lower one; the 50th is the middle.",
        "Un quantile dit que tant sur cent ont cette valeur ou une valeur inférieure; le 50e est le milieu.",
    ),
    (
        "gini",
        "The Gini coefficient is 0 where all have the same and near 1 where a few have everything.",
        "Le coefficient de Gini vaut 0 où tous ont autant et près de 1 où quelques-uns ont tout.",
    ),
    (
        "theil",
        "Theil's T is 0 where all have the same; unlike the Gini coefficient, it can be divided into what lies between groups and within them.",
        "L’indice T de Theil vaut 0 où tous ont autant; à la différence du coefficient de Gini, il se partage entre groupes et au sein des groupes.",
    ),
    (
        "parts",
        "Between groups is the inequality that would be left if everybody had their group's average; within is the rest. Overlapping groups have no such parts.",
        "Entre groupes\u{a0}: l’inégalité qui resterait si chacun avait la moyenne de son groupe; au sein\u{a0}: le reste. Des groupes qui se recoupent n’ont pas de telles parts.",
    ),
    (
        "atkinson",
        "Atkinson's index (aversion 0.5) is the share of all there is that could be given up at no loss if the rest were shared equally.",
        "L’indice d’Atkinson (aversion 0,5) est la part de l’ensemble à laquelle on pourrait renoncer sans perte si le reste était partagé également.",
    ),
    (
        "palma",
        "The Palma ratio is what the tenth with the highest values has, divided by what the four tenths with the lowest have: 0.25 where all have the same.",
        "Le rapport de Palma est ce qu’a le dixième aux valeurs les plus hautes, divisé par ce qu’ont les quatre dixièmes aux plus basses\u{a0}: 0,25 où tous ont autant.",
    ),
    (
        "concentration",
        "The concentration index is below 0 where those who come first in the chosen order have more, above 0 where those who come last have more.",
        "L’indice de concentration est sous 0 où les premiers dans l’ordre choisi ont plus, au-dessus de 0 où les derniers ont plus.",
    ),
    (
        "erreygers",
        "Erreygers' index says the same as the concentration index, corrected for values that cannot go above a bound, such as the days of a year.",
        "L’indice d’Erreygers dit la même chose que l’indice de concentration, corrigé pour des valeurs bornées, comme les jours d’une année.",
    ),
    (
        "fgt_gap",
        "The gap is how far all are from the threshold on average, as a share; who reaches nothing lacks all of it.",
        "La distance est celle qui sépare en moyenne du seuil, en part; à qui n’atteint rien, tout manque.",
    ),
    (
        "fgt_severity",
        "The severity is the gap with those farthest from the threshold counting more.",
        "La gravité est cette distance, où ceux qui sont le plus loin du seuil comptent davantage.",
    ),
    (
        "lorenz",
        "The Lorenz curve puts everybody in order of what they have, the least first; the farther it hangs below the diagonal, the more unequal.",
        "La courbe de Lorenz range chacun selon ce qu’il a, le moins d’abord; plus elle s’écarte sous la diagonale, plus c’est inégal.",
    ),
    (
        "concentration_curve",
        "The concentration curve puts everybody in the chosen order instead; above the diagonal, those who come first have more than their share.",
        "La courbe de concentration range chacun dans l’ordre choisi; au-dessus de la diagonale, les premiers ont plus que leur part.",
    ),
    (
        "at_best",
        "The figure is at the least favourable reading of what is not known; at_best is the same figure at the most favourable one.",
        "Le chiffre suppose le moins favorable pour ce qui est inconnu; at_best suppose le plus favorable.",
    ),
    (
        "people_and_places",
        "People count each person once, places each community once: a large town moves the first, a small community the second.",
        "Chaque personne compte une fois, et chaque collectivité une fois aussi\u{a0}: une grande ville pèse sur le compte des personnes, une petite collectivité sur celui des collectivités.",
    ),
];

/// What each figure means, one sentence each.
pub(super) fn meanings(value: Value, suppress_below: u32) -> BTreeMap<&'static str, Words> {
    let fixed = FIXED.into_iter().map(|(name, en, fr)| (name, text(en, fr)));
    let own = [
        ("mean", meaning_of_mean(value)),
        ("fgt_incidence", meaning_of_incidence(value)),
        (
            "withheld",
            text(
                format!(
                    "Figures of fewer than {suppress_below} people are withheld, and so is every figure from which one could be subtracted."
                ),
                format!(
                    "Les chiffres portant sur moins de {suppress_below} personnes ne sont pas publiés, ni aucun chiffre dont on pourrait en déduire un."
                ),
            ),
        ),
    ];
    let all = fixed.chain(own);
    all.map(|(name, words)| (name, Words::from(&words))).collect()
}

fn meaning_of_mean(value: Value) -> Text {
    match value {
        Value::DaysMet => text(
            "The mean is the average of the days on which the standard is met.",
            "La moyenne porte sur les jours où la norme est atteinte.",
        ),
        Value::Shortfall => text(
            "The mean is the average shortfall, the share by which the standard is missed.",
            "La moyenne porte sur l’écart, la part qui manque pour atteindre la norme.",
        ),
        Value::TravelMinutes => text(
            "The mean is the average of the minutes to the nearest service; where anybody reaches nothing, there is none.",
            "La moyenne porte sur les minutes jusqu’au service le plus proche; là où quelqu’un n’atteint rien, il n’y en a pas.",
        ),
        Value::Met => text(
            "The mean is the share for whom the standard is met.",
            "La moyenne est la part pour qui la norme est atteinte.",
        ),
    }
}

fn meaning_of_incidence(value: Value) -> Text {
    let (en, fr) = match value {
        Value::DaysMet => ("have fewer days than the threshold", "ont moins de jours que le seuil"),
        Value::Shortfall => ("fall short at all", "n’ont pas tout ce que la norme demande"),
        Value::TravelMinutes => (
            "travel longer than the threshold or reach nothing",
            "voyagent plus longtemps que le seuil ou n’atteignent rien",
        ),
        Value::Met => (
            "do not have what the standard asks for",
            "n’ont pas ce que la norme demande",
        ),
    };
    text(
        format!("The incidence is the share of those who {en}."),
        format!("L’incidence est la part de ceux qui {fr}."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_signs_keep_to_their_words() {
        for value in Value::ALL {
            for (name, words) in meanings(value, 10) {
                let french = words.fr();
                let loose = [" :", " ;", " %", "« ", " »", "\u{a0};"];
                assert!(!loose.iter().any(|sign| french.contains(sign)), "{name}: {french}");
            }
        }
    }

    #[test]
    fn minutes_are_whole_and_days_have_a_tenth() {
        assert_eq!(amount(58.46, Value::TravelMinutes, decimal_en), "58");
        assert_eq!(amount(1288.57, Value::DaysMet, decimal_fr), "1\u{a0}288,6");
        assert_eq!(amount(365.0, Value::DaysMet, decimal_en), "365");
    }

    #[test]
    fn every_figure_has_a_meaning_in_both_languages() {
        for value in Value::ALL {
            let meanings = meanings(value, 10);
            assert_eq!(meanings.len(), FIXED.len() + 3);
            assert!(
                meanings
                    .values()
                    .all(|words| words.en().ends_with('.') && words.fr().ends_with('.'))
            );
        }
    }
}
