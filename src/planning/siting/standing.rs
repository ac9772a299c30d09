//! How places stand under a choice, and the figures made of that.

use super::field::{Field, Seconds, UNREACHED};
use super::ground::Ground;
use super::question::Needs;
use super::room::Share;

/// Whom a place goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Server {
    /// A service that is there, by its place in the package.
    Service(usize),
    /// An addition, by its place among the candidates.
    Addition(u32),
}

/// One place under a choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Days (or one, where days are not counted).
    pub days: u64,
    /// Days within the limit of one, and of two.
    pub covered: [u64; 2],
    /// Days on which anything is reached.
    pub reached: u64,
    /// Seconds on those days together.
    pub seconds: u64,
    /// The longest journey of the days on which there is one.
    pub longest: Option<Seconds>,
    /// Whom it goes to on most days.
    pub by: Option<Server>,
    /// What of its need finds room; `None` where rooms have no limits.
    pub taken: Option<Taken>,
}

/// What of a place's need (times days, where these are counted) finds room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// All of it.
    pub need: u64,
    /// Within the limit.
    pub covered: u64,
    /// Anywhere.
    pub reached: u64,
    /// Need that finds room times its seconds.
    pub seconds: u128,
}

impl Standing {
    /// Days on which nothing is reached.
    pub const fn unreached(&self) -> u64 {
        self.days - self.reached
    }
}

/// Every place under a choice, by its place in the package.
pub fn standings(ground: &Ground, places: usize, choice: &[u32], limit: Seconds) -> Vec<Standing> {
    let mut standings = vec![Standing::default(); places];
    let mut most = vec![0_u64; places];
    for (at, row) in ground.field.rows.iter().enumerate() {
        let own = &mut standings[row.community];
        let days = u64::from(row.days);
        own.days += days;
        let within = ground.field.within(at, choice, limit);
        own.covered[0] += if within >= 1 { days } else { 0 };
        own.covered[1] += if within >= 2 { days } else { 0 };
        let (seconds, by) = nearest(&ground.field, at, choice, ground.nearest[at]);
        if seconds == UNREACHED {
            continue;
        }
        own.reached += days;
        own.seconds += days * u64::from(seconds);
        own.longest = own.longest.max(Some(seconds));
        if days > most[row.community] {
            most[row.community] = days;
            own.by = by;
        }
    }
    standings
}

/// Ties go to what is there already, then to the first of the choice.
fn nearest(field: &Field, row: usize, choice: &[u32], service: Option<usize>) -> (Seconds, Option<Server>) {
    let mut best = (field.rows[row].existing[0], service.map(Server::Service));
    for &one in choice {
        let seconds = field.journey(row, one as usize);
        if seconds < best.0 {
            best = (seconds, Some(Server::Addition(one)));
        }
    }
    best
}

/// The same where need was shared out: a place is covered where all of its need is, and reaches something where any does.
pub fn shared_standings(
    ground: &Ground,
    needs: &[u64],
    choice: &[u32],
    limit: Seconds,
    shares: Vec<(usize, Vec<Share>)>,
) -> Vec<Standing> {
    let mut by_row: Vec<Vec<Share>> = vec![Vec::new(); ground.field.rows.len()];
    for (row, shares) in shares {
        by_row[row] = shares;
    }
    let mut standings = vec![Standing::default(); needs.len()];
    let mut most = vec![0_u64; needs.len()];
    for (at, (row, shares)) in ground.field.rows.iter().zip(by_row).enumerate() {
        let own = &mut standings[row.community];
        let days = u64::from(row.days);
        own.days += days;
        own.covered[1] += if ground.field.within(at, choice, limit) >= 2 {
            days
        } else {
            0
        };
        let outside = (row.existing[0], ground.nearest[at].map(Server::Service));
        // Nobody, or nobody counted, takes no room.
        let parts: Vec<(u64, Seconds, Option<Server>)> = if row.need == 0 {
            let (seconds, by) = nearest(&ground.field, at, choice, ground.nearest[at]);
            vec![(0, seconds, by)]
        } else {
            let part = |share: Share| match share.by {
                None => (share.need, outside.0, outside.1),
                Some(one) => (
                    share.need,
                    ground.field.journey(at, one as usize),
                    Some(Server::Addition(one)),
                ),
            };
            shares.into_iter().map(part).collect()
        };
        let taken = own.taken.get_or_insert_default();
        taken.need += row.need;
        let is_covered = |seconds: Seconds| seconds != UNREACHED && seconds <= limit;
        own.covered[0] += if parts.iter().all(|part| is_covered(part.1)) {
            days
        } else {
            0
        };
        let reached: Vec<_> = parts.into_iter().filter(|part| part.1 != UNREACHED).collect();
        let Some(&(_, longest, _)) = reached.iter().max_by_key(|part| part.1) else {
            continue;
        };
        let (mut need, mut sum) = (0_u64, 0_u128);
        for &(part, seconds, _) in &reached {
            need += part;
            sum += u128::from(part) * u128::from(seconds);
            taken.covered += if is_covered(seconds) { part } else { 0 };
        }
        taken.reached += need;
        taken.seconds += sum;
        own.reached += days;
        let mean = sum
            .checked_div(need.into())
            .map_or(u64::from(longest), |mean| mean as u64);
        own.seconds += days * mean;
        own.longest = own.longest.max(Some(longest));
        if days > most[row.community] {
            most[row.community] = days;
            own.by = reached.iter().max_by_key(|part| part.0).and_then(|part| part.2);
        }
    }
    standings
}

/// The figures of a choice that may be published.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Metrics {
    /// Places (or place-days) within the limit of one, and of two; that reach nothing; and all.
    pub covered_places: u64,
    /// See `covered_places`.
    pub backup_places: u64,
    /// See `covered_places`.
    pub unreached_places: u64,
    /// See `covered_places`.
    pub places: u64,
    /// Need within the limit; `None` where withheld.
    pub covered_need: Option<u128>,
    /// Need that reaches nothing; `None` where withheld.
    pub unreached_need: Option<u128>,
    /// All need; `None` where withheld.
    pub need: Option<u128>,
    /// Need of what is reached times seconds; `None` where withheld.
    pub need_seconds: Option<u128>,
    /// The longest journey, and who makes it first.
    pub worst: Option<(Seconds, usize)>,
}

impl Metrics {
    /// The figures of all places.
    pub fn of(standings: &[Standing], needs: &Needs) -> Self {
        let sum = |of: fn(&Standing) -> u64| standings.iter().map(of).sum::<u64>();
        let need = |of: fn(&Standing) -> u64, taken: fn(&Taken) -> u128| {
            if standings.iter().any(|one| one.taken.is_some()) {
                return Some(standings.iter().filter_map(|one| one.taken.as_ref()).map(taken).sum());
            }
            needs.sum(|place| of(&standings[place]))
        };
        let longest = standings
            .iter()
            .enumerate()
            .filter_map(|(at, one)| Some((one.longest?, at)));
        Self {
            covered_places: sum(|one| one.covered[0]),
            backup_places: sum(|one| one.covered[1]),
            unreached_places: sum(Standing::unreached),
            places: sum(|one| one.days),
            covered_need: need(|one| one.covered[0], |taken| taken.covered.into()),
            unreached_need: need(Standing::unreached, |taken| (taken.need - taken.reached).into()),
            need: need(|one| one.days, |taken| taken.need.into()),
            need_seconds: need(|one| one.seconds, |taken| taken.seconds),
            worst: longest.reduce(|worst, one| if one.0 > worst.0 { one } else { worst }),
        }
    }

    /// Minutes of the need that reaches anything, on average; `None` where nobody does or it is withheld.
    pub fn mean_minutes(&self) -> Option<f64> {
        let reached = self.need?.checked_sub(self.unreached_need?)?;
        (reached > 0).then_some(self.need_seconds? as f64 / reached as f64 / 60.0)
    }
}
