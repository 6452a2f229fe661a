//! Hashing of what the engine itself has numbered.

use std::hash::{BuildHasherDefault, Hasher};

/// A map whose keys the engine chooses itself.
pub(super) type Map<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<Quick>>;

/// A set like it.
pub(super) type Set<K> = std::collections::HashSet<K, BuildHasherDefault<Quick>>;

/// Multiplies and rotates: the keys are small numbers, and an attack cannot reach them.
#[derive(Default)]
pub(super) struct Quick(u64);

impl Quick {
    fn take(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.take(u64::from(*byte)));
    }

    fn write_u8(&mut self, number: u8) {
        self.take(u64::from(number));
    }

    fn write_u32(&mut self, number: u32) {
        self.take(u64::from(number));
    }

    fn write_usize(&mut self, number: usize) {
        self.take(number as u64);
    }

    fn finish(&self) -> u64 {
        // The tables look at the highest bits and the lowest.
        self.0 ^ (self.0 >> 32)
    }
}
