//! Secrets that prove who somebody is: 256 random bits, given out once; only their digest is kept.

use std::fmt;

use crate::store::{Digest, StoreError};

/// A secret, on its way to whoever it is for. It is shown nowhere but where somebody asks for [`Self::reveal`].
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// A new one, behind some letters that say what it is.
    pub(super) fn draw(before: &str) -> Result<Self, StoreError> {
        Ok(Self(format!("{before}{}", random_hex::<32>()?)))
    }

    /// The secret itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is kept of it.
    pub fn digest(&self) -> Digest {
        Digest::of(self.0.as_bytes())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret(..)")
    }
}

/// So many random bytes in hexadecimal digits, as for an id that says nothing of how many there are.
pub(super) fn random_hex<const BYTES: usize>() -> Result<String, StoreError> {
    let mut random = [0; BYTES];
    getrandom::fill(&mut random).map_err(StoreError::Random)?;
    Ok(hex::encode(random))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_drawn_anew_and_not_shown() {
        let (one, other) = (Secret::draw("x_").expect("random"), Secret::draw("x_").expect("random"));
        assert_eq!(one.reveal().len(), 2 + 64);
        assert_ne!(one.reveal(), other.reveal());
        assert_eq!(format!("{one:?}"), "Secret(..)");
    }
}
