//! A small world: two places an hour of road apart, Here and There, and a quarter of Here.

use std::collections::BTreeMap;
use std::sync::Arc;

use evenreach::equity::{Assessment, Basis, Criteria, Question, Scope, assess, find};
use evenreach::model::{CommunityId, Interval, Outcome, Supply};
use evenreach::package;

/// A small world: its files, and the question that is put to it.
pub struct World {
    pub files: BTreeMap<String, Vec<u8>>,
    pub as_of: &'static str,
    pub supply: Supply,
}

/// The columns of services that [`World::new`] takes.
pub const SERVICE_COLUMNS: &str = "id,service_type,status,community_id,delivery_mode,serves,visit_frequency,indigenous_led,opened,closed,actual,observed,sites";

impl World {
    /// The road takes `minutes`; services are rows of [`SERVICE_COLUMNS`]; `ways` is TOML.
    pub fn new(minutes: &str, services: &[&str], ways: &str) -> Self {
        let mut world = Self {
            files: BTreeMap::new(),
            as_of: "2026-03-12",
            supply: Supply::Actual,
        };
        world.file("package.toml", "[package]\nid = \"small\"\nname = \"Small\"\nmade_on = \"2026-01-31\"\n[travel]\nboarding_minutes = { scheduled_air = 30 }\n");
        world.file("communities.csv", "id,name,lon,lat,population,part_of\nhere,Here,-120,62,100,\nthere,There,-121,62,50,\nquarter,Quarter,-120,62,,here\n");
        world.file("services.csv", &format!("{SERVICE_COLUMNS}\n{}\n", services.join("\n")));
        world.file(
            "network/nodes.csv",
            "id,name,kind,lon,lat,community_id\nhere,Here,community,-120,62,here\nthere,There,community,-121,62,there\nquarter,Quarter,community,-120,62,quarter\n",
        );
        world.links(&format!("road,here,there,all_season_road,60,{minutes},01-01,12-31,\nstreet,quarter,here,all_season_road,1,5,01-01,12-31,"));
        world.definition("impedance = \"travel\"", "", ways);
        world
    }

    pub fn file(&mut self, name: &str, text: &str) {
        self.files.insert(name.to_owned(), text.as_bytes().to_vec());
    }

    pub fn links(&mut self, rows: &str) {
        let columns = "id,from_node,to_node,mode,distance_km,typical_minutes,opens,closes,departures_per_week";
        self.file("network/links.csv", &format!("{columns}\n{rows}\n"));
    }

    pub fn definition(&mut self, head: &str, standard: &str, ways: &str) {
        let text = format!(
            "id = \"d\"\nversion = \"1\"\nstanding = \"draft\"\ntitle = \"D\"\n{head}\n[[standards]]\nid = \"s\"\n\
             service_types = [\"help\"]\ntitle = \"S\"\n{standard}\n{ways}"
        );
        self.file("definitions/d.toml", &text);
    }

    pub fn basis(&self) -> Basis {
        let (package, _) = package::read(&self.files).unwrap_or_else(|faults| panic!("{faults}"));
        Basis::new(Arc::new(package)).expect("a whole network")
    }

    pub fn ask<T>(&self, answer: impl FnOnce(&Basis, &Criteria<'_>, &Assessment) -> T) -> T {
        let basis = self.basis();
        let criteria =
            Criteria::new(&basis.package().definitions[0], basis.package()).expect("filters that can be asked");
        let question = Question {
            as_of: self.as_of.parse().expect("a date"),
            supply: self.supply,
        };
        answer(&basis, &criteria, &assess(&basis, &criteria, question))
    }

    /// The outcome in a place over the year: least and most favourable.
    pub fn outcome(&self, place: &str) -> [&'static str; 2] {
        self.outcome_over(place, &Scope::Year)
    }

    pub fn outcome_over(&self, place: &str, scope: &Scope) -> [&'static str; 2] {
        self.ask(|basis, _, assessment| {
            let place = basis.community(&CommunityId::from(place)).expect("the place");
            let Interval { at_least, at_most } = assessment.gap(place, 0).expect("the gap").outcome(scope);
            [at_least, at_most].map(Outcome::as_str)
        })
    }

    /// The shortfall of a place over the year, in millionths: least and most favourable.
    pub fn shortfall(&self, place: &str) -> [u32; 2] {
        self.ask(|basis, _, assessment| {
            let place = basis.community(&CommunityId::from(place)).expect("the place");
            let shortfall = assessment.gap(place, 0).expect("the gap").shortfall(&Scope::Year);
            [shortfall.at_least, shortfall.at_most].map(|share| (share * 1e6).round() as u32)
        })
    }

    pub fn reason(&self, place: &str) -> String {
        self.ask(|basis, criteria, assessment| {
            let place = basis.community(&CommunityId::from(place)).expect("the place");
            let found = find(basis, criteria, assessment, &Scope::Year, |gap| gap.community == place);
            found[0].reason.text(evenreach::equity::Language::English)
        })
    }
}
