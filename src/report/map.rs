//! The map as a picture: the ground, and places with marks that differ in shape as well as in colour.

use std::fmt::Write as _;

use evenreach_press::{Figure, Text, Word};
use serde_json::Value;

use super::labels::{Area, Name, apart, placed};
use super::told::Told;
use super::words::{self, filled};
use crate::disclosure::People;
use crate::model::{Interval, Outcome};
use crate::snapshot::Extent;
use crate::spatial::Detail;

/// What is drawn at a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mark {
    /// An outcome.
    Outcome(Interval<Outcome>),
    /// A place among others.
    Plain,
    /// The place that the picture is about.
    This,
}

/// A place on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// The community, as its place in the package.
    pub community: usize,
    /// What is drawn there.
    pub mark: Mark,
    /// Whether its name is written beside it.
    pub is_named: bool,
}

/// Layers of the ground from below, with what they look like: fill, line, width of the line.
const GROUND: [(&str, &str, &str, f64); 6] = [
    ("ocean", "#dde9ef", "none", 0.0),
    ("provinces", "#eceae2", "#c3bfb0", 0.6),
    ("nwt", "#faf8f1", "#8d8a7c", 1.1),
    ("regions", "none", "#b9b4a3", 0.7),
    ("rivers", "none", "#b4cddb", 0.7),
    ("lakes", "#cfe0e9", "#a9c3d1", 0.4),
];

const INK: &str = "#1d2326";
/// Height of the letters of names, in units of the picture.
const LETTERS: f64 = 10.5;

/// The picture, so many units wide, as a figure that still has to be told of; `None` where the package has no projection.
pub fn picture(told: &Told<'_>, width: f64, places: &[Place], has_key: bool) -> Option<Figure> {
    let sheet = Sheet::new(told.view.projected_extent()?, width);
    let mut out = String::new();
    let mut written = Vec::new();
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\">\
         <defs><clipPath id=\"frame\"><path d=\"M0 0H{w}V{h}H0Z\"/></clipPath></defs>\
         <g clip-path=\"url(#frame)\"><path d=\"M0 0H{w}V{h}H0Z\" fill=\"#eceae2\"/>",
        w = sheet.width,
        h = sheet.height
    );
    for (layer, fill, line, line_width) in GROUND {
        let Some(Ok(drawing)) = told.view.basemap(layer, Detail::Overview) else {
            continue;
        };
        let path = sheet.path(&drawing, fill != "none");
        if !path.is_empty() {
            let dashes = if layer == "regions" {
                " stroke-dasharray=\"4 3\""
            } else {
                ""
            };
            let _ = write!(
                out,
                "<path d=\"{path}\" fill=\"{fill}\" fill-rule=\"evenodd\" stroke=\"{line}\" stroke-width=\"{line_width}\"{dashes}/>"
            );
        }
    }
    out.push_str("</g>");
    sheet.places(told, places, has_key, (&mut out, &mut written));
    let _ = write!(
        out,
        "<path d=\"M0.5 0.5H{}V{}H0.5Z\" fill=\"none\" stroke=\"#8d8a7c\"/></svg>",
        sheet.width - 0.5,
        sheet.height - 0.5
    );
    Some(Figure {
        svg: out,
        width: sheet.width,
        height: sheet.height,
        words: written,
        share: 1.0,
        alt: String::new(),
        caption: Text::default(),
    })
}

/// The picture's measures.
struct Sheet {
    extent: Extent,
    /// Units a metre.
    scale: f64,
    width: f64,
    height: f64,
}

impl Sheet {
    fn new(extent: Extent, width: f64) -> Self {
        let rim = 0.03 * (extent.max_x - extent.min_x).max(extent.max_y - extent.min_y).max(1e5);
        let extent = Extent {
            min_x: extent.min_x - rim,
            min_y: extent.min_y - rim,
            max_x: extent.max_x + rim,
            max_y: extent.max_y + rim,
        };
        let scale = width / (extent.max_x - extent.min_x);
        Self {
            height: ((extent.max_y - extent.min_y) * scale).round(),
            extent,
            scale,
            width,
        }
    }

    fn at(&self, x: f64, y: f64) -> (f64, f64) {
        (
            (x - self.extent.min_x) * self.scale,
            (self.extent.max_y - y) * self.scale,
        )
    }

    /// All rings and lines of a layer that reach into the picture, as one path.
    fn path(&self, drawing: &str, is_closed: bool) -> String {
        let mut path = String::new();
        let layer: Value = serde_json::from_str(drawing).unwrap_or_default();
        for feature in layer["features"].as_array().into_iter().flatten() {
            self.trace(&feature["geometry"]["coordinates"], is_closed, &mut path);
        }
        path
    }

    /// Coordinates of whatever depth: a list of positions is a line.
    fn trace(&self, coordinates: &Value, is_closed: bool, path: &mut String) {
        let Some(parts) = coordinates.as_array() else { return };
        let position = |one: &Value| Some(self.at(one.get(0)?.as_f64()?, one.get(1)?.as_f64()?));
        if !parts.first().is_some_and(|first| first[0].is_number()) {
            for part in parts {
                self.trace(part, is_closed, path);
            }
            return;
        }
        let line: Vec<(f64, f64)> = parts.iter().filter_map(position).collect();
        let frame = Area {
            left: 0.0,
            top: 0.0,
            right: self.width,
            bottom: self.height,
        };
        let covers = line.iter().fold(None, |covers: Option<Area>, &(x, y)| {
            let here = Area::around((x, y), 0.0);
            Some(covers.map_or(here, |covers| Area {
                left: covers.left.min(x),
                top: covers.top.min(y),
                right: covers.right.max(x),
                bottom: covers.bottom.max(y),
            }))
        });
        if !covers.is_some_and(|covers| covers.meets(&frame)) {
            return;
        }
        let mut last = None;
        for at in line {
            let at = (rounded(at.0), rounded(at.1));
            if last == Some(at) {
                continue;
            }
            let letter = if last.is_none() { 'M' } else { 'L' };
            let _ = write!(path, "{letter}{} {}", at.0, at.1);
            last = Some(at);
        }
        if is_closed {
            path.push('Z');
        }
    }

    fn places(&self, told: &Told<'_>, places: &[Place], has_key: bool, (out, written): (&mut String, &mut Vec<Word>)) {
        let communities = &told.package().communities;
        let people = People::of(told.package());
        let on_map: Vec<(&Place, (f64, f64))> = places
            .iter()
            .filter_map(|place| {
                let at = told.view.project(communities[place.community].point)?;
                Some((place, self.at(at.x, at.y)))
            })
            .collect();
        let radius = if places.iter().any(|place| matches!(place.mark, Mark::Outcome(_))) {
            4.6
        } else {
            2.6
        };
        let true_places: Vec<(f64, f64)> = on_map.iter().map(|(_, at)| *at).collect();
        let marks = apart(&true_places, radius);
        for (mark, place) in marks.iter().zip(&true_places) {
            if (mark.0 - place.0).hypot(mark.1 - place.1) > 1.0 {
                line(out, *place, *mark);
            }
        }
        let taken: Vec<Area> = self
            .furniture(told, has_key, &marks, (out, written))
            .into_iter()
            .collect();
        let names: Vec<Name> = on_map
            .iter()
            .zip(&marks)
            .map(|((place, _), mark)| {
                let community = &communities[place.community];
                Name {
                    at: *mark,
                    width: if place.is_named {
                        breadth(&community.name, LETTERS)
                    } else {
                        0.0
                    },
                    height: if place.is_named { LETTERS * 1.25 } else { 0.0 },
                    // By what is published: the order of names must not tell what the numbers do not.
                    rank: people.at(place.community).get().map_or(0.0, |people| *people as f64),
                }
            })
            .collect();
        let frame = Area {
            left: 2.0,
            top: 2.0,
            right: self.width - 2.0,
            bottom: self.height - 2.0,
        };
        // The mark of the place that the picture is about is larger than the others.
        let has_this = places.iter().any(|place| place.mark == Mark::This);
        let reach = if has_this { 2.0 * radius + 1.0 } else { radius };
        let areas = placed(&names, reach, frame, &taken);
        for (((place, _), mark), area) in on_map.iter().zip(&marks).zip(&areas) {
            if let Some(area) = area.filter(|_| place.is_named) {
                join(out, *mark, &area, radius);
            }
        }
        for ((place, _), mark) in on_map.iter().zip(&marks) {
            draw(out, place.mark, *mark, radius);
        }
        for ((place, _), area) in on_map.iter().zip(&areas) {
            if let Some(area) = area.filter(|_| place.is_named) {
                let is_this = place.mark == Mark::This;
                let base = (area.left, area.top + LETTERS);
                written.push(word(base, LETTERS, is_this, &communities[place.community].name));
            }
        }
    }

    /// The key, where there is one, and the scale: where they cover the fewest marks. Gives the areas that they take.
    fn furniture(
        &self,
        told: &Told<'_>,
        has_key: bool,
        marks: &[(f64, f64)],
        (out, written): (&mut String, &mut Vec<Word>),
    ) -> Option<Area> {
        let language = told.language;
        let outcomes = [Some(Outcome::Met), Some(Outcome::PartlyMet), Some(Outcome::Unmet), None];
        let lines: Vec<Option<Outcome>> = if has_key { outcomes.to_vec() } else { Vec::new() };
        let kilometres = [1000.0, 500.0, 200.0, 100.0, 50.0, 20.0, 10.0];
        let kilometres = kilometres
            .into_iter()
            .find(|km| km * 1000.0 * self.scale <= self.width * 0.22)
            .unwrap_or(5.0);
        let scale = filled(told.words().kilometres, &[&words::number(language, kilometres)]);
        let bar = kilometres * 1000.0 * self.scale;
        let texts = lines.iter().map(|one| words::outcome(language, *one));
        let widest = texts.map(|text| breadth(text, LETTERS) + 18.0).fold(bar, f64::max);
        let (width, height) = (widest + 14.0, 15.0 * lines.len() as f64 + 30.0);
        let corners = [
            (6.0, self.height - height - 6.0),
            (self.width - width - 6.0, self.height - height - 6.0),
            (6.0, 6.0),
            (self.width - width - 6.0, 6.0),
        ];
        let area = |(left, top): (f64, f64)| Area {
            left,
            top,
            right: left + width,
            bottom: top + height,
        };
        let covered = |corner: &(f64, f64)| {
            let area = area(*corner);
            marks
                .iter()
                .filter(|mark| Area::around(**mark, 6.0).meets(&area))
                .count()
        };
        let corner = corners.into_iter().min_by_key(covered)?;
        let (x, y) = corner;
        let _ = write!(
            out,
            "<path d=\"M{} {}h{}v{}h{}Z\" fill=\"#ffffff\" stroke=\"#8d8a7c\" stroke-width=\"0.6\"/>",
            rounded(x),
            rounded(y),
            rounded(width),
            rounded(height),
            rounded(-width)
        );
        for (at, outcome) in lines.iter().enumerate() {
            let middle = (x + 12.0, y + 13.0 + 15.0 * at as f64);
            let interval = outcome.map_or(
                Interval {
                    at_least: Outcome::Unmet,
                    at_most: Outcome::Met,
                },
                Interval::exact,
            );
            draw(out, Mark::Outcome(interval), middle, 4.6);
            let base = (middle.0 + 9.0, middle.1 + 3.6);
            written.push(word(base, LETTERS, false, words::outcome(language, *outcome)));
        }
        let base = y + height - 6.0;
        let _ = write!(
            out,
            "<path d=\"M{x0} {y0}v4h{bar}v-4\" fill=\"none\" stroke=\"{INK}\" stroke-width=\"0.8\"/>",
            x0 = rounded(x + 7.0),
            y0 = rounded(base - 3.0),
            bar = rounded(bar)
        );
        written.push(word((x + 7.0, base - 6.0), LETTERS * 0.9, false, &scale));
        Some(area(corner))
    }
}

/// Draws a mark: a circle with a tick, a circle filled by half, a square with a cross, a diamond with a question mark.
fn draw(out: &mut String, mark: Mark, (x, y): (f64, f64), r: f64) {
    let (x, y) = (rounded(x), rounded(y));
    let circle = |fill: &str, line: &str, width: f64, r: f64| {
        format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" fill=\"{fill}\" stroke=\"{line}\" stroke-width=\"{width}\"/>")
    };
    let stroke = |d: String, color: &str| {
        format!(
            "<path d=\"{d}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"1.4\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>"
        )
    };
    let drawn = match mark {
        Mark::Plain => circle("#6b7478", "#ffffff", 0.8, r),
        Mark::This => circle("#a1007d", "#ffffff", 1.2, r * 2.0),
        Mark::Outcome(outcome) => match outcome.settled() {
            Some(Outcome::Met) => {
                let tick = format!("M{} {}l{} {}l{} {}", x - 2.2, y + 0.2, 1.6, 1.7, 2.9, -3.6);
                circle("#0a64a4", "#063f69", 0.9, r) + &stroke(tick, "#ffffff")
            }
            Some(Outcome::PartlyMet) => {
                let half = format!(
                    "<path d=\"M{x} {}A{r} {r} 0 0 0 {x} {}Z\" fill=\"#d98200\"/>",
                    y - r,
                    y + r
                );
                circle("#ffffff", "#6e4100", 0.9, r) + &half + &circle("none", "#6e4100", 0.9, r)
            }
            Some(Outcome::Unmet) => {
                let side = r * 1.8;
                let (left, top) = (x - side / 2.0, y - side / 2.0);
                let square = format!(
                    "<rect x=\"{left}\" y=\"{top}\" width=\"{side}\" height=\"{side}\" fill=\"#a8123e\" stroke=\"#5e0620\" stroke-width=\"0.9\"/>"
                );
                let cross = format!("M{} {}l4 4M{} {}l-4 4", x - 2.0, y - 2.0, x + 2.0, y - 2.0);
                square + &stroke(cross, "#ffffff")
            }
            None => {
                let reach = r * 1.2;
                let diamond = format!(
                    "<path d=\"M{x} {}l{reach} {reach}l-{reach} {reach}l-{reach} -{reach}Z\" fill=\"#ffffff\" stroke=\"#3c4346\" stroke-width=\"0.9\"/>",
                    y - reach
                );
                let query = format!("M{} {}a1.6 1.6 0 1 1 2.3 1.5q-0.7 0.4 -0.7 1.2", x - 1.6, y - 1.3);
                let dot = format!("<circle cx=\"{x}\" cy=\"{}\" r=\"0.8\" fill=\"#3c4346\"/>", y + 3.0);
                diamond + &stroke(query, "#3c4346") + &dot
            }
        },
    };
    out.push_str(&drawn);
}

/// A line from a mark to a name that stands away from it.
fn join(out: &mut String, mark: (f64, f64), area: &Area, radius: f64) {
    let nearest = (mark.0.clamp(area.left, area.right), mark.1.clamp(area.top, area.bottom));
    if (mark.0 - nearest.0).hypot(mark.1 - nearest.1) > radius + 8.0 {
        line(out, mark, nearest);
    }
}

fn line(out: &mut String, from: (f64, f64), to: (f64, f64)) {
    let _ = write!(
        out,
        "<path d=\"M{} {}L{} {}\" stroke=\"#4b5357\" stroke-width=\"0.6\"/>",
        rounded(from.0),
        rounded(from.1),
        rounded(to.0),
        rounded(to.1)
    );
}

/// A word on the picture, from the beginning of its base line.
fn word((x, y): (f64, f64), size: f64, is_strong: bool, text: &str) -> Word {
    Word {
        x: rounded(x),
        y: rounded(y),
        size,
        is_strong,
        text: text.to_owned(),
    }
}

/// How wide words are at most, set in letters of this size: marks upon letters take no room of their own.
fn breadth(words: &str, size: f64) -> f64 {
    let letters = words.chars().map(|letter| match letter {
        '\u{300}'..='\u{36f}' => 0.0,
        'i' | 'j' | 'l' | 'ı' | 'ł' | '\'' | '’' | '.' | ',' | ' ' | 't' | 'f' | 'r' => 0.4,
        'm' | 'w' | 'M' | 'W' => 0.92,
        one if one.is_uppercase() || !one.is_ascii() => 0.75,
        _ => 0.61,
    });
    letters.sum::<f64>() * size + 1.0
}

fn rounded(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
