//! What was measured of one kind of work.

use std::time::Duration;

/// How often, and how long it took.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// Per second.
    pub rate: f64,
    /// Half took less.
    pub median: Duration,
    /// 99 of 100 took less.
    pub p99: Duration,
}

impl Figure {
    /// From what each unit of work took, in microseconds, and how long the whole took.
    #[must_use]
    pub fn of(mut taken: Vec<u32>, whole: Duration) -> Self {
        taken.sort_unstable();
        let at = |hundredths: usize| {
            let index = (taken.len() * hundredths / 100).min(taken.len().saturating_sub(1));
            Duration::from_micros(taken.get(index).copied().unwrap_or(0).into())
        };
        #[expect(clippy::cast_precision_loss, reason = "a count of seconds' work is far below 2^52")]
        let rate = taken.len() as f64 / whole.as_secs_f64();
        Self { rate, median: at(50), p99: at(99) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_of_the_sorted() {
        let figure = Figure::of((1..=100).rev().collect(), Duration::from_secs(2));
        assert_eq!(figure.median, Duration::from_micros(51));
        assert_eq!(figure.p99, Duration::from_micros(100));
        assert!((figure.rate - 50.0).abs() < f64::EPSILON);
    }
}
