//! What is said of options and criteria, in both languages.

use crate::exchange::community::Words;
use crate::exchange::delivery::mode_words;
use crate::exchange::effect::unsaid_words;
use crate::model::{Definition, Package, Service, Text};
use crate::planning::Unsaid;
use crate::planning::priorities::{Criterion, First, Need, PriorityOption, Subject};

pub(super) fn both(en: impl Into<String>, fr: impl Into<String>) -> Words {
    Words::from(&Text {
        en: en.into(),
        fr: fr.into(),
    })
}

/// Title, description and unit of a criterion.
pub(super) fn criterion(criterion: Criterion, need: &Need, of_studies: Option<&Text>) -> [Words; 3] {
    match criterion {
        Criterion::People => [
            both("People gaining", "Personnes qui y gagnent"),
            both(
                "People of the places in which a standard that is not met would be met.",
                "Personnes des lieux où une norme qui n’est pas atteinte le serait.",
            ),
            both("people", "personnes"),
        ],
        Criterion::WorstOff => [
            both("Worst-off first", "Les plus démunis d’abord"),
            both(
                "How far the worst-off place that would be better off falls short today, over all its standards.",
                "À quel point le lieu le plus démuni qui y gagnerait est loin du compte aujourd’hui, toutes normes confondues.",
            ),
            both("share, 0 to 1", "part, de 0 à 1"),
        ],
        Criterion::Days => [
            both("Days gained", "Jours gagnés"),
            both(
                "Days a year on which a standard would hold and does not, added up over places: each place counts once, however many live there.",
                "Jours par an où une norme serait atteinte et ne l’est pas, additionnés sur les lieux\u{a0}: chaque lieu compte une fois, quelle que soit sa population.",
            ),
            both("place-days a year", "jours-lieux par an"),
        ],
        Criterion::Need => match need {
            Need::Shortfall => [
                both("Need", "Besoin"),
                both(
                    "How far the standard falls short today in the place that lacks most among those that would be better off.",
                    "À quel point la norme est loin d’être atteinte aujourd’hui dans le lieu le plus dépourvu parmi ceux qui y gagneraient.",
                ),
                both("share, 0 to 1", "part, de 0 à 1"),
            ],
            Need::Column(column) => [
                both("Need", "Besoin"),
                both(
                    format!(
                        "The greatest {} among the places that would be better off.",
                        column.as_str()
                    ),
                    format!(
                        "La plus grande valeur de {} parmi les lieux qui y gagneraient.",
                        column.as_str()
                    ),
                ),
                both(column.as_str(), column.as_str()),
            ],
        },
        Criterion::Asked => [
            both(
                "Asked for by an Indigenous government",
                "Demandé par un gouvernement autochtone",
            ),
            both(
                "Whether an Indigenous government asked for it: 1 if so, 0 if not.",
                "Si un gouvernement autochtone l’a demandé\u{a0}: 1 si oui, 0 sinon.",
            ),
            both("yes or no", "oui ou non"),
        ],
        Criterion::Culture => [
            both("Cultural fit", "Adéquation culturelle"),
            both(
                "How many of three are on record: in a language of the place, led by Indigenous people, on the land.",
                "Combien de trois choses sont consignées\u{a0}: dans une langue du lieu, dirigé par des Autochtones, dans la nature.",
            ),
            both("of three", "sur trois"),
        ],
        Criterion::Evaluation => [
            both("What studies found", "Ce que des études ont trouvé"),
            both(
                "What a study found of the kind of help, wherever it was studied. A kind that nobody studied is not worth less: it is not known, and read as anything from nothing to the most that any study found.",
                "Ce qu’une étude a trouvé sur ce type d’aide, où qu’elle ait été menée. Un type que personne n’a étudié ne vaut pas moins\u{a0}: on n’en sait rien, et on le lit comme tout ce qui va de rien au plus que l’on ait trouvé.",
            ),
            of_studies.map_or_else(|| both("", ""), Words::from),
        ],
    }
}

/// What a referral position in a place is called.
pub fn position_title(place: &str) -> Words {
    both(
        format!("{place}: a referral position"),
        format!("{place}\u{a0}: un poste d’aiguillage"),
    )
}

/// What an option is called.
pub(super) fn title(package: &Package, definition: &Definition, option: &PriorityOption) -> Words {
    match option.subject {
        Subject::Gap(community, standard) => {
            let name = &package.communities[community].name;
            let title = &definition.standards[standard].title;
            both(format!("{name}: {}", title.en), format!("{name}\u{a0}: {}", title.fr))
        }
        Subject::Position(community) => position_title(&package.communities[community].name),
        Subject::Request(at) => {
            let request = &package.requests[at];
            let of_type = package.service_types.iter().find(|one| one.id == request.service_type);
            let of_type = Words::or_id(of_type.map(|one| &one.name), request.service_type.as_str());
            let named = request.communities.iter().map(|id| {
                let community = package.communities.iter().find(|one| one.id == *id);
                community.map_or_else(|| id.to_string(), |one| one.name.clone())
            });
            let mut places: Vec<String> = named.collect();
            if places.is_empty() {
                places.clone_from(&request.regions);
            }
            let places = places.join(", ");
            let by = &request.requested_by;
            both(
                format!("{by}: {} ({places})", of_type.en()),
                format!("{by}\u{a0}: {} ({places})", of_type.fr()),
            )
        }
    }
}

/// What is supposed, in a sentence.
pub(super) fn supposed(definition: &Definition, option: &PriorityOption) -> Words {
    let Some(service) = option.services.first() else {
        return both(
            "No service that can be supposed would meet the standard by what is known.",
            "Aucun service que l’on puisse supposer n’atteindrait la norme d’après ce qu’on sait.",
        );
    };
    match option.subject {
        Subject::Request(_) => both(
            "What the request says, and no more, as a service that runs.",
            "Ce que dit la demande, et rien de plus, comme un service qui fonctionne.",
        ),
        Subject::Position(_) => both(
            "A position in the community that refers to treatment and that people may turn to themselves; nothing else is said of it. What it gains are days on which the way through care would hold.",
            "Un poste dans la collectivité qui oriente vers le traitement et auquel on peut s’adresser soi-même; rien d’autre n’en est dit. Ce qu’il fait gagner, ce sont des jours où le parcours de soins tiendrait.",
        ),
        Subject::Gap(_, standard) => {
            let rules = &definition.standards[standard];
            let way = option.way.map(|way| &rules.ways[way]);
            let named = Words::or_id(
                way.and_then(|way| way.title.as_ref()),
                way.map_or("", |way| way.id.as_str()),
            );
            let count = option.services.len();
            let (en, fr) = details(service);
            both(
                format!(
                    "The least that the way “{}” asks, in the community itself: {count} {}{en}.",
                    named.en(),
                    if count == 1 { "service" } else { "services" }
                ),
                format!(
                    "Le moins que demande le moyen «\u{a0}{}\u{a0}», dans la collectivité même\u{a0}: {count} service{}{fr}.",
                    named.fr(),
                    if count < 2 { "" } else { "s" }
                ),
            )
        }
    }
}

fn details(service: &Service) -> (String, String) {
    let (mut en, mut fr) = (String::new(), String::new());
    let mut add = |one: String, other: String| {
        en.push_str(&one);
        fr.push_str(&other);
    };
    if let Some(mode) = service.delivery_mode.known() {
        let (one, other) = mode_words(mode);
        add(format!(", {one}"), format!(", {other}"));
    }
    if let Some(visits) = service.visits_per_month.known() {
        add(
            format!(", {visits} {} a month", plural(is_one(visits), "visit")),
            format!(", {} {} par mois", in_french(visits), plural(visits < 2.0, "visite")),
        );
    }
    if service.indigenous_led.known() == Some(true) {
        add(
            ", led by Indigenous people".to_owned(),
            ", dirigé par des Autochtones".to_owned(),
        );
    }
    if service.languages.as_ref().known().is_some() {
        add(
            ", in a language of the community".to_owned(),
            ", dans une langue de la collectivité".to_owned(),
        );
    }
    if let Some(days) = service.wait_days.known() {
        add(
            format!(", without waiting longer than {days} {}", plural(is_one(days), "day")),
            format!(
                ", sans attendre plus de {} {}",
                in_french(days),
                plural(days < 2.0, "jour")
            ),
        );
    }
    if let Some(positions) = service.positions.known() {
        add(
            format!(", {positions} {}", plural(is_one(positions), "position")),
            format!(", {} {}", in_french(positions), plural(positions < 2.0, "poste")),
        );
    }
    (en, fr)
}

/// Whether a number is one, as English counts.
fn is_one(number: f64) -> bool {
    (number - 1.0).abs() < f64::EPSILON
}

/// A word with the letter of the plural, unless it is one.
fn plural(is_one: bool, word: &str) -> String {
    if is_one { word.to_owned() } else { format!("{word}s") }
}

/// A number with a comma before its decimals.
fn in_french(number: f64) -> String {
    number.to_string().replace('.', ",")
}

/// What is not said of a supposed service.
pub(super) fn unsaid(one: Unsaid) -> (&'static str, Words) {
    let (what, en, fr) = unsaid_words(one);
    (what, both(en, fr))
}

/// What would have to be true for an option to come first, in a sentence or two.
pub(super) fn first(first: &First, title_of: &dyn Fn(usize) -> Words) -> Words {
    let own = title_of(first.option);
    if first.is_first {
        return both(
            format!("{} is first by what is sure.", own.en()),
            format!("{} est en tête d’après ce qui est sûr.", own.fr()),
        );
    }
    // No more than binary fractions leave of it is rounded up.
    let percent = |share: f64| super::fine(share * 100.0).ceil();
    let (mut en, mut fr) = match &first.weights {
        Some(nearest) => (
            format!(
                "It would come first if {}% of the weight were moved.",
                percent(nearest.moved)
            ),
            format!(
                "Elle serait en tête si l’on déplaçait {}\u{a0}% du poids.",
                percent(nearest.moved)
            ),
        ),
        None => match first.always_behind.first() {
            Some(other) => (
                format!(
                    "No weighting puts it before {}, by what is sure.",
                    title_of(*other).en()
                ),
                format!(
                    "Aucune pondération ne la place devant {}, d’après ce qui est sûr.",
                    title_of(*other).fr()
                ),
            ),
            None => (
                "No weighting puts it first, by what is sure.".to_owned(),
                "Aucune pondération ne la place en tête, d’après ce qui est sûr.".to_owned(),
            ),
        },
    };
    if first.facts.is_empty() {
        en.push_str(" Nothing that is not known of it would put it first under these weights.");
        fr.push_str(" Rien de ce qu’on ignore à son sujet ne la placerait en tête avec ces poids.");
    } else {
        en.push_str(" Under these weights it would come first if what is not known of it came out favourably.");
        fr.push_str(" Avec ces poids, elle serait en tête si ce qu’on ignore à son sujet s’avérait favorable.");
    }
    both(en, fr)
}
