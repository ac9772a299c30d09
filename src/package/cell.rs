//! The cells of one row, read into values. Every fault is noted and reading goes on.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use crate::filter::columns;
use crate::model::{
    ActualState, Confidence, DayOfYear, DeliveryMode, Entrance, Impedance, Level, Mode, NodeKind, PartialDate, Point,
    PointFault, Position, Provenance, RegionColumn, RequestOrigin, RequestStatus, ServiceStatus, Shown, Sites,
    SourceKey, Standing, Visibility, WordsShown,
};

use super::fault::{Findings, Place, one_of, quoted};
use super::header::nearest_name;
use super::known::{Ids, Known};
use super::table::{Record, Table, is_blank};

/// Among how many names the one is looked for that was probably meant, and in how many faults of a stretch of rows.
const MOST_NAMES: usize = 20_000;
const MOST_HINTS: usize = 100;

/// A closed list of words.
pub(super) trait Word: Sized {
    /// Reads one of them.
    fn read(word: &str) -> Option<Self>;
    /// All of them.
    fn accepted() -> Vec<&'static str>;
}

macro_rules! words {
    ($($name:ty),+ $(,)?) => {$(
        impl Word for $name {
            fn read(word: &str) -> Option<Self> {
                Self::parse(word)
            }

            fn accepted() -> Vec<&'static str> {
                Self::ALL.iter().map(|one| one.as_str()).collect()
            }
        }
    )+};
}
words!(
    ActualState,
    DeliveryMode,
    Entrance,
    Mode,
    NodeKind,
    RequestOrigin,
    RequestStatus,
    ServiceStatus,
    Shown,
    Sites,
    Visibility,
    Impedance,
    Level,
    Standing,
    Position,
    WordsShown,
);

impl Word for RegionColumn {
    fn read(word: &str) -> Option<Self> {
        [Self::Region, Self::HssRegion]
            .into_iter()
            .find(|one| one.as_str() == word)
    }

    fn accepted() -> Vec<&'static str> {
        [Self::Region, Self::HssRegion].map(Self::as_str).to_vec()
    }
}

impl Word for Confidence {
    fn read(word: &str) -> Option<Self> {
        Self::parse(word)
    }

    fn accepted() -> Vec<&'static str> {
        [Self::Low, Self::Medium, Self::High].map(Self::as_str).to_vec()
    }
}

/// What kind of record a cell refers to, with the words for the person whose cell does not.
#[derive(Clone, Copy, Debug)]
pub(super) struct Target<'a> {
    pub ids: Option<&'a Ids>,
    pub what: &'static str,
}

impl Known {
    pub fn community(&self) -> Target<'_> {
        target(self.communities.as_ref(), "the id of a community")
    }

    pub fn service(&self) -> Target<'_> {
        target(self.services.as_ref(), "the id of a row of services.csv")
    }

    pub fn service_type(&self) -> Target<'_> {
        target(self.service_types.as_ref(), "the id of a row of service_types.csv")
    }

    pub fn government(&self) -> Target<'_> {
        target(
            self.governments.as_ref(),
            "the id of a row of indigenous_governments.csv",
        )
    }

    pub fn language(&self) -> Target<'_> {
        target(self.languages.as_ref(), "the code of a row of languages.csv")
    }

    pub fn source(&self) -> Target<'_> {
        target(self.sources.as_ref(), "the key of a row of sources.csv")
    }

    pub fn node(&self) -> Target<'_> {
        target(self.nodes.as_ref(), "the id of a row of network/nodes.csv")
    }
}

const fn target<'a>(ids: Option<&'a Ids>, what: &'static str) -> Target<'a> {
    Target { ids, what }
}

/// One row of a table. Where a cell is wrong its value is `None` and the fault is noted, so `None`
/// from a cell that may be blank means unknown only in a package without errors.
pub(super) struct Cells<'a> {
    pub table: &'a Table,
    pub record: &'a Record,
    pub known: &'a Known,
    pub findings: &'a mut Findings,
}

impl<'a> Cells<'a> {
    /// Whether the file has the column.
    pub fn has(&self, column: &str) -> bool {
        self.table.column(column).is_some()
    }

    /// The cell without the spaces around it; `None` where it is blank or the column is missing.
    pub fn trimmed(&self, column: &str) -> Option<&'a str> {
        let cell = self.record.cells[self.table.column(column)?].trim();
        (!cell.is_empty()).then_some(cell)
    }

    /// Words, kept to the byte.
    pub fn text(&self, column: &str) -> Option<String> {
        let cell = &self.record.cells[self.table.column(column)?];
        (!is_blank(cell)).then(|| cell.clone())
    }

    /// Words that must be there.
    pub fn required_text(&mut self, column: &str) -> Option<String> {
        let text = self.text(column);
        if text.is_none() {
            self.must_stand(column, "words");
        }
        text
    }

    /// An id of this record.
    pub fn id(&mut self, column: &str) -> Option<String> {
        let Some(id) = self.trimmed(column) else {
            self.must_stand(column, "an id");
            return None;
        };
        if id == "all" || id.contains([';', '\n', '\r']) {
            self.fault(
                column,
                quoted(id),
                "an id on one line without \";\", and not the word all",
            );
            return None;
        }
        Some(id.to_owned())
    }

    /// A number within a range, in the words of `expected`.
    pub fn number(&mut self, column: &str, range: RangeInclusive<f64>, expected: &str) -> Option<f64> {
        let cell = self.trimmed(column)?;
        let read = parse_number(cell, self.table.decimal_comma).filter(|number| range.contains(number));
        if read.is_none() {
            self.fault(column, quoted(cell), expected);
        }
        read
    }

    /// A whole number within a range, in the words of `expected`.
    pub fn whole(&mut self, column: &str, range: RangeInclusive<u32>, expected: &str) -> Option<u32> {
        let cell = self.trimmed(column)?;
        let digits = cell.bytes().all(|byte| byte.is_ascii_digit());
        let read = digits
            .then(|| cell.parse().ok())
            .flatten()
            .filter(|one| range.contains(one));
        if read.is_none() {
            self.fault(column, quoted(cell), expected);
        }
        read
    }

    /// One of a closed list of words.
    pub fn word<T: Word>(&mut self, column: &str) -> Option<T> {
        let cell = self.trimmed(column)?;
        let read = T::read(cell);
        if read.is_none() {
            self.fault(column, quoted(cell), one_of(T::accepted()));
        }
        read
    }

    /// One of a closed list of words, which must be there unless the whole column is missing.
    pub fn word_or<T: Word>(&mut self, column: &str, without_column: T) -> Option<T> {
        if !self.has(column) {
            return Some(without_column);
        }
        if self.trimmed(column).is_none() {
            self.must_stand(column, &one_of(T::accepted()));
        }
        self.word(column)
    }

    /// True or false, as files and as spreadsheets in English and French write them.
    pub fn truth(&mut self, column: &str) -> Option<bool> {
        let cell = self.trimmed(column)?;
        let read = columns::truth(cell);
        if read.is_none() {
            self.fault(column, quoted(cell), "true, false or empty");
        }
        read
    }

    /// A day of the typical year.
    pub fn day(&mut self, column: &str) -> Option<DayOfYear> {
        let cell = self.trimmed(column)?;
        let day = DayOfYear::parse(cell).ok();
        if day.is_none() {
            let expected = "a day as MM-DD from 01-01 to 12-31 of a year of 365 days (for example 05-10) or empty";
            self.fault(column, quoted(cell), expected);
        }
        day
    }

    /// A date as far as it is known.
    pub fn date(&mut self, column: &str) -> Option<PartialDate> {
        let cell = self.trimmed(column)?;
        let date = PartialDate::parse(cell);
        if date.is_none() {
            self.fault(column, quoted(cell), "a date as YYYY, YYYY-MM or YYYY-MM-DD, or empty");
        }
        date
    }

    /// When something opened and closed; a closing before the opening is a fault.
    pub fn life(&mut self) -> (Option<PartialDate>, Option<PartialDate>) {
        let (opened, closed) = (self.date("opened"), self.date("closed"));
        if let (Some(opened), Some(closed)) = (opened, closed)
            && closed.latest() < opened.earliest()
        {
            let expected = format!("a date after it opened ({opened})");
            self.fault("closed", format!("\"{closed}\""), expected);
        }
        (opened, closed)
    }

    /// A day that must be there in full.
    pub fn required_date(&mut self, column: &str) -> Option<Date> {
        const EXPECTED: &str = "a date as YYYY-MM-DD";
        let Some(cell) = self.trimmed(column) else {
            self.must_stand(column, EXPECTED);
            return None;
        };
        let date = PartialDate::parse(cell).filter(|date| date.earliest() == date.latest());
        if date.is_none() {
            self.fault(column, quoted(cell), EXPECTED);
        }
        date.map(PartialDate::earliest)
    }

    /// One of a closed list of words, which must be there.
    pub fn required_word<T: Word>(&mut self, column: &str) -> Option<T> {
        if self.trimmed(column).is_none() {
            self.must_stand(column, &one_of(T::accepted()));
        }
        self.word(column)
    }

    /// Names separated by `;`, each once.
    pub fn list(&mut self, column: &str) -> Vec<&'a str> {
        let mut names = Vec::new();
        let cell = self.trimmed(column).unwrap_or("");
        for name in cell.split(';').map(str::trim).filter(|name| !name.is_empty()) {
            if names.contains(&name) {
                self.warning(column, format!("{} twice", quoted(name)), "each name once");
            } else {
                names.push(name);
            }
        }
        names
    }

    /// The id of another record.
    pub fn reference(&mut self, column: &str, target: Target<'_>) -> Option<&'a str> {
        let id = self.trimmed(column)?;
        self.check(column, id, target);
        Some(id)
    }

    /// The id of another record, which must be there.
    pub fn required_reference(&mut self, column: &str, target: Target<'_>) -> Option<&'a str> {
        if self.trimmed(column).is_none() {
            self.must_stand(column, target.what);
        }
        self.reference(column, target)
    }

    /// Ids of other records.
    pub fn references<T: From<&'a str>>(&mut self, column: &str, target: Target<'_>) -> Vec<T> {
        let names = self.list(column);
        for name in &names {
            self.check(column, name, target);
        }
        names.into_iter().map(T::from).collect()
    }

    fn check(&mut self, column: &str, id: &str, target: Target<'_>) {
        let Some(ids) = target.ids.filter(|ids| !ids.contains_key(id)) else {
            return;
        };
        // To look among a million names for each of a million faults would take days.
        let is_few = ids.len() <= MOST_NAMES && self.findings.len() < MOST_HINTS;
        let near = is_few
            .then(|| nearest_name(id, ids.keys().map(String::as_str)))
            .flatten();
        let hint = near.map_or_else(String::new, |near| format!(" (perhaps {near})"));
        self.fault(column, quoted(id), format!("{}{hint}", target.what));
    }

    /// Longitude and latitude in degrees, both or neither.
    pub fn point(&mut self) -> Option<Point> {
        const LON: &str = "a longitude in degrees from -180 to 180";
        const LAT: &str = "a latitude in degrees from -90 to 90";
        let (given_lon, given_lat) = (self.trimmed("lon"), self.trimmed("lat"));
        let lon = self.number("lon", f64::MIN..=f64::MAX, LON);
        let lat = self.number("lat", f64::MIN..=f64::MAX, LAT);
        match (given_lon, given_lat) {
            (Some(_), None) => self.fault("lat", "nothing beside a longitude", LAT),
            (None, Some(_)) => self.fault("lon", "nothing beside a latitude", LON),
            _ => {}
        }
        // Each edge is checked alone, so that both faults of a row are told.
        if let Some(lon) = lon
            && Point::new(lon, 0.0) == Err(PointFault::Longitude)
        {
            self.fault("lon", quoted(given_lon.unwrap_or("")), LON);
        }
        if let Some(lat) = lat
            && Point::new(0.0, lat) == Err(PointFault::Latitude)
        {
            self.fault("lat", quoted(given_lat.unwrap_or("")), LAT);
        }
        Point::new(lon?, lat?).ok()
    }

    /// A point that must be there.
    pub fn required_point(&mut self) -> Option<Point> {
        if self.trimmed("lon").is_none() && self.trimmed("lat").is_none() {
            self.must_stand("lon", "a longitude in degrees from -180 to 180");
            self.must_stand("lat", "a latitude in degrees from -90 to 90");
        }
        self.point()
    }

    /// Keys of sources.
    pub fn sources(&mut self) -> Vec<SourceKey> {
        let known = self.known;
        self.references("source_keys", known.source())
    }

    /// Sources, confidence and notes.
    pub fn provenance(&mut self) -> Provenance {
        Provenance {
            sources: self.sources(),
            confidence: self.word("confidence"),
            notes: self.text("notes").unwrap_or_default(),
        }
    }

    /// Notes that a column has no cell here. Nothing where the whole column is missing: the header tells.
    pub fn must_stand(&mut self, column: &str, expected: &str) {
        if self.has(column) {
            self.fault(column, "nothing", expected);
        }
    }

    /// Notes an error in a cell.
    pub fn fault(&mut self, column: &str, found: impl Into<String>, expected: impl Into<String>) {
        self.findings.fault(
            Place::cell(self.table.file, self.record.number, column),
            found,
            expected,
        );
    }

    /// Notes a warning about a cell.
    pub fn warning(&mut self, column: &str, found: impl Into<String>, expected: impl Into<String>) {
        self.findings.warning(
            Place::cell(self.table.file, self.record.number, column),
            found,
            expected,
        );
    }
}

/// A finite number in digits; `nan`, `inf` and hexadecimal are none. A decimal comma only where the
/// file's separator is the semicolon.
fn parse_number(cell: &str, decimal_comma: bool) -> Option<f64> {
    let cell = if decimal_comma && !cell.contains('.') {
        cell.replacen(',', ".", 1)
    } else {
        cell.to_owned()
    };
    columns::number(&cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_digits_make_a_number_and_a_comma_only_in_a_semicolon_file() {
        for (cell, number) in [
            ("1", Some(1.0)),
            ("-1.5", Some(-1.5)),
            ("1e3", Some(1000.0)),
            ("1,5", None),
            ("NaN", None),
            ("inf", None),
            ("1e999", None),
            ("", None),
            ("12 km", None),
            ("1 746", None),
        ] {
            assert_eq!(parse_number(cell, false), number, "{cell}");
        }
        assert_eq!(parse_number("1,5", true), Some(1.5));
        assert_eq!(parse_number("1.5", true), Some(1.5));
        assert_eq!(parse_number("1,000,5", true), None);
        assert_eq!(parse_number("1.000,5", true), None);
    }
}
