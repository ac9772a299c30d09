//! What the routes of signing in are, for the document.

use serde_json::json;

use super::super::schema::{list, object, or_null, reference, text, truth, word};
use super::{ACCESS, Operation};
use crate::api::answer::media;
use crate::api::parameters::{CODE, ERROR, F, ID, ISSUER, TRIP_STATE};
use crate::model::{Role, Scope};

/// `/api/me`.
pub fn me() -> Operation {
    let operation = Operation::new("getMe", ACCESS, "Who asks, and what they may do", &[&F]);
    operation.answers(media::JSON, reference("Me"))
}

/// POST `/api/session`.
pub fn sign_in() -> Operation {
    Operation {
        body: Some(object(&[("name", text()), ("password", text())])),
        statuses: vec![401, 403, 413, 415, 422, 429],
        ..entry("signIn", "Sign in: the answer's cookie is the session")
    }
}

/// DELETE `/api/session`.
pub fn sign_out() -> Operation {
    Operation {
        statuses: vec![204, 401, 403],
        answer: "The session has ended, if there was one.",
        ..entry("signOut", "Sign out: the session ends on the server")
    }
}

/// POST `/api/session/claim`.
pub fn claim_link() -> Operation {
    Operation {
        body: Some(object(&[("link", text()), ("password", text())])),
        statuses: vec![403, 410, 413, 415, 422],
        ..entry("claimLink", "Set a password with a one-time link, and sign in")
    }
}

/// POST `/api/session/password`.
pub fn change_password() -> Operation {
    Operation {
        body: Some(object(&[("password", text()), ("new_password", text())])),
        statuses: vec![401, 403, 413, 415, 422, 429],
        ..entry(
            "changePassword",
            "Change one's password; the account's other sessions end",
        )
    }
}

/// `/api/session/organisation`.
pub fn organisation() -> Operation {
    entry(
        "getOrganisation",
        "What the organisation is called by whose sign-in one can sign in here, if there is one; and to whoever has just come \
         back from it without an account, under which subject it knows them",
    )
    .answers(media::JSON, reference("Organisation"))
}

/// POST `/api/session/organisation`.
pub fn set_out() -> Operation {
    Operation {
        body: Some(object(&[("lang?", or_null(word(["en", "fr"])))])),
        statuses: vec![403, 413, 415, 422, 429],
        may_be_missing: true,
        ..entry(
            "setOut",
            "Where to go to sign in by an organisation, with a cookie for the way back",
        )
        .answers(media::JSON, reference("SetOut"))
    }
}

/// `/api/session/organisation/return`.
pub fn come_back() -> Operation {
    Operation {
        parameters: vec![&TRIP_STATE, &CODE, &ERROR, &ISSUER],
        statuses: vec![303],
        may_be_missing: true,
        answer: "To the page of accounts: signed in, or with one word on why not.",
        ..entry(
            "comeBack",
            "Where an organisation's sign-in sends browsers back to; parameters that it adds are passed over",
        )
    }
}

/// `/api/tokens`.
pub fn tokens() -> Operation {
    Operation {
        statuses: vec![401, 403],
        ..entry("getTokens", "The tokens of one's account, for machines").answers(media::JSON, reference("Tokens"))
    }
}

/// POST `/api/tokens`.
pub fn make_token() -> Operation {
    let body = object(&[
        ("label", text()),
        ("scopes", list(word(Scope::ALL.map(Scope::as_str)))),
        ("expires_on?", or_null(json!({ "type": "string", "format": "date" }))),
    ]);
    Operation {
        body: Some(body),
        statuses: vec![201, 401, 403, 409, 413, 415, 422],
        ..entry(
            "makeToken",
            "Make a token: its secret is in this answer and in no other",
        )
        .answers(media::JSON, reference("MadeToken"))
    }
}

/// DELETE `/api/tokens/ID`.
pub fn end_token() -> Operation {
    Operation {
        statuses: vec![204, 401, 403],
        answer: "The token opens nothing any more.",
        ..of_one(entry("endToken", "End a token"))
    }
}

/// `/api/accounts`.
pub fn accounts() -> Operation {
    Operation {
        statuses: vec![401, 403],
        ..entry(
            "getAccounts",
            "Every account; for a government those that act in its name",
        )
        .answers(media::JSON, reference("Accounts"))
    }
}

/// POST `/api/accounts`.
pub fn add_account() -> Operation {
    let body = object(&[
        ("name", text()),
        ("roles", roles()),
        ("government?", or_null(text())),
        ("oidc_subject?", or_null(text())),
    ]);
    Operation {
        body: Some(body),
        statuses: vec![201, 401, 403, 413, 415, 422],
        ..invites(
            "addAccount",
            "Add an account: its one-time link is in this answer and in no other",
        )
    }
}

/// PATCH `/api/accounts/ID`.
pub fn change_account() -> Operation {
    let body = object(&[
        ("roles?", or_null(roles())),
        ("government?", or_null(text())),
        ("disabled?", or_null(truth())),
        ("oidc_subject?", or_null(text())),
    ]);
    let summary = "Change the roles of an account, with the government that goes with them, or who signs in to it by their \
         organisation, or disable it; its sessions end";
    of_one(Operation {
        body: Some(body),
        statuses: vec![401, 403, 409, 413, 415, 422],
        ..entry("changeAccount", summary).answers(media::JSON, reference("Account"))
    })
}

/// POST `/api/accounts/ID/link`.
pub fn make_link() -> Operation {
    of_one(Operation {
        body: Some(object(&[])),
        statuses: vec![201, 401, 403, 409, 413, 415],
        ..invites(
            "makeLink",
            "Give out a one-time link that sets the password of an account anew",
        )
    })
}

fn roles() -> serde_json::Value {
    list(word(Role::OF_ACCOUNTS.map(Role::as_str)))
}

fn invites(id: &str, summary: &str) -> Operation {
    entry(id, summary).answers(media::JSON, reference("InvitedAccount"))
}

fn of_one(operation: Operation) -> Operation {
    Operation {
        parameters: vec![&ID],
        may_be_missing: true,
        ..operation
    }
}

fn entry(id: &str, summary: &str) -> Operation {
    Operation {
        may_be_unavailable: true,
        ..Operation::new(id, ACCESS, summary, &[]).answers(media::JSON, reference("Me"))
    }
}
