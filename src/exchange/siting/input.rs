//! A question of siting as it is sent: every field that is not as it should be is told, with its place.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::{Map, Value};

use crate::equity::{self, Basis, Scope};
use crate::model::{
    CommunityId, DayOfYear, DeliveryMode, Impedance, Minutes, Mode, ServiceType, ServiceTypeId, Supply,
};
use crate::planning::siting::{Each, NeedKind, Objective, SitingQuestion, YearRound, refers_to};

/// A field that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldFault {
    /// Where, as a JSON pointer.
    pub pointer: String,
    /// What was found and what was expected.
    pub detail: String,
}

/// The most places, candidates and additions of one question that is answered while somebody waits.
#[derive(Clone, Copy, Debug)]
pub struct SitingLimits {
    /// Communities.
    pub places: usize,
    /// Candidates.
    pub candidates: usize,
    /// Additions.
    pub count: usize,
}

impl SitingLimits {
    /// Of the API.
    pub const SERVED: Self = Self {
        places: 2000,
        candidates: 500,
        count: 20,
    };
    /// Of the command, where one's own machine may take as long as it likes.
    pub const OWN: Self = Self {
        places: 1_000_000,
        candidates: 100_000,
        count: 1000,
    };
}

const FIELDS: [&str; 21] = [
    "service_type",
    "refers_to",
    "delivery_mode",
    "objective",
    "count",
    "within_minutes",
    "covered_by",
    "candidates",
    "existing_modes",
    "need",
    "year_round",
    "date",
    "season",
    "as_of",
    "supply",
    "impedance",
    "modes",
    "costs",
    "budget",
    "capacity",
    "ties",
];

/// Minutes within which a place counts as covered where the objective does not hang on it.
const USUAL_LIMIT: u32 = 60;

/// Reads a question. `today` is the date on which records count unless another is asked for.
pub fn read(sent: &Value, basis: &Basis, today: Date, limits: SitingLimits) -> Result<SitingQuestion, Vec<FieldFault>> {
    let Value::Object(fields) = sent else {
        return Err(vec![FieldFault {
            pointer: String::new(),
            detail: format!("found {}, expected one JSON object", short(sent)),
        }]);
    };
    let mut reader = Reader {
        fields,
        basis,
        faults: Vec::new(),
    };
    reader.check_names(&FIELDS);
    let question = reader.question(today, limits);
    match question {
        Some(question) if reader.faults.is_empty() => Ok(question),
        _ => Err(reader.faults),
    }
}

/// A value in few words.
pub(super) fn short(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() > 60 {
        let start: String = text.chars().take(60).collect();
        format!("{start}…")
    } else {
        text
    }
}

/// Fields on their way in.
pub(in crate::exchange) struct Reader<'a> {
    pub fields: &'a Map<String, Value>,
    pub basis: &'a Basis,
    pub faults: Vec<FieldFault>,
}

impl Reader<'_> {
    /// Tells fields that are none.
    pub fn check_names(&mut self, known: &[&str]) {
        for name in self.fields.keys().filter(|name| !known.contains(&name.as_str())) {
            let escaped: String = name.chars().take(60).collect();
            let escaped = escaped.replace('~', "~0").replace('/', "~1");
            self.faults.push(FieldFault {
                pointer: format!("/{escaped}"),
                detail: format!("found a field of this name, expected one of {}", known.join(", ")),
            });
        }
    }

    pub fn wrong(&mut self, place: &str, found: &Value, expected: impl std::fmt::Display) {
        self.faults.push(FieldFault {
            pointer: format!("/{place}"),
            detail: format!("found {}, expected {expected}", short(found)),
        });
    }

    pub fn given(&self, name: &str) -> Option<&Value> {
        self.fields.get(name).filter(|value| !value.is_null())
    }

    /// A word that is read by `parse`; `usual` where nothing is sent, and a fault where that is nothing either.
    pub fn word<T>(
        &mut self,
        name: &str,
        usual: Option<T>,
        expected: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let Some(value) = self.given(name).cloned() else {
            if usual.is_none() {
                self.wrong(name, &Value::Null, expected);
            }
            return usual;
        };
        let read = value.as_str().and_then(parse);
        if read.is_none() {
            self.wrong(name, &value, expected);
        }
        read
    }

    /// A whole number from one to another.
    pub fn number(&mut self, name: &str, usual: Option<u64>, (least, most): (u64, u64)) -> Option<u64> {
        let Some(value) = self.given(name).cloned() else {
            return usual;
        };
        let read = value.as_u64().filter(|number| (least..=most).contains(number));
        if read.is_none() {
            self.wrong(name, &value, format!("a whole number from {least} to {most}"));
        }
        read
    }

    /// A list of words that are read by `parse`.
    pub fn words<T>(&mut self, name: &str, expected: &str, parse: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
        let value = self.given(name).cloned()?;
        let Value::Array(list) = &value else {
            self.wrong(name, &value, format!("a list of {expected}"));
            return None;
        };
        let mut read = Vec::new();
        for (at, one) in list.iter().enumerate() {
            match one.as_str().and_then(&parse) {
                Some(one) => read.push(one),
                None => self.wrong(&format!("{name}/{at}"), one, expected),
            }
        }
        Some(read)
    }

    pub fn communities(&mut self, name: &str) -> Option<Vec<usize>> {
        let basis = self.basis;
        self.words(name, "the id of a community", |id| {
            basis.community(&CommunityId::from(id))
        })
    }

    pub fn days(&mut self) -> Option<Scope> {
        let basis = self.basis;
        let seasons: Vec<&str> = basis
            .package()
            .territory_seasons()
            .map(|season| season.id.as_str())
            .collect();
        let expected = format!("one of {}", seasons.join(", "));
        if let (Some(date), Some(_)) = (self.given("date").cloned(), self.given("season")) {
            self.wrong("date", &date, "date or season, not both");
            return None;
        }
        if self.given("date").is_some() {
            return self.word("date", None, "a day of the year, MM-DD", |text| {
                DayOfYear::parse(text).ok().map(Scope::Day)
            });
        }
        self.word("season", Some(Scope::Year), &expected, |text| {
            let mut seasons = basis.package().territory_seasons();
            seasons.find(|season| season.id.as_str() == text).map(Scope::season)
        })
    }

    pub fn facts(&mut self, today: Date) -> Option<equity::Question> {
        let as_of = self.word("as_of", Some(today), "a date, YYYY-MM-DD", |text| text.parse().ok());
        let supply = self.word("supply", Some(Supply::Actual), "actual or intended", Supply::parse);
        Some(equity::Question {
            as_of: as_of?,
            supply: supply?,
        })
    }

    pub fn modes(&mut self) -> Option<Vec<Mode>> {
        let known: Vec<&str> = Mode::ALL.iter().map(|mode| mode.as_str()).collect();
        if self.given("modes").is_none() {
            return Some(Mode::DEFAULT.to_vec());
        }
        self.words("modes", &format!("one of {}", known.join(", ")), Mode::parse)
    }

    pub fn impedance(&mut self) -> Option<Impedance> {
        self.word(
            "impedance",
            Some(Impedance::Travel),
            "travel or journey",
            Impedance::parse,
        )
    }

    /// A number for each place and others for some.
    fn each(&mut self, name: &str, usual: u64) -> Option<Each> {
        const MOST: u64 = 1_000_000_000;
        let value = self.given(name).cloned()?;
        let Value::Object(fields) = &value else {
            self.wrong(name, &value, "an object with each and places");
            return None;
        };
        let mut each = Each {
            each: usual,
            places: BTreeMap::new(),
        };
        let number = |value: &Value| value.as_u64().filter(|number| *number <= MOST);
        let expected = format!("a whole number from 0 to {MOST}");
        for (field, value) in fields {
            match (field.as_str(), value) {
                ("each", value) => match number(value) {
                    Some(number) => each.each = number,
                    None => self.wrong(&format!("{name}/each"), value, &expected),
                },
                ("places", Value::Object(places)) => {
                    for (id, value) in places {
                        let community = self.basis.community(&CommunityId::from(id.as_str()));
                        match (community, number(value)) {
                            (Some(community), Some(number)) => {
                                each.places.insert(community, number);
                            }
                            (None, _) => self.wrong(
                                &format!("{name}/places"),
                                &Value::from(id.as_str()),
                                "the id of a community",
                            ),
                            (_, None) => self.wrong(&format!("{name}/places/{id}"), value, &expected),
                        }
                    }
                }
                ("places", value) => self.wrong(&format!("{name}/places"), value, "an object of numbers by community"),
                _ => self.wrong(name, &value.clone(), "an object with each and places"),
            }
        }
        Some(each)
    }

    fn question(&mut self, today: Date, limits: SitingLimits) -> Option<SitingQuestion> {
        let package = self.basis.package();
        if package.communities.len() > limits.places {
            self.faults.push(FieldFault {
                pointer: String::new(),
                detail: format!(
                    "found {} communities, expected at most {}: `evenreach analyse siting` takes more",
                    package.communities.len(),
                    limits.places
                ),
            });
            return None;
        }
        // Money is nowhere.
        let is_placed = |id: &str| id != ServiceType::FUNDING_PROGRAM;
        let types = package.service_types.iter().map(|one| one.id.as_str());
        let types: Vec<&str> = types.filter(|id| is_placed(id)).collect();
        let used = |id: &str| package.services.iter().any(|one| one.service_type.as_str() == id);
        let service_type = self.word("service_type", None, &format!("one of {}", types.join(", ")), |id| {
            let is_known = types.contains(&id) || (used(id) && is_placed(id));
            is_known.then(|| ServiceTypeId::from(id))
        });
        let refers_to = self.refers_to(service_type.as_ref());
        let placed = "one of resident, visiting, on_the_land, residential_facility";
        let delivery_mode = self.word("delivery_mode", Some(DeliveryMode::Resident), placed, |word| {
            DeliveryMode::parse(word).filter(|mode| *mode != DeliveryMode::Virtual)
        });
        let names = Objective::ALL.map(Objective::as_str).join(", ");
        let objective = self.word("objective", None, &format!("one of {names}"), Objective::parse);
        let hangs_on_limit = matches!(objective, Some(Objective::Coverage | Objective::Everyone));
        let is_everyone = objective == Some(Objective::Everyone);
        let most = limits.count as u64;
        let count = self.number("count", is_everyone.then_some(most), (1, most));
        if count.is_none() && self.given("count").is_none() && objective.is_some() {
            self.wrong("count", &Value::Null, format!("a whole number from 1 to {most}"));
        }
        let limit = self.limit(hangs_on_limit);
        let covered_by = self.number("covered_by", Some(1), (1, 2));
        if covered_by == Some(2) && !hangs_on_limit && objective.is_some() {
            self.wrong(
                "covered_by",
                &Value::from(2),
                "1, unless the objective is coverage or everyone",
            );
        }
        let candidates = self.candidates(limits);
        let all: Vec<&str> = DeliveryMode::ALL.iter().map(|mode| mode.as_str()).collect();
        let existing_modes = self
            .words(
                "existing_modes",
                &format!("one of {}", all.join(", ")),
                DeliveryMode::parse,
            )
            .unwrap_or_else(|| {
                let modes = DeliveryMode::ALL.iter().copied();
                modes.filter(|mode| *mode != DeliveryMode::Virtual).collect()
            });
        let kinds = "people, places, column:NAME or indicator:NAME";
        let need = self.word("need", Some(NeedKind::People), kinds, NeedKind::parse);
        let year_round = self.word("year_round", Some(YearRound::Worst), "worst or days", YearRound::parse);
        let scope = self.days();
        let question = self.facts(today);
        let impedance = self.impedance();
        let modes = self.modes();
        let costs = self.each("costs", 1);
        let budget = self.number("budget", None, (0, 1_000_000_000_000));
        let capacity = self.capacity(objective, covered_by);
        let ties = self.number("ties", Some(20), (1, 200));
        Some(SitingQuestion {
            service_type: service_type?,
            refers_to,
            delivery_mode: delivery_mode?,
            objective: objective?,
            count: count? as usize,
            limit: limit?,
            covered_by: covered_by? as usize,
            candidates: candidates?,
            existing_modes,
            need: need?,
            year_round: year_round?,
            scope: scope?,
            question: question?,
            impedance: impedance?,
            modes: modes?,
            costs,
            budget,
            capacity,
            ties: ties? as usize,
        })
    }

    /// To what a position refers, where additions are positions.
    fn refers_to(&mut self, of_type: Option<&ServiceTypeId>) -> Option<ServiceTypeId> {
        let (value, of_type) = (self.given("refers_to").cloned()?, of_type?);
        let known = refers_to(self.basis.package(), of_type);
        let found = known.iter().find(|id| Some(id.as_str()) == value.as_str());
        if found.is_none() {
            let names: Vec<&str> = known.iter().map(|id| id.as_str()).collect();
            let expected = if names.is_empty() {
                format!(
                    "nothing: by referrals.csv and entry.csv no {of_type} is a referral position of one's own choice"
                )
            } else {
                format!("one of {}, to which {of_type} refers", names.join(", "))
            };
            self.wrong("refers_to", &value, expected);
        }
        found.map(|id| (*id).clone())
    }

    /// Room for need, where that means anything.
    fn capacity(&mut self, objective: Option<Objective>, covered_by: Option<u64>) -> Option<Each> {
        let capacity = self.each("capacity", Each::ENDLESS)?;
        let found = self.given("capacity").cloned().unwrap_or_default();
        if objective.is_some_and(|one| !matches!(one, Objective::Coverage | Objective::MeanTravel)) {
            let why = "none, unless the objective is coverage or mean_travel: the others count places, each of them whole, \
                       and room is for need, of which a place may send a part";
            self.wrong("capacity", &found, why);
        } else if covered_by == Some(2) {
            let why =
                "none, where two have to be within reach: need that takes room at one place takes none at another";
            self.wrong("capacity", &found, why);
        }
        Some(capacity)
    }

    fn limit(&mut self, is_needed: bool) -> Option<Minutes> {
        const MOST: f64 = 100_000.0;
        let expected = format!("minutes, from 0 to {MOST}");
        match self.given("within_minutes").cloned() {
            None if is_needed => {
                self.wrong("within_minutes", &Value::Null, expected);
                None
            }
            None => Some(Minutes::new(USUAL_LIMIT)),
            Some(value) => {
                let number = value.as_f64().filter(|number| (0.0..=MOST).contains(number));
                let limit = number.and_then(Minutes::from_number);
                if limit.is_none() {
                    self.wrong("within_minutes", &value, expected);
                }
                limit
            }
        }
    }

    fn candidates(&mut self, limits: SitingLimits) -> Option<Vec<usize>> {
        let mut candidates = match self.given("candidates") {
            None => (0..self.basis.package().communities.len()).collect(),
            Some(_) => self.communities("candidates")?,
        };
        candidates.sort_unstable();
        candidates.dedup();
        if candidates.is_empty() || candidates.len() > limits.candidates {
            let found = Value::from(candidates.len());
            self.wrong(
                "candidates",
                &found,
                format!("from 1 to {} candidates", limits.candidates),
            );
            return None;
        }
        Some(candidates)
    }
}
