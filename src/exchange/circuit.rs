//! A team's round, as it leaves; and the question of one, as it is sent.

mod features;

use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Number, Value};

use super::community::Words;
use super::numbers::{decimal_en, decimal_fr};
use super::place::Positions;
use super::rows::{Row, row};
use super::siting::common::CommonRow;
use super::siting::input::{FieldFault, Reader};
use super::siting::number;
use crate::equity::{Basis, routes_between};
use crate::model::{CommunityId, Definition, Text};
use crate::planning::circuit::{CircuitAnswer, CircuitQuestion, Left, Seconds};
use crate::planning::siting::NeedKind;

const FIELDS: [&str; 17] = [
    "base",
    "stops",
    "definition",
    "version",
    "standard",
    "days_a_month",
    "rounds_a_month",
    "stay_days",
    "stays",
    "hours_a_day",
    "need",
    "date",
    "season",
    "as_of",
    "supply",
    "impedance",
    "modes",
];

/// The most other sets of stops that are listed.
const MOST_ALTERNATIVES: usize = 20;

/// The most stops that are asked about at once.
const MOST_STOPS: usize = 200;

/// The definition that a question names: its id and its version, where it has them.
pub fn definition(sent: &Value) -> [Option<&str>; 2] {
    ["definition", "version"].map(|name| sent.get(name).and_then(Value::as_str))
}

/// Reads a question about a standard of a definition.
pub fn read(
    sent: &Value,
    basis: &Basis,
    definition: &Definition,
    today: Date,
) -> Result<CircuitQuestion, Vec<FieldFault>> {
    let Value::Object(fields) = sent else {
        return Err(vec![FieldFault {
            pointer: String::new(),
            detail: "expected one JSON object".to_owned(),
        }]);
    };
    let mut reader = Reader {
        fields,
        basis,
        faults: Vec::new(),
    };
    reader.check_names(&FIELDS);
    match question(&mut reader, definition, today) {
        Some(question) if reader.faults.is_empty() => Ok(question),
        _ => Err(reader.faults),
    }
}

fn question(reader: &mut Reader<'_>, definition: &Definition, today: Date) -> Option<CircuitQuestion> {
    let basis = reader.basis;
    let community = |id: &str| basis.community(&CommunityId::from(id));
    let base = reader.word("base", None, "the id of a community", community);
    let given = reader.given("stops").is_some();
    let mut stops = if given {
        reader.communities("stops")
    } else {
        Some((0..basis.package().communities.len()).collect())
    };
    if let Some(stops) = &mut stops {
        stops.sort_unstable();
        stops.dedup();
        stops.retain(|stop| Some(*stop) != base);
        if stops.len() > MOST_STOPS {
            let found = Value::from(stops.len());
            reader.wrong("stops", &found, format!("at most {MOST_STOPS} stops"));
        }
    }
    let ids: Vec<&str> = definition.standards.iter().map(|one| one.id.as_str()).collect();
    let standard = reader.word("standard", None, &format!("one of {}", ids.join(", ")), |id| {
        ids.iter().position(|one| *one == id)
    });
    let days_a_month = reader.number("days_a_month", None, (1, 31));
    if days_a_month.is_none() && reader.given("days_a_month").is_none() {
        reader.wrong("days_a_month", &Value::Null, "a whole number from 1 to 31");
    }
    let rounds_a_month = reader.number("rounds_a_month", Some(1), (1, 4));
    if let (Some(days), Some(rounds)) = (days_a_month, rounds_a_month)
        && rounds > days
    {
        reader.wrong("rounds_a_month", &Value::from(rounds), "no more rounds than days");
    }
    let usual = half_days(reader, "stay_days").unwrap_or(2);
    let half_days = stays(reader, stops.as_deref().unwrap_or_default(), usual);
    let hours_a_day = reader.number("hours_a_day", Some(8), (4, 14));
    let need = reader.word(
        "need",
        Some(NeedKind::Places),
        "people, places, column:NAME or indicator:NAME",
        NeedKind::parse,
    );
    Some(CircuitQuestion {
        scope: reader.days()?,
        question: reader.facts(today)?,
        impedance: reader.impedance()?,
        modes: reader.modes()?,
        base: base?,
        stops: stops?,
        standard: standard?,
        days_a_month: days_a_month?,
        rounds_a_month: rounds_a_month?,
        half_days,
        hours_a_day: hours_a_day?,
        need: need?,
    })
}

fn halves(value: &Value) -> Option<u64> {
    let twice = value.as_f64()? * 2.0;
    (twice.fract() == 0.0 && (1.0..=60.0).contains(&twice)).then_some(twice as u64)
}

const STAY: &str = "days of work, whole or halves, from 0.5 to 30";

fn half_days(reader: &mut Reader<'_>, name: &str) -> Option<u64> {
    let value = reader.given(name).cloned()?;
    let read = halves(&value);
    if read.is_none() {
        reader.wrong(name, &value, STAY);
    }
    read
}

fn stays(reader: &mut Reader<'_>, stops: &[usize], usual: u64) -> Vec<u64> {
    let mut half_days = vec![usual; stops.len()];
    match reader.given("stays").cloned() {
        None => {}
        Some(Value::Object(own)) => {
            for (id, value) in &own {
                let community = reader.basis.community(&CommunityId::from(id.as_str()));
                let place = community.and_then(|community| stops.iter().position(|stop| *stop == community));
                match (place, halves(value)) {
                    (Some(place), Some(stay)) => half_days[place] = stay,
                    (None, _) => reader.wrong("stays", &Value::from(id.as_str()), "the id of one of the stops"),
                    (_, None) => reader.wrong(&format!("stays/{id}"), value, STAY),
                }
            }
        }
        Some(other) => reader.wrong("stays", &other, "an object of days by community"),
    }
    half_days
}

/// A round, with the question that it answers.
#[derive(Debug, Serialize)]
pub struct CircuitRow {
    question: AskedRow,
    status: &'static str,
    sentence: Words,
    /// Days of presence a month where the standard is not surely met.
    presence_days: Number,
    /// The same weighed by need; `null` where that may not be published.
    weighted_presence: Option<Number>,
    days_used: Number,
    minutes_travelled: Number,
    base: BaseRow,
    stops: Vec<StopRow>,
    home: Option<HomeRow>,
    not_visited: Vec<LeftRow>,
    proof: ProofRow,
    /// Other sets of stops that are worth as much, in the order of the package.
    alternatives: Vec<Vec<String>>,
    /// Whether these are all.
    alternatives_are_all: bool,
}

#[derive(Debug, Serialize)]
struct AskedRow {
    base: String,
    stops: Vec<String>,
    definition: String,
    version: String,
    definition_standing: &'static str,
    standard: String,
    days_a_month: u64,
    rounds_a_month: u64,
    hours_a_day: u64,
    need: String,
    #[serde(flatten)]
    common: CommonRow,
}

#[derive(Debug, Serialize)]
struct BaseRow {
    community_id: String,
    community: String,
    position: [f64; 2],
}

#[derive(Debug, Serialize)]
struct LegRow {
    from: String,
    to: String,
    mode: &'static str,
    minutes: Option<Number>,
}

#[derive(Debug, Serialize)]
struct StopRow {
    order: usize,
    community_id: String,
    community: String,
    position: [f64; 2],
    visits_a_month: u64,
    stay_days: Number,
    /// Days of the round, the first of which is 1.
    arrive_day: u64,
    leave_day: u64,
    minutes_from_previous: Number,
    legs: Vec<LegRow>,
    outcome_today: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct HomeRow {
    day: u64,
    minutes_from_previous: Number,
    legs: Vec<LegRow>,
}

#[derive(Debug, Serialize)]
struct LeftRow {
    community_id: String,
    community: String,
    why: &'static str,
}

#[derive(Debug, Serialize)]
struct ProofRow {
    method: &'static str,
    proven: bool,
    objective: Option<Number>,
    bound: Option<Number>,
    gap: Number,
    states: u64,
}

/// What a round is written from.
pub struct Writing<'a> {
    /// The facts.
    pub basis: &'a Basis,
    /// Their digest.
    pub data_digest: &'a str,
    /// The definition whose standard is looked at.
    pub definition: &'a Definition,
    /// What was asked.
    pub asked: &'a CircuitQuestion,
    /// Coordinates.
    pub positions: Positions<'a>,
}

impl Writing<'_> {
    /// A place of the round: the base, 0, or a stop.
    fn community(&self, place: usize) -> usize {
        place
            .checked_sub(1)
            .map_or(self.asked.base, |stop| self.asked.stops[stop])
    }

    fn id(&self, place: usize) -> String {
        self.basis.package().communities[self.community(place)].id.to_string()
    }

    fn name(&self, place: usize) -> String {
        self.basis.package().communities[self.community(place)].name.clone()
    }

    fn position(&self, place: usize) -> [f64; 2] {
        self.positions
            .of(self.basis.package().communities[self.community(place)].point)
    }

    fn asked(&self) -> AskedRow {
        let asked = self.asked;
        AskedRow {
            base: self.id(0),
            stops: (1..=asked.stops.len()).map(|place| self.id(place)).collect(),
            definition: self.definition.id.to_string(),
            version: self.definition.version.clone(),
            definition_standing: self.definition.standing.as_str(),
            standard: self.definition.standards[asked.standard].id.to_string(),
            days_a_month: asked.days_a_month,
            rounds_a_month: asked.rounds_a_month,
            hours_a_day: asked.hours_a_day,
            need: asked.need.word(),
            common: CommonRow::new(
                (self.basis, self.data_digest),
                &asked.scope,
                asked.question,
                (asked.impedance, &asked.modes),
            ),
        }
    }

    /// The legs from one place to another in that part of the days asked about in which the journey is longest; none where
    /// there is no network.
    fn legs(&self, from: usize, to: usize) -> Vec<LegRow> {
        let asked = self.asked;
        let links = self.basis.links_on(asked.question.as_of);
        let ends = (self.community(from), self.community(to));
        let stretches = routes_between(self.basis, ends, (&asked.modes, asked.impedance), &links);
        let days = asked.scope.days();
        let within = stretches
            .into_iter()
            .filter(|one| one.period.day_set().intersection(days).count() > 0);
        let sure = within.filter_map(|one| {
            let itinerary = one.route.itinerary?;
            Some((itinerary.travel().known()?, itinerary))
        });
        let longest = sure.reduce(|longest, one| if one.0 > longest.0 { one } else { longest });
        let network = self.basis.network();
        let legs = longest.map(|(_, itinerary)| itinerary.legs).unwrap_or_default();
        let legs = legs.into_iter().map(|leg| LegRow {
            from: network.node(leg.from).name.clone(),
            to: network.node(leg.to).name.clone(),
            mode: network.links()[leg.link].mode.as_str(),
            minutes: leg
                .moving
                .known()
                .map(|moving| number((moving + leg.boarding).number())),
        });
        legs.collect()
    }
}

fn minutes(seconds: Seconds) -> Number {
    number(seconds as f64 / 60.0)
}

impl CircuitRow {
    /// The round as it leaves.
    pub fn new(writing: &Writing<'_>, answer: &CircuitAnswer) -> Self {
        let (asked, circuit, round) = (writing.asked, &answer.circuit, &answer.best.round);
        // The day in which a moment lies; the end of a day is still that day.
        let day = |at: Seconds| at.div_ceil(circuit.day).max(1);
        let leg = |from: usize, to: usize| circuit.journey(from, to).unwrap_or(0);
        let mut previous = 0;
        let mut travelled = 0;
        let mut half_days = 0;
        let mut stops = Vec::new();
        for (at, &(stop, arrives, done)) in round.visits.iter().enumerate() {
            travelled += leg(previous, stop);
            half_days += asked.half_days[stop - 1];
            stops.push(StopRow {
                order: at + 1,
                community_id: writing.id(stop),
                community: writing.name(stop),
                position: writing.position(stop),
                visits_a_month: asked.rounds_a_month,
                stay_days: number(asked.half_days[stop - 1] as f64 / 2.0),
                arrive_day: day(arrives),
                leave_day: day(done),
                minutes_from_previous: minutes(leg(previous, stop)),
                legs: writing.legs(previous, stop),
                outcome_today: answer.today[stop - 1].map(crate::model::Outcome::as_str),
            });
            previous = stop;
        }
        let home = (!stops.is_empty()).then(|| HomeRow {
            day: day(round.home),
            minutes_from_previous: minutes(leg(previous, 0)),
            legs: writing.legs(previous, 0),
        });
        travelled += if previous == 0 { 0 } else { leg(previous, 0) };
        let rounds = asked.rounds_a_month;
        let on_round = |community: usize| -> u64 {
            let visits = round
                .visits
                .iter()
                .filter(|(stop, ..)| asked.stops[stop - 1] == community);
            visits.map(|(stop, ..)| asked.half_days[stop - 1] * rounds).sum()
        };
        let scale = 2.0 * asked.need.parts() as f64;
        let weighted = answer.needs.sum(on_round).map(|sum| number(sum as f64 / scale));
        // A bound on people is as telling as their sum.
        let bound = weighted
            .as_ref()
            .map(|_| number((answer.best.bound * rounds) as f64 / scale));
        let proven = answer.best.bound == round.worth;
        let gap = (answer.best.bound - round.worth) as f64 / round.worth.max(1) as f64;
        let not_visited = answer.left.iter().enumerate().filter_map(|(at, left)| {
            Some(LeftRow {
                community_id: writing.id(at + 1),
                community: writing.name(at + 1),
                why: why((*left)?),
            })
        });
        let presence = (half_days * rounds) as f64 / 2.0;
        Self {
            question: writing.asked(),
            status: if proven { "optimal" } else { "feasible" },
            sentence: Words::from(&sentence(writing, presence, &stops, proven)),
            presence_days: number(presence),
            weighted_presence: weighted.clone(),
            days_used: number((round.home * rounds) as f64 / circuit.day as f64),
            minutes_travelled: minutes(travelled * rounds),
            base: BaseRow {
                community_id: writing.id(0),
                community: writing.name(0),
                position: writing.position(0),
            },
            stops,
            home,
            not_visited: not_visited.collect(),
            proof: ProofRow {
                method: "dynamic_programming",
                proven,
                objective: weighted,
                bound,
                gap: number(gap),
                states: answer.best.states,
            },
            alternatives: answer
                .best
                .ties
                .iter()
                .take(MOST_ALTERNATIVES)
                .map(|tie| tie.iter().map(|&stop| writing.id(stop)).collect())
                .collect(),
            alternatives_are_all: answer.best.ties_are_all && answer.best.ties.len() <= MOST_ALTERNATIVES,
        }
    }

    /// Columns of the stops as rows.
    pub const COLUMNS: [&str; 6] = [
        "order",
        "community_id",
        "arrive_day",
        "leave_day",
        "stay_days",
        "minutes_from_previous",
    ];

    /// The stops as rows.
    pub fn rows(&self) -> Vec<Row> {
        let of = |stop: &StopRow| {
            row([
                ("order", Value::from(stop.order)),
                ("community_id", Value::from(stop.community_id.as_str())),
                ("arrive_day", Value::from(stop.arrive_day)),
                ("leave_day", Value::from(stop.leave_day)),
                ("stay_days", Value::from(stop.stay_days.clone())),
                ("minutes_from_previous", Value::from(stop.minutes_from_previous.clone())),
            ])
        };
        self.stops.iter().map(of).collect()
    }

    /// What was found, in English.
    pub fn in_english(&self) -> &str {
        self.sentence.en()
    }
}

const fn why(left: Left) -> &'static str {
    match left {
        Left::Met => "met",
        Left::NoStandard => "no_standard",
        Left::Unreachable => "unreachable",
        Left::NoNeed => "no_need",
        Left::NoTime => "no_time",
    }
}

fn sentence(writing: &Writing<'_>, presence: f64, stops: &[StopRow], proven: bool) -> Text {
    let base = writing.name(0);
    if stops.is_empty() {
        return Text {
            en: format!("No round from {base} reaches anybody in these days for whom the standard fails."),
            fr: format!("Aucune tournée depuis {base} ne joint en ces jours un lieu où la norme n’est pas atteinte."),
        };
    }
    let names: Vec<&str> = stops.iter().map(|stop| stop.community.as_str()).collect();
    let names = names.join(" → ");
    let (en, fr) = if proven {
        ("No round brings more.", "Aucune tournée n’apporte plus.")
    } else {
        ("A better round may exist.", "Une meilleure tournée peut exister.")
    };
    let days = decimal_en(presence, 1);
    let days = format!("{days} day{}", if days == "1" { "" } else { "s" });
    let jours = format!(
        "{} jour{}",
        decimal_fr(presence, 1),
        if presence < 2.0 { "" } else { "s" }
    );
    Text {
        en: format!("{base} → {names} → {base}: {days} of presence a month where the standard fails. {en}"),
        fr: format!(
            "{base} → {names} → {base}\u{a0}: {jours} de présence par mois où la norme n’est pas atteinte. {fr}"
        ),
    }
}
