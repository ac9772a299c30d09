//! `evenreach analyse od`: minutes from communities to communities.

use std::ops::RangeInclusive;

use clap::Args;
use jiff::civil::Date;
use serde_json::Number;

use super::super::Failure;
use super::super::all_cores::in_order;
use super::super::facts::{Source, today};
use super::super::supposing::Supposing;
use super::super::table::Output;
use super::{impedance, mode, say_how_measured};
use crate::equity::{Basis, Journeys};
use crate::exchange::gaps;
use crate::exchange::rows::Cell;
use crate::model::{CommunityId, DayOfYear, Impedance, Mode};

const COLUMNS: [&str; 4] = ["from", "to", "minutes", "period"];

/// The most rows that are written: some thirty gigabytes. More is a slip, or a question for `access`.
const MOST_ROWS: u128 = 1_000_000_000;

/// Words of `analyse od`.
#[derive(Args, Debug)]
pub struct Words {
    #[command(flatten)]
    source: Source,
    /// Day of the typical year, MM-DD
    #[arg(long, value_name = "MM-DD", value_parser = DayOfYear::parse, required_unless_present = "year")]
    date: Option<DayOfYear>,
    /// Every access period of the year, each named by its first and last day
    #[arg(long, conflicts_with = "date")]
    year: bool,
    /// Date on which links count, YYYY-MM-DD; today unless given
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// What a journey costs: travel, or journey with its waits
    #[arg(long, default_value = "travel", value_parser = impedance)]
    impedance: Impedance,
    /// Modes that may be used, with commas; all but charters and private boats unless given
    #[arg(long, value_name = "MODES", value_delimiter = ',', value_parser = mode)]
    modes: Vec<Mode>,
    /// Communities to begin in, by their ids with commas; all unless given
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    from: Vec<String>,
    /// Communities to arrive in, by their ids with commas; all unless given
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    to: Vec<String>,
    #[command(flatten)]
    supposing: Supposing,
    #[command(flatten)]
    output: Output,
}

/// Analyses.
pub fn run(words: &Words) -> Result<(), Failure> {
    words.output.check_place()?;
    let as_of = words.as_of.unwrap_or_else(today);
    let view = words.supposing.view(&words.source, as_of)?;
    let basis = view.basis();
    let (from, to) = (places(basis, "from", &words.from)?, places(basis, "to", &words.to)?);
    let periods: RangeInclusive<usize> = match words.date {
        Some(day) => basis.period_of(day)..=basis.period_of(day),
        None => 0..=basis.periods().len() - 1,
    };
    check_size(from.len(), to.len(), periods.clone().count())?;
    say_how_measured(basis);
    let modes = if words.modes.is_empty() {
        Mode::DEFAULT
    } else {
        &words.modes
    };
    let communities = &basis.package().communities;
    let links = basis.links_on(as_of);
    let columns = &COLUMNS[..if words.year { 4 } else { 3 }];
    let mut stream = words.output.stream(columns)?;
    for at in periods {
        let period = basis.periods()[at];
        let period = format!("{}/{}", period.first, period.last);
        let journeys = Journeys::new(basis, &links, at, modes, words.impedance);
        let lines = |stretch: std::ops::Range<usize>| {
            let mut lines = words.output.lines(columns);
            for &from in &from[stretch] {
                let journeys = journeys.from(from);
                for &to in &to {
                    // A table has the minutes that are sure.
                    let minutes = journeys.surely_to(to).map(gaps::Number::from);
                    let minutes = match minutes {
                        None => None,
                        Some(gaps::Number::Whole(whole)) => Some(Number::from(whole)),
                        Some(gaps::Number::Broken(broken)) => Number::from_f64(broken),
                    };
                    let cells = [
                        Cell::Text(communities[from].id.as_str()),
                        Cell::Text(communities[to].id.as_str()),
                        minutes.map_or(Cell::Nothing, Cell::Number),
                    ];
                    if words.year {
                        let [from, to, minutes] = cells;
                        lines.cells([from, to, minutes, Cell::Text(&period)]);
                    } else {
                        lines.cells(cells);
                    }
                }
            }
            lines
        };
        in_order("origins", from.len(), 1, lines, |lines| stream.take(lines))?;
    }
    stream.finish()
}

/// Communities by their ids, as places in the package; all of them where none is named.
fn places(basis: &Basis, word: &str, ids: &[String]) -> Result<Vec<usize>, Failure> {
    if ids.is_empty() {
        return Ok((0..basis.package().communities.len()).collect());
    }
    let place = |id: &String| {
        let found = basis.community(&CommunityId::from(id.as_str()));
        found.ok_or_else(|| Failure::Input(format!("{word}: found {id}, expected the id of a community")))
    };
    ids.iter().map(place).collect()
}

/// Refuses what nobody could keep.
fn check_size(from: usize, to: usize, periods: usize) -> Result<(), Failure> {
    let rows = [from, to, periods].into_iter().map(|one| one as u128).product::<u128>();
    if rows <= MOST_ROWS {
        return Ok(());
    }
    Err(Failure::Input(format!(
        "found {from} origins, {to} destinations and {periods} periods, which are {rows} rows, expected no more than \
         {MOST_ROWS}: name some with --from IDS or --to IDS, or ask for one day with --date"
    )))
}
