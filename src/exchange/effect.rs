//! What a request would change if it were fulfilled.

use std::collections::BTreeSet;

use serde::Serialize;

use super::community::Words;
use super::diff::{MetricsRow, VerdictRow};
use super::numbers::{whole_en, whole_fr};
use super::question::Asked;
use crate::equity::Basis;
use crate::model::{CommunityId, Definition, DeliveryMode, Request, Serves, Service, Sites, Text};
use crate::planning::{Change, Effect, StandardEffect, Unsaid, unsaid};

/// What a request would change, with the question that it answers.
#[derive(Debug, Serialize)]
pub struct EffectAnswer {
    question: Asked,
    request: String,
    supposed: Supposed,
    sentence: Words,
    standards: Vec<StandardRow>,
}

/// The service that is supposed, as far as the request says what it would be.
#[derive(Debug, Serialize)]
struct Supposed {
    service_type: String,
    delivery_mode: Option<&'static str>,
    community_id: Option<String>,
    /// Whether it stands in each of the communities that it serves.
    in_each_community: bool,
    serves: Vec<String>,
    /// What the standards ask about and the request does not say, so that it is read both ways.
    unsaid: Vec<UnsaidRow>,
}

#[derive(Debug, Serialize)]
struct UnsaidRow {
    what: &'static str,
    words: Words,
}

#[derive(Debug, Serialize)]
struct StandardRow {
    standard: String,
    title: Words,
    /// Communities for which the request asks, and those among them where it is surely met already.
    asked: usize,
    met_already: usize,
    /// Communities in which it would surely be met and is not surely met now.
    gained: usize,
    /// Communities in which it might be met, if what is not known turned out well, and cannot be now.
    perhaps_gained: usize,
    /// People of those in which it would surely be met; `null` where that is withheld.
    people_gained: Option<u64>,
    sentence: Words,
    before: MetricsRow,
    after: MetricsRow,
    places: Vec<PlaceRow>,
}

#[derive(Debug, Serialize)]
struct PlaceRow {
    community_id: String,
    community: String,
    before: VerdictRow,
    after: VerdictRow,
}

impl EffectAnswer {
    /// The effect of a service that a request asks for.
    pub fn new(
        question: Asked,
        basis: &Basis,
        definition: &Definition,
        (request, service): (&Request, &Service),
        effect: &Effect,
    ) -> Self {
        let about = effect.standards.iter();
        let about = about.map(|one| &definition.standards[one.compared.standard]);
        let unsaid = unsaid(service, about);
        let standards: Vec<StandardRow> = effect
            .standards
            .iter()
            .map(|one| StandardRow::new(basis, definition, one))
            .collect();
        Self {
            question,
            request: request.id.to_string(),
            supposed: Supposed::new(service, &unsaid),
            sentence: Words::from(&whole(&standards, &unsaid)),
            standards,
        }
    }
}

impl Supposed {
    fn new(service: &Service, unsaid: &BTreeSet<Unsaid>) -> Self {
        let serves = match &service.serves {
            Serves::Areas(areas) => areas.clone(),
            Serves::All | Serves::Unknown => Vec::new(),
        };
        let row = |(what, en, fr): (&'static str, &str, &str)| UnsaidRow {
            what,
            words: Words::from(&text(en, fr)),
        };
        Self {
            service_type: service.service_type.to_string(),
            delivery_mode: service.delivery_mode.known().map(DeliveryMode::as_str),
            community_id: service.community_id.as_ref().map(CommunityId::to_string),
            in_each_community: service.sites == Sites::Each,
            serves,
            unsaid: unsaid.iter().map(|one| row(unsaid_words(*one))).collect(),
        }
    }
}

/// What a request leaves open: its word, and words for it in English and French.
pub(super) const fn unsaid_words(unsaid: Unsaid) -> (&'static str, &'static str, &'static str) {
    match unsaid {
        Unsaid::DeliveryMode => (
            "delivery_mode",
            "how the service would reach people",
            "comment le service joindrait les gens",
        ),
        Unsaid::Site => ("site", "where it would stand", "où il serait"),
        Unsaid::Visits => (
            "visits_per_month",
            "how often it would visit",
            "à quelle fréquence il se déplacerait",
        ),
        Unsaid::DeliveredShare => (
            "delivered_share",
            "how many of its visits would take place",
            "combien de ses visites auraient lieu",
        ),
        Unsaid::Wait => (
            "wait_days",
            "how long people would wait",
            "combien de temps les gens attendraient",
        ),
        Unsaid::Language => ("languages", "in which languages", "dans quelles langues"),
        Unsaid::Lead => ("indigenous_led", "who would lead it", "qui le dirigerait"),
        Unsaid::Positions => (
            "positions",
            "how many positions it would have",
            "combien de postes il aurait",
        ),
    }
}

impl StandardRow {
    fn new(basis: &Basis, definition: &Definition, effect: &StandardEffect) -> Self {
        let compared = &effect.compared;
        let standard = &definition.standards[compared.standard];
        let changes: Vec<&Change> = compared.changes().collect();
        let place = |change: &&Change| {
            let community = &basis.package().communities[change.community];
            PlaceRow {
                community_id: community.id.to_string(),
                community: community.name.clone(),
                before: VerdictRow::from(&change.before.verdict),
                after: VerdictRow::from(&change.after.verdict),
            }
        };
        let count = |is_so: fn(&Change) -> bool| changes.iter().filter(|one| is_so(one)).count();
        let (gained, perhaps) = (count(Change::is_surely_gained), count(Change::is_perhaps_gained));
        let people = compared.people_gained.get().copied();
        Self {
            standard: standard.id.to_string(),
            title: Words::from(&standard.title),
            asked: effect.asked,
            met_already: effect.met_already,
            gained,
            perhaps_gained: perhaps,
            people_gained: people,
            sentence: Words::from(&sentence(&standard.title, changes.len(), [gained, perhaps], people)),
            before: MetricsRow::new(basis, &compared.before),
            after: MetricsRow::new(basis, &compared.after),
            places: changes.iter().map(place).collect(),
        }
    }
}

pub(super) fn text(en: impl Into<String>, fr: impl Into<String>) -> Text {
    Text {
        en: en.into(),
        fr: fr.into(),
    }
}

/// All of it in one sentence, and what it hangs on.
fn whole(standards: &[StandardRow], unsaid: &BTreeSet<Unsaid>) -> Text {
    let asked: usize = standards.iter().map(|one| one.asked).sum();
    let met: usize = standards.iter().map(|one| one.met_already).sum();
    let said = if standards.is_empty() {
        return text(
            "No standard of this definition asks for this kind of help.",
            "Aucune norme de cette définition ne demande ce type d’aide.",
        );
    } else if standards.iter().any(|one| one.gained > 0) {
        text(
            "By this definition, help would surely be within reach in more communities than today.",
            "Selon cette définition, l’aide serait sûrement à la portée de plus de collectivités qu’aujourd’hui.",
        )
    } else if standards.iter().any(|one| one.perhaps_gained > 0) {
        text(
            "By this definition, help might be within reach in more communities than today.",
            "Selon cette définition, l’aide pourrait être à la portée de plus de collectivités qu’aujourd’hui.",
        )
    } else if standards.iter().any(|one| !one.places.is_empty()) {
        text(
            "By this definition things would be better, though surely met nowhere new.",
            "Selon cette définition, la situation serait meilleure, sans que la norme soit sûrement atteinte ailleurs qu’aujourd’hui.",
        )
    } else if asked == 0 {
        return text(
            "This definition asks for this kind of help, but not in the places of the request.",
            "Cette définition demande ce type d’aide, mais pas dans les lieux de la demande.",
        );
    } else if met == asked {
        return text(
            "By this definition it is surely met already wherever the request asks for it.",
            "Selon cette définition, la norme est sûrement déjà atteinte partout où la demande porte.",
        );
    } else {
        text(
            "What the request says is not enough to tell that anything would change by this definition.",
            "Ce que dit la demande ne suffit pas pour savoir si quelque chose changerait selon cette définition.",
        )
    };
    if unsaid.is_empty() {
        return said;
    }
    let list = |of: fn(Unsaid) -> &'static str| unsaid.iter().map(|one| of(*one)).collect::<Vec<_>>().join(", ");
    text(
        format!("{} It does not say: {}.", said.en, list(|one| unsaid_words(one).1)),
        format!(
            "{} Elle ne dit pas\u{a0}: {}.",
            said.fr,
            list(|one| unsaid_words(one).2)
        ),
    )
}

/// One standard in one sentence.
fn sentence(title: &Text, changed: usize, [gained, perhaps]: [usize; 2], people: Option<u64>) -> Text {
    let (mut en, mut fr) = (Vec::new(), Vec::new());
    if gained > 0 {
        let (people_en, people_fr) = match people {
            Some(people) if people > 0 => (
                format!(", for {} people", whole_en(people)),
                format!(", pour {} personnes", whole_fr(people)),
            ),
            _ => (String::new(), String::new()),
        };
        en.push(format!("surely met in {}{people_en}", more_en(gained)));
        fr.push(format!("sûrement atteinte dans {}{people_fr}", more_fr(gained)));
    }
    if perhaps > 0 {
        en.push(format!("perhaps met in {}", more_en(perhaps)));
        fr.push(format!("peut-être atteinte dans {}", more_fr(perhaps)));
    }
    let other = changed.saturating_sub(gained + perhaps);
    if other > 0 {
        en.push(format!("better, but not surely met, in {}", communities_en(other)));
        fr.push(format!(
            "mieux, sans être sûrement atteinte, dans {}",
            communities_fr(other)
        ));
    }
    if changed == 0 {
        en.push("nothing would change".to_owned());
        fr.push("rien ne changerait".to_owned());
    }
    text(
        format!("{}: {}.", title.en, en.join("; ")),
        format!("{}\u{a0}: {}.", title.fr, fr.join("; ")),
    )
}

fn more_en(count: usize) -> String {
    format!("{count} more {}", if count == 1 { "community" } else { "communities" })
}

fn more_fr(count: usize) -> String {
    format!("{} de plus", communities_fr(count))
}

pub(super) fn communities_en(count: usize) -> String {
    format!("{count} {}", if count == 1 { "community" } else { "communities" })
}

pub(super) fn communities_fr(count: usize) -> String {
    format!("{count} collectivité{}", if count < 2 { "" } else { "s" })
}
