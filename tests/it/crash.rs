//! The real program, killed while people submit, change and take back: what was acknowledged is there, once, and nothing
//! is there by half.
//!
//! `EVENREACH_CRASH_ROUNDS` says how often, `EVENREACH_CRASH_SEED` with which dice; both are told when a test fails.

mod power;
mod program;
mod writer;

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use evenreach::model::Role;

use crate::databases::{TestDatabase, both, sqlite};
use crate::support::people::{House, password};
use power::Power;
use program::Program;
use writer::{Writer, write_until_it_is_gone};

const WRITERS: usize = 8;

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

/// Every writer finds what it was told, and what it was not told is whole or absent.
fn everybody_finds_what_was_acknowledged(
    program: &Program,
    cookie: &str,
    writers: &mut [Writer],
) -> Result<(), String> {
    let mut expected = 0;
    for writer in writers {
        expected += writer.look(program.at(), cookie)?;
    }
    let found = program::call(program.at(), "GET", "/api/requests?mine=true", cookie, &[], "");
    let found = found.map_err(|fault| fault.to_string())?.json()["number"].as_u64();
    if found == Some(expected) {
        Ok(())
    } else {
        Err(format!("found {found:?} requests, expected {expected}"))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_outlives_a_kill_at_any_moment() {
    let Plan { rounds, seed } = Plan::read();
    for database in both().await {
        furnish(&database).await;
        let mut dice = Dice(seed | 1);
        let mut writers: Vec<Writer> = (0..WRITERS).map(|number| Writer::new(number, seed)).collect();
        let mut program = Program::start(&database.url, None);
        let cookie = program.sign_in("Anna", &password("Anna"));
        for round in 0..rounds {
            let place = format!("{}, round {round}, EVENREACH_CRASH_SEED={seed}", database.name);
            kill_at_some_moment(&mut program, &cookie, &mut writers, &mut dice);
            program::verify(&database.url).unwrap_or_else(|fault| panic!("{place}: {fault}"));
            program = Program::start(&database.url, None);
            let found = everybody_finds_what_was_acknowledged(&program, &cookie, &mut writers);
            found.unwrap_or_else(|fault| panic!("{place}: {fault}"));
        }
        let told: usize = writers.iter().map(Writer::acknowledged).sum();
        assert!(
            told >= rounds as usize,
            "{}: so little was written that nothing is proved",
            database.name
        );
        program.stop();
        println!("{}: {rounds} kills, {told} acknowledgements", database.name);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_outlives_a_power_cut() {
    let Plan { rounds, seed } = Plan::read();
    let lost = lost_to_power_cuts(rounds, seed, Power::honest()).await;
    assert_eq!(lost, None, "EVENREACH_CRASH_SEED={seed}");
}

/// The control: where the disk only says that it has written, the same test must notice.
#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_lies_is_found_out() {
    let Plan { seed, .. } = Plan::read();
    let lost = lost_to_power_cuts(3, seed, Power::lying()).await;
    assert!(lost.is_some(), "acknowledged words were lost and nobody noticed");
}

/// What the writers miss after power cuts; `None` where nothing.
async fn lost_to_power_cuts(rounds: u32, seed: u64, power: Power) -> Option<String> {
    let database = sqlite();
    furnish(&database).await;
    let mut dice = Dice(seed | 1);
    let mut writers: Vec<Writer> = (0..WRITERS).map(|number| Writer::new(number, seed)).collect();
    let mut program = Program::start(&database.url, Some(&power));
    let cookie = program.sign_in("Anna", &password("Anna"));
    for round in 0..rounds {
        kill_at_some_moment(&mut program, &cookie, &mut writers, &mut dice);
        power.cut(&database.url, &mut dice);
        if let Err(fault) = program::verify(&database.url) {
            return Some(format!("round {round}: {fault}"));
        }
        program = Program::start(&database.url, Some(&power));
        if let Err(fault) = everybody_finds_what_was_acknowledged(&program, &cookie, &mut writers) {
            return Some(format!("round {round}: {fault}"));
        }
    }
    program.stop();
    None
}
