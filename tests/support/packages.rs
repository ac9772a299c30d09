//! Packages for tests: a small one made by hand, and any number made from bytes.

use std::collections::BTreeMap;
use std::error::Error;

use evenreach::model::{
    ActualState, BasemapLayer, CensusCount, Community, Confidence, DayOfYear, Definition, DeliveryMode, Engagement,
    EngagementBody, EngagementRules, Fact, Impedance, IndigenousGovernment, Km, Language, Life, Link, Minutes, Mode,
    Need, Node, NodeKind, Package, PartialDate, Point, Position, Projection, Provenance, Region, RegionColumn, Request,
    RequestOrigin, RequestStatus, Season, Serves, Service, ServiceStatus, ServiceType, Settings, ShippedScenario,
    Shown, Sites, Source, Standing, Statement, Text, TravelSettings, Visibility, Window, WordsShown,
};
use jiff::Timestamp;
use proptest::strategy::Strategy;

#[path = "packages/care.rs"]
mod care;

/// Any small package. Few ids, so that packages that follow each other add, change and remove; references hold.
pub fn any_package() -> impl Strategy<Value = Package> {
    proptest::collection::vec(proptest::num::u8::ANY, 0..3000).prop_map(|bytes| Dice { bytes: bytes.iter() }.package())
}

/// Three places of the Northwest Territories, a service in one of them, a definition.
pub fn small_package() -> Package {
    let mut dice = Dice { bytes: [].iter() };
    let mut package = dice.package();
    let mut community = |id: &str, name: &str, part_of: Option<&str>| Community {
        name: name.to_owned(),
        ..dice.community(id, part_of)
    };
    package.communities = vec![
        community("behchoko", "Behchokǫ̀", None),
        community("edzo", "Edzo", Some("behchoko")),
        community("whati", "Whatì", None),
    ];
    package.services = vec![Service {
        name: "Counselling".to_owned(),
        community_id: Some("behchoko".into()),
        serves: Serves::Areas(vec!["whati".to_owned(), "behchoko".to_owned()]),
        ..dice.service("counselling-behchoko")
    }];
    package.definitions = vec![definition("illustration", "1")];
    package
}

/// A definition whose text says nothing but its id and version, and can so be read by [`read_definition`].
pub fn definition(id: &str, version: &str) -> Definition {
    Definition {
        id: id.into(),
        version: version.to_owned(),
        standing: Standing::Illustrative,
        begins: Standing::Illustrative,
        life: Life::default(),
        title: Text::default(),
        description: Text::default(),
        impedance: Impedance::Travel,
        modes: Mode::DEFAULT.to_vec(),
        stale_after_days: None,
        groups: Vec::new(),
        standards: Vec::new(),
        text: format!("{id}\n{version}"),
    }
}

/// Reads what [`definition`] writes.
pub fn read_definition(text: &str) -> Result<Definition, Box<dyn Error + Send + Sync>> {
    let (id, version) = text.split_once('\n').ok_or("expected an id and a version")?;
    Ok(definition(id, version))
}

/// Words as they come: Dene letters, syllabics, composed and decomposed, quotes, and what looks like SQL.
const WORDS: [&str; 12] = [
    "",
    "Behchokǫ̀",
    "Łútsël K'é",
    "Rádeyı̨lı̨kóé",
    "Wekweètì",
    "We\u{301}kwee\u{300}ti\u{300}",
    "ᐃᓄᒃᑎᑐᑦ",
    "Délı̨nę",
    "'; drop table community; --",
    "a \"quoted\" \\ name\r\n\twith lines",
    "%2F/%/",
    "\u{1f9ed} 北",
];

struct Dice<'a> {
    bytes: std::slice::Iter<'a, u8>,
}

impl Dice<'_> {
    /// 0 where the bytes have run out.
    fn byte(&mut self) -> u8 {
        self.bytes.next().copied().unwrap_or(0)
    }

    fn flag(&mut self) -> bool {
        self.byte() % 2 == 1
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[usize::from(self.byte()) % from.len()].clone()
    }

    fn some<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.flag().then(|| make(self))
    }

    fn fact<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Fact<T> {
        self.some(make).into()
    }

    fn list<T>(&mut self, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.byte() % 4).map(|_| make(self)).collect()
    }

    fn whole(&mut self) -> u32 {
        u32::from_be_bytes([self.byte(), self.byte(), self.byte(), self.byte()])
    }

    fn year(&mut self) -> u16 {
        u16::from_be_bytes([self.byte(), self.byte()])
    }

    /// Any finite number from 0, down to the smallest there is.
    fn number(&mut self) -> f64 {
        let bytes: [u8; 8] = std::array::from_fn(|_| self.byte());
        let number = f64::from_be_bytes(bytes).abs();
        if number.is_finite() { number } else { 0.5 }
    }

    fn text(&mut self) -> String {
        if self.flag() {
            return self.pick(&WORDS).to_owned();
        }
        let letters: String = self
            .list(|dice| char::from_u32(dice.whole() % 0x0011_0000).unwrap_or('ə'))
            .into_iter()
            .collect();
        letters.replace('\0', "")
    }

    fn day(&mut self) -> DayOfYear {
        DayOfYear::new(self.year() % 365 + 1).expect("a day from 1 to 365")
    }

    fn date(&mut self) -> PartialDate {
        let dates = ["2018", "1997-03", "2013-09-30", "2024-02-29", "0001"];
        PartialDate::parse(self.pick(&dates)).expect("a date")
    }

    fn point(&mut self) -> Point {
        Point::new(self.number() % 180.0, -(self.number() % 90.0)).expect("in range")
    }

    fn words(&mut self) -> Text {
        Text {
            en: self.text(),
            fr: self.text(),
        }
    }

    fn provenance(&mut self) -> Provenance {
        Provenance {
            sources: self.list(|dice| dice.text().into()),
            confidence: self.some(|dice| dice.pick(&[Confidence::Low, Confidence::Medium, Confidence::High])),
            notes: self.text(),
        }
    }

    fn attributes(&mut self) -> BTreeMap<String, String> {
        self.list(|dice| (dice.text(), dice.text())).into_iter().collect()
    }

    /// Some of a few ids, each once, in their order.
    fn ids(&mut self) -> Vec<&'static str> {
        let all = ["a", "b-1", "c", "d/e"];
        all.into_iter().filter(|_| self.flag()).collect()
    }

    fn records<T>(&mut self, mut make: impl FnMut(&mut Self, &'static str) -> T) -> Vec<T> {
        let ids = self.ids();
        ids.into_iter().map(|id| make(self, id)).collect()
    }

    fn package(&mut self) -> Package {
        let places = self.ids();
        let nodes = self.ids();
        let any_place = |dice: &mut Self| {
            let here = if places.is_empty() {
                None
            } else {
                dice.some(|dice| dice.pick(&places))
            };
            here.map(Into::into)
        };
        let communities = places.iter().enumerate().map(|(at, id)| {
            let before = &places[..at];
            let part_of = if before.is_empty() {
                None
            } else {
                self.some(|dice| dice.pick(before))
            };
            self.community(id, part_of)
        });
        let communities = communities.collect();
        let services = self.records(|dice, id| {
            let place = any_place(dice);
            Service {
                community_id: place,
                ..dice.service(id)
            }
        });
        let requests = self.records(|dice, id| Request {
            communities: any_place(dice).into_iter().collect(),
            ..dice.request(id)
        });
        let governments = self.records(|dice, id| IndigenousGovernment {
            communities: dice.list(any_place).into_iter().flatten().collect(),
            ..dice.government(id)
        });
        let network = nodes.iter().map(|id| Node {
            community_id: any_place(self),
            ..self.node(id)
        });
        let network = network.collect();
        let links = if nodes.is_empty() {
            Vec::new()
        } else {
            self.records(|dice, id| dice.link(id, &nodes))
        };
        let versions = ["1", "1.10", "1.9"];
        let definitions = self.records(|dice, id| {
            let mut definition = definition(id, dice.pick(&versions));
            dice.live(&mut definition);
            definition
        });
        Package {
            settings: self.settings(),
            communities,
            regions: self.records(Self::region),
            services,
            requests,
            service_types: self.records(Self::service_type),
            governments,
            languages: self.records(Self::language),
            need: self.list(Self::need),
            sources: self.records(Self::source),
            statements: self.records(Self::statement),
            nodes: network,
            links,
            seasons: self.records(Self::season).into_iter().rev().collect(),
            definitions,
            engagements: self.records(Self::engagement),
            entries: self.records(Self::entry),
            referrals: self.records(Self::referral),
            pathways: self.records(Self::pathway),
            evaluations: self.records(Self::evaluation),
            basemap: self.records(|dice, name| BasemapLayer {
                name: name.to_owned(),
                geojson: dice.text(),
            }),
            scenarios: self.records(|dice, id| ShippedScenario {
                id: id.into(),
                document: dice.text(),
            }),
        }
    }

    /// What may become of a definition while its text may still go: an agreed one could not be taken away again.
    fn live(&mut self, definition: &mut Definition) {
        definition.life.proposed_by = self.some(Self::text);
        definition.life.proposed_on = self.some(|dice| dice.date().latest());
        if self.flag() {
            definition.move_to(self.pick(&[Standing::Draft, Standing::InEngagement]));
        }
    }

    fn body(&mut self, id: &str) -> EngagementBody {
        EngagementBody {
            id: id.into(),
            name: self.words(),
            required: self.flag(),
            government: self.some(|dice| dice.text().into()),
        }
    }

    fn engagement(&mut self, id: &str) -> Engagement {
        Engagement {
            id: id.into(),
            definition: self.text().into(),
            version: self.text(),
            digest: "ab".repeat(32),
            body: self.text().into(),
            on: self.date().latest(),
            position: self.pick(Position::ALL),
            words: self.text(),
            shown: self.pick(WordsShown::ALL),
            recorded_at: self.some(|dice| Timestamp::from_second(dice.whole().into()).expect("an instant")),
            sources: self.list(|dice| dice.text().into()),
        }
    }

    fn settings(&mut self) -> Settings {
        let modes = self.list(|dice| (dice.pick(Mode::ALL), Minutes::from_seconds(dice.whole())));
        Settings {
            id: self.text(),
            name: self.words(),
            credit: self.words(),
            made_on: self.some(|dice| dice.date().latest()),
            languages: self.list(Self::text),
            suppress_below: self.whole(),
            default_definition: self.some(|dice| dice.text().into()),
            projection: self.some(|dice| Projection {
                epsg: dice.whole(),
                name: dice.text(),
                proj: dice.text(),
            }),
            travel: TravelSettings {
                boarding: modes.into_iter().collect(),
                connect_within: Km::new(self.number()).expect("finite"),
                connect_kmh: self.number().max(1.0),
                fallback_kmh: self.number().max(1.0),
            },
            region_column: self.pick(RegionColumn::ALL),
            engagement: EngagementRules {
                bodies: self.records(Self::body),
                choice: self.some(Self::words),
            },
        }
    }

    fn community(&mut self, id: &str, part_of: Option<&str>) -> Community {
        Community {
            id: id.into(),
            name: self.text(),
            traditional_name: self.some(Self::text),
            former_name: self.some(Self::text),
            region: self.some(Self::text),
            hss_region: self.some(Self::text),
            authority: self.some(Self::text),
            governance: self.some(Self::text),
            point: self.point(),
            counts: self.list(|dice| CensusCount {
                year: dice.some(Self::year),
                people: dice.whole(),
            }),
            csd_code: self.some(Self::text),
            indigenous_share: self.some(|dice| dice.number().min(1.0)),
            indigenous_share_year: self.some(Self::year),
            indigenous_languages: self.list(|dice| dice.text().into()),
            indigenous_governments: self.list(|dice| dice.text().into()),
            road_access: self.some(Self::text),
            health_facility: self.some(Self::text),
            part_of: part_of.map(Into::into),
            attributes: self.attributes(),
            provenance: self.provenance(),
        }
    }

    /// A few decimals, as maps have them: JSON text gives those back exactly.
    fn degrees(&mut self) -> f64 {
        f64::from(self.whole() % 1_800_000_000) / 1e7
    }

    fn region(&mut self, id: &'static str) -> Region {
        let position = |dice: &mut Self| geojson::Position::from([dice.degrees(), dice.degrees() / 2.0]);
        let first = position(self);
        let ring = [vec![first.clone()], self.list(position), vec![first]].concat();
        let coordinates = vec![ring];
        let geometry = if self.flag() {
            geojson::GeometryValue::Polygon { coordinates }
        } else {
            geojson::GeometryValue::MultiPolygon {
                coordinates: vec![coordinates],
            }
        };
        let properties = self.list(|dice| (dice.text(), serde_json::json!([dice.text(), dice.whole(), null])));
        Region {
            id: id.into(),
            name: self.words(),
            matches: self.text(),
            geometry,
            properties: properties.into_iter().collect(),
        }
    }

    fn service(&mut self, id: &str) -> Service {
        let serves = match self.byte() % 3 {
            0 => Serves::All,
            1 => Serves::Areas(self.list(Self::text)),
            _ => Serves::Unknown,
        };
        Service {
            id: id.into(),
            name: self.text(),
            service_type: self.text().into(),
            status: self.pick(ServiceStatus::ALL),
            community_id: None,
            place_name: self.some(Self::text),
            point: self.some(Self::point),
            in_territory: self.fact(Self::flag),
            delivery_mode: self.fact(|dice| dice.pick(DeliveryMode::ALL)),
            serves,
            sites: self.pick(Sites::ALL),
            shown: self.pick(Shown::ALL),
            visit_frequency: self.some(Self::text),
            visits_per_month: self.fact(Self::number),
            delivered_share: self.fact(Self::number),
            wait_days: self.fact(Self::number),
            positions: self.fact(Self::number),
            operator: self.some(Self::text),
            operator_kind: self.some(Self::text),
            indigenous_led: self.fact(Self::flag),
            languages: self.fact(|dice| dice.list(|dice| dice.text().into())),
            population_served: self.some(Self::text),
            capacity: self.some(Self::text),
            opened: self.some(Self::date),
            closed: self.some(Self::date),
            actual: self.some(|dice| dice.pick(ActualState::ALL)),
            observed: self.some(Self::date),
            attributes: self.attributes(),
            provenance: self.provenance(),
        }
    }

    fn request(&mut self, id: &str) -> Request {
        Request {
            id: id.into(),
            requested_by: self.text(),
            requested_by_kind: self.some(Self::text),
            service_type: self.text().into(),
            communities: Vec::new(),
            regions: self.list(Self::text),
            delivery_mode: self.fact(|dice| dice.pick(DeliveryMode::ALL)),
            date: self.some(Self::date),
            status: self.pick(RequestStatus::ALL),
            visibility: self.pick(Visibility::ALL),
            origin: self.pick(RequestOrigin::ALL),
            names: self.list(|dice| dice.text().into()),
            corrections: Vec::new(),
            provenance: self.provenance(),
            submission: None,
        }
    }

    fn service_type(&mut self, id: &str) -> ServiceType {
        ServiceType {
            id: id.into(),
            name: self.words(),
            description: self.text(),
            stepped_care_level: self.some(Self::text),
            key_service: self.some(Self::flag),
            hsds_taxonomy: self.some(Self::text),
            sources: self.list(|dice| dice.text().into()),
        }
    }

    fn government(&mut self, id: &str) -> IndigenousGovernment {
        IndigenousGovernment {
            id: id.into(),
            name: self.text(),
            kind: self.text(),
            communities: Vec::new(),
            settlement_or_treaty: self.some(Self::text),
            sources: self.list(|dice| dice.text().into()),
            notes: self.text(),
        }
    }

    fn language(&mut self, code: &str) -> Language {
        Language {
            code: code.into(),
            name_en: self.text(),
            name_self: self.text(),
            script: self.some(Self::text),
            translation_phone: self.some(Self::text),
            phone_year: self.some(Self::year),
            sources: self.list(|dice| dice.text().into()),
            notes: self.text(),
        }
    }

    /// Few names, so that several rows share them.
    fn need(&mut self) -> Need {
        Need {
            indicator: self.pick(&["deaths", "a/b"]).to_owned(),
            area_kind: "territory".to_owned(),
            area: self.pick(&["nwt", "b/nwt"]).to_owned(),
            year: "2021-22".to_owned(),
            value: self.some(Self::text),
            unit: self.text(),
            sources: self.list(|dice| dice.text().into()),
            notes: self.text(),
        }
    }

    fn source(&mut self, key: &str) -> Source {
        Source {
            key: key.into(),
            title: self.text(),
            publisher: self.some(Self::text),
            url: self.some(Self::text),
            date: self.some(Self::text),
            licence: self.some(Self::text),
            used_for: self.text(),
            cited_in: self.list(Self::text),
        }
    }

    fn statement(&mut self, id: &str) -> Statement {
        Statement {
            id: id.into(),
            dimension: self.text(),
            statement: self.text(),
            threshold: self.some(Self::text),
            unit: self.some(Self::text),
            applies_to: self.text(),
            sources: self.list(|dice| dice.text().into()),
            notes: self.text(),
        }
    }

    fn node(&mut self, id: &str) -> Node {
        Node {
            id: id.into(),
            name: self.text(),
            kind: self.pick(NodeKind::ALL),
            point: self.point(),
            community_id: None,
            iata: self.some(Self::text),
            provenance: self.provenance(),
        }
    }

    fn link(&mut self, id: &str, nodes: &[&str]) -> Link {
        let window = if self.flag() {
            Window::Always
        } else {
            Window::Edges {
                opens: self.fact(Self::day),
                closes: self.fact(Self::day),
            }
        };
        Link {
            id: id.into(),
            from: self.pick(nodes).into(),
            to: self.pick(nodes).into(),
            mode: self.pick(Mode::ALL),
            distance_km: self.some(|dice| Km::new(dice.number()).expect("finite")),
            minutes: self.fact(|dice| Minutes::from_seconds(dice.whole())),
            derivation: self.some(Self::text),
            window,
            opened: self.some(Self::date),
            closed: self.some(Self::date),
            departures_per_week: self.fact(Self::number),
            operator: self.some(Self::text),
            highway_name: self.some(Self::text),
            bidirectional: self.flag(),
            provenance: self.provenance(),
        }
    }

    fn season(&mut self, area: &str) -> Season {
        Season {
            id: self.pick(&["winter", "break_up"]).into(),
            name: self.words(),
            area: area.to_owned(),
            from: self.day(),
            to: self.day(),
            representative: self.some(Self::day),
            ferries: self.some(Self::text),
            ice_crossings: self.some(Self::text),
            winter_roads: self.some(Self::text),
            provenance: self.provenance(),
        }
    }
}
