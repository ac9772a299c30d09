//! Who asks, and accounts.

use serde_json::Value;

use super::super::schema::{list, object, or_null, text, word};
use crate::policy::{Name, Role};

/// Its schemas by name.
pub fn all() -> [(&'static str, Value); 1] {
    [("Me", me())]
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
