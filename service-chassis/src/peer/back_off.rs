//! How long to wait before trying again.

use std::time::Duration;

/// Doubles from `first` up to `longest`, and takes off up to half by chance, so that those who failed together do not come
/// back together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackOff {
    /// The first wait.
    pub first: Duration,
    /// The longest wait.
    pub longest: Duration,
}

impl BackOff {
    /// How long to wait after `failures` failures in a row; `chance` is any number.
    pub fn after(&self, failures: u32, chance: u32) -> Duration {
        let doubled = self.first.saturating_mul(1 << failures.saturating_sub(1).min(20));
        let full = doubled.min(self.longest);
        let half = full / 2;
        half + half * (chance % 1_024) / 1_024
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BACK_OFF: BackOff = BackOff { first: Duration::from_millis(100), longest: Duration::from_secs(10) };

    #[test]
    fn waits_double_up_to_the_longest() {
        let waits = [1, 2, 3, 8, 100].map(|failures| BACK_OFF.after(failures, 1_023).as_millis());
        assert_eq!(waits, [99, 199, 399, 9_995, 9_995]);
    }

    #[test]
    fn chance_takes_off_at_most_half() {
        for chance in [0, 1, 511, 1_023, u32::MAX] {
            let wait = BACK_OFF.after(1, chance);
            assert!(wait >= Duration::from_millis(50) && wait <= Duration::from_millis(100), "{wait:?}");
        }
    }
}
