//! Small made-up packages under made-up definitions, thrown by dice that can be thrown again.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Dice: the same seed throws the same world.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        // Neighbouring seeds must not throw alike from the start (splitmix64).
        let mut mixed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Self((mixed ^ (mixed >> 31)) | 1)
    }

    pub fn below(&mut self, sides: u64) -> u64 {
        // xorshift64
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % sides
    }

    /// Heads one time in three.
    pub fn coin(&mut self) -> bool {
        self.one_in(3)
    }

    fn one_in(&mut self, sides: u64) -> bool {
        self.below(sides) == 0
    }

    pub fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len() as u64) as usize]
    }

    /// A number, or blank one time in four.
    fn number(&mut self, sides: u64) -> String {
        if self.one_in(4) {
            String::new()
        } else {
            self.below(sides).to_string()
        }
    }
}

const PLACES: [&str; 4] = ["ash", "birch", "cedar", "drum"];

/// The files of a package.
pub fn throw(dice: &mut Dice) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut file = |name: &str, text: String| files.insert(name.to_owned(), text.into_bytes());
    file("package.toml", "[package]\nid = \"w\"\nname = \"W\"\nmade_on = \"2026-01-31\"\n[travel]\nboarding_minutes = { scheduled_air = 30 }\n".to_owned());
    file(
        "languages.csv",
        "code,name_en,name_self\nchp,Dëne,Dëne\ngwi,Gwich'in,Gwich'in\n".to_owned(),
    );
    file(
        "sources.csv",
        "key,title,date\nold,Old,2015\nnew,New,2025-06-01\nundated,Undated,\n".to_owned(),
    );
    file("communities.csv", communities(dice));
    file("services.csv", services(dice));
    let nodes = PLACES
        .iter()
        .enumerate()
        .map(|(at, id)| format!("{id},{id},community,{},62,{id}\n", at as f64 - 120.0));
    file(
        "network/nodes.csv",
        format!("id,name,kind,lon,lat,community_id\n{}", nodes.collect::<String>()),
    );
    file("network/links.csv", links(dice));
    file("definitions/d.toml", definition(dice));
    files
}

fn communities(dice: &mut Dice) -> String {
    let mut table = "id,name,lon,lat,population,region,indigenous_languages,remoteness,part_of\n".to_owned();
    for (at, id) in PLACES.iter().enumerate() {
        let part_of = if at == 3 && dice.one_in(2) { "cedar" } else { "" };
        // Services may serve the north, so somebody must live there.
        let region = if at == 0 {
            "north"
        } else {
            dice.pick(&["north", "south", ""])
        };
        let people = dice.number(900);
        let (language, remoteness) = (dice.pick(&["chp", "gwi", "chp;gwi", ""]), dice.number(12));
        let _ = writeln!(
            table,
            "{id},{id},{},62,{people},{region},{language},{remoteness},{part_of}",
            at as f64 - 120.0
        );
    }
    table
}

fn services(dice: &mut Dice) -> String {
    let mut table = "id,service_type,status,community_id,lon,lat,delivery_mode,serves,visit_frequency,delivered_share,wait_days,positions,indigenous_led,languages,opened,closed,sites,actual,observed,source_keys\n".to_owned();
    for at in 0..2 + dice.below(5) {
        let mode = dice.pick(&[
            "resident",
            "resident",
            "visiting",
            "virtual",
            "on_the_land",
            "residential_facility",
            "",
        ]);
        // A site in a community, at a point near one, far from all, or not published.
        let site = match dice.below(6) {
            0 => ",,".to_owned(),
            1 => ",-120.05,62.01".to_owned(),
            2 => ",-100,55".to_owned(),
            _ => format!("{},,", dice.pick(&PLACES)),
        };
        let share = dice.pick(&["", "0.25", "0.5", "1"]);
        let row = [
            format!("s{at}"),
            dice.pick(&["help", "help", "aftercare"]).to_owned(),
            dice.pick(&["existing", "existing", "existing", "proposed"]).to_owned(),
            site,
            mode.to_owned(),
            dice.pick(&["all", "all", "ash;birch", "north", ""]).to_owned(),
            if mode == "visiting" {
                dice.pick(&["", "1", "2", "4"]).to_owned()
            } else {
                String::new()
            },
            share.to_owned(),
            dice.number(60),
            dice.number(4),
            dice.pick(&["true", "false", ""]).to_owned(),
            dice.pick(&["chp", "gwi", "", ""]).to_owned(),
            dice.pick(&[",", ",", "2010,", "2026,", ",2024", "2010,2027"])
                .to_owned(),
            dice.pick(&["one", "one", "one", "each"]).to_owned(),
            dice.pick(&["", "", "running", "vacant", "unknown"]).to_owned(),
            dice.pick(&["", "2016", "2025-12"]).to_owned(),
            dice.pick(&["old", "new", "undated", "old;new"]).to_owned(),
        ];
        let _ = writeln!(table, "{}", row.join(","));
    }
    table
}

fn links(dice: &mut Dice) -> String {
    let mut table =
        "id,from_node,to_node,mode,distance_km,typical_minutes,opens,closes,opened,closed,departures_per_week\n"
            .to_owned();
    for (at, pair) in PLACES.windows(2).enumerate() {
        let mode = dice.pick(&["all_season_road", "winter_road", "ferry", "scheduled_air"]);
        let window = dice.pick(&["01-01,12-31", "12-15,04-10", "06-01,10-20", ",", "12-15,"]);
        let life = dice.pick(&[
            ",",
            ",",
            ",",
            "2010,",
            "2026,",
            "2026-03,",
            ",2025-06-30",
            ",2026-03",
            "2027-01-01,",
        ]);
        let departures = if mode == "scheduled_air" {
            dice.pick(&["", "1", "3", "7"])
        } else {
            ""
        };
        let _ = writeln!(
            table,
            "l{at},{},{},{mode},50,{},{window},{life},{departures}",
            pair[0],
            pair[1],
            dice.number(120)
        );
    }
    table
}

fn definition(dice: &mut Dice) -> String {
    let impedance = dice.pick(&["travel", "journey"]);
    let mut text =
        format!("id = \"d\"\nversion = \"1\"\nstanding = \"draft\"\ntitle = \"D\"\nimpedance = \"{impedance}\"\n");
    if dice.one_in(3) {
        let _ = writeln!(text, "stale_after_days = {}", dice.pick(&["400", "4000"]));
    }
    let has_groups = dice.one_in(2);
    if has_groups {
        text.push_str("[[groups]]\nid = \"near\"\ntitle = \"Near\"\nwhere = \"remoteness <= 4\"\n");
        text.push_str("[[groups]]\nid = \"north\"\ntitle = \"North\"\nwhere = \"region = 'north'\"\n");
    }
    for (at, id) in ["a", "b", "c"].iter().enumerate() {
        let _ = write!(
            text,
            "[[standards]]\nid = \"{id}\"\nservice_types = [\"{}\"]\ntitle = \"{id}\"\n",
            dice.pick(&["help", "help", "aftercare"])
        );
        if dice.one_in(4) {
            let _ = writeln!(
                text,
                "applies_to = \"{}\"",
                dice.pick(&["population > 200", "region = 'south'"])
            );
        }
        for way in 0..=dice.below(3) {
            let level = dice.pick(&["met", "met", "partly_met"]);
            let _ = writeln!(text, "[[standards.ways]]\nid = \"w{way}\"\nlevel = \"{level}\"");
            // Only to standards before it, so that steps lead round in no circle.
            let next = (at > 0 && dice.one_in(4)).then(|| ["a", "b"][dice.below(at as u64) as usize]);
            requirements(dice, &mut text, has_groups, next);
        }
    }
    text
}

fn requirements(dice: &mut Dice, text: &mut String, has_groups: bool, next: Option<&str>) {
    let mut number = |dice: &mut Dice, key: &str, values: &[&str]| {
        let (one, other, third) = (dice.pick(values), dice.pick(values), dice.pick(values));
        let _ = if has_groups && dice.one_in(2) {
            writeln!(text, "{key} = {{ near = {one}, north = {other}, otherwise = {third} }}")
        } else {
            writeln!(text, "{key} = {one}")
        };
    };
    if dice.one_in(2) {
        number(dice, "within_minutes", &["0", "45", "60", "200"]);
    }
    if dice.one_in(5) {
        number(dice, "within_km", &["1", "55", "120"]);
    }
    if dice.one_in(4) {
        number(dice, "visits_per_month", &["1", "2", "4"]);
    }
    if dice.one_in(4) {
        number(dice, "delivered_share", &["0.5", "0.75"]);
    }
    if dice.one_in(5) {
        number(dice, "max_wait_days", &["0", "14", "30"]);
    }
    if dice.one_in(4) {
        number(dice, "people_per_position", &["100", "400", "1500"]);
    }
    if dice.one_in(4) {
        number(dice, "providers", &["1", "2"]);
    }
    for key in ["same_region", "same_community", "indigenous_led"] {
        if dice.one_in(6) {
            let _ = writeln!(text, "{key} = true");
        }
    }
    if dice.one_in(5) {
        let _ = writeln!(text, "language = \"{}\"", dice.pick(&["community", "chp"]));
    }
    if dice.one_in(3) {
        let filters = [
            "delivery_mode = 'resident'",
            "delivery_mode IN ('visiting', 'virtual') OR indigenous_led = true",
            "NOT delivery_mode = 'virtual' AND positions >= 1",
        ];
        let _ = writeln!(text, "where = \"{}\"", dice.pick(&filters));
    }
    if let Some(next) = next {
        let _ = writeln!(text, "then = [\"{next}\"]");
    }
}
