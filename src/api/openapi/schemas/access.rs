//! Who asks, and accounts.

use serde_json::{Value, json};

use super::super::schema::{list, object, or_null, reference, text, truth, word};
use crate::model::Scope;
use crate::policy::{Name, Role};

/// Its schemas by name.
pub fn all() -> [(&'static str, Value); 8] {
    let mut made = token();
    made.push(("token", text()));
    let mut invited = account();
    invited.extend([("link", or_null(text())), ("link_expires_at", or_null(text()))]);
    [
        ("Me", me()),
        ("Tokens", object(&[("tokens", list(object(&token())))])),
        ("MadeToken", object(&made)),
        ("Accounts", object(&[("accounts", list(reference("Account")))])),
        ("Account", object(&account())),
        ("InvitedAccount", object(&invited)),
        (
            "Organisation",
            object(&[("label", or_null(text())), ("subject", or_null(text()))]),
        ),
        (
            "SetOut",
            object(&[("location", json!({ "type": "string", "format": "uri" }))]),
        ),
    ]
}

fn me() -> Value {
    let changes = Name::ALL.into_iter().filter(|action| action.is_write());
    object(&[
        ("name", text()),
        ("role", word(Role::ALL.map(Role::as_str))),
        ("roles", list(word(Role::OF_ACCOUNTS.map(Role::as_str)))),
        ("government", or_null(text())),
        ("may", list(word(changes.map(Name::as_str)))),
    ])
}

fn day() -> Value {
    json!({ "type": "string", "format": "date" })
}

fn token() -> Vec<(&'static str, Value)> {
    vec![
        ("id", text()),
        ("label", text()),
        ("prefix", text()),
        ("scopes", list(word(Scope::ALL.map(Scope::as_str)))),
        ("made_on", day()),
        ("expires_on", day()),
        ("last_used_on", or_null(day())),
    ]
}

fn account() -> Vec<(&'static str, Value)> {
    vec![
        ("id", text()),
        ("name", text()),
        ("roles", list(word(Role::OF_ACCOUNTS.map(Role::as_str)))),
        ("government", or_null(text())),
        ("added_on", day()),
        ("disabled_on", or_null(day())),
        ("has_password", truth()),
        ("oidc_issuer", or_null(text())),
        ("oidc_subject", or_null(text())),
    ]
}
