//! Where additions do most, as it leaves.

pub mod common;
mod features;
pub mod input;
mod words;

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Number, Value};

use super::community::Words;
use super::place::Positions;
use super::rows::{Row, row};
use common::CommonRow;

use crate::equity::Basis;
use crate::model::{DeliveryMode, Minutes};
use crate::planning::siting::{
    Addition, Crowd, Each, Gain, Metrics, NeedKind, NextBest, Objective, Server, Siting, SitingQuestion, Standing,
    Status, YearRound,
};

/// The answer to a question of siting.
#[derive(Debug, Serialize)]
pub struct SitingAnswer {
    question: AskedRow,
    status: &'static str,
    sentence: Words,
    /// Of `gain`: `people`, `places`, `need`, each maybe with `_days` or `_minutes`, or `minutes`.
    unit: String,
    places: Vec<PlaceRow>,
    proof: ProofRow,
    today: MetricsRow,
    after: MetricsRow,
    capacity: Option<CapacityRow>,
    at_best: AtBestRow,
    ties: TiesRow,
    next_best: Option<NextBestRow>,
    /// `none` where every other choice is as good, `not_looked_for` where that is not known.
    next_best_why: Option<&'static str>,
    alone: Vec<AloneRow>,
    communities: Vec<CommunityRow>,
    unknown: UnknownRow,
}

#[derive(Clone, Debug, Serialize)]
struct AskedRow {
    service_type: String,
    refers_to: Option<String>,
    delivery_mode: &'static str,
    objective: &'static str,
    count: usize,
    within_minutes: Number,
    covered_by: usize,
    candidates: Vec<String>,
    existing_modes: Vec<&'static str>,
    need: String,
    year_round: &'static str,
    costs: Option<EachRow>,
    budget: Option<u64>,
    capacity: Option<EachRow>,
    ties: usize,
    #[serde(flatten)]
    common: CommonRow,
}

#[derive(Clone, Debug, Serialize)]
struct EachRow {
    each: Option<u64>,
    places: BTreeMap<String, u64>,
}

#[derive(Debug, Serialize)]
struct PlaceRow {
    rank: usize,
    community_id: String,
    community: String,
    position: [f64; 2],
    cost: u64,
    gain: Option<Number>,
    newly_reached: Option<Number>,
    alone: Option<Number>,
    in_every_optimum: Option<bool>,
}

#[derive(Debug, Serialize)]
struct AloneRow {
    community_id: String,
    community: String,
    position: [f64; 2],
    gain: Option<Number>,
    newly_reached: Option<Number>,
}

#[derive(Debug, Serialize)]
struct ProofRow {
    method: &'static str,
    proven: bool,
    objective: Option<Number>,
    bound: Option<Number>,
    gap: Number,
    objective_unit: String,
    nodes: u64,
    work: u64,
}

#[derive(Debug, Serialize)]
struct MetricsRow {
    places: u64,
    covered_places: u64,
    backup_places: u64,
    unreached_places: u64,
    need: Option<Number>,
    covered_need: Option<Number>,
    unreached_need: Option<Number>,
    covered_share: Option<Number>,
    mean_minutes: Option<Number>,
    worst_minutes: Option<Number>,
    worst_community_id: Option<String>,
}

/// Who takes how much, in the unit of need; a room is for one day, what is taken is of all days asked about.
#[derive(Debug, Serialize)]
struct CapacityRow {
    places: Vec<RoomRow>,
    /// Need that finds no room: within the limit for coverage, else anywhere.
    unmet_need: Number,
    unmet: Vec<UnmetRow>,
    /// Places that count as as many as this, because fewer may not be told of.
    counted_as: u32,
    rounded_up: Vec<String>,
}

#[derive(Debug, Serialize)]
struct RoomRow {
    community_id: String,
    community: String,
    /// `null` where there is no limit.
    capacity: Option<Number>,
    taken: Number,
}

#[derive(Debug, Serialize)]
struct UnmetRow {
    community_id: String,
    community: String,
    need: Number,
}

#[derive(Debug, Serialize)]
struct AtBestRow {
    today: MetricsRow,
    after: MetricsRow,
    /// `null` where that is not known.
    same_choice: Option<bool>,
    places: Option<Vec<String>>,
}

#[derive(Debug, Serialize)]
struct TiesRow {
    count: usize,
    complete: bool,
    listed: Vec<Vec<String>>,
}

#[derive(Debug, Serialize)]
struct NextBestRow {
    places: Vec<String>,
    objective: Option<Number>,
    /// For fairness, the longest journey that more places make; `null` where more reach nothing, and for other objectives.
    differs_at_minutes: Option<Number>,
}

#[derive(Debug, Serialize)]
struct CommunityRow {
    community_id: String,
    community: String,
    position: [f64; 2],
    population: Option<u32>,
    need: Option<Number>,
    today: StandingRow,
    after: StandingRow,
    at_best_after: StandingRow,
}

#[derive(Debug, Serialize)]
struct StandingRow {
    /// On the days on which anything is reached, on average; `null` where nothing ever is.
    minutes: Option<Number>,
    days: u64,
    days_reached: u64,
    days_covered: u64,
    covered: bool,
    by: Option<String>,
    is_addition: bool,
}

#[derive(Debug, Serialize)]
struct UnknownRow {
    need: Vec<String>,
    services: Vec<String>,
    beyond_reach: Vec<String>,
}

/// A number without decimals where it has none, and with two at most.
pub(super) fn number(number: f64) -> Number {
    let rounded = (number * 100.0).round() / 100.0;
    if rounded.fract() == 0.0 && rounded.abs() < 9e15 {
        Number::from(rounded as i64)
    } else {
        Number::from_f64(rounded).unwrap_or_else(|| Number::from(0))
    }
}

/// What the shapes are made from.
pub struct Writing<'a> {
    /// The facts.
    pub basis: &'a Basis,
    /// What was asked.
    pub asked: &'a SitingQuestion,
    /// Names the facts.
    pub data_digest: &'a str,
    /// Coordinates.
    pub positions: Positions<'a>,
}

impl Writing<'_> {
    fn community(&self, candidate: u32) -> usize {
        self.asked.candidates[candidate as usize]
    }

    fn id(&self, community: usize) -> String {
        self.basis.package().communities[community].id.to_string()
    }

    fn ids(&self, choice: &[u32]) -> Vec<String> {
        choice.iter().map(|&one| self.id(self.community(one))).collect()
    }

    /// What one of the numbers that gains are counted in is worth.
    fn scale(&self) -> f64 {
        let parts = self.asked.need.parts() as f64;
        match self.asked.objective {
            Objective::Coverage | Objective::Everyone => parts,
            Objective::MeanTravel => parts * 60.0,
            Objective::WorstTravel | Objective::Fairness => 60.0,
        }
    }

    fn gain(&self, gain: &Gain) -> [Option<Number>; 2] {
        let parts = match self.asked.objective {
            Objective::WorstTravel | Objective::Fairness => 1.0,
            Objective::Coverage | Objective::Everyone | Objective::MeanTravel => self.asked.need.parts() as f64,
        };
        [
            gain.amount.map(|amount| number(amount as f64 / self.scale())),
            gain.newly_reached.map(|reached| number(reached as f64 / parts)),
        ]
    }

    /// What need is counted in.
    fn need_unit(&self) -> String {
        let need = match self.asked.need {
            NeedKind::People => "people",
            NeedKind::Places => "places",
            NeedKind::Column(_) | NeedKind::Indicator(_) => "need",
        };
        let days = if self.asked.year_round == YearRound::Days {
            "_days"
        } else {
            ""
        };
        format!("{need}{days}")
    }

    fn gain_unit(&self) -> String {
        match self.asked.objective {
            Objective::Coverage | Objective::Everyone => self.need_unit(),
            Objective::MeanTravel => format!("{}_minutes", self.need_unit()),
            Objective::WorstTravel | Objective::Fairness => "minutes".to_owned(),
        }
    }

    fn objective_unit(&self) -> String {
        if self.asked.objective == Objective::Everyone {
            "additions".to_owned()
        } else {
            self.gain_unit()
        }
    }

    fn metrics(&self, metrics: &Metrics) -> MetricsRow {
        let parts = self.asked.need.parts() as f64;
        let need = |need: Option<u128>| need.map(|need| number(need as f64 / parts));
        let share = metrics.covered_need.zip(metrics.need).filter(|(_, all)| *all > 0);
        MetricsRow {
            places: metrics.places,
            covered_places: metrics.covered_places,
            backup_places: metrics.backup_places,
            unreached_places: metrics.unreached_places,
            need: need(metrics.need),
            covered_need: need(metrics.covered_need),
            unreached_need: need(metrics.unreached_need),
            covered_share: share.and_then(|(covered, all)| {
                Number::from_f64((covered as f64 / all as f64 * 10_000.0).round() / 10_000.0)
            }),
            mean_minutes: metrics.mean_minutes().map(number),
            worst_minutes: metrics.worst.map(|(seconds, _)| number(f64::from(seconds) / 60.0)),
            worst_community_id: metrics.worst.map(|(_, community)| self.id(community)),
        }
    }

    fn standing(&self, standing: &Standing) -> StandingRow {
        let mean = |reached: u64| standing.seconds as f64 / reached as f64 / 60.0;
        let (by, is_addition) = match standing.by {
            None => (None, false),
            Some(Server::Service(service)) => (Some(self.basis.package().services[service].id.to_string()), false),
            Some(Server::Addition(one)) => (Some(self.id(self.community(one))), true),
        };
        StandingRow {
            minutes: (standing.reached > 0).then(|| number(mean(standing.reached))),
            days: standing.days,
            days_reached: standing.reached,
            days_covered: standing.covered[0],
            covered: standing.covered[self.asked.covered_by - 1] == standing.days,
            by,
            is_addition,
        }
    }

    fn asked(&self) -> AskedRow {
        let asked = self.asked;
        let each = |each: &Option<Each>| {
            let each = each.as_ref()?;
            Some(EachRow {
                each: (each.each != Each::ENDLESS).then_some(each.each),
                places: each
                    .places
                    .iter()
                    .map(|(&place, &number)| (self.id(place), number))
                    .collect(),
            })
        };
        AskedRow {
            service_type: asked.service_type.to_string(),
            refers_to: asked.refers_to.as_ref().map(ToString::to_string),
            delivery_mode: asked.delivery_mode.as_str(),
            objective: asked.objective.as_str(),
            count: asked.count,
            within_minutes: minutes(asked.limit),
            covered_by: asked.covered_by,
            candidates: asked.candidates.iter().map(|&one| self.id(one)).collect(),
            existing_modes: asked.existing_modes.iter().copied().map(DeliveryMode::as_str).collect(),
            need: asked.need.word(),
            year_round: asked.year_round.as_str(),
            costs: each(&asked.costs),
            budget: asked.budget,
            capacity: each(&asked.capacity),
            ties: asked.ties,
            common: CommonRow::new(
                (self.basis, self.data_digest),
                &asked.scope,
                asked.question,
                (asked.impedance, &asked.modes),
            ),
        }
    }

    fn capacity(&self, siting: &Siting, crowd: &Crowd) -> CapacityRow {
        let communities = &self.basis.package().communities;
        let need = |need: u64| number(need as f64 / self.asked.need.parts() as f64);
        let places = crowd.places.iter().map(|&(one, room, taken)| RoomRow {
            community_id: self.id(self.community(one)),
            community: communities[self.community(one)].name.clone(),
            capacity: room.map(need),
            taken: need(taken),
        });
        let unmet = crowd.unmet.iter().map(|&(place, lacks)| UnmetRow {
            community_id: self.id(place),
            community: communities[place].name.clone(),
            need: need(lacks),
        });
        CapacityRow {
            places: places.collect(),
            unmet_need: need(crowd.unmet.iter().map(|(_, lacks)| lacks).sum()),
            unmet: unmet.collect(),
            counted_as: self.basis.package().settings.suppress_below,
            rounded_up: siting.needs.rounded_up.iter().map(|&place| self.id(place)).collect(),
        }
    }

    fn place(&self, siting: &Siting, rank: usize, addition: &Addition) -> PlaceRow {
        let place = self.community(addition.candidate);
        let community = &self.basis.package().communities[place];
        let alone = siting.alone.iter().find(|(one, _)| *one == addition.candidate);
        let [gain, newly_reached] = self.gain(&addition.gain);
        PlaceRow {
            rank,
            community_id: community.id.to_string(),
            community: community.name.clone(),
            position: self.positions.of(community.point),
            cost: self.asked.costs.as_ref().map_or(1, |costs| costs.of(place)),
            gain,
            newly_reached,
            alone: alone.and_then(|(_, gain)| self.gain(gain)[0].clone()),
            in_every_optimum: addition.in_every_optimum,
        }
    }

    fn communities(&self, siting: &Siting) -> Vec<CommunityRow> {
        let parts = self.asked.need.parts() as f64;
        let communities = self.basis.package().communities.iter().enumerate();
        let of = |(at, community): (usize, &crate::model::Community)| CommunityRow {
            community_id: community.id.to_string(),
            community: community.name.clone(),
            position: self.positions.of(community.point),
            population: community.population(),
            need: siting.needs.of[at].known().map(|need| number(need as f64 / parts)),
            today: self.standing(&siting.standings[0][0][at]),
            after: self.standing(&siting.standings[0][1][at]),
            at_best_after: self.standing(&siting.standings[1][1][at]),
        };
        communities.map(of).collect()
    }
}

fn minutes(minutes: Minutes) -> Number {
    number(minutes.number())
}

impl SitingAnswer {
    /// The answer as it leaves.
    pub fn new(writing: &Writing<'_>, siting: &Siting) -> Self {
        let places = siting.additions.iter().enumerate();
        let places: Vec<PlaceRow> = places.map(|(at, one)| writing.place(siting, at + 1, one)).collect();
        let alone = |(one, gain): &(u32, Gain)| {
            let community = &writing.basis.package().communities[writing.community(*one)];
            let [gain, newly_reached] = writing.gain(gain);
            AloneRow {
                community_id: community.id.to_string(),
                community: community.name.clone(),
                position: writing.positions.of(community.point),
                gain,
                newly_reached,
            }
        };
        let [least, most] = &siting.metrics;
        let needs = siting.needs.of.iter().enumerate();
        let unknown = UnknownRow {
            need: needs
                .filter(|(_, need)| need.known().is_none())
                .map(|(at, _)| writing.id(at))
                .collect(),
            services: siting
                .unsure_services
                .iter()
                .map(|&one| writing.basis.package().services[one].id.to_string())
                .collect(),
            beyond_reach: siting.beyond_reach.iter().map(|&one| writing.id(one)).collect(),
        };
        let (next_best, next_best_why) = match &siting.next_best {
            NextBest::Choice {
                places,
                objective,
                differs_at,
            } => (
                Some(NextBestRow {
                    places: writing.ids(places),
                    objective: objective.map(number),
                    differs_at_minutes: differs_at.map(|seconds| number(f64::from(seconds) / 60.0)),
                }),
                None,
            ),
            NextBest::None => (None, Some("none")),
            NextBest::NotLookedFor => (None, Some("not_looked_for")),
        };
        Self {
            question: writing.asked(),
            status: match siting.status {
                Status::Optimal => "optimal",
                Status::Feasible => "feasible",
                Status::Infeasible => "infeasible",
            },
            sentence: Words::from(&words::sentence(writing.basis, writing.asked, siting)),
            unit: writing.gain_unit(),
            places,
            proof: ProofRow {
                method: siting.proof.method.as_str(),
                proven: siting.status != Status::Feasible,
                objective: siting.proof.objective.map(number),
                bound: siting.proof.bound.map(number),
                gap: Number::from_f64((siting.proof.gap * 1e6).round() / 1e6)
                    .filter(|_| siting.proof.gap > 0.0)
                    .unwrap_or_else(|| Number::from(0)),
                objective_unit: writing.objective_unit(),
                nodes: siting.proof.nodes,
                work: siting.proof.work,
            },
            today: writing.metrics(&least[0]),
            after: writing.metrics(&least[1]),
            capacity: siting.crowd.as_ref().map(|crowd| writing.capacity(siting, crowd)),
            at_best: AtBestRow {
                today: writing.metrics(&most[0]),
                after: writing.metrics(&most[1]),
                same_choice: siting.at_best.as_ref().map(|(_, is_same)| *is_same),
                places: siting.at_best.as_ref().map(|(choice, _)| writing.ids(choice)),
            },
            ties: TiesRow {
                count: siting.ties.len(),
                complete: siting.ties_are_all,
                listed: siting.ties.iter().map(|tie| writing.ids(tie)).collect(),
            },
            next_best,
            next_best_why,
            alone: siting.alone.iter().map(alone).collect(),
            communities: writing.communities(siting),
            unknown,
        }
    }

    /// Columns of the rows of the contract.
    pub const COLUMNS: [&str; 3] = ["rank", "community_id", "gain"];

    /// The additions as rows.
    pub fn rows(&self) -> Vec<Row> {
        let places = self.places.iter();
        let of = |place: &PlaceRow| {
            row([
                ("rank", Value::from(place.rank)),
                ("community_id", Value::from(place.community_id.as_str())),
                ("gain", place.gain.clone().map_or(Value::Null, Value::from)),
            ])
        };
        places.map(of).collect()
    }

    /// What was found, in English.
    pub fn in_english(&self) -> &str {
        self.sentence.en()
    }
}
