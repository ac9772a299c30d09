//! The real program, killed while people submit, change and take back: what was acknowledged is there, once, and nothing
//! is there by half.
//!
//! `EVENREACH_CRASH_ROUNDS` says how often, `EVENREACH_CRASH_SEED` with which dice; both are told when a test fails.
//! `EVENREACH_CRASH_BIN` names the program, where it is not the one that was built with the tests.

mod power;
pub mod program;
mod writer;

use std::collections::HashSet;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use evenreach::model::Role;
use evenreach::store::WithdrawnList;

use crate::databases::{TestDatabase, postgres, sqlite};
use crate::support::people::{House, password};
use power::Power;
use program::Program;
use writer::{Writer, write_until_it_is_gone};

const WRITERS: usize = 8;

/// How often one database goes through it: what has been written before is looked at after each round, so that rounds grow
/// longer, and a program that has some hundreds of changes behind it has met everything that a longer life would bring.
const ROUNDS_OF_A_DATABASE: u32 = 25;

/// How often the program is killed, and what the dice begin with.
struct Plan {
    rounds: u32,
    seed: u64,
}

impl Plan {
    fn read() -> Self {
        let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
        let clock = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        Self {
            rounds: number("EVENREACH_CRASH_ROUNDS").map_or(3, |rounds| rounds as u32),
            seed: number("EVENREACH_CRASH_SEED").unwrap_or_else(|| clock.expect("after 1970").as_nanos() as u64),
        }
    }
}

/// A fair die: any will do, as long as what failed can be thrown again.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }
}

/// Accounts over the small package: of the government that everybody here writes for.
async fn furnish(database: &TestDatabase) {
    let house = House::open(database).await;
    house.person("Anna", &[Role::Government], Some("tlicho")).await;
    house.office.store().close().await;
}

/// Writers at work until the program is killed: some time after so many acknowledgements as the dice say.
fn kill_at_some_moment(program: &mut Program, cookie: &str, writers: &mut [Writer], dice: &mut Dice) {
    const PATIENCE: Duration = Duration::from_secs(30);
    let at = program.at();
    let (told, enough) = (AtomicU64::new(0), 3 + dice.throw(10));
    std::thread::scope(|scope| {
        for writer in writers {
            scope.spawn(|| write_until_it_is_gone(at, cookie, writer, &told));
        }
        let pause = Duration::from_millis(5);
        let mut waited = Duration::ZERO;
        while told.load(Ordering::Relaxed) < enough && waited < PATIENCE {
            std::thread::sleep(pause);
            waited += pause;
        }
        std::thread::sleep(Duration::from_millis(dice.throw(150)));
        program.kill();
    });
    assert!(
        told.into_inner() >= enough,
        "so little was written that nothing is proved"
    );
}

/// Every writer finds what it was told, what it was not told is whole or absent, and there is nothing else.
fn everybody_finds_what_was_acknowledged(
    program: &Program,
    cookie: &str,
    writers: &mut [Writer],
) -> Result<(), String> {
    for writer in &mut *writers {
        writer.send_again(program.at(), cookie)?;
    }
    let found = program::call(program.at(), "GET", "/api/requests?mine=true", cookie, &[], "");
    let found = found.map_err(|fault| fault.to_string())?.json();
    let mut expected = 0;
    for writer in writers {
        expected += writer.look(program.at(), cookie, &found)?;
    }
    if found["number"].as_u64() == Some(expected) {
        Ok(())
    } else {
        Err(format!("found {} requests, expected {expected}", found["number"]))
    }
}

/// What happens to the program, round after round, over one database after the other.
struct Story<'a> {
    plan: &'a Plan,
    power: Option<&'a Power>,
}

impl Story<'_> {
    /// Tells it over as many databases as it takes; what was missing at last, if anything was.
    async fn tell(&self, fresh: impl AsyncFn() -> TestDatabase) -> Result<(), String> {
        let began = Instant::now();
        let (mut left, mut told, mut name) = (self.plan.rounds, 0, "");
        let mut dice = Dice(self.plan.seed | 1);
        while left > 0 {
            let database = fresh().await;
            furnish(&database).await;
            let rounds = left.min(ROUNDS_OF_A_DATABASE);
            told += self.over(&database, rounds, &mut dice)?;
            (left, name) = (left - rounds, database.name);
        }
        let (rounds, seconds) = (self.plan.rounds, began.elapsed().as_secs());
        assert!(told >= rounds as usize, "so little was written that nothing is proved");
        println!("{name}: {rounds} ends, {told} acknowledgements, {seconds} s");
        Ok(())
    }

    fn start(&self, url: &str, list: &Path) -> Program {
        Program::start_as(url, |command| {
            command.env("EVENREACH_WITHDRAWN", list);
            if let Some(power) = self.power {
                power.watch(command);
            }
        })
    }

    /// How much was acknowledged.
    fn over(&self, database: &TestDatabase, rounds: u32, dice: &mut Dice) -> Result<usize, String> {
        let seed = dice.throw(u64::MAX);
        let mut writers: Vec<Writer> = (0..WRITERS).map(|number| Writer::new(number, seed)).collect();
        let folder = tempfile::tempdir().expect("a temporary folder");
        let list = folder.path().join("withdrawn");
        let mut program = self.start(&database.url, &list);
        let cookie = program.sign_in("Anna", &password("Anna"));
        for round in 0..rounds {
            let place = |fault| {
                let seed = self.plan.seed;
                format!("{}, round {round}, EVENREACH_CRASH_SEED={seed}: {fault}", database.name)
            };
            kill_at_some_moment(&mut program, &cookie, &mut writers, dice);
            if let Some(power) = self.power {
                power.cut(&database.url, dice);
            }
            program::verify(&database.url).map_err(place)?;
            all_that_was_taken_back_is_noted(&list, &writers).map_err(place)?;
            program = self.start(&database.url, &list);
            everybody_finds_what_was_acknowledged(&program, &cookie, &mut writers).map_err(place)?;
        }
        program.stop();
        Ok(writers.iter().map(Writer::acknowledged).sum())
    }
}

/// What was acknowledged as taken back is on the list outside of the database before anybody starts it again.
fn all_that_was_taken_back_is_noted(list: &Path, writers: &[Writer]) -> Result<(), String> {
    let list = WithdrawnList::at(list).read().map_err(|fault| fault.to_string())?;
    let noted: HashSet<String> = list.unwrap_or_default().iter().map(|one| one.id.to_string()).collect();
    let mut missing = writers
        .iter()
        .flat_map(Writer::taken_back)
        .filter(|id| !noted.contains(*id));
    missing
        .next()
        .map_or(Ok(()), |id| Err(format!("{id} was taken back and is not on the list")))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_outlives_a_kill_at_any_moment_in_a_file() {
    let plan = Plan::read();
    let story = Story {
        plan: &plan,
        power: None,
    };
    story
        .tell(async || sqlite())
        .await
        .unwrap_or_else(|fault| panic!("{fault}"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_outlives_a_kill_at_any_moment_on_a_server() {
    let plan = Plan::read();
    let story = Story {
        plan: &plan,
        power: None,
    };
    story.tell(postgres).await.unwrap_or_else(|fault| panic!("{fault}"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_outlives_a_power_cut() {
    let (plan, power) = (Plan::read(), Power::honest());
    let story = Story {
        plan: &plan,
        power: Some(&power),
    };
    story
        .tell(async || sqlite())
        .await
        .unwrap_or_else(|fault| panic!("{fault}"));
}

/// The control: where the disk only says that it has written, the same test must notice. A round in which the last that was
/// acknowledged took something back loses nothing, since its words leave the log at once; so it goes on until one does.
#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_lies_is_found_out() {
    let (plan, power) = (
        Plan {
            rounds: ROUNDS_OF_A_DATABASE,
            ..Plan::read()
        },
        Power::lying(),
    );
    let story = Story {
        plan: &plan,
        power: Some(&power),
    };
    let told = story.tell(async || sqlite()).await;
    told.expect_err("acknowledged words were lost and nobody noticed");
}
