//! Before and after in plain sentences, in English and in French.

use crate::exchange::effect::{communities_en, communities_fr, text};
use crate::exchange::numbers::{whole_en, whole_fr};
use crate::model::{Definition, Package, Text};
use crate::planning::{Change, Compared, ComparedStandard, Direction};

/// So many places that get worse are named; the others are counted.
const NAMED: usize = 6;

/// In how many distinct communities something goes one way.
fn places(compared: &Compared, wanted: Direction) -> usize {
    let changes = compared.standards.iter().flat_map(ComparedStandard::changes);
    let mut communities: Vec<usize> = changes
        .filter(|change| change.direction() == Some(wanted))
        .map(|change| change.community)
        .collect();
    communities.sort_unstable();
    communities.dedup();
    communities.len()
}

/// All of it in one sentence.
pub fn of_all(compared: &Compared) -> Text {
    let counted = [Direction::Gain, Direction::Loss, Direction::Mixed].map(|one| (one, places(compared, one)));
    let parts: Vec<(String, String)> = counted
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(direction, count)| {
            let (en, fr) = match direction {
                Direction::Gain => ("better in", "meilleur dans"),
                Direction::Loss => ("worse in", "moins bon dans"),
                Direction::Mixed => (
                    "better in part and worse in part in",
                    "en partie meilleur et en partie moins bon dans",
                ),
            };
            (
                format!("{en} {}", communities_en(count)),
                format!("{fr} {}", communities_fr(count)),
            )
        })
        .collect();
    if parts.is_empty() {
        return text(
            "By this definition, nothing would change.",
            "Selon cette définition, rien ne changerait.",
        );
    }
    let [en, fr] = [
        parts.iter().map(|(en, _)| en.as_str()).collect::<Vec<_>>().join("; "),
        parts.iter().map(|(_, fr)| fr.as_str()).collect::<Vec<_>>().join("; "),
    ];
    text(
        format!("By this definition, access would be {en}."),
        format!("Selon cette définition, l’accès serait {fr}."),
    )
}

/// One standard in one sentence.
pub(super) fn of_standard(title: &Text, compared: &ComparedStandard) -> Text {
    let count = |is_so: fn(&Change) -> bool| compared.places.iter().filter(|one| is_so(one)).count();
    let people =
        [compared.people_gained, compared.people_lost].map(|people| people.get().copied().filter(|one| *one > 0));
    let (mut en, mut fr) = (Vec::new(), Vec::new());
    let mut say = |count: usize, people: Option<u64>, words: [&str; 2]| {
        if count > 0 {
            let (for_en, for_fr) = people.map_or_else(Default::default, |people| {
                (
                    format!(", for {} people", whole_en(people)),
                    format!(", pour {} personnes", whole_fr(people)),
                )
            });
            en.push(format!("{} {}{for_en}", words[0], communities_en(count)));
            fr.push(format!("{} {}{for_fr}", words[1], communities_fr(count)));
        }
    };
    let gained = count(Change::is_surely_gained);
    let perhaps_gained = count(Change::is_perhaps_gained);
    let lost = count(Change::is_surely_lost);
    let perhaps_lost = count(Change::is_perhaps_lost);
    say(
        gained,
        people[0],
        ["newly surely met in", "nouvellement atteinte sûrement dans"],
    );
    say(
        perhaps_gained,
        None,
        ["newly perhaps met in", "nouvellement atteinte peut-être dans"],
    );
    say(
        lost,
        people[1],
        ["no longer surely met in", "n’est plus sûrement atteinte dans"],
    );
    say(
        perhaps_lost,
        None,
        ["no longer possibly met in", "ne peut plus être atteinte dans"],
    );
    let other = |wanted: Direction| {
        let changes = compared.changes().filter(|change| change.direction() == Some(wanted));
        let is_other = |change: &&Change| {
            let told: [fn(&Change) -> bool; 4] = [
                Change::is_surely_gained,
                Change::is_perhaps_gained,
                Change::is_surely_lost,
                Change::is_perhaps_lost,
            ];
            !told.iter().any(|is_so| is_so(change))
        };
        changes.filter(is_other).count()
    };
    say(
        other(Direction::Gain),
        None,
        ["otherwise better in", "meilleure autrement dans"],
    );
    say(
        other(Direction::Loss),
        None,
        ["otherwise worse in", "moins bonne autrement dans"],
    );
    say(
        other(Direction::Mixed),
        None,
        [
            "better in part and worse in part in",
            "en partie meilleure et en partie moins bonne dans",
        ],
    );
    if en.is_empty() {
        en.push("nothing would change".to_owned());
        fr.push("rien ne changerait".to_owned());
    }
    text(
        format!("{}: {}.", title.en, en.join("; ")),
        format!("{}\u{a0}: {}.", title.fr, fr.join("; ")),
    )
}

/// What gets worse, place by place; `None` where nothing does.
pub(super) fn of_what_gets_worse(package: &Package, definition: &Definition, compared: &Compared) -> Option<Text> {
    let mut worse: Vec<(&Change, usize)> = Vec::new();
    for one in &compared.standards {
        let is_worse = |change: &&Change| matches!(change.direction(), Some(Direction::Loss | Direction::Mixed));
        worse.extend(one.changes().filter(is_worse).map(|change| (change, one.standard)));
    }
    if worse.is_empty() {
        return None;
    }
    // What is lost most stands first.
    worse.sort_by_key(|(change, _)| {
        let days = change.days_gained();
        (!change.is_surely_lost(), days.at_least, days.at_most)
    });
    let told = worse.iter().take(NAMED).map(|(change, standard)| {
        let name = &package.communities[change.community].name;
        let title = &definition.standards[*standard].title;
        let (en, fr) = what(change);
        (
            format!("{name} ({}: {en})", title.en),
            format!("{name} ({}\u{a0}: {fr})", title.fr),
        )
    });
    let (mut en, mut fr): (Vec<String>, Vec<String>) = told.unzip();
    let others = worse.len().saturating_sub(NAMED);
    if others > 0 {
        en.push(format!("and {others} more"));
        fr.push(format!("et {others} de plus"));
    }
    Some(text(
        format!("What gets worse: {}.", en.join("; ")),
        format!("Ce qui empire\u{a0}: {}.", fr.join("; ")),
    ))
}

/// What a place loses.
fn what(change: &Change) -> (String, String) {
    let days = change.days_gained();
    let fewer = |days: i32, sure: [&str; 2]| {
        let days = days.unsigned_abs();
        let (day, jour) = if days == 1 { ("day", "jour") } else { ("days", "jours") };
        (
            format!("{} on {days} fewer {day} a year", sure[0]),
            format!("{} {days} {jour} de moins par an", sure[1]),
        )
    };
    if days.at_least < 0 {
        fewer(days.at_least, ["surely met", "sûrement atteinte"])
    } else if days.at_most < 0 {
        fewer(days.at_most, ["possibly met", "peut-être atteinte"])
    } else {
        ("it falls further short".to_owned(), "le déficit augmente".to_owned())
    }
}
