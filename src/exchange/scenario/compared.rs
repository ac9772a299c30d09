//! Before and after as they leave: standards, places that gain and lose, and features for the map.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::Value;

use super::Ground;
use super::words;
use crate::equity::{Finding, Language};
use crate::exchange::community::Words;
use crate::exchange::diff::{MetricsRow, VerdictRow};
use crate::exchange::gaps::PointGeometry;
use crate::exchange::rows::{Row, row};
use crate::model::Text;
use crate::planning::{Change, Compared, ComparedStandard, Direction};

/// What is said afterwards of a community and a standard, by their places.
type Said<'a> = HashMap<(usize, usize), &'a Finding<'a>>;

#[derive(Debug, Serialize)]
pub(super) struct ComparedAnswer {
    pub sentence: Words,
    /// What gets worse, said plainly; `None` where nothing does.
    pub worse: Option<Words>,
    standards: Vec<StandardRow>,
    gains: Vec<PlaceRow>,
    losses: Vec<PlaceRow>,
    mixed: Vec<PlaceRow>,
    pub features: Features,
}

#[derive(Debug, Serialize)]
struct StandardRow {
    standard: String,
    title: Words,
    /// Communities in which it would surely be met and is not surely met now.
    gained: usize,
    /// Communities in which it might be met, and cannot be now.
    perhaps_gained: usize,
    /// Communities in which it is surely met now and would not surely be.
    lost: usize,
    /// Communities in which it could not be met, and may be now.
    perhaps_lost: usize,
    /// Communities where nothing is worse and something is better; the reverse; and both.
    better: usize,
    worse: usize,
    mixed: usize,
    /// People of the places gained; `null` where that is withheld.
    people_gained: Option<u64>,
    people_lost: Option<u64>,
    sentence: Words,
    before: MetricsRow,
    after: MetricsRow,
}

#[derive(Debug, Serialize)]
struct PlaceRow {
    community_id: String,
    community: String,
    region: Option<String>,
    standard: String,
    title: Words,
    before: VerdictRow,
    after: VerdictRow,
    days_gained: DaysGained,
    reason: Words,
}

/// Days of the year on which it would surely be met less those on which it surely is; and the same of what may be.
#[derive(Clone, Copy, Debug, Serialize)]
struct DaysGained {
    at_least: i32,
    at_most: i32,
}

#[derive(Debug, Serialize)]
pub(super) struct Features {
    #[serde(rename = "type")]
    kind: &'static str,
    features: Vec<Feature>,
}

#[derive(Debug, Serialize)]
struct Feature {
    #[serde(rename = "type")]
    kind: &'static str,
    id: String,
    geometry: PointGeometry,
    properties: Properties,
}

#[derive(Debug, Serialize)]
struct Properties {
    community_id: String,
    community: String,
    region: Option<String>,
    standard: String,
    change: &'static str,
    before: VerdictRow,
    after: VerdictRow,
    days_gained: DaysGained,
}

impl DaysGained {
    fn of(change: &Change) -> Self {
        let days = change.days_gained();
        Self {
            at_least: days.at_least,
            at_most: days.at_most,
        }
    }
}

impl ComparedAnswer {
    /// `findings` are what is said afterwards of the places that are otherwise.
    pub fn new(ground: Ground<'_>, compared: &Compared, findings: &[Finding<'_>]) -> Self {
        let said: Said<'_> = findings
            .iter()
            .map(|one| ((one.gap.community, one.gap.standard), one))
            .collect();
        let going = |direction: Direction| {
            let rows = compared.standards.iter().flat_map(|one| {
                let going = one
                    .changes()
                    .filter(move |change| change.direction() == Some(direction));
                going.map(|change| PlaceRow::new(ground, one, change, &said))
            });
            rows.collect::<Vec<_>>()
        };
        let features = compared.standards.iter().flat_map(|one| {
            let places = one.places.iter();
            places.map(|change| Feature::new(ground, one, change))
        });
        let definition = ground.definition();
        Self {
            sentence: Words::from(&words::of_all(compared)),
            worse: words::of_what_gets_worse(ground.package(), definition, compared)
                .as_ref()
                .map(Words::from),
            standards: compared
                .standards
                .iter()
                .map(|one| StandardRow::new(ground, one))
                .collect(),
            gains: going(Direction::Gain),
            losses: going(Direction::Loss),
            mixed: going(Direction::Mixed),
            features: Features {
                kind: "FeatureCollection",
                features: features.collect(),
            },
        }
    }

    /// Every place that is otherwise, as rows of a table.
    pub fn rows(&self) -> impl Iterator<Item = Row> {
        let lists = [
            (Direction::Gain, &self.gains),
            (Direction::Loss, &self.losses),
            (Direction::Mixed, &self.mixed),
        ];
        lists
            .into_iter()
            .flat_map(|(direction, places)| places.iter().map(move |place| place.row(direction)))
    }
}

impl StandardRow {
    fn new(ground: Ground<'_>, compared: &ComparedStandard) -> Self {
        let standard = &ground.definition().standards[compared.standard];
        let count = |is_so: fn(&Change) -> bool| compared.places.iter().filter(|one| is_so(one)).count();
        let going = |wanted: Direction| {
            let changes = compared.changes();
            changes.filter(|change| change.direction() == Some(wanted)).count()
        };
        Self {
            standard: standard.id.to_string(),
            title: Words::from(&standard.title),
            gained: count(Change::is_surely_gained),
            perhaps_gained: count(Change::is_perhaps_gained),
            lost: count(Change::is_surely_lost),
            perhaps_lost: count(Change::is_perhaps_lost),
            better: going(Direction::Gain),
            worse: going(Direction::Loss),
            mixed: going(Direction::Mixed),
            people_gained: compared.people_gained.get().copied(),
            people_lost: compared.people_lost.get().copied(),
            sentence: Words::from(&words::of_standard(&standard.title, compared)),
            before: MetricsRow::new(ground.basis, &compared.before),
            after: MetricsRow::new(ground.basis, &compared.after),
        }
    }
}

impl PlaceRow {
    fn new(ground: Ground<'_>, compared: &ComparedStandard, change: &Change, said: &Said<'_>) -> Self {
        let community = &ground.package().communities[change.community];
        let standard = &ground.definition().standards[compared.standard];
        let finding = said.get(&(change.community, compared.standard));
        let reason = |language| finding.map(|one| one.reason.text(language)).unwrap_or_default();
        let reason = Text {
            en: reason(Language::English),
            fr: reason(Language::French),
        };
        Self {
            community_id: community.id.to_string(),
            community: community.name.clone(),
            region: community.region.clone(),
            standard: standard.id.to_string(),
            title: Words::from(&standard.title),
            before: VerdictRow::from(&change.before.verdict),
            after: VerdictRow::from(&change.after.verdict),
            days_gained: DaysGained::of(change),
            reason: Words::from(&reason),
        }
    }

    fn row(&self, direction: Direction) -> Row {
        let mut cells = row([
            ("scenario", Value::Null),
            ("side", Value::Null),
            ("community_id", self.community_id.clone().into()),
            ("community", self.community.clone().into()),
            ("region", self.region.clone().into()),
            ("standard", self.standard.clone().into()),
            ("change", direction.as_str().into()),
        ]);
        self.before.put("before", &mut cells);
        self.after.put("after", &mut cells);
        cells.insert("days_gained".to_owned(), self.days_gained.at_least.into());
        cells.insert("days_gained_at_most".to_owned(), self.days_gained.at_most.into());
        cells.insert("reason_en".to_owned(), self.reason.en().into());
        cells.insert("reason_fr".to_owned(), self.reason.fr().into());
        cells
    }
}

impl Feature {
    fn new(ground: Ground<'_>, compared: &ComparedStandard, change: &Change) -> Self {
        let community = &ground.package().communities[change.community];
        let standard = &ground.definition().standards[compared.standard];
        Self {
            kind: "Feature",
            id: format!("{}.{}", community.id, standard.id),
            geometry: PointGeometry::new(ground.positions.of(community.point)),
            properties: Properties {
                community_id: community.id.to_string(),
                community: community.name.clone(),
                region: community.region.clone(),
                standard: standard.id.to_string(),
                change: change.direction().map_or("same", Direction::as_str),
                before: VerdictRow::from(&change.before.verdict),
                after: VerdictRow::from(&change.after.verdict),
                days_gained: DaysGained::of(change),
            },
        }
    }
}
