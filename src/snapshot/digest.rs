//! Digests that name exactly which facts and which words an answer rests on.

use std::fmt::{self, Write as _};

use sha2::{Digest as _, Sha256};

use crate::model::Package;

/// SHA-256 of a text's bytes, in hexadecimal digits.
pub fn of_text(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

/// SHA-256 over every field of every record, in hexadecimal digits: the same facts always give the
/// same digest. It is taken from the facts a viewer may see, so that a hidden record cannot move it.
///
/// The bytes are the records' debug form, which is deterministic and lossless for all that a package
/// holds (numbers in their shortest exact form, maps in their order) but may differ from one version
/// of Evenreach to the next: compare digests of one version only.
pub(super) fn of_package(package: &Package) -> String {
    let mut hasher = Hasher(Sha256::new());
    write!(hasher, "{package:?}").expect("hashing takes every byte");
    hex::encode(hasher.0.finalize())
}

struct Hasher(Sha256);

impl fmt::Write for Hasher {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}
