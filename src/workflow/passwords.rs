//! Hashes passwords, a few at a time: each takes 19 MiB and some tens of milliseconds, on purpose.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization as _;

use crate::store::StoreError;

/// Memory of one hash, in KiB: what OWASP advises with two passes and one lane.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// How what is hashed today begins. A hash that begins otherwise is made anew when its password is next seen.
const CURRENT: &str = "$argon2id$v=19$m=19456,t=2,p=1$";

/// What the password of an unknown name is checked against, so that it takes the time that a known one takes. Nobody
/// knows a password that gives it: salt and hash are made up.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$ZXZlbnJlYWNoIG5vYm9keQ$dGhlcmUgaXMgbm8gcGFzc3dvcmQgdG8gZmluZCBoZXI";

/// How many may wait for each that is worked on.
const WAITING: usize = 8;

/// Where passwords are hashed and checked.
#[derive(Debug)]
pub struct Passwords {
    line: Arc<Semaphore>,
    turns: Arc<Semaphore>,
    wait: Duration,
    worked: Arc<AtomicU64>,
}

/// Why a password was neither hashed nor checked.
#[derive(Debug, thiserror::Error)]
pub enum Unhashed {
    /// Others wait already.
    #[error("many passwords are being checked")]
    Busy,
    /// The work could not be done at all.
    #[error("the password could not be hashed: {0}")]
    Failed(String),
    /// The operating system gave no random bytes.
    #[error(transparent)]
    Random(#[from] StoreError),
}

impl Passwords {
    /// So many at once; whoever waits longer than `wait`, or finds a long line, is sent away.
    pub fn new(at_once: NonZeroUsize, wait: Duration) -> Self {
        Self {
            line: Arc::new(Semaphore::new(at_once.get() * (1 + WAITING))),
            turns: Arc::new(Semaphore::new(at_once.get())),
            wait,
            worked: Arc::default(),
        }
    }

    /// How often a password was hashed here, to be checked or to be kept.
    pub fn worked(&self) -> u64 {
        self.worked.load(Ordering::Relaxed)
    }

    /// What a password is checked against from now on, with a salt of its own.
    pub async fn hash(&self, password: &str) -> Result<String, Unhashed> {
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).map_err(StoreError::Random)?;
        let password = normal(password);
        self.work(move |argon| {
            let hash: PasswordHash = argon
                .hash_password_with_salt(password.as_bytes(), &salt)
                .map_err(|fault| Unhashed::Failed(fault.to_string()))?;
            Ok(hash.to_string())
        })
        .await
    }

    /// Whether it is the password. Without anything to check it against the same work is done, and it is not.
    pub async fn check(&self, password: &str, verifier: Option<&str>) -> Result<bool, Unhashed> {
        let password = normal(password);
        let known = verifier.is_some();
        let verifier = verifier.unwrap_or(NOBODY).to_owned();
        self.work(move |argon| {
            let hash = PasswordHash::new(&verifier).map_err(|fault| Unhashed::Failed(fault.to_string()))?;
            Ok(argon.verify_password(password.as_bytes(), &hash).is_ok() && known)
        })
        .await
    }

    /// Whether it was made as hashes are made today.
    pub fn is_current(verifier: &str) -> bool {
        verifier.starts_with(CURRENT)
    }

    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Argon2<'_>) -> Result<T, Unhashed> + Send + 'static,
    ) -> Result<T, Unhashed> {
        let place = Arc::clone(&self.line).try_acquire_owned().map_err(|_| Unhashed::Busy)?;
        let turn = tokio::time::timeout(self.wait, Arc::clone(&self.turns).acquire_owned()).await;
        let turn = turn.ok().and_then(Result::ok).ok_or(Unhashed::Busy)?;
        let worked = Arc::clone(&self.worked);
        let done = tokio::task::spawn_blocking(move || {
            // Held by the work and not by the client, who may leave while it runs.
            let _held = (place, turn);
            worked.fetch_add(1, Ordering::Relaxed);
            let params = Params::new(MEMORY_KIB, PASSES, LANES, None).expect("parameters that argon2 takes");
            work(&Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
        });
        done.await
            .unwrap_or_else(|fault| Err(Unhashed::Failed(fault.to_string())))
    }
}

/// Keyboards compose letters differently: the same password typed on another is the same.
fn normal(password: &str) -> String {
    password.nfkc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passwords() -> Passwords {
        Passwords::new(NonZeroUsize::MIN, Duration::from_secs(10))
    }

    #[tokio::test]
    async fn a_password_is_known_again_and_no_other_is() {
        let passwords = passwords();
        let verifier = passwords.hash("behchok\u{1eb}\u{300} in spring").await.expect("hashed");
        assert!(Passwords::is_current(&verifier), "{verifier}");
        let check = async |password: &str| passwords.check(password, Some(&verifier)).await.expect("checked");
        assert!(check("behchoko\u{328}\u{300} in spring").await, "composed otherwise");
        assert!(!check("behchoko in spring").await);
        assert_ne!(
            passwords.hash("x").await.expect("hashed"),
            passwords.hash("x").await.expect("hashed")
        );
    }

    #[tokio::test]
    async fn an_unknown_name_is_the_same_work_as_a_known_one() {
        let passwords = passwords();
        assert!(Passwords::is_current(NOBODY));
        let hash = PasswordHash::new(NOBODY).expect("a PHC string");
        assert_eq!(hash.hash.expect("a hash").len(), 32, "as long as a true one");
        assert!(!passwords.check("anything", None).await.expect("checked"));
        assert_eq!(passwords.worked(), 1);
    }

    #[tokio::test]
    async fn whoever_finds_a_long_line_is_sent_away() {
        let passwords = passwords();
        let _line = Arc::clone(&passwords.line).acquire_many_owned(1 + WAITING as u32).await;
        assert!(matches!(passwords.check("anything", None).await, Err(Unhashed::Busy)));
        assert_eq!(passwords.worked(), 0);
    }
}
