//! The rows of a fixture that exist already.

use serde::Deserialize;
use shared_models::kernel::Id;

/// The id beside a request in its fixture.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(bound = "")]
pub struct Key<T> {
    pub(super) id: Id<T>,
}

/// Loads the rows of a fixture that exist already.
macro_rules! existing {
    ($transaction:ident, $table:ident, $entity:ident, $rows:ident) => {
        $table::table
            .filter(service_chassis::database::one_of($table::id, $rows.iter().map(|(key, _)| key.id).collect()))
            .select($entity::as_select())
            .load::<$entity>($transaction)?
    };
}
pub(super) use existing;
