//! Moves a version of a definition to another standing.

use serde::Deserialize;

use crate::model::{Package, Standing};
use crate::policy::MoveDefinition;
use crate::workflow::move_definition;

use super::super::answer::Answer;
use super::super::ask::Ask;
use super::super::problem::{Kind, Problem};
use super::engage::error;
use super::{if_match, in_full, is_still, private_at_the_desk, refused::refused, version};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    standing: String,
    reason: String,
}

/// 200 as it is read afterwards. On 409 the errors name the bodies whose agreement is missing, if that is why. On 412
/// somebody else has changed it: read it again.
pub async fn change(ask: Ask) -> Result<Answer, Problem> {
    let allowed = ask.allowed::<MoveDefinition>()?;
    let (sent, tags): (Sent, _) = (ask.json()?, if_match(&ask)?);
    let Some(to) = Standing::parse(&sent.standing) else {
        let errors = vec![error("standing", &sent.standing, "in_engagement, agreed or superseded")];
        return Err(Problem::new(Kind::Invalid, "the standing cannot be read").with_errors(errors));
    };
    let (office, occasion) = ask.office()?;
    let version = version(&ask);
    let still = |package: &Package| is_still(&ask, &version, &tags, package);
    let done = move_definition(&office, &allowed, &version, to, &sent.reason, &still, occasion).await;
    let done = done.map_err(refused)?;
    let definition = version.of(&done.package).map_err(refused)?;
    let answer = in_full(&done.package, &done.package.engagements, definition);
    Ok(private_at_the_desk(&ask, answer))
}
