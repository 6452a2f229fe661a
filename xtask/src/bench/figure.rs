//! What was measured of one operation.

use std::time::Duration;

/// Rate and latency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// Per second.
    pub rate: f64,
    /// 50th percentile.
    pub median: Duration,
    /// 99th percentile.
    pub p99: Duration,
}

impl Figure {
    /// From the latency of each operation, in microseconds, and the duration of the run.
    #[must_use]
    pub fn of(mut taken: Vec<u32>, whole: Duration) -> Self {
        taken.sort_unstable();
        let at = |hundredths: usize| {
            let index = (taken.len() * hundredths / 100).min(taken.len().saturating_sub(1));
            Duration::from_micros(taken.get(index).copied().unwrap_or(0).into())
        };
        #[expect(clippy::cast_precision_loss, reason = "the count is far below 2^52")]
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
