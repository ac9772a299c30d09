//! A made-up territory: places strewn evenly over a box of the earth, and roads in a grid.
//!
//! Ours down to the random numbers, because the same seed has to give the same bytes for as long as figures are
//! compared: a library's generator may change with its version.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// How large, and which one of that size.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub communities: u32,
    pub services: u32,
    /// None makes a package without a network.
    pub nodes: u32,
    pub links: u32,
    pub seed: u64,
}

/// Degrees of west, south, east and north within which places lie: some 16 million square kilometres, so that of a hundred
/// thousand services about 65 lie within 60 km of a community.
const BOX: [f64; 4] = [-141.0, 45.0, -52.0, 75.0];

/// Where the grid of roads begins in the south-west, and degrees between its lines: a little more than a kilometre.
const GRID: [f64; 2] = [-120.0, 50.0];
const STEP: [f64; 2] = [0.016, 0.01];

const EARTH_KM: f64 = 6371.0;

/// Numbers that look random and hang on the seed alone (splitmix64, Steele, Lea & Flood 2014).
struct Dice(u64);

impl Dice {
    /// Independent ones for each file, so that more services leave the communities as they are.
    fn new(seed: u64, file: u64) -> Self {
        let mut dice = Self(seed);
        Self(dice.next() ^ file.wrapping_mul(0xD6E8_FEB8_6659_FD93))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to, not including, 1.
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// From 0 up to, not including, `below`.
    fn below(&mut self, below: u32) -> u32 {
        (self.share() * f64::from(below)) as u32
    }

    /// A place, every square kilometre of the box as likely as every other.
    fn place(&mut self) -> [f64; 2] {
        let [west, south, east, north] = BOX;
        let (low, high) = (south.to_radians().sin(), north.to_radians().sin());
        let lon = west + self.share() * (east - west);
        let lat = (low + self.share() * (high - low)).asin().to_degrees();
        [lon, lat]
    }
}

/// Writes the package into a folder.
pub fn write(folder: &Path, size: Size) -> io::Result<()> {
    let roads = (size.nodes > 0).then(|| Roads::of(size)).transpose()?;
    for inside in ["", "definitions", "network"] {
        if inside != "network" || roads.is_some() {
            std::fs::create_dir_all(folder.join(inside))?;
        }
    }
    file(folder, "package.toml", |out| out.write_all(PACKAGE.as_bytes()))?;
    file(folder, "definitions/generated.toml", |out| {
        out.write_all(DEFINITION.as_bytes())
    })?;
    file(folder, "service_types.csv", |out| {
        out.write_all(SERVICE_TYPES.as_bytes())
    })?;
    file(folder, "communities.csv", |out| communities(out, size, roads))?;
    file(folder, "services.csv", |out| services(out, size, roads))?;
    if let Some(roads) = roads {
        file(folder, "network/nodes.csv", |out| roads.nodes(out, size))?;
        file(folder, "network/links.csv", |out| roads.links(out, size))?;
    }
    Ok(())
}

fn file(folder: &Path, name: &str, write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(folder.join(name))?);
    write(&mut out)?;
    out.flush()
}

const PACKAGE: &str = r#"[package]
id = "generated"
name = { en = "Made-up territory", fr = "Territoire inventé" }
languages = ["en", "fr"]
suppress_below = 10
default_definition = "generated"

[travel]
fallback_kmh = 60.0
connect_within_km = 25.0
connect_kmh = 50.0
"#;

const DEFINITION: &str = r#"id = "generated"
version = "1"
standing = "illustrative"
title = { en = "Made-up standards", fr = "Normes inventées" }
impedance = "travel"
modes = ["all_season_road", "winter_road", "ferry"]

[[standards]]
id = "counselling"
service_types = ["counselling"]
title = { en = "Counselling within an hour", fr = "Counseling à moins d'une heure" }
days = 365
weight = 1.0

[[standards.ways]]
id = "in-person"
level = "met"
where = "delivery_mode = 'resident'"
within_minutes = 60

[[standards.ways]]
id = "visiting"
level = "partly_met"
where = "delivery_mode = 'visiting'"
within_minutes = 60
visits_per_month = 2

[[standards]]
id = "treatment"
service_types = ["treatment"]
title = { en = "A choice of two within two hours", fr = "Un choix de deux à moins de deux heures" }
days = 300
weight = 1.0

[[standards.ways]]
id = "in-person"
level = "met"
within_minutes = 120
providers = 2
"#;

const SERVICE_TYPES: &str = "id,name_en,name_fr\ncounselling,Counselling,Counseling\ntreatment,Treatment,Traitement\n";

fn community_id(at: u32) -> String {
    format!("c{at:07}")
}

fn communities(out: &mut impl Write, size: Size, roads: Option<Roads>) -> io::Result<()> {
    let mut dice = Dice::new(size.seed, 1);
    writeln!(out, "id,name,region,lon,lat,population")?;
    for at in 0..size.communities {
        let [lon, lat] = dice.place();
        let [lon, lat] = roads.map_or([lon, lat], |roads| roads.place(home(at, size)));
        // Most places are small and a few are large: between 10 and 100,000, evenly over the logarithm.
        let people = (10.0 * 10_f64.powf(4.0 * dice.share())) as u32;
        let region = dice.below(100);
        writeln!(
            out,
            "{},Place {at},Region {region:02},{lon:.5},{lat:.5},{people}",
            community_id(at)
        )?;
    }
    Ok(())
}

fn services(out: &mut impl Write, size: Size, roads: Option<Roads>) -> io::Result<()> {
    let mut dice = Dice::new(size.seed, 2);
    writeln!(
        out,
        "id,service_type,delivery_mode,community_id,lon,lat,visit_frequency,positions"
    )?;
    for at in 0..size.services {
        let kind = if dice.below(10) < 7 { "counselling" } else { "treatment" };
        let (mode, visits) = match dice.below(1000) {
            0 => ("virtual", ""),
            1 => ("", ""),
            2..200 => ("visiting", ["weekly", "monthly", ""][dice.below(3) as usize]),
            200..250 => ("residential_facility", ""),
            _ => ("resident", ""),
        };
        let [lon, lat] = dice.place();
        let home = community_id(dice.below(size.communities));
        // Along the roads all stand in a community, elsewhere one in ten.
        let site = if size.communities > 0 && (dice.below(10) == 0 || roads.is_some()) {
            format!("{home},,")
        } else {
            format!(",{lon:.5},{lat:.5}")
        };
        let positions = f64::from(dice.below(8) + 1) / 2.0;
        writeln!(out, "s{at:06},{kind},{mode},{site},{visits},{positions}")?;
    }
    Ok(())
}

/// The node at which a community stands; communities are spread evenly over all nodes.
fn home(community: u32, size: Size) -> u32 {
    (u64::from(community) * u64::from(size.nodes) / u64::from(size.communities)) as u32
}

/// Roads in a grid, some of them across.
#[derive(Clone, Copy)]
struct Roads {
    columns: u32,
    rows: u32,
}

impl Roads {
    fn of(size: Size) -> io::Result<Self> {
        let columns = f64::from(size.nodes).sqrt().ceil() as u32;
        let roads = Self {
            columns,
            rows: size.nodes / columns,
        };
        let along = roads.rows * (columns - 1) + columns * (roads.rows - 1);
        let across = (roads.rows - 1) * (columns - 1);
        let possible = along..=along + across;
        let fits = columns * roads.rows == size.nodes
            && possible.contains(&size.links)
            && size.communities <= size.nodes
            && f64::from(roads.rows) * STEP[1] < 35.0;
        let wrong = || {
            let words = format!(
                "found {} nodes and {} links, expected nodes that fill a grid (for example a square number, under twelve million), \
                 as many as there are communities or more, and links from {} to {}",
                size.nodes,
                size.links,
                possible.start(),
                possible.end()
            );
            io::Error::new(io::ErrorKind::InvalidInput, words)
        };
        if fits { Ok(roads) } else { Err(wrong()) }
    }

    fn place(self, node: u32) -> [f64; 2] {
        let (row, column) = (node / self.columns, node % self.columns);
        [
            GRID[0] + f64::from(column) * STEP[0],
            GRID[1] + f64::from(row) * STEP[1],
        ]
    }

    fn nodes(self, out: &mut impl Write, size: Size) -> io::Result<()> {
        writeln!(out, "id,kind,lon,lat,community_id")?;
        let mut community = 0;
        for node in 0..size.nodes {
            let [lon, lat] = self.place(node);
            if community < size.communities && home(community, size) == node {
                writeln!(
                    out,
                    "n{node:07},community,{lon:.5},{lat:.5},{}",
                    community_id(community)
                )?;
                community += 1;
            } else {
                writeln!(out, "n{node:07},junction,{lon:.5},{lat:.5},")?;
            }
        }
        Ok(())
    }

    fn links(self, out: &mut impl Write, size: Size) -> io::Result<()> {
        let mut dice = Dice::new(size.seed, 3);
        let mut number = 0;
        writeln!(
            out,
            "id,from_node,to_node,mode,distance_km,typical_minutes,opens,closes,bidirectional"
        )?;
        let (across, cells) = (
            size.links - (self.rows * (self.columns - 1) + self.columns * (self.rows - 1)),
            (self.rows - 1) * (self.columns - 1),
        );
        let (mut drawn, mut seen) = (0, 0);
        for node in 0..size.nodes {
            let (row, column) = (node / self.columns, node % self.columns);
            let (right, up) = (column + 1 < self.columns, row + 1 < self.rows);
            let mut ends = Vec::new();
            ends.extend(right.then_some(node + 1));
            ends.extend(up.then_some(node + self.columns));
            if right && up {
                // Exactly as many as are wanted, each cell as likely as every other.
                seen += 1;
                if dice.share() * f64::from(cells - seen + 1) < f64::from(across - drawn) {
                    drawn += 1;
                    ends.push(node + self.columns + 1);
                }
            }
            for end in ends {
                self.link(out, &mut dice, number, [node, end])?;
                number += 1;
            }
        }
        Ok(())
    }

    fn link(self, out: &mut impl Write, dice: &mut Dice, number: u32, [from, to]: [u32; 2]) -> io::Result<()> {
        let km = kilometres(self.place(from), self.place(to));
        let kmh = 30.0 + 60.0 * dice.share();
        let (mode, opens, closes) = match dice.below(200) {
            0 => ("winter_road", "12-15", "03-31"),
            1 => ("winter_road", "01-05", "03-20"),
            2 => ("ferry", "05-15", "11-03"),
            _ => ("all_season_road", "01-01", "12-31"),
        };
        let both_ways = dice.below(50) != 0;
        let minutes = km / kmh * 60.0;
        writeln!(
            out,
            "l{number:07},n{from:07},n{to:07},{mode},{km:.3},{minutes:.3},{opens},{closes},{both_ways}"
        )
    }
}

/// Over a sphere, which is near enough for a made-up road.
fn kilometres(from: [f64; 2], to: [f64; 2]) -> f64 {
    let [lon, lat] = from.map(f64::to_radians);
    let [other_lon, other_lat] = to.map(f64::to_radians);
    let half = |angle: f64| (angle / 2.0).sin().powi(2);
    let chord = half(other_lat - lat) + lat.cos() * other_lat.cos() * half(other_lon - lon);
    2.0 * EARTH_KM * chord.sqrt().asin()
}
