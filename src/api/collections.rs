//! The collections of features. Each says what it holds and lists its features; boxes, times, pages and
//! reference systems are the same for all and live in `features`.

mod communities;
mod gaps;
mod links;
mod regions;
mod requests;
mod services;

use std::borrow::Cow;

use geo::Geometry;
use jiff::civil::Date;

use super::ask::Ask;
use super::parameters::Parameter;
use super::problem::Problem;
use super::time_span::TimeSpan;
use super::wire::Properties;
use crate::model::Truth;

/// Every collection, in the order in which they are listed.
pub const ALL: [&dyn Collection; 6] = [
    &communities::Communities,
    &services::Services,
    &requests::Requests,
    &regions::Regions,
    &links::Links,
    &gaps::Gaps,
];

/// What a collection is.
pub struct About {
    /// Its id in addresses.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What it holds.
    pub description: &'static str,
    /// Parameters of its own, beside those of every collection; only for its items.
    pub parameters: &'static [&'static Parameter],
    /// Name of the schema of its features' properties in the `OpenAPI` document.
    pub schema: &'static str,
    /// Name of the schema of their geometries.
    pub geometry_schema: &'static str,
}

/// A collection of features.
pub trait Collection: Send + Sync {
    /// What it is.
    fn about(&self) -> &'static About;

    /// Every feature that the asker may see and the collection's own parameters let through, in the order
    /// of their ids.
    ///
    /// # Errors
    /// Where one of those parameters cannot be read.
    fn entries<'a>(&self, ask: &'a Ask) -> Result<Vec<Entry<'a>>, Problem>;

    /// What the asker left to its default and may be otherwise tomorrow, with what it is today: parameters of the
    /// collection's own.
    ///
    /// # Errors
    /// Where one of its parameters cannot be read.
    fn settled(&self, _ask: &Ask) -> Result<Vec<(&'static str, String)>, Problem> {
        Ok(Vec::new())
    }
}

/// A feature before it is shaped, so that only those on the page are.
pub struct Entry<'a> {
    /// Its id.
    pub id: Cow<'a, str>,
    /// Where it is, in degrees; `None` where that is unknown or may not be shown.
    pub geometry: Option<Cow<'a, Geometry<f64>>>,
    /// When it exists; `None` where it has no dates.
    pub time: Option<TimeSpan>,
    /// Its properties.
    pub properties: Box<dyn FnOnce() -> Properties<'a> + 'a>,
}

/// Records with whether each exists on the day that `as_of` names: those that surely do not are left out. All of them, and
/// nothing said, where no day is asked for.
fn on_the_day<'a, Record>(
    ask: &Ask,
    records: &'a [Record],
    exists: impl Fn(&Record, Date) -> Truth,
) -> Result<Vec<(&'a Record, Option<Truth>)>, Problem> {
    let as_of = ask.as_of_if_asked()?;
    let there = records
        .iter()
        .map(|record| (record, as_of.map(|as_of| exists(record, as_of))));
    Ok(there.filter(|(_, exists)| *exists != Some(Truth::False)).collect())
}

/// A point as features have it.
fn point<'a>(place: crate::model::Point) -> Cow<'a, Geometry<f64>> {
    Cow::Owned(Geometry::Point(geo::Point::new(place.lon(), place.lat())))
}
