//! Passwords: Argon2id, in a pool of its own so that a flood of sign-ins cannot take the server with it.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher as _, PasswordVerifier as _};
use icu_normalizer::ComposingNormalizerBorrowed;
use std::borrow::Cow;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Nobody's password is longer; hashing megabytes is only good for wearing the server out.
pub(crate) const MAX_BYTES: usize = 512;
/// How many may wait for a turn before the next is told to come back.
const QUEUE: usize = 32;

/// Hashes passwords, few at a time.
#[derive(Clone, Debug)]
pub(crate) struct PasswordPool {
    running: Arc<Semaphore>,
    admitted: Arc<Semaphore>,
    /// What is verified where there is nothing to verify, so that an unknown name costs what a known one does: a hash in form,
    /// of no password.
    decoy: Arc<str>,
}

/// Too many passwords are being hashed, or the one given is too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Overloaded;

impl PasswordPool {
    /// A pool that keeps half of `cores` free for everything else. `decoy` is random.
    pub(crate) fn new(cores: usize, decoy: &[u8; 48]) -> Self {
        let (salt, output) = decoy.split_at(16);
        let encode = |bytes: &[u8]| data_encoding::BASE64_NOPAD.encode(bytes);
        let at_once = (cores / 2).max(1);
        Self {
            running: Arc::new(Semaphore::new(at_once)),
            admitted: Arc::new(Semaphore::new(at_once + QUEUE)),
            decoy: Arc::from(format!("$argon2id$v=19$m=19456,t=2,p=1${}${}", encode(salt), encode(output))),
        }
    }

    /// Whether the password belongs to the hash. Without a hash the answer is no, at the same price.
    pub(crate) async fn verify(&self, password: String, kept: Option<String>) -> Result<bool, Overloaded> {
        if password.len() > MAX_BYTES {
            return Ok(false);
        }
        let decoy = Arc::clone(&self.decoy);
        self.in_turn(move || {
            let matches = verify(&password, kept.as_deref().unwrap_or(&decoy));
            matches && kept.is_some()
        })
        .await
    }

    /// Does one password's work when its turn comes, off the threads that serve requests. A caller that goes away gives up its
    /// place in the queue; work that has begun keeps its turn until it ends.
    pub(crate) async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Overloaded> {
        let _admitted = Arc::clone(&self.admitted).try_acquire_owned().map_err(|_| Overloaded)?;
        let running = Arc::clone(&self.running).acquire_owned().await.map_err(|_| Overloaded)?;
        tracing::debug!(turns_left = self.running.available_permits(), "hashing a password");
        let done = tokio::task::spawn_blocking(move || {
            let _running = running;
            work()
        });
        done.await.map_err(|_| Overloaded)
    }
}

fn verify(password: &str, kept: &str) -> bool {
    let password = normalized(password);
    PasswordHash::new(kept).is_ok_and(|kept| Argon2::default().verify_password(password.as_bytes(), &kept).is_ok())
}

/// Normalization Form C, so that what a keyboard composes in one way and another keyboard in another is one password
/// (RFC 8265 §4.2.2; UAX 15). Done whenever a password is hashed, and nowhere else.
pub(crate) fn normalized(password: &str) -> Cow<'_, str> {
    const { ComposingNormalizerBorrowed::new_nfc() }.normalize(password)
}

/// The Argon2id hash of a password in PHC form: 19 MiB, two passes (the first of OWASP's equal choices that fits a small
/// machine). `salt` is 16 random bytes. None where the library refuses the input.
#[must_use]
pub fn hash_password(password: &str, salt: &[u8; 16]) -> Option<String> {
    let hash = Argon2::default().hash_password_with_salt(normalized(password).as_bytes(), salt).ok()?;
    Some(hash.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicUsize;
    use std::sync::atomic::Ordering::SeqCst;

    #[tokio::test]
    async fn a_password_matches_its_own_hash_only() {
        let kept = hash_password("correct horse battery", &[7; 16]).unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        let pool = PasswordPool::new(2, &[1; 48]);
        assert_eq!(pool.verify("correct horse battery".into(), Some(kept.clone())).await, Ok(true));
        assert_eq!(pool.verify("correct horse batterz".into(), Some(kept)).await, Ok(false));
    }

    #[tokio::test]
    async fn one_password_is_one_however_it_is_composed() {
        let pool = PasswordPool::new(2, &[1; 48]);
        let kept = hash_password("S\u{e4}gewerk am Flu\u{df}", &[7; 16]).unwrap();
        assert_eq!(pool.verify("Sa\u{308}gewerk am Flu\u{df}".into(), Some(kept.clone())).await, Ok(true));
        assert_eq!(pool.verify("Sagewerk am Flu\u{df}".into(), Some(kept)).await, Ok(false));
    }

    /// An unknown name must cost a whole hash: a decoy that the library cannot read would be refused in no time.
    #[tokio::test]
    async fn the_decoy_is_hashed_against_and_lets_nobody_in() {
        let pool = PasswordPool::new(2, &[1; 48]);
        let decoy = PasswordHash::new(&pool.decoy).unwrap();
        let error = Argon2::default().verify_password(b"anything", &decoy).unwrap_err();
        assert_eq!(error, argon2::password_hash::Error::PasswordInvalid);
        assert_eq!(pool.verify("anything".into(), None).await, Ok(false));
    }

    /// On eight cores four hash, whatever comes; 32 wait, and the next is told to come back, at once.
    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn e05_half_the_cores_hash_and_the_queue_has_an_end() {
        let pool = PasswordPool::new(8, &[1; 48]);
        let (busy, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let (open, gate) = std::sync::mpsc::channel::<()>();
        let gate = Arc::new(std::sync::Mutex::new(gate));
        let admitted: Vec<_> = (0..36)
            .map(|_| {
                let (pool, busy, most, gate) = (pool.clone(), busy.clone(), most.clone(), gate.clone());
                tokio::spawn(async move {
                    let work = move || {
                        most.fetch_max(busy.fetch_add(1, SeqCst) + 1, SeqCst);
                        gate.lock().unwrap().recv().unwrap_err();
                        busy.fetch_sub(1, SeqCst);
                    };
                    pool.in_turn(work).await
                })
            })
            .collect();
        while pool.admitted.available_permits() > 0 || busy.load(SeqCst) < 4 {
            tokio::task::yield_now().await;
        }
        assert_eq!(pool.verify("x".into(), None).await, Err(Overloaded));
        drop(open);
        for one in admitted {
            assert_eq!(one.await.unwrap(), Ok(()));
        }
        assert_eq!(most.load(SeqCst), 4);
        assert_eq!(pool.verify("x".into(), None).await, Ok(false));
    }

    #[tokio::test]
    async fn e05_what_is_no_password_is_not_hashed() {
        let pool = PasswordPool::new(2, &[1; 48]);
        let _all = pool.admitted.acquire_many(33).await.unwrap();
        assert_eq!(pool.verify("x".repeat(MAX_BYTES + 1), None).await, Ok(false));
        assert_eq!(pool.verify("x".repeat(MAX_BYTES), None).await, Err(Overloaded));
    }

    /// Visitors who hang up give their places to others.
    #[tokio::test]
    async fn e05_whoever_goes_away_waits_no_longer() {
        let pool = PasswordPool::new(2, &[1; 48]);
        let turn = pool.running.acquire().await.unwrap();
        for _ in 0..100 {
            tokio::select! {
                biased;
                done = pool.verify("x".into(), None) => unreachable!("without a turn: {done:?}"),
                () = tokio::task::yield_now() => {}
            }
        }
        drop(turn);
        assert_eq!(pool.verify("x".into(), None).await, Ok(false));
    }
}
