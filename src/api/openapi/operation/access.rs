//! What the routes of signing in are, for the document.

use super::super::schema::{object, reference, text};
use super::{ACCESS, Operation};
use crate::api::answer::media;
use crate::api::parameters::F;

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

fn entry(id: &str, summary: &str) -> Operation {
    Operation {
        may_be_unavailable: true,
        ..Operation::new(id, ACCESS, summary, &[]).answers(media::JSON, reference("Me"))
    }
}
