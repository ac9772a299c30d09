//! Who asks at a desk, and whether a change comes from the service's own pages.
//!
//! At a server that was started as a desk, whoever opens it in a browser on the same machine may change things without
//! signing in. A page of another host could ask that browser, or one that has signed in, to send something: what it sends
//! is refused here.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

use crate::policy::Party;

use super::problem::{Kind, Problem};
use super::state::State;

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Under which name what is done at the desk is recorded.
const DESK: &str = "working group, at the desk";

/// Who asks without having signed in. At a desk, whoever opened it by the machine's own name acts for the working group: a name of another host
/// that was made to lead here gives nobody anything.
pub fn party(state: &State, headers: &HeaderMap) -> Party {
    let host = text(headers, &header::HOST);
    if state.is_desk() && host.is_some_and(is_own_name) {
        Party::working_group(DESK)
    } else {
        Party::public()
    }
}

/// Refuses a change that another host's page asked for, or that does not say which page asked.
pub fn check_same(state: &State, headers: &HeaderMap) -> Result<(), Problem> {
    let refuse = |name: &HeaderName, found: &str, expected: &str| {
        let detail = format!("{name}: found {found:?}, expected {expected}");
        Err(Problem::new(Kind::Forbidden, detail))
    };
    if let Some(site) = text(headers, &FETCH_SITE)
        && site != "same-origin"
    {
        return refuse(&FETCH_SITE, site, "same-origin, as the service's own pages send it");
    }
    match (text(headers, &header::ORIGIN), text(headers, &FETCH_SITE)) {
        (Some(origin), _) => {
            let host = text(headers, &header::HOST).unwrap_or("");
            let own = [format!("http://{host}"), format!("https://{host}")];
            let is_own = own.iter().any(|one| one == origin) || (!origin.is_empty() && origin == state.public_url());
            if is_own {
                Ok(())
            } else {
                refuse(&header::ORIGIN, origin, "the address of this service")
            }
        }
        (None, Some(_)) => Ok(()),
        (None, None) => refuse(
            &header::ORIGIN,
            "",
            "this header or sec-fetch-site, as browsers send them",
        ),
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers
        .get(name)
        .map(|value: &HeaderValue| value.to_str().unwrap_or("\u{fffd}"))
}

/// Whether a host, perhaps with a port, is a name that only the machine itself has.
fn is_own_name(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next(),
        None => host.split(':').next(),
    };
    matches!(name, Some("localhost" | "127.0.0.1" | "::1"))
}

#[cfg(test)]
mod tests {
    use super::is_own_name;

    #[test]
    fn only_the_machines_own_names_are_its_own() {
        for own in ["localhost", "localhost:8080", "127.0.0.1:1", "[::1]:8080", "[::1]"] {
            assert!(is_own_name(own), "{own}");
        }
        for other in [
            "evenreach.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example:80",
            "",
            "[::2]",
            "::1",
        ] {
            assert!(!is_own_name(other), "{other}");
        }
    }
}
