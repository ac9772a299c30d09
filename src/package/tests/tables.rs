//! One wrong cell or header at a time, and what is told about it.

use super::{Small, check};

const COMMUNITIES: &str = "communities.csv";
const SERVICES: &str = "services.csv";
const NODES: &str = "network/nodes.csv";
const LINKS: &str = "network/links.csv";
const SEASONS: &str = "network/seasons.csv";

#[test]
fn each_fault_of_a_community_is_told_with_its_row_and_column() {
    check(&[
        (
            COMMUNITIES,
            "-123.4,65.2",
            "-190,95",
            &[
                "communities.csv, row 2, lat: found \"95\", expected a latitude in degrees from -90 to 90",
                "communities.csv, row 2, lon: found \"-190\", expected a longitude in degrees from -180 to 180",
            ],
        ),
        (
            COMMUNITIES,
            "-123.4,65.2",
            "NaN,65.2",
            &["communities.csv, row 2, lon: found \"NaN\", expected a longitude in degrees from -180 to 180"],
        ),
        (
            COMMUNITIES,
            "-123.4,65.2",
            ",",
            &[
                "communities.csv, row 2, lat: found nothing, expected a latitude in degrees from -90 to 90",
                "communities.csv, row 2, lon: found nothing, expected a longitude in degrees from -180 to 180",
            ],
        ),
        (
            COMMUNITIES,
            ",396,",
            ",-396,",
            &[
                "communities.csv, row 3, population_2021: found \"-396\", expected people as a whole number of 0 or more, or empty",
            ],
        ),
        (
            COMMUNITIES,
            ",0.9,",
            ",90,",
            &["communities.csv, row 2, indigenous_share: found \"90\", expected a share from 0 to 1 or empty"],
        ),
        (
            COMMUNITIES,
            "0.9,scs",
            "0.9,sc",
            &[
                "communities.csv, row 2, indigenous_languages: found \"sc\", expected the code of a row of languages.csv",
            ],
        ),
        (
            COMMUNITIES,
            ",dgg,",
            ",none,",
            &[
                "communities.csv, row 2, indigenous_governments: found \"none\", expected the id of a row of indigenous_governments.csv",
            ],
        ),
    ]);
}

#[test]
fn a_community_that_names_what_is_not_there_is_told() {
    check(&[
        (
            COMMUNITIES,
            "s1;s2",
            "s1;s9",
            &["communities.csv, row 3, source_keys: found \"s9\", expected the key of a row of sources.csv"],
        ),
        (
            COMMUNITIES,
            ",tulita,s1,low",
            ",tulitta,s1,low",
            &["communities.csv, row 4, part_of: found \"tulitta\", expected the id of a community (perhaps tulita)"],
        ),
        (
            COMMUNITIES,
            ",tulita,s1,low",
            ",ndilo,s1,low",
            &[
                "communities.csv, row 4, part_of: found \"ndilo\", which makes ndilo part of itself, \
             expected the community whose count includes these people, or empty",
            ],
        ),
        (
            COMMUNITIES,
            ",high,",
            ",certain,",
            &["communities.csv, row 2, confidence: found \"certain\", expected low, medium or high"],
        ),
        (
            COMMUNITIES,
            "ndilo,Ndılǫ",
            "deline,Ndılǫ",
            &[
                "communities.csv, row 4, id: found \"deline\", which is also in row 2, expected an id of its own",
                "network/nodes.csv, row 4, community_id: found \"ndilo\", expected the id of a community",
            ],
        ),
        (
            COMMUNITIES,
            "tulita,Tulıt’a",
            "tulita,",
            &["communities.csv, row 3, name: found nothing, expected words"],
        ),
    ]);
}

#[test]
fn words_and_rows_that_are_not_whole_are_told() {
    check(&[
        (
            COMMUNITIES,
            "tulita,Tulıt’a",
            "tulita,Tulıt\u{202E}a",
            &[
                "communities.csv, row 3, name: found the hidden character U+202E in \"Tulıt\u{202E}a\", expected words that can be seen",
            ],
        ),
        (
            COMMUNITIES,
            "deline,Délı̨nę",
            "deline,De\u{301}lı̨nę",
            &[
                "warning: communities.csv, row 2, name: found \"De\u{301}lı̨nę\" in decomposed letters, \
             expected Unicode normalization form C; it is kept as it is",
            ],
        ),
        (
            COMMUNITIES,
            ",low,",
            ",low",
            &["communities.csv, row 4: found 13 cells, expected 14, as many as the header has"],
        ),
    ]);
}

#[test]
fn a_package_without_communities_is_told() {
    let told = Small::new()
        .with("communities.csv", "id,name,lon,lat,population\n")
        .told();
    assert!(told.contains(&"warning: communities.csv: found no rows, expected one community or more".to_owned()));
}

#[test]
fn places_that_are_part_of_one_another_are_refused() {
    let told = Small::new()
        .changed("communities.csv", ",scs,,,s1;s2", ",scs,,ndilo,s1;s2")
        .told();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told[0].contains("row 3, part_of: found \"ndilo\", which makes tulita part of itself"),
        "{told:?}"
    );
}

#[test]
fn each_fault_of_a_service_or_request_is_told() {
    check(&[
        (
            SERVICES,
            "every two weeks",
            "2/mois",
            &[
                "services.csv, row 2, visit_frequency: found \"2/mois\", expected visits per month as a number (for example 2), \
             words such as \"every two weeks\", \"twice a month\" or \"toutes les deux semaines\", or empty",
            ],
        ),
        (
            SERVICES,
            "deline,-123.4,65.2",
            "deline,-123.4,",
            &[
                "services.csv, row 2, lat: found nothing beside a longitude, expected a latitude in degrees from -90 to 90",
            ],
        ),
        (
            SERVICES,
            "existing,deline",
            "existing,deliny",
            &["services.csv, row 2, community_id: found \"deliny\", expected the id of a community (perhaps deline)"],
        ),
        (
            SERVICES,
            "Camp,land",
            "Camp,landing",
            &["services.csv, row 3, service_type: found \"landing\", expected the id of a row of service_types.csv"],
        ),
        (
            SERVICES,
            "sahtu;tulita",
            "sahtu;nowhere",
            &[
                "services.csv, row 3, serves: found \"nowhere\", expected ids of communities or regions separated by \";\", or all",
            ],
        ),
        (
            SERVICES,
            "sahtu;tulita",
            "sahtu;all",
            &[
                "services.csv, row 3, serves: found all beside other names, expected ids of communities or regions separated by \";\", or all",
            ],
        ),
        (
            SERVICES,
            "2010-05,2012",
            "2010-05,2009",
            &["services.csv, row 3, closed: found \"2009\", expected a date after it opened (2010-05)"],
        ),
        (
            SERVICES,
            "2010-05,2012",
            "2010-5,2012",
            &[
                "services.csv, row 3, opened: found \"2010-5\", expected a date as YYYY, YYYY-MM or YYYY-MM-DD, or empty",
            ],
        ),
        (
            SERVICES,
            "vacant,2011-06",
            ",2011-06",
            &[
                "warning: services.csv, row 3, observed: found a date, expected a word in the column actual that says what was observed",
            ],
        ),
        (
            SERVICES,
            "on_the_land",
            "land",
            &[
                "services.csv, row 3, delivery_mode: found \"land\", expected resident, visiting, virtual, on_the_land or residential_facility",
            ],
        ),
    ]);
}

#[test]
fn a_service_or_request_without_its_words_is_told() {
    check(&[
        (
            SERVICES,
            ",proposed,",
            ",,",
            &["services.csv, row 5, status: found nothing, expected existing, closed, in_development or proposed"],
        ),
        (
            SERVICES,
            ",visiting,deline,every two weeks,true",
            ",visiting,deline,,perhaps",
            &["services.csv, row 2, indigenous_led: found \"perhaps\", expected true, false or empty"],
        ),
        (
            SERVICES,
            "Line,counselling",
            "Line,",
            &["services.csv, row 4, service_type: found nothing, expected the id of a row of service_types.csv"],
        ),
        (
            "requests.csv",
            "Council,land",
            "Council,sea",
            &["requests.csv, row 2, service_type: found \"sea\", expected the id of a row of service_types.csv"],
        ),
        (
            "requests.csv",
            ",public,",
            ",world,",
            &["requests.csv, row 2, visibility: found \"world\", expected owner, working_group or public"],
        ),
        (
            "requests.csv",
            ",sahtu,",
            ",south,",
            &[
                "warning: requests.csv, row 2, region: found \"south\", which no region or community is called, \
             expected ids of regions separated by \";\"; it is kept as words",
            ],
        ),
    ]);
}

#[test]
fn each_fault_of_the_network_and_the_reference_files_is_told() {
    check(&[
        (
            LINKS,
            "l1,deline,tulita",
            "l1,deline,nowhere",
            &["network/links.csv, row 2, to_node: found \"nowhere\", expected the id of a row of network/nodes.csv"],
        ),
        (
            LINKS,
            "l1,deline,tulita",
            "l1,deline,deline",
            &["network/links.csv, row 2, to_node: found \"deline\", expected another node than from_node"],
        ),
        (
            LINKS,
            "l1,",
            "l2,",
            &["network/links.csv, row 3, id: found \"l2\", which is also in row 2, expected an id of its own"],
        ),
        (
            LINKS,
            "12-20",
            "02-30",
            &[
                "network/links.csv, row 2, opens: found \"02-30\", expected a day as MM-DD from 01-01 to 12-31 \
             of a year of 365 days (for example 05-10) or empty",
            ],
        ),
        (
            LINKS,
            "2.5",
            "0",
            &[
                "network/links.csv, row 3, departures_per_week: found \"0\", expected departures a week as a number of more than 0, or empty",
            ],
        ),
        (
            LINKS,
            "100,120",
            "-1,inf",
            &[
                "network/links.csv, row 2, distance_km: found \"-1\", expected kilometres from 0 to 20040, or empty",
                "network/links.csv, row 2, typical_minutes: found \"inf\", expected minutes from 0 to 100000, or empty",
            ],
        ),
        (
            LINKS,
            "100,120",
            "100,2",
            &[
                "warning: network/links.csv, row 2, typical_minutes: found 100 km in 2 minutes, expected minutes at no more than 160 km an hour",
            ],
        ),
        (
            LINKS,
            "typical_minutes",
            "typical_hours",
            &[
                "network/links.csv, row 1, typical_hours: found a column of this name, expected the column typical_minutes",
            ],
        ),
        (
            LINKS,
            "distance_km",
            "distance_miles",
            &["network/links.csv, row 1, distance_miles: found a column of this name, expected the column distance_km"],
        ),
        (
            LINKS,
            "closes,",
            "shuts,",
            &[
                "network/links.csv, row 1, closes: found no such column, expected the column closes beside opens",
                "warning: network/links.csv, row 1, shuts: found a column that is not read, expected only id, from_node, to_node, mode, \
             typical_minutes, distance_km, derivation, opens, closes, opened, closed, departures_per_week, operator, highway_name, bidirectional, \
             source_keys, confidence or notes",
            ],
        ),
    ]);
}

#[test]
fn each_fault_of_nodes_and_seasons_is_told() {
    check(&[
        (
            NODES,
            "62.5,ndilo",
            "62.5,",
            &[
                "warning: network/nodes.csv, community_id: found no node for the community \"ndilo\", \
             expected a node for each community; without one it is joined to the nearest node, if one is near enough",
                "network/nodes.csv, row 4, community_id: found nothing, expected the id of the community that this node stands for",
            ],
        ),
        (
            NODES,
            "62.5,ndilo",
            "62.5,tulita",
            &[
                "network/nodes.csv, community_id: found \"tulita\" for a second node, \"ndilo\", \
             expected one node for each community; join others to it by links",
                "warning: network/nodes.csv, community_id: found no node for the community \"ndilo\", \
             expected a node for each community; without one it is joined to the nearest node, if one is near enough",
            ],
        ),
        (
            SEASONS,
            "summer,territory",
            "outcome,territory",
            &[
                "network/seasons.csv, row 3, id: found \"outcome\", expected another id: answers have a field of this name",
            ],
        ),
        (
            SEASONS,
            "05-01,10-31",
            "04-29,10-30",
            &[
                "network/seasons.csv, typical_from: found no season of the whole territory from 10-31 to 10-31, \
             expected every day of the year in one season of the area \"territory\"",
                "network/seasons.csv, row 3, typical_from: found 04-29 to 04-30 in both winter and summer, \
             expected every day of the year in one season of the area \"territory\"",
            ],
        ),
        (
            SEASONS,
            "07-15",
            "12-15",
            &["network/seasons.csv, row 3, representative_date: found \"12-15\", expected a day of the season"],
        ),
        (
            SEASONS,
            "winter,delta",
            "winter,territory",
            &[
                "network/seasons.csv, row 4, id: found \"winter\", which is also in row 2 for territory, expected each season once for each area",
                "network/seasons.csv, row 4, typical_from: found 01-01 to 04-30 in both winter and winter, \
             expected every day of the year in one season of the area \"territory\"",
                "network/seasons.csv, row 4, typical_from: found 11-15 to 12-31 in both winter and winter, \
             expected every day of the year in one season of the area \"territory\"",
            ],
        ),
    ]);
}

#[test]
fn each_fault_of_the_reference_files_is_told() {
    check(&[
        (
            "need.csv",
            "community,tulita",
            "community,none",
            &["need.csv, row 2, area: found \"none\", expected the id of a community"],
        ),
        (
            "need.csv",
            "community,tulita",
            "country,ca",
            &["need.csv, row 2, area_kind: found \"country\", expected territory, region or community"],
        ),
        (
            "sources.csv",
            "https://example.org",
            "javascript:alert(1)",
            &[
                "sources.csv, row 2, url: found \"javascript:alert(1)\", expected an address that begins with https:// or http://, or empty",
            ],
        ),
        (
            "languages.csv",
            "2019",
            "19",
            &["languages.csv, row 2, phone_year: found \"19\", expected a year in four digits or empty"],
        ),
        (
            "indigenous_governments.csv",
            ",deline",
            ",delin",
            &[
                "indigenous_governments.csv, row 2, communities: found \"delin\", expected the id of a community (perhaps deline)",
            ],
        ),
    ]);
}
