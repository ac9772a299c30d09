//! What ties the end of a round trip to its beginning.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest as _, Sha256};

/// What one round trip is known by. All of it is made from one secret that only the browser has which set out, so that
/// nothing of it has to be kept here: whoever reads the database can come back in nobody's place.
#[derive(Clone)]
pub struct Trip {
    /// Comes back with the browser.
    pub(super) state: String,
    /// Comes back inside the provider's signed word.
    pub(super) nonce: String,
    /// Shows the provider that whoever asks for its word is who set out (PKCE).
    pub(super) verifier: String,
}

impl Trip {
    /// The trip of whoever holds a secret of 256 random bits.
    pub fn of(secret: &str) -> Self {
        Self {
            state: part(secret, "evenreach: state of a sign-in, 1"),
            nonce: part(secret, "evenreach: nonce of a sign-in, 1"),
            verifier: part(secret, "evenreach: code verifier of a sign-in, 1"),
        }
    }

    /// Whether what came back is this trip's state. Digests are compared, so that time says nothing of the letters.
    pub fn has_state(&self, said: &str) -> bool {
        Sha256::digest(said) == Sha256::digest(&self.state)
    }
}

fn part(secret: &str, purpose: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes a key of any length");
    mac.update(purpose.as_bytes());
    hex::encode(mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_trip_say_nothing_of_each_other_and_come_again_from_its_secret() {
        let (trip, again, other) = (Trip::of("one"), Trip::of("one"), Trip::of("other"));
        let parts = [&trip.state, &trip.nonce, &trip.verifier];
        for (at, part) in parts.iter().enumerate() {
            assert_eq!(part.len(), 64, "PKCE takes 43 to 128 letters");
            assert!(parts[..at].iter().all(|earlier| earlier != part));
        }
        assert!(trip.has_state(&again.state) && trip.nonce == again.nonce);
        assert!(!trip.has_state(&other.state) && !trip.has_state("") && !trip.has_state(&trip.nonce));
    }
}
