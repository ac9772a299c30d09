//! How often somebody may try to sign in. Who tries too often is slowed down and never locked out, and what is remembered
//! of those who try has one size, however many they are.

use std::hash::{BuildHasher as _, Hash, RandomState};
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

/// Places in each row of a meter. Whoever shares a place in both rows with others is slowed down by them too, which comes
/// about when some ten thousand are trying at once.
const PLACES: usize = 1 << 15;

/// Two rows, in which a key has two places that have nothing to do with each other.
const ROWS: usize = 2;

/// How many accounts are known again at an address from which somebody has signed in to them.
const FAMILIAR: usize = 1 << 12;

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

/// Tries within some time: so many at once, and then one after each share of that time.
struct Meter {
    /// Milliseconds after which one more try is there.
    share_ms: i64,
    /// How far ahead tries may be.
    ahead_ms: i64,
    /// For each place, the instant at which all its tries are there again, in milliseconds.
    rows: [Box<[i64]>; ROWS],
}

impl Meter {
    fn new(tries: i64, within_ms: i64) -> Self {
        let share_ms = within_ms / tries;
        Self {
            share_ms,
            ahead_ms: share_ms * (tries - 1),
            rows: std::array::from_fn(|_| vec![i64::MIN; PLACES].into_boxed_slice()),
        }
    }

    /// Milliseconds until there is a try; 0 where there is one.
    fn wait_ms(&self, hash: u64, now_ms: i64) -> i64 {
        let waits = self.rows.iter().enumerate().map(|(row, places)| {
            let full_at = places[place(hash, row)].max(now_ms);
            full_at - self.ahead_ms - now_ms
        });
        // A place that is shared says too much, never too little: the row that says less is right.
        waits.min().unwrap_or(0).max(0)
    }

    fn take(&mut self, hash: u64, now_ms: i64) {
        for (row, places) in self.rows.iter_mut().enumerate() {
            let full_at = &mut places[place(hash, row)];
            *full_at = (*full_at).max(now_ms) + self.share_ms;
        }
    }

    fn give_back(&mut self, hash: u64) {
        for (row, places) in self.rows.iter_mut().enumerate() {
            let full_at = &mut places[place(hash, row)];
            *full_at = full_at.saturating_sub(self.share_ms);
        }
    }
}

fn place(hash: u64, row: usize) -> usize {
    (hash >> (row * 32)) as usize % PLACES
}

struct Meters {
    by_address: Meter,
    by_account: Meter,
    by_account_and_day: Meter,
    /// Accounts at addresses from which somebody has signed in to them, by their hash.
    familiar: Box<[u64]>,
}

/// Who tries to sign in, and how often.
pub struct Throttle {
    // Drawn anew at each start, so that nobody can look for keys that share a place.
    seed: RandomState,
    meters: Mutex<Meters>,
}

/// A try that was let through.
#[derive(Clone, Copy, Debug)]
pub struct Try {
    address: u64,
    account: u64,
    pair: u64,
}

impl Default for Throttle {
    /// 5 tries a minute and 50 a day for an account, 20 a minute from an address.
    fn default() -> Self {
        Self {
            seed: RandomState::new(),
            meters: Mutex::new(Meters {
                by_address: Meter::new(20, MINUTE_MS),
                by_account: Meter::new(5, MINUTE_MS),
                by_account_and_day: Meter::new(50, DAY_MS),
                familiar: vec![0; FAMILIAR].into_boxed_slice(),
            }),
        }
    }
}

impl Throttle {
    /// Lets a try through, or says after how many seconds there is one. `account` is its name as names are compared, of an
    /// account or of none. An account that somebody has signed in to from this address has its own tries here, so that no
    /// one elsewhere can use them up.
    pub fn try_once(&self, account: &str, address: Option<IpAddr>, now: Timestamp) -> Result<Try, u64> {
        let now_ms = now.as_millisecond();
        let network = address.map(network);
        let pair = self.hash(&(account, network));
        let mut meters = self.meters.lock().unwrap_or_else(PoisonError::into_inner);
        let is_familiar = meters.familiar[pair as usize % FAMILIAR] == pair;
        let of = Try {
            address: self.hash(&network),
            account: if is_familiar { pair } else { self.hash(&account) },
            pair,
        };
        let waits = [
            meters.by_address.wait_ms(of.address, now_ms),
            meters.by_account.wait_ms(of.account, now_ms),
            meters.by_account_and_day.wait_ms(of.account, now_ms),
        ];
        match waits.into_iter().max().unwrap_or(0) {
            0 => {
                meters.by_address.take(of.address, now_ms);
                meters.by_account.take(of.account, now_ms);
                meters.by_account_and_day.take(of.account, now_ms);
                Ok(of)
            }
            wait_ms => Err(wait_ms.unsigned_abs().div_ceil(1000)),
        }
    }

    /// The same for whoever names no account yet: only the address counts.
    pub fn try_address(&self, address: Option<IpAddr>, now: Timestamp) -> Result<(), u64> {
        let now_ms = now.as_millisecond();
        let hash = self.hash(&address.map(network));
        let mut meters = self.meters.lock().unwrap_or_else(PoisonError::into_inner);
        match meters.by_address.wait_ms(hash, now_ms) {
            0 => {
                meters.by_address.take(hash, now_ms);
                Ok(())
            }
            wait_ms => Err(wait_ms.unsigned_abs().div_ceil(1000)),
        }
    }

    /// A try that went well does not count, and makes the account familiar at its address.
    pub fn went_well(&self, of: Try) {
        self.does_not_count(of);
        let mut meters = self.meters.lock().unwrap_or_else(PoisonError::into_inner);
        meters.familiar[of.pair as usize % FAMILIAR] = of.pair;
    }

    /// A try that nothing came of, for a reason of ours.
    pub fn does_not_count(&self, of: Try) {
        let mut meters = self.meters.lock().unwrap_or_else(PoisonError::into_inner);
        meters.by_address.give_back(of.address);
        meters.by_account.give_back(of.account);
        meters.by_account_and_day.give_back(of.account);
    }

    fn hash(&self, key: &impl Hash) -> u64 {
        self.seed.hash_one(key)
    }
}

/// What counts as one address: of the newer protocol a network, since everybody has as many addresses in theirs as they
/// like.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::SignedDuration;

    fn at(seconds: i64) -> Timestamp {
        "2026-03-12T18:00:00Z".parse::<Timestamp>().expect("an instant") + SignedDuration::from_secs(seconds)
    }

    #[expect(clippy::unnecessary_wraps, reason = "as a connection gives it")]
    fn address(number: u32) -> Option<IpAddr> {
        Some(IpAddr::from(number.to_be_bytes()))
    }

    /// Seconds until the next try, of one that is refused.
    fn refused(throttle: &Throttle, account: &str, from: u32, second: i64) -> u64 {
        throttle
            .try_once(account, address(from), at(second))
            .expect_err("refused")
    }

    #[test]
    fn an_account_has_five_tries_and_then_one_after_each_twelve_seconds() {
        let throttle = Throttle::default();
        for number in 0..5 {
            assert!(throttle.try_once("mary", address(number), at(0)).is_ok());
        }
        assert_eq!(refused(&throttle, "mary", 9, 0), 12);
        assert!(throttle.try_once("john", address(9), at(0)).is_ok(), "another account");
        assert_eq!(refused(&throttle, "mary", 9, 11), 1);
        assert!(throttle.try_once("mary", address(9), at(12)).is_ok());
        assert!(throttle.try_once("mary", address(9), at(13)).is_err());
    }

    #[test]
    fn in_a_day_an_account_is_slowed_down_and_not_locked_out() {
        let throttle = Throttle::default();
        let tries = |from: i64, to: i64| (from..to).step_by(12);
        let made =
            tries(0, 3600).filter(|&second| throttle.try_once("mary", address(second as u32), at(second)).is_ok());
        // Fifty, and those that came back within the hour.
        assert_eq!(made.count(), 52);
        let wait = refused(&throttle, "mary", 1, 3600);
        assert!(wait <= 24 * 60 * 60 / 50, "{wait}: there is always a next one");
        assert!(
            throttle
                .try_once("mary", address(1), at(3600 + wait.cast_signed()))
                .is_ok()
        );
    }

    #[test]
    fn an_address_has_twenty_tries_a_minute_over_all_accounts() {
        let throttle = Throttle::default();
        for number in 0..20 {
            assert!(throttle.try_once(&format!("name {number}"), address(1), at(0)).is_ok());
        }
        assert_eq!(refused(&throttle, "another", 1, 0), 3);
        assert!(throttle.try_once("another", address(2), at(0)).is_ok());
        // A network of the newer protocol is one address.
        let six = |text: &str| Some(text.parse::<IpAddr>().expect("an address"));
        for number in 0..20 {
            let from = six(&format!("2001:db8:1:1::{number}"));
            assert!(throttle.try_once(&format!("six {number}"), from, at(0)).is_ok());
        }
        assert!(throttle.try_once("seven", six("2001:db8:1:1:ffff::"), at(0)).is_err());
        assert!(throttle.try_once("seven", six("2001:db8:1:2::"), at(0)).is_ok());
        assert_eq!(network(six("::ffff:10.0.0.1").expect("one")).to_string(), "10.0.0.1");
    }

    #[test]
    fn what_goes_well_does_not_count_and_nobody_elsewhere_uses_it_up() {
        let throttle = Throttle::default();
        for _ in 0..100 {
            let of = throttle.try_once("mary", address(1), at(0)).expect("a try");
            throttle.went_well(of);
        }
        for number in 10..20 {
            let _ = throttle.try_once("mary", address(number), at(0));
        }
        assert!(
            throttle.try_once("mary", address(99), at(0)).is_err(),
            "somebody is guessing"
        );
        assert!(
            throttle.try_once("mary", address(1), at(0)).is_ok(),
            "she is let through at home"
        );
        for _ in 0..5 {
            let _ = throttle.try_once("mary", address(1), at(0));
        }
        assert!(
            throttle.try_once("mary", address(1), at(0)).is_err(),
            "and is slowed down as well"
        );
    }

    #[test]
    fn a_million_addresses_take_no_more_room_than_one() {
        let throttle = Throttle::default();
        let bytes = |throttle: &Throttle| {
            let meters = throttle.meters.lock().expect("no panic");
            let all = [&meters.by_address, &meters.by_account, &meters.by_account_and_day];
            let places = all.iter().flat_map(|meter| &meter.rows).map(|row| size_of_val(&**row));
            places.sum::<usize>() + size_of_val(&*meters.familiar)
        };
        let before = bytes(&throttle);
        for number in 0..1_000_000 {
            // Over an hour, so that they are met as they would be.
            if let Ok(of) = throttle.try_once(&format!("name {number}"), address(number), at(i64::from(number) / 278)) {
                throttle.went_well(of);
            }
        }
        assert_eq!(bytes(&throttle), before);
        assert!(before < 2 * 1024 * 1024, "{before}");
        assert!(throttle.try_once("mary", address(7), at(3600)).is_ok());
    }
}
