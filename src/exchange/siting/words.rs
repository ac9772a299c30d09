//! What was found, in a sentence.

use crate::equity::Basis;
use crate::model::Text;
use crate::planning::siting::{Metrics, Objective, Siting, SitingQuestion, Status};

/// What was found, for people: the places first, then what it means, then how sure it is.
pub fn sentence(basis: &Basis, asked: &SitingQuestion, siting: &Siting) -> Text {
    if siting.additions.is_empty() {
        return nothing(asked, siting);
    }
    let names: Vec<&str> = siting
        .additions
        .iter()
        .map(|one| {
            basis.package().communities[asked.candidates[one.candidate as usize]]
                .name
                .as_str()
        })
        .collect();
    let [en, fr] = [listed(&names, "and"), listed(&names, "et")];
    let [before, after] = &siting.metrics[0];
    let means = means(asked, before, after);
    let sure = sure(siting);
    Text {
        en: format!("{en}: {} {}", means.en, sure.en),
        fr: format!("{fr} : {} {}", means.fr, sure.fr),
    }
}

fn nothing(asked: &SitingQuestion, siting: &Siting) -> Text {
    let (en, fr) = match (siting.status, asked.objective) {
        (Status::Infeasible, Objective::Everyone) => (
            format!(
                "It takes more than {} additions to be within reach of everyone that any place could reach.",
                asked.count
            ),
            format!(
                "Il faut plus de {} ajouts pour être à portée de tous ceux qu’un lieu pourrait joindre.",
                asked.count
            ),
        ),
        (Status::Optimal, Objective::Everyone) => (
            "No addition is needed: everyone whom any place could reach is within reach today.".to_owned(),
            "Aucun ajout n’est nécessaire : tous ceux qu’un lieu pourrait joindre sont déjà à portée.".to_owned(),
        ),
        (Status::Feasible, _) => (
            "The work ran out before any choice was found.".to_owned(),
            "Le calcul s’est arrêté avant de trouver un choix.".to_owned(),
        ),
        _ => (
            "No choice does what is asked.".to_owned(),
            "Aucun choix ne répond à la question.".to_owned(),
        ),
    };
    Text { en, fr }
}

fn listed(names: &[&str], and: &str) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
    }
}

fn means(asked: &SitingQuestion, before: &Metrics, after: &Metrics) -> Text {
    let minutes = |metrics: &Metrics| {
        metrics
            .worst
            .map_or(0.0, |(seconds, _)| (f64::from(seconds) / 60.0).round())
    };
    match asked.objective {
        Objective::Coverage | Objective::Everyone => {
            let [before, after] = [before, after].map(|one| {
                if asked.covered_by == 2 {
                    one.backup_places
                } else {
                    one.covered_places
                }
            });
            let limit = asked.limit;
            Text {
                en: format!("places within {limit} minutes rise from {before} to {after}."),
                fr: format!("les lieux à {limit} minutes ou moins passent de {before} à {after}."),
            }
        }
        Objective::MeanTravel => match (before.mean_minutes(), after.mean_minutes()) {
            (Some(before), Some(after)) => Text {
                en: format!("the mean journey goes from {before:.0} to {after:.0} minutes."),
                fr: format!("le trajet moyen passe de {before:.0} à {after:.0} minutes."),
            },
            (None, Some(after)) => Text {
                en: format!("the mean journey becomes {after:.0} minutes."),
                fr: format!("le trajet moyen devient {after:.0} minutes."),
            },
            _ => Text {
                en: "the mean journey is not published.".to_owned(),
                fr: "le trajet moyen n’est pas publié.".to_owned(),
            },
        },
        Objective::WorstTravel | Objective::Fairness => {
            let [unreached, left] = [before.unreached_places, after.unreached_places];
            let after = minutes(after);
            Text {
                en: format!(
                    "the longest journey is {after} minutes, and places that reach nothing go from {unreached} to {left}."
                ),
                fr: format!(
                    "le trajet le plus long est de {after} minutes, et les lieux qui ne joignent rien passent de {unreached} à {left}."
                ),
            }
        }
    }
}

fn sure(siting: &Siting) -> Text {
    let (en, fr) = match (siting.status, siting.ties_are_all, siting.ties.len()) {
        (Status::Feasible, ..) if siting.proof.gap <= 0.0 => (
            "A better choice may exist; none has a shorter longest journey.".to_owned(),
            "Un meilleur choix peut exister ; aucun n’a un trajet le plus long plus court.".to_owned(),
        ),
        (Status::Feasible, ..) => (
            format!(
                "A better choice may exist: by at most {:.2} %.",
                siting.proof.gap * 100.0
            ),
            format!(
                "Un meilleur choix peut exister : de {:.2} % au plus.",
                siting.proof.gap * 100.0
            ),
        ),
        (_, true, 1) => (
            "No other choice is as good.".to_owned(),
            "Aucun autre choix n’est aussi bon.".to_owned(),
        ),
        (_, true, ties) => (
            format!("No choice is better, and {} others are as good.", ties - 1),
            format!("Aucun choix n’est meilleur, et {} autres sont aussi bons.", ties - 1),
        ),
        (_, false, ties) => (
            format!("No choice is better; more than {ties} are as good."),
            format!("Aucun choix n’est meilleur ; plus de {ties} sont aussi bons."),
        ),
    };
    Text { en, fr }
}
