//! Signing in and out.

use axum::http::{StatusCode, header};
use serde::Deserialize;

use crate::policy::{KeepOwnAccount, Party, local_words};
use crate::workflow::{self, AccessRefusal, Entered};

use super::super::answer::{Answer, media};
use super::super::ask::Ask;
use super::super::cookie::SESSION;
use super::super::problem::{Kind, Problem};
use super::super::wire::Me;
use super::{error, refused, weak};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    name: String,
    password: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Claim {
    link: String,
    password: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    password: String,
    new_password: String,
}

/// 200 with a cookie, and a new session. On 401 the name or the password is wrong; the answer is the same, and takes the
/// same time, whether or not there is such an account.
pub async fn begin(ask: Ask) -> Result<Answer, Problem> {
    let (office, occasion) = ask.office()?;
    let sent: Words = ask.json()?;
    let passwords = ask.state.passwords();
    let name = workflow::name_key(&sent.name);
    let entered = throttled(&ask, &name, async {
        workflow::sign_in(&office, passwords, &sent.name, &sent.password, occasion).await
    });
    let_in(&ask, &entered.await?.map_err(refused)?)
}

/// 200 with a cookie: the password is set, and every other session of the account has ended. On 410 ask for a new link;
/// on 422 choose another password, the link still holds.
pub async fn claim(ask: Ask) -> Result<Answer, Problem> {
    let (office, occasion) = ask.office()?;
    let sent: Claim = ask.json()?;
    let local = local_words(ask.view.package());
    let passwords = ask.state.passwords();
    // No account has a name like this.
    let of_link = format!("\0{}", sent.link);
    let entered = throttled(&ask, &of_link, async {
        workflow::claim(&office, passwords, &sent.link, &sent.password, &local, occasion).await
    });
    let_in(&ask, &entered.await?.map_err(refused)?)
}

/// 200, and the other sessions of the account have ended. On 422 the errors say whether the present password is wrong or
/// the new one cannot be taken.
pub async fn change_password(ask: Ask) -> Result<Answer, Problem> {
    let (office, occasion) = ask.office()?;
    ask.allowed::<KeepOwnAccount>()?;
    let (account, session) = ask.session()?;
    let sent: Change = ask.json()?;
    let local = local_words(ask.view.package());
    let words = (sent.password.as_str(), sent.new_password.as_str());
    let passwords = ask.state.passwords();
    let name = workflow::name_key(&account.name);
    let done = throttled(&ask, &name, async {
        workflow::change_password(&office, passwords, account, session, words, &local, occasion).await
    });
    match done.await? {
        Ok(account) => Ok(Answer::json(media::JSON, &Me::of(&Party::of(&account)))),
        Err(AccessRefusal::Wrong) => {
            let errors = vec![error(
                "password",
                "found another one, expected the present password".to_owned(),
            )];
            Err(Problem::new(Kind::Invalid, "the present password is wrong").with_errors(errors))
        }
        Err(AccessRefusal::Weak(weakness)) => Err(weak(&weakness.to_string(), "new_password")),
        Err(other) => Err(refused(other)),
    }
}

/// 204; the session has ended here and not only in the browser. The same again is 204 too.
pub async fn end(ask: Ask) -> Result<Answer, Problem> {
    let (office, occasion) = ask.office()?;
    if let Ok((account, session)) = ask.session() {
        workflow::sign_out(&office, account, *session, occasion)
            .await
            .map_err(refused)?;
    }
    let gone = Answer::empty(StatusCode::NO_CONTENT);
    Ok(gone.header(header::SET_COOKIE, SESSION.end(&ask.state)?))
}

/// Does what a password or a link is checked for, unless that was tried too often: for an account by its name as names are
/// compared, or for a link. A wrong one counts as a try; what cannot be done for another reason does not.
async fn throttled<T>(
    ask: &Ask,
    key: &str,
    work: impl Future<Output = Result<T, AccessRefusal>>,
) -> Result<Result<T, AccessRefusal>, Problem> {
    let (_, occasion) = ask.office()?;
    let throttle = ask.state.throttle();
    let address = ask.address_of_asker();
    let tried = throttle.try_once(key, address, occasion.now).map_err(|seconds| {
        tracing::info!(event = "sign_in_throttled", "somebody tries too often");
        Problem::too_many(seconds)
    })?;
    let done = work.await;
    match &done {
        Ok(_) => throttle.went_well(tried),
        Err(AccessRefusal::Wrong) => tracing::info!(event = "sign_in_refused", "somebody was not let in"),
        Err(AccessRefusal::Gone) => tracing::info!(event = "link_refused", "a one-time link was refused"),
        Err(_) => throttle.does_not_count(tried),
    }
    Ok(done)
}

fn let_in(ask: &Ask, entered: &Entered) -> Result<Answer, Problem> {
    let answer = Answer::json(media::JSON, &Me::of(&Party::of(&entered.account)));
    Ok(answer
        .header(
            header::SET_COOKIE,
            SESSION.set(&ask.state, entered.session.reveal(), None)?,
        )
        .private())
}
