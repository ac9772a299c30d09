//! Gives a proposal another text.

use crate::model::Package;
use crate::policy::ProposeDefinition;
use crate::workflow::edit_definition;

use super::super::answer::Answer;
use super::super::ask::Ask;
use super::super::problem::Problem;
use super::check::Sent;
use super::{if_match, in_full, is_still, private_at_the_desk, refused::refused, version};

/// 200 as it is read afterwards. On 409 the text never changes: propose another version. On 412 somebody else has changed
/// it: read it again. On 422 mend the faults that the errors name.
pub async fn edit(ask: Ask) -> Result<Answer, Problem> {
    let allowed = ask.allowed::<ProposeDefinition>()?;
    let (sent, tags): (Sent, _) = (ask.json()?, if_match(&ask)?);
    let (office, occasion) = ask.office()?;
    let version = version(&ask);
    let still = |package: &Package| is_still(&ask, &version, &tags, package);
    let done = edit_definition(&office, &allowed, &version, &sent.text, &still, occasion).await;
    let done = done.map_err(refused)?;
    let definition = version.of(&done.package).map_err(refused)?;
    let answer = in_full(&done.package, &done.package.engagements, definition);
    Ok(private_at_the_desk(&ask, answer))
}
