//! The table of figures.

use std::time::Duration;

use super::figure::Figure;

/// One line for each operation.
#[derive(Debug, Default)]
pub struct Table {
    lines: Vec<(&'static str, Figure, Figure)>,
}

impl Table {
    /// Adds the figures of the service and of the bare loop.
    pub fn add(&mut self, name: &'static str, service: Figure, bare: Figure) {
        self.lines.push((name, service, bare));
    }

    /// As Markdown.
    #[must_use]
    pub fn render(&self) -> String {
        let mut text = String::from(
            "| operation         |      /s |  p50 ms |  p99 ms |  bare /s | bare p99 ms | of bare |\n\
             |-------------------|--------:|--------:|--------:|---------:|------------:|--------:|\n",
        );
        for (name, service, bare) in &self.lines {
            text.push_str(&format!(
                "| {name:17} | {:>7.0} | {:>7} | {:>7} | {:>8.0} | {:>11} | {:>6.0}% |\n",
                service.rate,
                milliseconds(service.median),
                milliseconds(service.p99),
                bare.rate,
                milliseconds(bare.p99),
                100.0 * service.rate / bare.rate,
            ));
        }
        text
    }
}

/// With two decimals.
fn milliseconds(duration: Duration) -> String {
    format!("{:.2}", duration.as_secs_f64() * 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_below_each_other() {
        let mut table = Table::default();
        let figure = |rate| Figure { rate, median: Duration::from_micros(1500), p99: Duration::from_millis(12) };
        table.add("get product", figure(10_000.0), figure(40_000.0));
        let text = table.render();
        let widths: Vec<usize> = text.lines().map(str::len).collect();
        assert!(widths.iter().all(|width| *width == widths[0]), "{text}");
        assert!(text.contains("|   10000 |    1.50 |   12.00 |    40000 |       12.00 |     25% |"), "{text}");
    }
}
