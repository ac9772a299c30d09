//! Where the way breaks, in words.

use crate::equity::{PathwayDays, StepState, WhyNot};
use crate::model::Text;

fn text(en: impl Into<String>, fr: impl Into<String>) -> Text {
    Text {
        en: en.into(),
        fr: fr.into(),
    }
}

/// What comes of a step, and everything that is not sure about it; nothing where it holds.
pub(super) fn of_step(community: &str, state: StepState, lacking: &[WhyNot]) -> Option<Text> {
    match state {
        StepState::Holds => None,
        StepState::Beyond => Some(text(
            "Not reached: the way breaks before.",
            "Hors d’atteinte\u{a0}: le parcours se rompt avant.",
        )),
        StepState::Breaks(why) => Some(broken(community, why)),
        StepState::Unknown(_) => {
            let said: Vec<Text> = lacking.iter().map(|why| unknown(community, *why)).collect();
            let join = |of: fn(&Text) -> &str| said.iter().map(of).collect::<Vec<_>>().join(" ");
            Some(text(join(|one| &one.en), join(|one| &one.fr)))
        }
    }
}

fn broken(community: &str, why: WhyNot) -> Text {
    match why {
        WhyNot::Nobody => text(
            format!("No service takes this step for {community}."),
            format!("Aucun service n’assure cette étape pour {community}."),
        ),
        WhyNot::Entry => text(
            "Nobody gets in but by the word of a court.",
            "Nul n’y entre, sauf sur décision d’un tribunal.",
        ),
        WhyNot::Referral => text(
            "A referral is needed, and no position that gives one is reached.",
            "Il faut un aiguillage, et aucun poste qui en donne n’est joignable.",
        ),
        WhyNot::Travel => text("There is no way there.", "Il n’y a aucun moyen de s’y rendre."),
        WhyNot::WayHome => text("There is no way home.", "Il n’y a aucun moyen de rentrer chez soi."),
    }
}

fn unknown(community: &str, why: WhyNot) -> Text {
    match why {
        WhyNot::Nobody => text(
            format!("It is not known whether any service takes this step for {community}."),
            format!("On ne sait pas si un service assure cette étape pour {community}."),
        ),
        WhyNot::Entry => text(
            "It is not published who may enter.",
            "Il n’est pas publié qui peut y entrer.",
        ),
        WhyNot::Referral => text(
            "A referral is needed; it is not known whether one is to be had.",
            "Il faut un aiguillage; on ne sait pas si l’on peut en obtenir un.",
        ),
        WhyNot::Travel => text(
            "It is not known whether there is a way there.",
            "On ne sait pas s’il y a moyen de s’y rendre.",
        ),
        WhyNot::WayHome => text(
            "It is not known whether there is a way home.",
            "On ne sait pas s’il y a moyen de rentrer chez soi.",
        ),
    }
}

/// A community over the days asked about, and its weakest step.
pub(super) fn of_year(
    community: &str,
    days: PathwayDays,
    weakest: Option<(&Text, StepState)>,
    no_sure_way: Option<(u16, &Text)>,
) -> Text {
    let of = days.count();
    let (en, fr) = match (days.holds, days.unknown, days.breaks) {
        (_, 0, 0) => (
            format!("{community}: the way holds on all of {of} days."),
            format!("{community}\u{a0}: le parcours tient tous les jours ({of})."),
        ),
        (0, _, 0) => (
            format!("{community}: it is not known whether the way holds, on any of {of} days."),
            format!("{community}\u{a0}: on ne sait pas si le parcours tient, aucun des {of} jours."),
        ),
        (0, 0, _) => (
            format!("{community}: the way breaks on all of {of} days."),
            format!("{community}\u{a0}: le parcours se rompt tous les jours ({of})."),
        ),
        (holds, unknown, breaks) => (
            format!(
                "{community}: of {of} days the way breaks on {breaks}, holds on {holds}, and is not known on {unknown}."
            ),
            format!(
                "{community}\u{a0}: sur {of} jours, le parcours se rompt {breaks} jours, tient {holds} jours, et reste inconnu {unknown} jours."
            ),
        ),
    };
    let (mut en, mut fr) = (vec![en], vec![fr]);
    if let Some((step, state)) = weakest
        && let Some(said) = of_step(community, state, state.why().as_slice())
    {
        en.push(format!("{}: {}", step.en, lowered(&said.en, community)));
        fr.push(format!("{}\u{a0}: {}", step.fr, lowered(&said.fr, community)));
    }
    if let Some((days, to)) = no_sure_way {
        en.push(format!("Days without a sure way to this step: {}, {days}.", to.en));
        fr.push(format!(
            "Jours sans moyen sûr de se rendre à cette étape\u{a0}: {}, {days}.",
            to.fr
        ));
    }
    text(en.join(" "), fr.join(" "))
}

/// A sentence after a colon begins small.
fn lowered(sentence: &str, community: &str) -> String {
    let mut letters = sentence.chars();
    match letters.next() {
        Some(first) if !sentence.starts_with(community) => first.to_lowercase().chain(letters).collect(),
        _ => sentence.to_owned(),
    }
}
