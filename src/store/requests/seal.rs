//! Words under a key of their own: whoever has the 32 bytes of a version's secret can read it, and nobody without them.

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};

use crate::store::ledger::chain::Secret;

const PURPOSE: &str = "evenreach: the sealed words of a request, 1";

/// Each key seals one text, once: the secret is drawn for one version of one record. So the nonce need not differ.
const NONCE: [u8; 12] = [0; 12];

fn cipher(secret: &Secret, id: &str) -> ChaCha20Poly1305 {
    let key = Key::from(secret.derive(PURPOSE, id.as_bytes()));
    ChaCha20Poly1305::new(&key)
}

/// Seals the words of a record, as hexadecimal digits. The id is bound to them: they open as nobody else's.
pub(in crate::store) fn seal(secret: &Secret, id: &str, words: &[u8]) -> String {
    let payload = Payload {
        msg: words,
        aad: id.as_bytes(),
    };
    let sealed = cipher(secret, id).encrypt(&Nonce::from(NONCE), payload);
    hex::encode(sealed.expect("a text that fits in memory can be sealed"))
}

/// Opens sealed words; `None` where they are not what was sealed under this secret for this record.
pub(in crate::store) fn open(secret: &Secret, id: &str, sealed: &str) -> Option<Vec<u8>> {
    let sealed = hex::decode(sealed).ok()?;
    let payload = Payload {
        msg: &sealed,
        aad: id.as_bytes(),
    };
    cipher(secret, id).decrypt(&Nonce::from(NONCE), payload).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Golden: worked out apart from this code, with Python's `hmac` and the `cryptography` package. Every sealed word
    /// depends on it.
    #[test]
    fn words_are_sealed_in_the_one_way() {
        let sealed = seal(&Secret::new([7; 32]), "r1", "Behchokǫ̀".as_bytes());
        assert_eq!(sealed, "80daa27029dc7cf01d249d0f2922392d24240bc08b955774e01429");
        assert_eq!(
            open(&Secret::new([7; 32]), "r1", &sealed).as_deref(),
            Some("Behchokǫ̀".as_bytes())
        );
    }

    #[test]
    fn sealed_words_open_only_with_their_secret_for_their_record_and_unaltered() {
        let secret = Secret::new([7; 32]);
        let sealed = seal(&secret, "r1", b"words");
        assert_eq!(open(&Secret::new([8; 32]), "r1", &sealed), None);
        assert_eq!(open(&secret, "r2", &sealed), None);
        for at in 0..sealed.len() {
            let mut altered = sealed.clone().into_bytes();
            altered[at] = if altered[at] == b'0' { b'1' } else { b'0' };
            let altered = String::from_utf8(altered).expect("digits");
            assert_eq!(open(&secret, "r1", &altered), None, "{at}");
        }
        assert_eq!(open(&secret, "r1", "no digits"), None);
    }
}
