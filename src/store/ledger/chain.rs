//! The arithmetic of the ledger: what an entry's hash and a record's commitment are. Pure; golden vectors below.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest as _, Sha256};

use crate::store::StoreError;

/// A SHA-256 or HMAC-SHA-256 value. Written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// What stands before the first entry.
    pub const ZERO: Self = Self([0; 32]);

    /// Reads 64 lower-case hexadecimal digits; `None` for anything else, so that a digest has one spelling.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).ok()?;
        let digest = Self(bytes);
        (digest.to_string() == text).then_some(digest)
    }

    /// The SHA-256 of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Digest({self})")
    }
}

/// The random key of one version of one record. Without it a commitment can neither be checked nor be guessed at.
#[derive(Clone, PartialEq, Eq)]
pub(in crate::store) struct Secret([u8; 32]);

impl Secret {
    #[cfg(test)]
    pub(in crate::store) fn new(random: [u8; 32]) -> Self {
        Self(random)
    }

    pub(in crate::store) fn parse(text: &str) -> Option<Self> {
        Digest::parse(text).map(|digest| Self(digest.0))
    }

    /// A new one.
    pub(in crate::store) fn draw() -> Result<Self, StoreError> {
        let mut random = [0; 32];
        getrandom::fill(&mut random).map_err(StoreError::Random)?;
        Ok(Self(random))
    }

    /// Another 256 bits made from it for one purpose: they say nothing of it, and nothing of those for other purposes.
    pub(in crate::store) fn derive(&self, purpose: &str, about: &[u8]) -> [u8; 32] {
        let mut bytes = Vec::new();
        frame(&mut bytes, purpose.as_bytes());
        frame(&mut bytes, about);
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        mac.update(&bytes);
        mac.finalize().into_bytes().into()
    }

    /// For the `record_key` table and nowhere else.
    pub(in crate::store) fn to_hex(&self) -> String {
        hex::encode(self.0)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret(..)")
    }
}

/// Appends a part preceded by its length in bytes as eight big-endian bytes, so that parts cannot run together.
pub(in crate::store) fn frame(bytes: &mut Vec<u8>, part: &[u8]) {
    bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
    bytes.extend_from_slice(part);
}

/// The commitment to a version of a record: HMAC-SHA-256, under the version's own key, over the framed reason and the
/// framed canonical bytes of the record (no bytes where the record was removed).
pub(in crate::store) fn commit(secret: &Secret, reason: &str, record: &[u8]) -> Digest {
    let mut bytes = Vec::new();
    frame(&mut bytes, reason.as_bytes());
    frame(&mut bytes, record);
    let mut mac = Hmac::<Sha256>::new_from_slice(&secret.0).expect("HMAC takes a key of any length");
    mac.update(&bytes);
    Digest(mac.finalize().into_bytes().into())
}

/// What an entry says, before it is chained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) struct Saying {
    pub(in crate::store) position: u64,
    pub(in crate::store) recorded_at: String,
    pub(in crate::store) actor: String,
    pub(in crate::store) action: String,
    pub(in crate::store) kind: String,
    pub(in crate::store) record_id: String,
    pub(in crate::store) commitment: Digest,
}

/// The hash of an entry: SHA-256 over the hash before it (32 bytes) and the framed parts of what it says, the position
/// as eight big-endian bytes and the commitment as its 32.
pub(in crate::store) fn link(previous: Digest, saying: &Saying) -> Digest {
    let mut bytes = previous.0.to_vec();
    frame(&mut bytes, &saying.position.to_be_bytes());
    for text in [
        &saying.recorded_at,
        &saying.actor,
        &saying.action,
        &saying.kind,
        &saying.record_id,
    ] {
        frame(&mut bytes, text.as_bytes());
    }
    frame(&mut bytes, &saying.commitment.0);
    Digest::of(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saying() -> Saying {
        Saying {
            position: 1,
            recorded_at: "2026-11-21T08:30:00Z".to_owned(),
            actor: "registrar".to_owned(),
            action: "add".to_owned(),
            kind: "community".to_owned(),
            record_id: "behchoko".to_owned(),
            commitment: commit(&Secret::new([7; 32]), "first load", "Behchokǫ̀".as_bytes()),
        }
    }

    /// Golden: worked out apart from this code, with Python's `hashlib`, `hmac` and `struct.pack(">Q")`. They never
    /// change: every ledger ever written depends on them.
    #[test]
    fn commitments_and_hashes_are_the_published_ones() {
        let first = saying();
        assert_eq!(
            first.commitment.to_string(),
            "8dcc949c1cf78a40693eef44f624270b91d5e6b011d064b69097e8125a5ee201"
        );
        let hash = link(Digest::ZERO, &first);
        assert_eq!(
            hash.to_string(),
            "4ec41955625023a3a8ee7af637840cb460a5c02858967a0a082d109a5739a6fd"
        );
        let second = Saying { position: 2, ..first };
        assert_eq!(
            link(hash, &second).to_string(),
            "fba9479b66556356c596a1674d7ddf22bd1d6e06f3031ea0c4733f8ca26e4e25"
        );
    }

    #[test]
    fn any_other_word_gives_another_hash() {
        let hash = link(Digest::ZERO, &saying());
        let changed: [fn(&mut Saying); 7] = [
            |entry| entry.position = 2,
            |entry| entry.recorded_at.push('0'),
            |entry| entry.actor.push('x'),
            |entry| entry.action = "change".to_owned(),
            |entry| entry.kind = "service".to_owned(),
            |entry| entry.record_id.push('x'),
            |entry| entry.commitment = Digest::ZERO,
        ];
        for change in changed {
            let mut other = saying();
            change(&mut other);
            assert_ne!(link(Digest::ZERO, &other), hash, "{other:?}");
        }
        // A letter that moves from one part to the next is noticed: parts carry their lengths.
        let moved = Saying {
            actor: "registra".to_owned(),
            action: "radd".to_owned(),
            ..saying()
        };
        assert_ne!(link(Digest::ZERO, &moved), hash);
    }

    #[test]
    fn a_digest_has_one_spelling() {
        let text = "ab".repeat(32);
        assert_eq!(
            Digest::parse(&text).map(|digest| digest.to_string()),
            Some(text.clone())
        );
        assert_eq!(Digest::parse(&text.to_uppercase()), None);
        assert_eq!(Digest::parse(&text[1..]), None);
    }

    #[test]
    fn a_secret_is_not_shown() {
        assert_eq!(format!("{:?}", Secret::new([7; 32])), "Secret(..)");
    }
}
