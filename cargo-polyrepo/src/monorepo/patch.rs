//! Whether a patch took effect.

/// Whether cargo wrote into the lock file that it found no use for a patch: the version of the
/// working copy is not one that the manifest asks for. Cargo itself only warns.
#[must_use]
pub fn is_unused(lock: &str) -> bool {
    lock.contains("[[patch.unused]]")
}
