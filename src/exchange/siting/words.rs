//! What was found, in a sentence.

use super::super::numbers::{decimal_en, decimal_fr, whole_en, whole_fr};
use crate::equity::Basis;
use crate::model::{Minutes, Text};
use crate::planning::siting::{Crowd, Metrics, NeedKind, Objective, Siting, SitingQuestion, Status, YearRound};

/// What was found, for people: the places first, then what it means, then how sure it is.
pub fn sentence(basis: &Basis, asked: &SitingQuestion, siting: &Siting) -> Text {
    if siting.additions.is_empty() {
        return nothing(asked, siting);
    }
    let communities = &basis.package().communities;
    let name = |candidate: u32| communities[asked.candidates[candidate as usize]].name.as_str();
    let names: Vec<&str> = siting.additions.iter().map(|one| name(one.candidate)).collect();
    let [en, fr] = [listed(&names, "and"), listed(&names, "et")];
    let [before, after] = &siting.metrics[0];
    let means = means(asked, before, after);
    let room = siting
        .crowd
        .as_ref()
        .map_or_else(Text::default, |crowd| room(asked, crowd));
    let sure = sure(asked, siting);
    Text {
        en: format!("{en}: {}{} {}", means.en, room.en, sure.en),
        fr: format!("{fr}\u{a0}: {}{} {}", means.fr, room.fr, sure.fr),
    }
}

fn text(en: impl Into<String>, fr: impl Into<String>) -> Text {
    Text {
        en: en.into(),
        fr: fr.into(),
    }
}

fn nothing(asked: &SitingQuestion, siting: &Siting) -> Text {
    match (siting.status, asked.objective) {
        (Status::Infeasible, Objective::Everyone) => text(
            format!(
                "It takes more than {} to be within reach of everyone that any place could reach.",
                many(asked.count as u64, ["addition", "additions"])
            ),
            format!(
                "Il faut plus de {} pour être à portée de tous ceux qu’un lieu pourrait joindre.",
                plusieurs(asked.count as u64, ["ajout", "ajouts"])
            ),
        ),
        (Status::Optimal, Objective::Everyone) => text(
            "No addition is needed: everyone whom any place could reach is within reach today.",
            "Aucun ajout n’est nécessaire\u{a0}: tous ceux qu’un lieu pourrait joindre sont déjà à portée.",
        ),
        (Status::Feasible, _) => text(
            "The work ran out before any choice was found.",
            "Le calcul s’est arrêté avant de trouver un choix.",
        ),
        _ => text("No choice does what is asked.", "Aucun choix ne répond à la question."),
    }
}

fn listed(names: &[&str], and: &str) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
    }
}

/// "1 place", "1,200 places"
fn many(count: u64, [one, more]: [&str; 2]) -> String {
    format!("{} {}", whole_en(count), if count == 1 { one } else { more })
}

/// « 1 lieu », « 1 200 lieux » : au singulier jusqu’à deux.
fn plusieurs(count: u64, [one, more]: [&str; 2]) -> String {
    format!("{} {}", whole_fr(count), if count < 2 { one } else { more })
}

/// What places are counted as: each once, or once a day.
const fn counted(asked: &SitingQuestion) -> [&'static str; 2] {
    match asked.year_round {
        YearRound::Worst => ["places", "les lieux"],
        YearRound::Days => ["place-days", "les jours-lieux"],
    }
}

fn means(asked: &SitingQuestion, before: &Metrics, after: &Metrics) -> Text {
    let [places, lieux] = counted(asked);
    match asked.objective {
        Objective::Coverage | Objective::Everyone => {
            let [before, after] = [before, after].map(|one| {
                if asked.covered_by == 2 {
                    one.backup_places
                } else {
                    one.covered_places
                }
            });
            let limit = asked.limit.number();
            let minutes = if asked.limit == Minutes::new(1) {
                "minute"
            } else {
                "minutes"
            };
            let fr_minutes = if limit < 2.0 { "minute" } else { "minutes" };
            text(
                format!(
                    "{places} within {} {minutes} rise from {} to {}.",
                    decimal_en(limit, 1),
                    whole_en(before),
                    whole_en(after)
                ),
                format!(
                    "{lieux} à {} {fr_minutes} ou moins passent de {} à {}.",
                    decimal_fr(limit, 1),
                    whole_fr(before),
                    whole_fr(after)
                ),
            )
        }
        Objective::MeanTravel => {
            let is_of_all = before.unreached_places == 0 && after.unreached_places == 0;
            let Text { en, fr } = mean_journey(before, after, is_of_all);
            if is_of_all {
                return text(en + ".", fr + ".");
            }
            let left = left_out(asked, before, after);
            text(format!("{en}, and {}", left.en), format!("{fr}, et {}", left.fr))
        }
        Objective::WorstTravel | Objective::Fairness => {
            let Some((seconds, _)) = after.worst else {
                return text("nobody reaches anything.", "personne ne joint quoi que ce soit.");
            };
            let longest = (f64::from(seconds) / 60.0).round() as u64;
            let left = left_out(asked, before, after);
            text(
                format!(
                    "the longest journey is {}, and {}",
                    many(longest, ["minute", "minutes"]),
                    left.en
                ),
                format!(
                    "le trajet le plus long est de {}, et {}",
                    plusieurs(longest, ["minute", "minutes"]),
                    left.fr
                ),
            )
        }
    }
}

/// The mean journey, which only those make who reach anything: said where some do not.
fn mean_journey(before: &Metrics, after: &Metrics, is_of_all: bool) -> Text {
    let minutes = |mean: f64| {
        let whole = mean.round() as u64;
        [
            many(whole, ["minute", "minutes"]),
            plusieurs(whole, ["minute", "minutes"]),
        ]
    };
    let [whose, de_qui] = if is_of_all {
        ["", ""]
    } else {
        [" of those who make one", " de ceux qui en font un"]
    };
    match [before, after].map(|one| one.mean_minutes().map(minutes)) {
        [Some(before), Some(after)] => text(
            format!("the mean journey{whose} goes from {} to {}", before[0], after[0]),
            format!("le trajet moyen{de_qui} passe de {} à {}", before[1], after[1]),
        ),
        [None, Some(after)] => text(
            format!("the mean journey{whose} becomes {}", after[0]),
            format!("le trajet moyen{de_qui} devient {}", after[1]),
        ),
        _ => text("the mean journey is not published", "le trajet moyen n’est pas publié"),
    }
}

/// What becomes of those who reach nothing.
fn left_out(asked: &SitingQuestion, before: &Metrics, after: &Metrics) -> Text {
    let [places, lieux] = counted(asked);
    let [unreached, left] = [before.unreached_places, after.unreached_places];
    text(
        format!(
            "{places} that reach nothing go from {} to {}.",
            whole_en(unreached),
            whole_en(left)
        ),
        format!(
            "{lieux} qui ne joignent rien passent de {} à {}.",
            whole_fr(unreached),
            whole_fr(left)
        ),
    )
}

/// For how much need there is no room.
fn room(asked: &SitingQuestion, crowd: &Crowd) -> Text {
    let unmet: u64 = crowd.unmet.iter().map(|(_, need)| need).sum();
    if unmet == 0 {
        return text(" There is room for all.", " Il y a de la place pour tous.");
    }
    let unmet = (unmet as f64 / asked.need.parts() as f64).round() as u64;
    let [en, fr] = match (&asked.need, asked.year_round) {
        (NeedKind::People, YearRound::Worst) => [["person", "people"], ["personne", "personnes"]],
        (NeedKind::People, YearRound::Days) => [["person-day", "person-days"], ["jour-personne", "jours-personnes"]],
        (NeedKind::Places, YearRound::Worst) => [["place", "places"], ["lieu", "lieux"]],
        (NeedKind::Places, YearRound::Days) => [["place-day", "place-days"], ["jour-lieu", "jours-lieux"]],
        (_, YearRound::Worst) => [
            ["unit of need", "units of need"],
            ["unité du besoin", "unités du besoin"],
        ],
        (_, YearRound::Days) => [
            ["unit of need and day", "units of need and days"],
            ["unité du besoin par jour", "unités du besoin par jour"],
        ],
    };
    let is_near = asked.objective == Objective::Coverage;
    let verbs = if unmet == 1 {
        ["finds", "trouve"]
    } else {
        ["find", "trouvent"]
    };
    text(
        format!(
            " {} {} no room{}.",
            many(unmet, en),
            verbs[0],
            if is_near { " near enough" } else { "" }
        ),
        format!(
            " {} ne {} pas de place{}.",
            plusieurs(unmet, fr),
            verbs[1],
            if is_near { " assez près" } else { "" }
        ),
    )
}

fn sure(asked: &SitingQuestion, siting: &Siting) -> Text {
    if siting.status == Status::Feasible {
        return if siting.proof.gap <= 0.0 {
            text(
                "A better choice may exist; none has a shorter longest journey.",
                "Un meilleur choix peut exister; aucun n’a un trajet le plus long plus court.",
            )
        } else {
            let gap = siting.proof.gap * 100.0;
            let [en, fr] = [decimal_en(gap, 2), decimal_fr(gap, 2)];
            text(
                format!("A better choice may exist: by at most {en}%."),
                format!("Un meilleur choix peut exister\u{a0}: de {fr}\u{a0}% au plus."),
            )
        };
    }
    let others = (siting.ties.len() as u64).saturating_sub(1);
    match (siting.ties_are_all, others) {
        (true, 0) => text("No other choice is as good.", "Aucun autre choix n’est aussi bon."),
        (true, 1) => text(
            "No choice is better, and one other is as good.",
            "Aucun choix n’est meilleur, et un autre est aussi bon.",
        ),
        (true, others) => text(
            format!("No choice is better, and {} others are as good.", whole_en(others)),
            format!(
                "Aucun choix n’est meilleur, et {} autres sont aussi bons.",
                whole_fr(others)
            ),
        ),
        (false, others) if siting.ties.len() < asked.ties => found_so_far(others),
        (false, others) => text(
            format!(
                "No choice is better; more than {} as good.",
                many(others, ["other is", "others are"])
            ),
            format!(
                "Aucun choix n’est meilleur; plus de {} aussi bons.",
                plusieurs(others, ["autre sont", "autres sont"])
            ),
        ),
    }
}

/// The work ran out before all were looked at that may be as good.
fn found_so_far(others: u64) -> Text {
    if others == 0 {
        return text(
            "No choice is better; whether another is as good is not known.",
            "Aucun choix n’est meilleur; on ignore si un autre est aussi bon.",
        );
    }
    text(
        format!(
            "No choice is better; {} found to be as good, and there may be more.",
            many(others, ["other was", "others were"])
        ),
        format!(
            "Aucun choix n’est meilleur; {} aussi bon que lui, et il peut y en avoir d’autres.",
            plusieurs(others, ["autre est", "autres sont chacun"])
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_one_and_two_are_two_in_both_languages() {
        assert_eq!(many(1, ["place", "places"]), "1 place");
        assert_eq!(many(0, ["place", "places"]), "0 places");
        assert_eq!(many(1200, ["place", "places"]), "1,200 places");
        assert_eq!(plusieurs(0, ["lieu", "lieux"]), "0 lieu");
        assert_eq!(plusieurs(1, ["lieu", "lieux"]), "1 lieu");
        assert_eq!(plusieurs(1200, ["lieu", "lieux"]), "1\u{a0}200 lieux");
    }

    #[test]
    fn what_ran_out_is_not_told_as_more() {
        assert!(found_so_far(0).en.ends_with("is not known."));
        assert!(found_so_far(1).en.contains("1 other was found"));
        assert!(!found_so_far(1).en.contains("more than"));
    }
}
