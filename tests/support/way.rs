//! The way through care in a world small enough for paper.

use std::collections::BTreeMap;
use std::sync::Arc;

use evenreach::equity::{Basis, PathwayDays, PathwayQuestion, PathwayYear, Question, Scope, StepState, Wayfinder};
use evenreach::model::{CommunityId, Supply};
use evenreach::package;

const PATHWAY: &str = r#"
[[pathways]]
id = "p"
title = "P"
standing = "illustrative"
  [[pathways.steps]]
  id = "home"
  title = "Home"
  at_home = true
  [[pathways.steps]]
  id = "entry"
  title = "Entry"
  service_types = ["counselling"]
  [[pathways.steps]]
  id = "treatment"
  title = "Treatment"
  service_types = ["treatment"]
  [[pathways.steps]]
  id = "back"
  title = "Back"
  at_home = true
  service_types = ["aftercare"]
"#;

/// Here and Town, an hour of road apart, and Far, two more. Whoever wants a step otherwise changes a file.
pub struct Small(BTreeMap<String, Vec<u8>>);

pub const SERVICES: [&str; 3] = [
    "talk,counselling,existing,here,resident,all",
    "house,treatment,existing,town,residential_facility,all",
    "after,aftercare,existing,here,resident,all",
];

pub const EVERYBODY: [&str; 3] = [
    "e1,,counselling,self,src",
    "e2,,treatment,self,src",
    "e3,,aftercare,self,src",
];

impl Small {
    pub fn new() -> Self {
        let mut small = Self(BTreeMap::new());
        small
            .file("package.toml", "[package]\nid = \"small\"\nname = \"Small\"\nmade_on = \"2026-01-31\"\n")
            .file("communities.csv", "id,name,lon,lat,population\nhere,Here,-120,62,100\ntown,Town,-121,62,500\nfar,Far,-123,62,50\n")
            .file("sources.csv", "key,title\nsrc,Source\n")
            .file("service_types.csv", "id,name_en\ncounselling,Counselling\ntreatment,Treatment\naftercare,Aftercare\nnavigation,Navigation\n")
            .file("network/nodes.csv", "id,name,kind,lon,lat,community_id\nhere,Here,community,-120,62,here\ntown,Town,community,-121,62,town\nfar,Far,community,-123,62,far\n")
            .file("pathways.toml", PATHWAY)
            .file("definitions/d.toml", "id = \"d\"\nversion = \"1\"\nstanding = \"draft\"\ntitle = \"D\"\nimpedance = \"travel\"\n[[standards]]\nid = \"s\"\nservice_types = [\"counselling\"]\ntitle = \"S\"\n[[standards.ways]]\nid = \"w\"\nlevel = \"met\"\n")
            .roads(&["road,here,town,60,01-01,12-31,true", "long,town,far,120,01-01,12-31,true"])
            .services(&SERVICES)
            .entries(&EVERYBODY);
        small
    }

    pub fn file(&mut self, name: &str, text: &str) -> &mut Self {
        self.0.insert(name.to_owned(), text.as_bytes().to_vec());
        self
    }

    pub fn roads(&mut self, rows: &[&str]) -> &mut Self {
        let rows: Vec<String> = rows
            .iter()
            .map(|row| {
                let cells: Vec<&str> = row.split(',').collect();
                let [id, from, to, minutes, opens, closes, both] = cells[..] else {
                    panic!("seven cells: {row}")
                };
                format!("{id},{from},{to},all_season_road,10,{minutes},{opens},{closes},{both}")
            })
            .collect();
        let head = "id,from_node,to_node,mode,distance_km,typical_minutes,opens,closes,bidirectional";
        self.file("network/links.csv", &format!("{head}\n{}\n", rows.join("\n")))
    }

    pub fn services(&mut self, rows: &[&str]) -> &mut Self {
        let head = "id,service_type,status,community_id,delivery_mode,serves";
        self.file("services.csv", &format!("{head}\n{}\n", rows.join("\n")))
    }

    pub fn entries(&mut self, rows: &[&str]) -> &mut Self {
        let head = "id,service_id,service_type,may_enter,source_keys";
        self.file("entry.csv", &format!("{head}\n{}\n", rows.join("\n")))
    }

    pub fn referrals(&mut self, rows: &[&str]) -> &mut Self {
        let head = "id,from_service_id,from_service_type,to_service_id,to_service_type,source_keys";
        self.file("referrals.csv", &format!("{head}\n{}\n", rows.join("\n")))
    }

    /// Treatment takes a referral, which navigation gives; with these services more.
    pub fn by_referral(&mut self, more: &[&str]) -> &mut Self {
        let services = [&SERVICES, more].concat();
        self.services(&services)
            .entries(&[
                EVERYBODY[0],
                "e2,,treatment,provider,src",
                EVERYBODY[2],
                "e4,,navigation,self,src",
            ])
            .referrals(&["r1,,navigation,,treatment,src"])
    }

    pub fn ask<T>(&self, answer: impl FnOnce(&Basis, &Wayfinder<'_>) -> T) -> T {
        let (package, _) = package::read(&self.0).unwrap_or_else(|faults| panic!("{faults}"));
        let basis = Basis::new(Arc::new(package)).expect("a whole network");
        let question = asked(&basis);
        answer(
            &basis,
            &Wayfinder::new(&basis, &basis.links_on(question.question.as_of), question),
        )
    }

    /// The year of somebody from Here.
    pub fn year(&self) -> PathwayYear {
        self.ask(|_, guide| guide.year(here(guide.basis())))
    }

    /// What comes of each step for somebody from Here on the first day of the year.
    pub fn states(&self) -> Vec<StepState> {
        self.year().periods[0].1.steps.iter().map(|step| step.state).collect()
    }

    pub fn days(&self) -> [u16; 3] {
        counts(self.year().days(Scope::Year.days()))
    }
}

pub fn counts(days: PathwayDays) -> [u16; 3] {
    [days.holds, days.unknown, days.breaks]
}

pub fn here(basis: &Basis) -> usize {
    basis.community(&CommunityId::from("here")).expect("Here")
}

pub fn asked(basis: &Basis) -> PathwayQuestion<'_> {
    let package = basis.package();
    PathwayQuestion {
        pathway: &package.pathways[0],
        modes: &package.definitions[0].modes,
        impedance: package.definitions[0].impedance,
        question: Question {
            as_of: "2026-03-12".parse().expect("a date"),
            supply: Supply::Actual,
        },
    }
}
