//! Choices from a seed.

/// A number that a longer or repeated run sets in the environment, as in `TEST_SEED=7`.
pub fn from_environment(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// The first seed of a run: `TEST_SEED`, or the time. It is printed, so that a failure can be repeated.
pub fn first_seed() -> u64 {
    let seed = from_environment("TEST_SEED").unwrap_or_else(|| {
        let now = std::time::SystemTime::now();
        now.duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs())
    });
    println!("TEST_SEED={seed}");
    seed
}

/// A reproducible source of choices (SplitMix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap()
    }

    pub fn one_in(&mut self, chances: usize) -> bool {
        self.below(chances) == 0
    }

    pub fn pick<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())].clone()
    }

    /// Some of the choices, in their order; at least one.
    pub fn some<T: Clone>(&mut self, choices: &[T]) -> Vec<T> {
        let sure = self.below(choices.len());
        let chosen = choices.iter().enumerate();
        chosen.filter(|(index, _)| *index == sure || self.one_in(2)).map(|(_, choice)| choice.clone()).collect()
    }
}
