//! Whole packages: a small one in memory with one thing wrong at a time, and the one we ship.

mod care;
mod documents;
mod engagements;
mod tables;

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{BuiltIn, Fault, Faults, Files, Severity, read, report};
use crate::model::{DayOfYear, Fact, Package, Serves, Window};

/// A small whole package whose files can be changed one by one.
#[derive(Clone)]
struct Small(BTreeMap<String, Vec<u8>>);

const COMMUNITIES: &str = "\
id,name,region,lon,lat,population_2016,population_2021,indigenous_share,indigenous_languages,indigenous_governments,part_of,source_keys,confidence,elder_house
deline,Délı̨nę,Sahtu,-123.4,65.2,533,573,0.9,scs,dgg,,s1,high,yes
tulita,Tulıt’a,Sahtu,-125.6,64.9,477,396,,scs,,,s1;s2,medium,
ndilo,Ndılǫ,Sahtu,-114.3,62.5,,,,,,tulita,s1,low,
";
const SERVICES: &str = "\
id,name,service_type,status,community_id,lon,lat,in_territory,delivery_mode,serves,visit_frequency,indigenous_led,languages,opened,closed,actual,observed,source_keys,waiting_room
a,Counselling,counselling,existing,deline,-123.4,65.2,true,visiting,deline,every two weeks,true,scs,2018,,,,s1,blue
b,Camp,land,closed,,,,,on_the_land,sahtu;tulita,,,,2010-05,2012,vacant,2011-06,s2,
c,Line,counselling,existing,,,,false,virtual,all,,false,,,,,,s1,
d,Other,land,proposed,tulita,,,,,,,,,,,,,,
";
const LINKS: &str = "\
id,from_node,to_node,mode,distance_km,typical_minutes,opens,closes,departures_per_week,bidirectional
l1,deline,tulita,winter_road,100,120,12-20,03-31,,true
l2,tulita,deline,scheduled_air,100,30,01-01,,2.5,false
";
const DEFINITION: &str = r#"id = "d"
version = "1"
standing = "draft"
title = { en = "D", fr = "D" }
impedance = "journey"
modes = ["scheduled_air", "winter_road"]

[[standards]]
id = "s"
service_types = ["counselling"]
title = { en = "S", fr = "S" }
applies_to = "population > 0"
days = 300
weight = 2
sources = ["st1", "s1"]

[[standards.ways]]
id = "w"
level = "met"
where = "delivery_mode = 'visiting' AND waiting_room <> 'none'"
within_minutes = 60
visits_per_month = 2
providers = 2
"#;
const REGIONS: &str = r#"{"type":"FeatureCollection","features":[{"type":"Feature","id":"sahtu",
"properties":{"name_en":"Sahtu"},"geometry":{"type":"Polygon","coordinates":[[[-126,64],[-122,64],[-122,66],[-126,64]]]}}]}"#;

impl Small {
    fn new() -> Self {
        Self(BTreeMap::new())
            .with("communities.csv", COMMUNITIES)
            .with("services.csv", SERVICES)
            .with("network/links.csv", LINKS)
            .with("definitions/d.toml", DEFINITION)
            .with("regions.geojson", REGIONS)
            .with(
                "package.toml",
                "[package]\nid = \"small\"\nname = \"Small\"\ndefault_definition = \"d\"\n[regions]\ncolumn = \"region\"\n",
            )
            .with(
                "requests.csv",
                "id,requested_by,service_type,community_id,region,delivery_mode,date,status,visibility,origin\n\
                 r1,Council,land,tulita,sahtu,on_the_land,2020-05,open,public,public_record\n",
            )
            .with("service_types.csv", "id,name_en,name_fr,key_service\ncounselling,C,C,true\nland,L,L,false\n")
            .with("indigenous_governments.csv", "id,name,communities\ndgg,Délı̨nę Got’ı̨nę,deline\n")
            .with("languages.csv", "code,name_en,name_self,phone_year\nscs,North Slavey,Dene Kǝdǝ́,2019\n")
            .with("need.csv", "indicator,area_kind,area,year,value\nstays,community,tulita,2020,3\n")
            .with("sources.csv", "key,title,url\ns1,One,https://example.org\ns2,Two,\n")
            .with("definitions/statements.csv", "id,statement,source_keys\nst1,Words,s1\n")
            .with(
                "network/nodes.csv",
                "id,kind,lon,lat,community_id\ndeline,community,-123.4,65.2,deline\n\
                 tulita,community,-125.6,64.9,tulita\nndilo,community,-114.3,62.5,ndilo\n",
            )
            .with(
                "network/seasons.csv",
                "id,area,typical_from,typical_to,representative_date\nwinter,territory,11-01,04-30,01-15\n\
                 summer,territory,05-01,10-31,07-15\nwinter,delta,11-15,04-30,\n",
            )
            .with("basemap/lakes.geojson", r#"{"type":"FeatureCollection","features":[]}"#)
    }

    fn with(mut self, file: &str, text: impl AsRef<[u8]>) -> Self {
        self.0.insert(file.to_owned(), text.as_ref().to_vec());
        self
    }

    fn without(mut self, file: &str) -> Self {
        self.0.remove(file);
        self
    }

    fn text(&self, file: &str) -> String {
        String::from_utf8(self.0[file].clone()).expect("text")
    }

    /// Changes the only place where `from` stands.
    fn changed(self, file: &str, from: &str, to: &str) -> Self {
        let text = self.text(file);
        assert_eq!(text.matches(from).count(), 1, "{from:?} stands once in {file}");
        let text = text.replacen(from, to, 1);
        self.with(file, text)
    }

    fn read(&self) -> Result<(Package, Vec<Fault>), Faults> {
        read(&self.0)
    }

    fn package(&self) -> Package {
        self.read().unwrap_or_else(|faults| panic!("{faults}")).0
    }

    /// What is told about it, errors or warnings, line by line.
    fn told(&self) -> Vec<String> {
        let faults = self.read().map_or_else(|faults| faults.0, |(_, warnings)| warnings);
        faults.iter().map(ToString::to_string).collect()
    }
}

#[test]
fn a_whole_package_is_read_without_a_word() {
    assert_eq!(Small::new().told(), Vec::<String>::new());
    let package = Small::new().package();
    let deline = &package.communities[0];
    assert_eq!((deline.name.as_str(), deline.population()), ("Délı̨nę", Some(573)));
    assert_eq!(deline.attributes["elder_house"], "yes");
    assert_eq!(
        package.communities[1].population(),
        None,
        "a blank count is none of its own"
    );
    let visits = package.services[0].visits_per_month.known().expect("known");
    assert!((visits - 365.0 / 12.0 / 14.0).abs() < 1e-9);
    assert_eq!(package.services[0].visit_frequency.as_deref(), Some("every two weeks"));
    assert_eq!(package.services[2].serves, Serves::All);
    assert_eq!(package.services[3].serves, Serves::Unknown);
    assert_eq!(package.services[3].delivery_mode, Fact::Unknown);
    let Window::Edges { opens, closes } = package.links[1].window else {
        panic!("the file has windows");
    };
    assert_eq!((opens.known().map(DayOfYear::number), closes), (Some(1), Fact::Unknown));
    assert!(!package.links[1].bidirectional);
    assert_eq!(package.regions[0].matches, "Sahtu");
    assert_eq!(package.definitions[0].text, DEFINITION);
}

/// File, the words to change, what to change them to, and what must be told about it.
type Case = (&'static str, &'static str, &'static str, &'static [&'static str]);

fn check(cases: &[Case]) {
    for (file, from, to, told) in cases {
        assert_eq!(
            Small::new().changed(file, from, to).told(),
            *told,
            "{file}: {from:?} to {to:?}"
        );
    }
}

#[test]
fn every_fault_is_told_at_once_in_the_order_of_files_and_rows() {
    let faults = Small::new()
        .changed("services.csv", "every two weeks", "often")
        .changed("services.csv", "Camp,land", "Camp,sea")
        .changed("communities.csv", ",396,", ",few,")
        .changed("communities.csv", "-123.4,65.2", "-123.4,650")
        .changed("definitions/d.toml", "days = 300", "days = 0")
        .changed("network/links.csv", "2.5", "-2")
        .read()
        .expect_err("it has faults");
    let places: Vec<(&str, Option<u32>)> = faults.0.iter().map(|fault| (fault.file.as_str(), fault.row)).collect();
    assert_eq!(
        places,
        [
            ("communities.csv", Some(2)),
            ("communities.csv", Some(3)),
            ("services.csv", Some(2)),
            ("services.csv", Some(3)),
            ("network/links.csv", Some(3)),
            ("definitions/d.toml", Some(13)),
        ]
    );
}

#[test]
fn a_missing_file_is_a_fault_only_where_every_package_has_it() {
    let told = Small::new().without("communities.csv").without("services.csv").told();
    assert!(
        told.contains(&"communities.csv: found no such file, expected a file that every package has".to_owned()),
        "{told:?}"
    );
    assert!(
        told.contains(&"services.csv: found no such file, expected a file that every package has".to_owned()),
        "{told:?}"
    );
    for file in [
        "requests.csv",
        "service_types.csv",
        "indigenous_governments.csv",
        "languages.csv",
        "need.csv",
        "sources.csv",
        "regions.geojson",
        "network/links.csv",
        "network/seasons.csv",
        "definitions/statements.csv",
        "basemap/lakes.geojson",
    ] {
        assert_eq!(Small::new().without(file).told(), Vec::<String>::new(), "{file}");
    }
    let told = Small::new().without("network/nodes.csv").told();
    assert_eq!(told, Vec::<String>::new());
    let service = Small::new().with("service.csv", "id\n").told();
    assert_eq!(
        service,
        ["warning: service.csv: found a file that is not read, expected services.csv"]
    );
}

/// Only what every package must have.
fn least() -> Small {
    Small(BTreeMap::new())
        .with(
            "communities.csv",
            "id,name,lon,lat,population\na,A,-120,65,100\nb,B,-121,66,\n",
        )
        .with(
            "services.csv",
            "id,service_type,community_id,delivery_mode\ns,counselling,a,resident\n",
        )
}

#[test]
fn two_small_files_make_a_package() {
    let (package, warnings) = least().read().unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(warnings, []);
    assert_eq!(package.services[0].serves, Serves::All, "no such column: everyone");
    assert_eq!(package.services[0].name, "s");
    assert_eq!(package.communities[0].population(), Some(100));
    assert_eq!(package.settings.suppress_below, 10);
    let links = "id,from_node,to_node,mode,typical_minutes\nl,a,b,all_season_road,30\n";
    let package = least()
        .with(
            "network/nodes.csv",
            "id,kind,lon,lat,community_id\na,community,-120,65,a\nb,community,-121,66,b\n",
        )
        .with("network/links.csv", links)
        .package();
    assert_eq!(package.links[0].window, Window::Always, "no such columns: always open");
    assert!(package.links[0].bidirectional);
}

#[test]
fn a_site_may_be_a_point_and_must_be_told_by_some_column() {
    let points = "id,service_type,lon,lat,delivery_mode\ns,counselling,-120.5,65.5,resident\n";
    let package = least().with("services.csv", points).package();
    assert!(package.services[0].point.is_some());
    let told = least()
        .with(
            "services.csv",
            "id,service_type,delivery_mode\ns,counselling,resident\n",
        )
        .told();
    assert_eq!(
        told,
        [
            "services.csv, row 1, community_id: found no such column, expected the column community_id, or the columns lon and lat"
        ]
    );
    let told = least()
        .with(
            "communities.csv",
            "id,name,lon,lat,population_thousands\na,A,-120,65,0.1\n",
        )
        .told();
    assert_eq!(
        told,
        ["communities.csv, row 1, population_thousands: found a column of this name, expected the column population"]
    );
}

#[test]
fn without_outlines_a_region_is_one_that_communities_name() {
    let communities = "id,name,lon,lat,population,region\na,A,-120,65,100,South Slave\n";
    let services = |serves: &str| {
        format!("id,service_type,community_id,delivery_mode,serves\ns,counselling,a,resident,{serves}\n")
    };
    let small = least().with("communities.csv", communities);
    assert!(
        small
            .clone()
            .with("services.csv", services("south-slave"))
            .told()
            .is_empty()
    );
    assert_eq!(small.with("services.csv", services("north")).told().len(), 1);
}

#[test]
fn a_name_that_is_a_community_and_a_region_is_read_as_the_community_with_a_warning() {
    let small = Small::new()
        .changed("regions.geojson", "\"id\":\"sahtu\"", "\"id\":\"tulita\"")
        .changed("services.csv", "sahtu;tulita", "tulita");
    let (package, warnings) = small.read().unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(package.services[1].serves, Serves::Areas(vec!["tulita".to_owned()]));
    assert_eq!(
        warnings[0].to_string(),
        "warning: services.csv, row 3, serves: found \"tulita\", a community and a region, \
         expected a name that is only one of them; it is read as the community"
    );
    assert_eq!(warnings[0].severity, Severity::Warning);
}

#[test]
fn exports_of_spreadsheets_are_understood() {
    let plain = Small::new().package();
    for file in ["communities.csv", "services.csv", "network/links.csv"] {
        let text = Small::new().text(file);
        let marked = Small::new().with(file, format!("\u{FEFF}{text}"));
        assert_eq!(marked.package(), plain, "{file} with a byte-order mark");
        let crlf = Small::new().with(file, text.replace('\n', "\r\n"));
        assert_eq!(crlf.package(), plain, "{file} with CRLF");
        let quoted = |text: &str, separator: char| {
            text.lines()
                .map(|line| {
                    line.split(',')
                        .map(|cell| format!("\"{cell}\""))
                        .collect::<Vec<_>>()
                        .join(&separator.to_string())
                })
                .collect::<Vec<_>>()
                .join("\n")
        };
        for separator in [';', '\t'] {
            let written = Small::new().with(file, quoted(&text, separator));
            assert_eq!(written.package(), plain, "{file} with {separator:?}");
        }
    }
    let french = least().with(
        "communities.csv",
        "\u{FEFF}id;name;lon;lat;population\r\na;A;-120,5;65,25;100\r\n",
    );
    let point = french.package().communities[0].point;
    assert!((point.lon() + 120.5).abs() < 1e-9 && (point.lat() - 65.25).abs() < 1e-9);
}

#[test]
fn bytes_that_are_no_utf_8_are_told_with_their_row_and_column() {
    let windows = b"id,name,lon,lat,population\na,A,-120,65,1\nb,D\xE9line,-120,65,1\n";
    let told = least().with("communities.csv", windows).told();
    assert_eq!(
        told,
        ["communities.csv, row 3, name: found \"D\u{FFFD}line\", expected text in UTF-8 (save as \"CSV UTF-8\")"]
    );
    let told = least().with("communities.csv", b"\xFF\xFEi\0d\0").told();
    assert_eq!(
        told[0],
        "communities.csv: found text in UTF-16, expected text in UTF-8 (save as \"CSV UTF-8\")"
    );
    let told = Small::new().with("package.toml", b"[package]\nid = \"\xE9\"\n").told();
    assert_eq!(
        told[0],
        "package.toml, line 2: found bytes that are no text, expected text in UTF-8"
    );
}

#[test]
fn a_quotation_mark_that_is_never_closed_is_told_with_its_row() {
    let told = least()
        .with("communities.csv", "id,name,lon,lat,population\na,\"A,-120,65,1\n")
        .told();
    assert_eq!(
        told[0],
        "communities.csv, row 2: found a quotation mark that is never closed, \
                         expected quotation marks in pairs, one inside a cell written twice"
    );
}

/// A file of the small package with its rows in some other order.
fn shuffled(file: &str) -> impl Strategy<Value = String> {
    let text = Small::new().text(file);
    let (header, rows) = text.split_once('\n').expect("a header");
    let header = header.to_owned();
    let rows: Vec<String> = rows.lines().map(str::to_owned).collect();
    Just(rows)
        .prop_shuffle()
        .prop_map(move |rows| format!("{header}\n{}", rows.join("\n")))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn the_order_of_rows_changes_nothing(
        communities in shuffled("communities.csv"),
        services in shuffled("services.csv"),
        nodes in shuffled("network/nodes.csv"),
        links in shuffled("network/links.csv"),
        sources in shuffled("sources.csv"),
    ) {
        let small = Small::new()
            .with("communities.csv", communities)
            .with("services.csv", services)
            .with("network/nodes.csv", nodes)
            .with("network/links.csv", links)
            .with("sources.csv", sources);
        prop_assert_eq!(small.package(), Small::new().package());
    }

    #[test]
    fn no_bytes_make_reading_fall_over(bytes in proptest::collection::vec(any::<u8>(), 0..200), at in 0_usize..16) {
        let small = Small::new();
        let file = small.0.keys().nth(at % small.0.len()).expect("in range").clone();
        let mut text = small.0[&file].clone();
        let place = bytes.len() * 7 % (text.len() + 1);
        text.splice(place..place, bytes.iter().copied());
        let _ = small.clone().with(&file, text).read();
        let _ = small.with(&file, bytes).read();
    }
}

#[test]
fn a_report_counts_records_and_tells_what_is_not_known() {
    let (package, warnings) = Small::new()
        .changed(
            "services.csv",
            ",visiting,deline,every two weeks,",
            ",visiting,deline,,",
        )
        .changed("services.csv", "2010-05,2012,vacant", "2010-05,,")
        .changed("services.csv", ",virtual,all,", ",virtual,,")
        .changed("network/links.csv", "scheduled_air,100,30", "scheduled_air,100,")
        .changed("network/links.csv", "2.5", "")
        .read()
        .unwrap_or_else(|faults| panic!("{faults}"));
    insta::assert_snapshot!(report(&package, &warnings), @r"
    small: Small

    Records
          3  communities
          1  regions with outlines
          4  services
          1  requests
          2  types of service
          1  Indigenous governments
          1  languages
          1  indicators of need
          2  sources
          1  statements
          3  nodes of the network
          2  links of the network
          3  rows of seasons
          1  definitions
          0  scenarios
          0  bodies asked about definitions
          0  engagements on definitions
          0  rows about who may enter
          0  rows about who refers
          0  ways through care
          0  evaluations
          1  layers of the basemap

    Not known
          1  communities without a count of people of their own
          1  services without a delivery mode
          1  visiting services without a visit frequency
          2  services that do not say whom they serve
          1  services without a site, virtual ones left out
          3  services without languages
          2  services that do not say whether they are Indigenous-led
          1  closed services without a date
          1  services without a source
          1  links without minutes
          1  scheduled air routes without departures a week
          1  links with an unknown first or last open day

    Warnings (1)
      warning: services.csv, row 3, observed: found a date, expected a word in the column actual that says what was observed
    ");
    let (package, warnings) = least().read().unwrap_or_else(|faults| panic!("{faults}"));
    assert!(report(&package, &warnings).ends_with("\nNo warnings.\n"));
}

#[test]
fn the_package_we_ship_has_no_faults() {
    let (package, warnings) = read(&BuiltIn).unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(package.settings.id, "nwt");
    assert_eq!(package.communities.len(), 34);
    assert_eq!(package.territory_seasons().count(), 4);
    assert_eq!(package.services.len(), rows("services.csv"));
    assert_eq!(package.links.len(), rows("network/links.csv"));
    assert_eq!(package.sources.len(), rows("sources.csv"));
    let report = report(&package, &warnings);
    for line in [
        "     34  communities\n",
        "     15  services without a delivery mode\n",
        "     23  scheduled air routes without departures a week\n",
    ] {
        assert!(report.contains(line), "{line} in\n{report}");
    }
}

/// Rows of a shipped file; none of these has a line break inside a cell.
fn rows(file: &str) -> usize {
    let bytes = BuiltIn.read(file).expect("built in").expect("it is there");
    String::from_utf8(bytes).expect("text").lines().count() - 1
}
