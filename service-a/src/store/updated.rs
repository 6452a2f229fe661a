//! The outcome of changing a row that has a version.

use service_chassis::database::{Error, Transaction, Updated};

use super::Record;

/// The outcome of a statement that changed `changed` rows; `row` is the row after it. A change is recorded.
pub(super) fn updated<R>(
    transaction: &mut Transaction,
    changed: usize,
    row: Option<R>,
    record: impl FnOnce(&R) -> Result<Record, Error>,
) -> Result<Updated<R>, Error> {
    match row {
        None => Ok(Updated::Missing),
        Some(_) if changed == 0 => Ok(Updated::Stale),
        Some(row) => {
            record(&row)?.write(transaction)?;
            Ok(Updated::Done(row))
        }
    }
}
