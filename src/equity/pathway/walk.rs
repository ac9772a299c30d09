//! One community in one period, step by step.

use std::collections::BTreeMap;

use super::admission::{Admission, at, without_travel};
use super::spot::Spot;
use super::{Supplied, Wayfinder};
use crate::model::{Confidence, Minutes, Truth};
use crate::travel::Reading;

/// Why a step does not hold, or is not known to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WhyNot {
    /// No service serves it here.
    Nobody,
    /// One may not enter, or nobody has published who may.
    Entry,
    /// A referral is needed, and no position that gives one is reached.
    Referral,
    /// There is no way from where one is.
    Travel,
    /// There is no way home.
    WayHome,
}

impl WhyNot {
    /// Every reason.
    pub const ALL: [Self; 5] = [Self::Nobody, Self::Entry, Self::Referral, Self::Travel, Self::WayHome];

    /// The word of the contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Entry => "entry",
            Self::Referral => "referral",
            Self::Travel => "travel",
            Self::WayHome => "way_home",
        }
    }
}

/// What comes of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StepState {
    /// It surely holds.
    Holds,
    /// It may hold; this is what is not known.
    Unknown(WhyNot),
    /// It surely does not.
    Breaks(WhyNot),
    /// An earlier one breaks.
    Beyond,
}

impl StepState {
    /// The word of the contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Unknown(_) => "unknown",
            Self::Breaks(_) => "breaks",
            Self::Beyond => "beyond",
        }
    }

    /// What is not known, or does not hold.
    pub const fn why(self) -> Option<WhyNot> {
        match self {
            Self::Unknown(why) | Self::Breaks(why) => Some(why),
            Self::Holds | Self::Beyond => None,
        }
    }

    /// Whether the step holds.
    pub const fn truth(self) -> Truth {
        match self {
            Self::Holds => Truth::True,
            Self::Unknown(_) => Truth::Unknown,
            Self::Breaks(_) | Self::Beyond => Truth::False,
        }
    }
}

/// Where a step is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stop {
    /// The service that serves it; `None` where being at home is the whole of it.
    pub service: Option<usize>,
    /// Whether nobody has to travel for it.
    pub without_travel: bool,
    /// Where one is then.
    pub spot: Spot,
}

/// A service that may serve a step here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Serving {
    /// Its place in the package.
    pub service: usize,
    /// Whether it runs and serves the community.
    pub present: Truth,
    /// How one gets in.
    pub admission: Admission,
}

/// A step as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepFound {
    /// What comes of it.
    pub state: StepState,
    /// Everything that is not sure about it, each looked at by itself; of a step that breaks, what breaks it.
    pub lacking: Vec<WhyNot>,
    /// Where it is taken; `None` where it breaks, or an earlier one does.
    pub stop: Option<Stop>,
    /// The services that may serve it here, in the package's order.
    pub serving: Vec<Serving>,
}

/// The whole way of one community in one period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walked {
    /// Its steps, as many as the pathway has.
    pub steps: Vec<StepFound>,
}

impl Walked {
    /// Whether one gets through and back.
    pub fn truth(&self) -> Truth {
        self.steps
            .iter()
            .map(|step| step.state.truth())
            .fold(Truth::True, Truth::and)
    }

    /// The first step to which, or home before it, nobody surely gets.
    pub fn no_sure_way(&self) -> Option<usize> {
        let is_travel = |why: &WhyNot| matches!(why, WhyNot::Travel | WhyNot::WayHome);
        self.steps.iter().position(|step| step.lacking.iter().any(is_travel))
    }

    /// Where it breaks; else the first step of which it is not known.
    pub fn weakest(&self) -> Option<usize> {
        let broken = self
            .steps
            .iter()
            .position(|step| matches!(step.state, StepState::Breaks(_)));
        broken.or_else(|| self.steps.iter().position(|step| step.state != StepState::Holds))
    }
}

/// As far as somebody has come. Compared field by field: the fewest doubts, then the fewest places that are not published, the
/// shortest way, the fewest steps by telephone or screen, the surest records, and last the earlier services.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Walk {
    doubts: u32,
    nowhere: u32,
    seconds: u64,
    by_screen: u32,
    unsure: u32,
    stops: Vec<Stop>,
    spot: Spot,
}

impl Walk {
    fn on(&self, minutes: Minutes, is_doubtful: bool, spot: Spot) -> Self {
        Self {
            doubts: self.doubts + u32::from(is_doubtful),
            nowhere: self.nowhere + u32::from(matches!(spot, Spot::Anywhere(_))),
            seconds: self.seconds + u64::from(minutes.seconds()),
            spot,
            ..self.clone()
        }
    }

    fn stop(mut self, service: Option<usize>, without_travel: bool) -> Self {
        self.by_screen += u32::from(without_travel);
        self.stops.push(Stop {
            service,
            without_travel,
            spot: self.spot,
        });
        self
    }
}

/// Somebody from a community in a period, at a step.
struct Here<'a> {
    home: usize,
    period: usize,
    at_home: bool,
    needs_service: bool,
    serving: &'a [(Supplied, Serving)],
}

impl Wayfinder<'_> {
    /// Goes the way of a community in a period.
    pub fn walk(&self, home: usize, period: usize) -> Walked {
        let start = Walk {
            doubts: 0,
            nowhere: 0,
            seconds: 0,
            by_screen: 0,
            unsure: 0,
            stops: Vec::new(),
            spot: Spot::Community(home),
        };
        let (mut sure, mut possible) = (vec![start.clone()], vec![start]);
        let mut steps = Vec::with_capacity(self.supplied.len());
        let mut is_broken = false;
        for (step, supplied) in self.asked.pathway.steps.iter().zip(&self.supplied) {
            let serving = self.serving(supplied, home, period);
            let here = Here {
                home,
                period,
                at_home: step.at_home,
                needs_service: !step.service_types.is_empty(),
                serving: &serving,
            };
            let (state, lacking) = if is_broken {
                (StepState::Beyond, Vec::new())
            } else {
                self.state(&here, &mut sure, &mut possible)
            };
            is_broken |= matches!(state, StepState::Breaks(_));
            steps.push(StepFound {
                state,
                lacking,
                stop: None,
                serving: serving.into_iter().map(|(_, serving)| serving).collect(),
            });
        }
        let best = sure.iter().min();
        for (step, stop) in steps.iter_mut().zip(best.into_iter().flat_map(|walk| &walk.stops)) {
            step.stop = Some(*stop);
        }
        Walked { steps }
    }

    /// Takes a step at both readings. Where it may hold and does not surely, the way goes on as if it did: from where one
    /// surely was, if that may be.
    fn state(&self, here: &Here<'_>, sure: &mut Vec<Walk>, possible: &mut Vec<Walk>) -> (StepState, Vec<WhyNot>) {
        match self.advance(here, possible, Reading::MostFavourable) {
            Err(why) => return (StepState::Breaks(why), vec![why]),
            Ok(next) => *possible = next,
        }
        match self.advance(here, sure, Reading::LeastFavourable) {
            Ok(next) => {
                *sure = next;
                (StepState::Holds, Vec::new())
            }
            Err(why) => {
                let mut lacking = self.lacking(here, sure);
                // Each may be sure of another service, and all together of none.
                if lacking.is_empty() {
                    lacking.push(why);
                }
                let onwards = self.advance(here, sure, Reading::MostFavourable);
                *sure = onwards.unwrap_or_else(|_| possible.clone());
                (StepState::Unknown(lacking[0]), lacking)
            }
        }
    }

    /// What is not sure of a step, each looked at as if all else were.
    fn lacking(&self, here: &Here<'_>, walks: &[Walk]) -> Vec<WhyNot> {
        let mut lacking = Vec::new();
        if here.needs_service {
            if !here.serving.iter().any(|(_, one)| one.present.certainly()) {
                lacking.push(WhyNot::Nobody);
            }
            if !here.serving.iter().any(|(_, one)| one.admission.holds().certainly()) {
                let all: Vec<&(Supplied, Serving)> = here.serving.iter().collect();
                lacking.push(why_shut(&all));
            }
        }
        let mut started = self.started(here, walks, Reading::LeastFavourable);
        let comes_home = !started.is_empty();
        if !comes_home {
            started = self.started(here, walks, Reading::MostFavourable);
        }
        let gets_there = |one: &Supplied| {
            let package = self.basis.package();
            let spot = one.spot.for_home(here.home);
            let is_sure = |walk: &Walk| {
                let minutes = self.minutes_at(Reading::LeastFavourable, here.period, walk.spot, spot);
                minutes.is_some()
            };
            without_travel(package.services[one.service].delivery_mode).certainly() || started.iter().any(is_sure)
        };
        if here.needs_service && !here.serving.iter().any(|(one, _)| gets_there(one)) {
            lacking.push(WhyNot::Travel);
        }
        if !comes_home {
            lacking.push(WhyNot::WayHome);
        }
        lacking
    }

    fn serving(&self, supplied: &[Supplied], home: usize, period: usize) -> Vec<(Supplied, Serving)> {
        let serving = supplied.iter().filter_map(|one| {
            let present = self.present(one, home);
            present.possibly().then(|| {
                let serving = Serving {
                    service: one.service,
                    present,
                    admission: self.admission(one.service, home, period),
                };
                (*one, serving)
            })
        });
        serving.collect()
    }

    /// One step further at one reading, to each spot by the best way there; else why nobody comes further.
    fn advance(&self, here: &Here<'_>, walks: &[Walk], reading: Reading) -> Result<Vec<Walk>, WhyNot> {
        let started = self.started(here, walks, reading);
        if started.is_empty() {
            return Err(WhyNot::WayHome);
        }
        if !here.needs_service {
            return Ok(started.into_iter().map(|walk| walk.stop(None, false)).collect());
        }
        let present = here.serving.iter().filter(|(_, one)| at(reading, one.present));
        let (open, shut): (Vec<_>, Vec<_>) = present.partition(|(_, one)| at(reading, one.admission.holds()));
        if open.is_empty() {
            return Err(why_shut(&shut));
        }
        let mut best: BTreeMap<Spot, Walk> = BTreeMap::new();
        for walk in &started {
            for (one, serving) in &open {
                for next in self.to_service(here, walk, one, serving, reading) {
                    let known = best.entry(next.spot).or_insert_with(|| next.clone());
                    if next < *known {
                        *known = next;
                    }
                }
            }
        }
        if best.is_empty() {
            Err(WhyNot::Travel)
        } else {
            Ok(best.into_values().collect())
        }
    }

    /// From where a step begins: at home where it does, else where one is.
    fn started(&self, here: &Here<'_>, walks: &[Walk], reading: Reading) -> Vec<Walk> {
        if !here.at_home {
            return walks.to_vec();
        }
        let home = Spot::Community(here.home);
        let started = walks.iter().filter_map(|walk| {
            let minutes = self.minutes_at(reading, here.period, walk.spot, home)?;
            Some(walk.on(minutes, self.is_doubtful(here, walk.spot, home), home))
        });
        // All are at home then; only the best goes on.
        started.min().into_iter().collect()
    }

    fn is_doubtful(&self, here: &Here<'_>, from: Spot, to: Spot) -> bool {
        let sure = self.minutes_at(Reading::LeastFavourable, here.period, from, to);
        sure.is_none()
    }

    /// The ways to a service from where one is: by travel, and without any where that may be.
    fn to_service(
        &self,
        here: &Here<'_>,
        walk: &Walk,
        one: &Supplied,
        serving: &Serving,
        reading: Reading,
    ) -> Vec<Walk> {
        let doubts = [serving.present, serving.admission.holds()].map(|truth| u32::from(!truth.certainly()));
        let record = &self.basis.package().services[one.service].provenance;
        let walk = Walk {
            doubts: walk.doubts + doubts.iter().sum::<u32>(),
            unsure: walk.unsure
                + match record.confidence {
                    Some(Confidence::High) => 0,
                    Some(Confidence::Medium) => 1,
                    Some(Confidence::Low) => 2,
                    None => 3,
                },
            ..walk.clone()
        };
        let no_travel = without_travel(self.basis.package().services[one.service].delivery_mode);
        let by_screen = || {
            let next = walk.on(Minutes::ZERO, !no_travel.certainly(), walk.spot);
            next.stop(Some(one.service), true)
        };
        let spot = one.spot.for_home(here.home);
        let by_travel = || {
            let minutes = self.minutes_at(reading, here.period, walk.spot, spot)?;
            let next = walk.on(minutes, self.is_doubtful(here, walk.spot, spot), spot);
            Some(next.stop(Some(one.service), false))
        };
        match no_travel {
            Truth::True => vec![by_screen()],
            Truth::False => by_travel().into_iter().collect(),
            Truth::Unknown => {
                let by_screen = (reading == Reading::MostFavourable).then(by_screen);
                by_travel().into_iter().chain(by_screen).collect()
            }
        }
    }
}

/// Why nobody gets into a service that is there: a referral is what is missing where one would do.
fn why_shut(shut: &[&(Supplied, Serving)]) -> WhyNot {
    let any = |test: fn(Admission) -> bool| shut.iter().any(|(_, one)| test(one.admission));
    if shut.is_empty() {
        WhyNot::Nobody
    } else if !any(|one| one == Admission::Unknown) && any(|one| matches!(one, Admission::Referral(_))) {
        WhyNot::Referral
    } else {
        WhyNot::Entry
    }
}
