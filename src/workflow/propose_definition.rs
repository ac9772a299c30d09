//! Puts a version of a definition before the people who may agree to it.

use crate::model::{Life, Package};
use crate::policy::{Allowed, ProposeDefinition};

use super::check_definition::check_definition;
use super::office::Step;
use super::{Done, Occasion, Office, Refusal, Version};

/// Proposes a text. The same text again changes nothing; another one under an id and version that are taken is refused.
pub async fn propose_definition(
    office: &Office,
    allowed: &Allowed<ProposeDefinition>,
    file: &str,
    text: &str,
    occasion: Occasion,
) -> Result<Done<Version>, Refusal> {
    let work = |package: &mut Package| {
        let mut definition = check_definition(package, file, text)
            .definition
            .map_err(Refusal::Faults)?;
        let version = Version {
            id: definition.id.clone(),
            version: definition.version.clone(),
        };
        if let Some(there) = package.definition(&version.id, Some(&version.version)) {
            if there.text == text {
                return Ok(Step::Stays(version));
            }
            let digest = there.digest();
            return Err(Refusal::Taken { version, digest });
        }
        definition.life = Life {
            proposed_by: Some(allowed.party().name.clone()),
            proposed_on: Some(occasion.today),
            ..Life::default()
        };
        package.definitions.push(definition);
        let reason = format!("{} {} proposed", version.id, version.version);
        Ok(Step::Changes(version, reason))
    };
    office.change(allowed.party(), occasion, work).await
}
