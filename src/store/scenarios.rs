//! Scenarios that people keep here. Everything that one says is one sealed text under the secret of its version, as with
//! requests: erasing the secrets erases the words wherever they are left. They are no facts, and move no picture of them.

mod document;

use jiff::Timestamp;
use jiff::civil::Date;

use super::cell::{Cell, CellType};
use super::change::Actor;
use super::connection::Session;
use super::ledger::chain::Secret;
use super::ledger::{Action, position_of, text_of};
use super::record::Kind;
use super::requests::write::Making;
use super::requests::{Of, Shelf, seal, version_tag};
use super::table::{Row, Table, text, whole};
use super::{Store, StoreError};
use crate::model::{KeptScenario, ScenarioId};

pub(super) static KEPT_SCENARIO: Table = Table {
    name: "kept_scenario",
    owner: &["kept_scenario_id"],
    columns: &[whole("version"), text("sealed"), text("withdrawn_on")],
};

/// Those that are not taken away, one or (where none is named) all, with what opens them.
const PRESENT: &str = "select kept.kept_scenario_id, record.position, kept.sealed, record_key.secret, kept.version
    from kept_scenario kept
    left join record on record.kind = 'kept_scenario' and record.record_id = kept.kept_scenario_id
    left join record_key on record_key.position = record.position
    where kept.sealed is not null and ($1 = '' or kept.kept_scenario_id = $1)
    order by kept.kept_scenario_id";

static SHELF: Shelf = Shelf {
    kind: Kind::KeptScenario,
    table: &KEPT_SCENARIO,
    next: "update kept_scenario set version = version + 1, sealed = $3, withdrawn_on = $4
        where kept_scenario_id = $1 and version = $2",
};

/// What becomes of a scenario that is kept.
#[derive(Clone, Debug, PartialEq)]
pub enum KeptChange {
    /// It says this from now on.
    To(Box<KeptScenario>),
    /// It is taken away: every word of it is erased.
    Withdraw(Date),
    /// Nothing.
    None,
}

/// What a change has come to.
#[derive(Clone, Debug, PartialEq)]
pub enum KeptChanged {
    /// It says this now.
    To(Box<KeptScenario>),
    /// It is taken away.
    Withdrawn,
    /// There is no such scenario.
    Never,
}

impl Store {
    /// Keeps a scenario under an id that nothing has had; `None` where its owner keeps `most` already.
    pub async fn keep_scenario(
        &self,
        scenario: KeptScenario,
        most: usize,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<Option<KeptScenario>, StoreError> {
        let mut session = self.begin_writing().await?;
        let all = kept(&mut session, "").await?;
        if all.iter().filter(|(_, one)| one.owner == scenario.owner).count() >= most {
            return Ok(None);
        }
        let secret = Secret::draw()?;
        let row = Row::of(&KEPT_SCENARIO)
            .set("version", &1_i64)
            .set("sealed", &Some(sealed(&secret, &scenario)));
        SHELF.insert(&mut session, scenario.id.as_str(), &row).await?;
        let making = Making {
            action: Action::Add,
            kind: Kind::KeptScenario,
            reason: "scenario kept",
            actor,
            now,
        };
        making
            .record_one(&mut session, scenario.id.as_str(), &secret, row)
            .await?;
        self.commit(session).await?;
        Ok(Some(named(scenario, &secret)))
    }

    /// Changes a scenario that is kept. `decide` sees what it says now, within the transaction that changes it; the error
    /// within is its.
    pub async fn change_scenario<E>(
        &self,
        id: &ScenarioId,
        actor: &Actor,
        now: Timestamp,
        decide: impl FnOnce(&KeptScenario) -> Result<KeptChange, E> + Send,
    ) -> Result<Result<KeptChanged, E>, StoreError> {
        let mut session = self.begin_writing().await?;
        let Some((version, before)) = kept(&mut session, id.as_str()).await?.pop() else {
            return Ok(Ok(KeptChanged::Never));
        };
        let change = match decide(&before) {
            Ok(change) => change,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let secret = Secret::draw()?;
        let (words, withdrawn_on) = match &change {
            KeptChange::None => return Ok(Ok(KeptChanged::To(Box::new(before)))),
            KeptChange::To(after) => (Some(sealed(&secret, after)), None),
            KeptChange::Withdraw(on) => (None, Some(*on)),
        };
        let row = Row::of(&KEPT_SCENARIO)
            .set("version", &(version + 1))
            .set("sealed", &words)
            .set("withdrawn_on", &withdrawn_on);
        if withdrawn_on.is_some() {
            SHELF.take_back(&mut session, id.as_str(), version, &row).await?;
        } else {
            SHELF.next(&mut session, id.as_str(), version, &row).await?;
        }
        let (action, reason) = match change {
            KeptChange::Withdraw(_) => (Action::Withdraw, "scenario taken away"),
            KeptChange::To(_) | KeptChange::None => (Action::Change, "scenario changed"),
        };
        let making = Making {
            action,
            kind: Kind::KeptScenario,
            reason,
            actor,
            now,
        };
        making.record_one(&mut session, id.as_str(), &secret, row).await?;
        self.commit(session).await?;
        Ok(Ok(match change {
            KeptChange::To(after) => KeptChanged::To(Box::new(named(*after, &secret))),
            KeptChange::Withdraw(_) | KeptChange::None => {
                self.erase_what_is_left().await;
                KeptChanged::Withdrawn
            }
        }))
    }

    /// Every scenario that somebody keeps, whoever it is. Who may know of which is not the store's to say.
    pub async fn kept_scenarios(&self) -> Result<Vec<KeptScenario>, StoreError> {
        let all = kept(&mut self.database.read().await?, "").await?;
        Ok(all.into_iter().map(|(_, scenario)| scenario).collect())
    }

    /// One of them.
    pub async fn kept_scenario(&self, id: &ScenarioId) -> Result<Option<KeptScenario>, StoreError> {
        if id.as_str().is_empty() {
            return Ok(None);
        }
        let found = kept(&mut self.database.read().await?, id.as_str()).await?;
        Ok(found.into_iter().next().map(|(_, scenario)| scenario))
    }
}

fn sealed(secret: &Secret, scenario: &KeptScenario) -> String {
    seal::seal(secret, scenario.id.as_str(), &document::write(scenario))
}

fn named(scenario: KeptScenario, secret: &Secret) -> KeptScenario {
    KeptScenario {
        version: version_tag(secret),
        ..scenario
    }
}

/// What is kept now, each with the number of its version.
async fn kept(session: &mut Session, id: &str) -> Result<Vec<(i64, KeptScenario)>, StoreError> {
    let types = [
        CellType::Text,
        CellType::Whole,
        CellType::Text,
        CellType::Text,
        CellType::Whole,
    ];
    let rows = SHELF.read(session, PRESENT, &[Cell::text(id)], &types).await?;
    let opened = rows.iter().map(|row| {
        let of = Of {
            id: text_of(&row[0]),
            position: position_of(&row[1]),
        };
        let (words, version) = SHELF.unseal(of, text_of(&row[2]), text_of(&row[3]))?;
        let scenario = document::read(&words, of.id.into(), version);
        let scenario = scenario.ok_or_else(|| SHELF.unreadable(of))?;
        let Cell::Whole(Some(count)) = row[4] else {
            return Err(SHELF.unreadable(of));
        };
        Ok((count, scenario))
    });
    opened.collect()
}
