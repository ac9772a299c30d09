//! A package small enough to know by heart: three communities, two regions, and one record of every kind
//! that is treated in its own way.

use std::collections::BTreeMap;

use evenreach::model::*;
use jiff::civil::date;

fn text(en: &str, fr: &str) -> Text {
    Text {
        en: en.to_owned(),
        fr: fr.to_owned(),
    }
}

fn point(lon: f64, lat: f64) -> Point {
    Point::new(lon, lat).expect("a place on the earth")
}

fn provenance(notes: &str) -> Provenance {
    Provenance {
        sources: vec!["census".into()],
        confidence: Some(Confidence::High),
        notes: notes.to_owned(),
    }
}

fn community(id: &str, name: &str, at: (f64, f64), people: Option<u32>) -> Community {
    Community {
        id: id.into(),
        name: name.to_owned(),
        traditional_name: None,
        former_name: None,
        region: Some("North Slave".to_owned()),
        hss_region: None,
        authority: None,
        governance: None,
        point: point(at.0, at.1),
        counts: people
            .map(|people| CensusCount {
                year: Some(2021),
                people,
            })
            .into_iter()
            .collect(),
        csd_code: None,
        indigenous_share: None,
        indigenous_share_year: None,
        indigenous_languages: vec!["dgr".into()],
        indigenous_governments: Vec::new(),
        road_access: None,
        health_facility: None,
        part_of: None,
        attributes: BTreeMap::new(),
        provenance: provenance(""),
    }
}

/// A resident service in Yellowknife that began in 2018.
pub fn service(id: &str) -> Service {
    Service {
        id: id.into(),
        name: format!("Counselling {id}"),
        service_type: "counselling".into(),
        status: ServiceStatus::Existing,
        community_id: Some("yellowknife".into()),
        place_name: Some("5022 49 Street".to_owned()),
        point: Some(point(-114.37, 62.45)),
        in_territory: Fact::Known(true),
        delivery_mode: Fact::Known(DeliveryMode::Resident),
        serves: Serves::All,
        sites: Sites::One,
        shown: Shown::Exact,
        visit_frequency: None,
        visits_per_month: Fact::Unknown,
        delivered_share: Fact::Unknown,
        wait_days: Fact::Unknown,
        positions: Fact::Unknown,
        operator: Some("Authority".to_owned()),
        operator_kind: None,
        indigenous_led: Fact::Unknown,
        languages: Fact::Unknown,
        population_served: None,
        capacity: None,
        opened: PartialDate::parse("2018"),
        closed: None,
        actual: Some(ActualState::Running),
        observed: PartialDate::parse("2025-10"),
        attributes: BTreeMap::new(),
        provenance: provenance("Behind the school."),
    }
}

/// A request that everyone may see, for Yellowknife.
pub fn request(id: &str) -> Request {
    Request {
        id: id.into(),
        requested_by: "Yellowknives Dene First Nation".to_owned(),
        requested_by_kind: Some("indigenous_government".to_owned()),
        service_type: "counselling".into(),
        communities: vec!["yellowknife".into()],
        regions: Vec::new(),
        delivery_mode: Fact::Known(DeliveryMode::OnTheLand),
        date: PartialDate::parse("2020-10"),
        status: RequestStatus::Open,
        visibility: Visibility::Public,
        origin: RequestOrigin::PublicRecord,
        names: Vec::new(),
        corrections: Vec::new(),
        provenance: provenance(""),
        submission: None,
    }
}

fn node(id: &str, at: (f64, f64)) -> Node {
    Node {
        id: id.into(),
        name: id.to_owned(),
        kind: NodeKind::Community,
        point: point(at.0, at.1),
        community_id: Some(id.into()),
        iata: None,
        provenance: provenance(""),
    }
}

fn link(id: &str, mode: Mode, window: Window) -> Link {
    Link {
        id: id.into(),
        from: "behchoko".into(),
        to: "yellowknife".into(),
        mode,
        distance_km: Km::new(102.5),
        minutes: Fact::Known(Minutes::new(75)),
        derivation: None,
        window,
        opened: None,
        closed: None,
        departures_per_week: Fact::Unknown,
        operator: None,
        highway_name: Some("Highway 3".to_owned()),
        bidirectional: true,
        provenance: provenance(""),
    }
}

fn edges(opens: &str, closes: &str) -> Window {
    let edge = |day: &str| DayOfYear::parse(day).ok().into();
    Window::Edges {
        opens: edge(opens),
        closes: edge(closes),
    }
}

fn season(id: &str, area: &str, from: &str, to: &str) -> Season {
    Season {
        id: id.into(),
        name: text(id, id),
        area: area.to_owned(),
        from: DayOfYear::parse(from).expect("a day"),
        to: DayOfYear::parse(to).expect("a day"),
        representative: None,
        ferries: None,
        ice_crossings: None,
        winter_roads: None,
        provenance: provenance(""),
    }
}

fn region(id: &str, geometry: &str) -> Region {
    let geometry: geojson::Geometry = geometry.parse().expect("a geometry");
    Region {
        id: id.into(),
        name: text(id, id),
        matches: id.to_owned(),
        geometry: geometry.value,
        properties: geojson::JsonObject::new(),
    }
}

fn definition() -> Definition {
    Definition {
        id: "small".into(),
        version: "1".to_owned(),
        standing: Standing::Illustrative,
        begins: Standing::Illustrative,
        life: Life::default(),
        title: text("Small", "Petite"),
        description: text("For tests.", "Pour les essais."),
        impedance: Impedance::Travel,
        modes: Mode::DEFAULT.to_vec(),
        stale_after_days: None,
        groups: Vec::new(),
        standards: vec![Standard {
            id: "counselling".into(),
            service_types: vec!["counselling".into()],
            title: text("Counselling", "Conseil"),
            applies_to: None,
            days: 365,
            weight: 1.0,
            stale_after_days: None,
            sources: vec!["census".into()],
            choice: Some(text("How far?", "À quelle distance?")),
            ways: vec![Way {
                id: "near".into(),
                level: Level::Met,
                title: None,
                filter: Some("delivery_mode = 'resident'".to_owned()),
                same_region: false,
                same_community: false,
                indigenous_led: false,
                language: None,
                then: Vec::new(),
                limits: Limits {
                    within: Minutes::from_number(60.5),
                    ..Limits::default()
                },
                by_group: BTreeMap::new(),
                choice: None,
            }],
        }],
        text: "id = \"small\"\n".to_owned(),
    }
}

fn settings() -> Settings {
    Settings {
        id: "small".to_owned(),
        name: text("Small Territory", "Petit territoire"),
        credit: text("Credit", "Source"),
        made_on: Some(date(2026, 1, 31)),
        languages: vec!["en".to_owned(), "fr".to_owned()],
        suppress_below: 10,
        default_definition: None,
        projection: Some(Projection {
            epsg: 3580,
            name: "NAD83 / NWT Lambert".to_owned(),
            proj: "+proj=lcc +lat_0=0 +lon_0=-112 +lat_1=62 +lat_2=70 +x_0=0 +y_0=0 +datum=NAD83 +units=m +no_defs"
                .to_owned(),
        }),
        travel: TravelSettings::default(),
        region_column: RegionColumn::Region,
        engagement: EngagementRules::default(),
    }
}

fn services() -> Vec<Service> {
    vec![
        Service {
            delivery_mode: Fact::Unknown,
            shown: Shown::Community,
            ..service("camp-blurred")
        },
        Service {
            shown: Shown::Hidden,
            ..service("camp-hidden")
        },
        service("clinic"),
        Service {
            status: ServiceStatus::Closed,
            opened: PartialDate::parse("1990"),
            closed: PartialDate::parse("2013-09-30"),
            ..service("closed-centre")
        },
        Service {
            delivery_mode: Fact::Known(DeliveryMode::Virtual),
            community_id: None,
            place_name: None,
            point: None,
            opened: None,
            ..service("helpline")
        },
    ]
}

fn requests() -> Vec<Request> {
    vec![
        Request {
            visibility: Visibility::Owner,
            ..request("req-owner")
        },
        request("req-public"),
        Request {
            communities: Vec::new(),
            regions: vec!["north".to_owned(), "south".to_owned()],
            delivery_mode: Fact::Unknown,
            date: None,
            ..request("req-regions")
        },
        Request {
            visibility: Visibility::WorkingGroup,
            ..request("req-working-group")
        },
    ]
}

fn entry(id: &str, of: Subject, entrances: &[Entrance]) -> Entry {
    Entry {
        id: id.into(),
        of,
        entrances: entrances.to_vec(),
        provenance: provenance("Behind the red door."),
    }
}

/// Home, counselling, and home again.
fn pathway() -> Pathway {
    let step = |id: &str, at_home, types: &[&str]| PathwayStep {
        id: id.into(),
        title: text(id, id),
        at_home,
        service_types: types.iter().map(|one| (*one).into()).collect(),
        sources: vec!["census".into()],
    };
    Pathway {
        id: "way".into(),
        title: text("The way", "Le parcours"),
        standing: Standing::Illustrative,
        about: text("Nobody has agreed.", "Personne ne s’est entendu."),
        steps: vec![
            step("home", true, &[]),
            step("help", false, &["counselling"]),
            step("back", true, &[]),
        ],
        sources: vec!["census".into()],
    }
}

fn evaluation(id: &str, of: Subject, value: Option<f64>) -> Evaluation {
    Evaluation {
        id: id.into(),
        of,
        outcome: text("Value", "Valeur"),
        value: value.into(),
        is_at_least: true,
        unit: text("dollars", "dollars"),
        counts: None,
        gained_by: None,
        share_of: None,
        period: None,
        study: None,
        studied_in: Some(2020),
        limits: Some(text("Behind the red door.", "Derrière la porte rouge.")),
        provenance: provenance("Behind the red door."),
    }
}

/// The small package.
pub fn small() -> Package {
    let mut ndilo = community("ndilo", "Ndılǫ", (-114.34, 62.47), None);
    ndilo.part_of = Some("yellowknife".into());
    Package {
        settings: settings(),
        scenarios: Vec::new(),
        communities: vec![
            community("behchoko", "Behchokǫ̀", (-116.04639, 62.8025), Some(1746)),
            ndilo,
            community("yellowknife", "Yellowknife", (-114.37248, 62.45411), Some(20_340)),
        ],
        regions: vec![
            region("north", r#"{"type":"Polygon","coordinates":[[[-120,65],[-110,65],[-110,70],[-120,70],[-120,65]]]}"#),
            region("south", r#"{"type":"MultiPolygon","coordinates":[[[[-120,60],[-110,60],[-110,65],[-120,65],[-120,60]]]]}"#),
        ],
        services: services(),
        requests: requests(),
        service_types: vec![ServiceType {
            id: "counselling".into(),
            name: text("Counselling", "Conseil"),
            description: "Talking with someone.".to_owned(),
            stepped_care_level: None,
            key_service: None,
            hsds_taxonomy: None,
            sources: Vec::new(),
        }],
        governments: Vec::new(),
        languages: vec![Language {
            code: "dgr".into(),
            name_en: "Tłı̨chǫ".to_owned(),
            name_self: "Tłı̨chǫ Yatıì".to_owned(),
            script: None,
            translation_phone: None,
            phone_year: None,
            sources: Vec::new(),
            notes: String::new(),
        }],
        need: Vec::new(),
        sources: vec![Source {
            key: "census".into(),
            title: "Census".to_owned(),
            publisher: None,
            url: None,
            date: None,
            licence: None,
            used_for: String::new(),
            cited_in: Vec::new(),
        }],
        statements: Vec::new(),
        nodes: vec![node("behchoko", (-116.05, 62.8)), node("yellowknife", (-114.37, 62.45))],
        links: vec![
            link("ferry", Mode::Ferry, edges("05-15", "11-03")),
            link("flight", Mode::ScheduledAir, Window::Always),
            link("ice", Mode::IceCrossing, edges("11-28", "")),
            link("road", Mode::AllSeasonRoad, edges("01-01", "12-31")),
        ],
        seasons: vec![
            season("winter", Season::WHOLE, "12-02", "04-19"),
            season("open-water", Season::WHOLE, "04-20", "12-01"),
            season("early", "north", "01-01", "01-31"),
        ],
        definitions: vec![definition()],
        engagements: Vec::new(),
        entries: vec![
            entry("entry-clinic", Subject::Service("clinic".into()), &[Entrance::Provider]),
            entry("entry-hidden", Subject::Service("camp-hidden".into()), &[Entrance::Court]),
            entry("entry-type", Subject::Type("counselling".into()), &[Entrance::SelfReferral]),
        ],
        referrals: vec![Referral {
            id: "refer".into(),
            from: Subject::Service("helpline".into()),
            to: Subject::Service("clinic".into()),
            provenance: provenance("They write the letter."),
        }],
        pathways: vec![pathway()],
        evaluations: vec![
            evaluation("found", Subject::Service("clinic".into()), Some(4.5)),
            evaluation("found-hidden", Subject::Service("camp-hidden".into()), Some(9.25)),
        ],
        basemap: vec![BasemapLayer {
            name: "nwt".to_owned(),
            geojson: r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name_en":"Territory","secret":"left out"},"geometry":{"type":"Polygon","coordinates":[[[-120,60],[-110,60],[-110,70],[-120,70],[-120,60]]]}}]}"#
                .to_owned(),
        }],
    }
}
