//! Moves a version of a definition: into engagement, to agreed, or to superseded.

use crate::model::{Package, Standing};
use crate::policy::{Allowed, MoveDefinition, check_move};

use super::office::Step;
use super::{Condition, Done, Occasion, Office, Refusal, Version};

/// Moves a version that is still as somebody saw it. Adopting one supersedes the version that was agreed before, in the
/// same transaction: at any time at most one version is agreed.
pub async fn move_definition(
    office: &Office,
    allowed: &Allowed<MoveDefinition>,
    version: &Version,
    to: Standing,
    reason: &str,
    still: &Condition<'_>,
    occasion: Occasion,
) -> Result<Done<Version>, Refusal> {
    if matches!(to, Standing::Illustrative | Standing::Draft) {
        return Err(Refusal::NoSuchMove(to));
    }
    let work = |package: &mut Package| {
        let definition = version.of(package)?;
        check_move(definition, to, &package.settings.engagement, &package.engagements)?;
        if !still(package) {
            return Err(Refusal::Stale);
        }
        if definition.standing == to {
            return Ok(Step::Stays(version.clone()));
        }
        if to == Standing::Agreed {
            let others = package.definitions.iter_mut();
            let before = others.filter(|one| one.id == version.id && one.standing == Standing::Agreed);
            for earlier in before {
                earlier.move_to(Standing::Superseded);
                earlier.life.superseded_on = Some(occasion.today);
            }
        }
        let definition = version.of_mut(package)?;
        definition.move_to(to);
        match to {
            Standing::Agreed => definition.life.adopted_on = Some(occasion.today),
            Standing::Superseded => definition.life.superseded_on = Some(occasion.today),
            Standing::InEngagement => definition.life.engaged_on = Some(occasion.today),
            Standing::Illustrative | Standing::Draft => {}
        }
        Ok(Step::Changes(version.clone(), reason.to_owned()))
    };
    office.change(allowed.party(), occasion, work).await
}
