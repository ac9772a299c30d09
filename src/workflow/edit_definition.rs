//! Gives a proposal another text, as long as nobody has agreed to it.

use crate::model::Package;
use crate::package::definition::must_be;
use crate::policy::{Allowed, ProposeDefinition, check_change};

use super::check_definition::check_definition;
use super::office::Step;
use super::{Condition, Done, Occasion, Office, Refusal, Version};

/// Replaces the text of a proposal that is still as somebody saw it. What was said of the earlier text stays on record
/// and no longer counts.
pub async fn edit_definition(
    office: &Office,
    allowed: &Allowed<ProposeDefinition>,
    version: &Version,
    text: &str,
    still: &Condition<'_>,
    occasion: Occasion,
) -> Result<Done<Version>, Refusal> {
    let work = |package: &mut Package| {
        // Whether it may change at all comes first: that does not depend on what is sent.
        check_change(version.of(package)?)?;
        if !still(package) {
            return Err(Refusal::Stale);
        }
        let edited = check_definition(package, "definition.toml", text).definition;
        let edited = edited.and_then(|edited| {
            must_be(&edited, &version.id, &version.version)?;
            Ok(edited)
        });
        let edited = edited.map_err(Refusal::Faults)?;
        let definition = version.of_mut(package)?;
        if definition.text == text {
            return Ok(Step::Stays(version.clone()));
        }
        let life = definition.life.clone();
        *definition = edited;
        if let Some(standing) = life.moved_to {
            definition.standing = standing;
        }
        definition.life = life;
        Ok(Step::Changes(
            version.clone(),
            format!("{} {} edited", version.id, version.version),
        ))
    };
    office.change(allowed.party(), occasion, work).await
}
