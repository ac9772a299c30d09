//! Puts a package's files into the database without undoing what was done there since.

use crate::model::{Definition, DefinitionId, Package, Standing};
use crate::package::definition;
use crate::store::{Actor, Changes, Store, StoreError};

use super::Occasion;

/// A text that may not take the place of another.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{id} {version}: found a text of digest {found}, expected the text of digest {expected}, {because}")]
pub struct Collision {
    /// The definition.
    pub id: DefinitionId,
    /// Its version.
    pub version: String,
    /// Digest of the text in the files.
    pub found: String,
    /// Digest of the text in the database.
    pub expected: String,
    /// Why that one stays.
    pub because: String,
}

/// How often the files are merged anew because somebody else was faster.
const ATTEMPTS: usize = 16;

/// Makes the database hold the files' facts, and keeps what people did there: proposals, engagements, standings. The
/// error within is every text of the files that would take the place of one that stays.
pub async fn load_package(
    store: &Store,
    files: &Package,
    actor: &Actor,
    reason: &str,
    occasion: Occasion,
) -> Result<Result<Changes, Vec<Collision>>, StoreError> {
    for _ in 0..ATTEMPTS {
        let done = match store.load(&definition::trusted).await {
            Err(StoreError::Empty) => store.put(files, actor, reason, occasion.now).await,
            Err(fault) => return Err(fault),
            Ok((present, seen)) => match merge(files, &present) {
                Err(collisions) => return Ok(Err(collisions)),
                Ok(merged) => store.put_from(seen, &merged, actor, reason, occasion.now).await,
            },
        };
        match done {
            Err(StoreError::Moved) => {}
            done => return done.map(Ok),
        }
    }
    Err(StoreError::Moved)
}

/// The files' facts, with what people did in the database since.
fn merge(files: &Package, present: &Package) -> Result<Package, Vec<Collision>> {
    let mut merged = files.clone();
    let mut collisions = Vec::new();
    for there in &present.definitions {
        let same = |one: &&mut Definition| one.id == there.id && one.version == there.version;
        match merged.definitions.iter_mut().find(same) {
            None if stays(there, present) => merged.definitions.push(there.clone()),
            None => {}
            Some(file) if file.text == there.text => keep_life(file, there),
            Some(file) => {
                if let Some(because) = why_it_stays(there) {
                    collisions.push(Collision {
                        id: there.id.clone(),
                        version: there.version.clone(),
                        found: file.digest(),
                        expected: there.digest(),
                        because,
                    });
                } else {
                    keep_life(file, there);
                }
            }
        }
    }
    // What came with an earlier state of the files goes with them; what was written down here stays.
    let written_here = present.engagements.iter().filter(|one| one.recorded_at.is_some());
    let new = written_here.filter(|one| !files.engagements.iter().any(|file| file.id == one.id));
    merged.engagements.extend(new.cloned());
    merged
        .definitions
        .sort_by(|one, other| (&one.id, &one.version).cmp(&(&other.id, &other.version)));
    merged.engagements.sort_by(|one, other| one.id.cmp(&other.id));
    if collisions.is_empty() {
        Ok(merged)
    } else {
        Err(collisions)
    }
}

/// Gives a definition of the files the life that it has here.
fn keep_life(file: &mut Definition, there: &Definition) {
    file.life.clone_from(&there.life);
    if let Some(standing) = there.life.moved_to {
        file.standing = standing;
    }
}

/// Whether a definition that the files do not have stays: it was proposed here, has moved, or was spoken of.
fn stays(definition: &Definition, present: &Package) -> bool {
    let spoken_of = present
        .engagements_on(&definition.id, &definition.version)
        .iter()
        .any(|one| one.recorded_at.is_some());
    why_it_stays(definition).is_some() || definition.life.moved_to.is_some() || spoken_of
}

/// Why the text in the database may not be replaced by one from the files; `None` where it may.
fn why_it_stays(definition: &Definition) -> Option<String> {
    let life = &definition.life;
    let on = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| format!(" on {day}"));
    match definition.standing {
        Standing::Agreed => Some(format!("which was agreed to{} and never changes", on(life.adopted_on))),
        Standing::Superseded => Some(format!(
            "which was superseded{} and never changes",
            on(life.superseded_on)
        )),
        Standing::Illustrative | Standing::Draft | Standing::InEngagement => life
            .proposed_by
            .as_ref()
            .map(|who| format!("which {who} proposed{}", on(life.proposed_on))),
    }
}
