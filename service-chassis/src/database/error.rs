//! What a database error means. Diesel gives no constraint name on MySQL, so this is the one place that reads messages.

use diesel::result::{ConnectionError, DatabaseErrorKind, Error as DieselError};

/// Why the database could not do its work. For the log: nothing of it reaches a client but the status.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no connection, or it was lost half-way. Trying again later is safe: nothing was committed, or the
    /// request is idempotent.
    #[error("reach the database: {0}")]
    Unavailable(String),
    /// Two transactions waited for each other, or one for too long; the database undid this one.
    #[error("get a lock: {0}")]
    Contended(String),
    /// A row does not have the form its model promises.
    #[error("read a row: {0}")]
    Corrupt(String),
    /// The thread that did the work panicked.
    #[error("finish a unit of work: it panicked")]
    Interrupted,
    /// Anything else.
    #[error("run a query: {0}")]
    Failed(DieselError),
}

/// A constraint that a change would have broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Broken<'a> {
    /// Another row has the same value; the name of the unique key.
    Unique(&'a str),
    /// The row it refers to does not exist; the name of the foreign key.
    Reference(&'a str),
}

/// The ways MariaDB's and MySQL's client libraries say that the connection is gone.
const LOST: [&str; 6] = [
    "gone away",
    "Lost connection",
    "Can't connect",
    "Connection was killed",
    "Server shutdown in progress",
    "Commands out of sync",
];

impl Broken<'_> {
    /// Which constraint `error` is about, if it is about one.
    pub fn of(error: &DieselError) -> Option<Broken<'_>> {
        let DieselError::DatabaseError(kind, information) = error else { return None };
        match kind {
            DatabaseErrorKind::UniqueViolation => unique_key(information.message()).map(Broken::Unique),
            DatabaseErrorKind::ForeignKeyViolation => foreign_key(information.message()).map(Broken::Reference),
            _ => None,
        }
    }
}

/// Whether the connection cannot be used any more.
fn is_lost(error: &DieselError) -> bool {
    match error {
        DieselError::DatabaseError(DatabaseErrorKind::ClosedConnection, _) | DieselError::BrokenTransactionManager => {
            true
        }
        DieselError::DatabaseError(_, information) => LOST.iter().any(|words| information.message().contains(words)),
        DieselError::RollbackErrorOnCommit { rollback_error, commit_error } => {
            is_lost(rollback_error) || is_lost(commit_error)
        }
        _ => false,
    }
}

/// 1213 and 1205: the work can be done again from its beginning, and only from there.
fn is_contended(error: &DieselError) -> bool {
    match error {
        DieselError::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => true,
        DieselError::DatabaseError(_, information) => information.message().starts_with("Lock wait timeout exceeded"),
        _ => false,
    }
}

impl From<DieselError> for Error {
    fn from(error: DieselError) -> Self {
        match error {
            error if is_lost(&error) => Self::Unavailable(error.to_string()),
            error if is_contended(&error) => Self::Contended(error.to_string()),
            DieselError::DeserializationError(fault) => Self::Corrupt(fault.to_string()),
            error => Self::Failed(error),
        }
    }
}

impl Error {
    /// A row that cannot be read, or not be shown.
    pub fn corrupt(cause: impl std::fmt::Display) -> Self {
        Self::Corrupt(cause.to_string())
    }
}

impl From<ConnectionError> for Error {
    fn from(error: ConnectionError) -> Self {
        Self::Unavailable(error.to_string())
    }
}

impl From<r2d2::Error> for Error {
    fn from(error: r2d2::Error) -> Self {
        Self::Unavailable(error.to_string())
    }
}

/// `Duplicate entry 'FRM-1' for key 'products_sku_key'` in MariaDB; MySQL writes `'products.products_sku_key'`.
fn unique_key(message: &str) -> Option<&str> {
    let key = message.rsplit_once(" for key '")?.1.strip_suffix('\'')?;
    Some(key.rsplit_once('.').map_or(key, |(_, key)| key))
}

/// ``… a foreign key constraint fails (`db`.`t`, CONSTRAINT `t_other_id_fk` FOREIGN KEY (`other_id`) REFERENCES …``.
fn foreign_key(message: &str) -> Option<&str> {
    Some(message.split_once("CONSTRAINT `")?.1.split_once('`')?.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn database_error(kind: DatabaseErrorKind, message: &str) -> DieselError {
        DieselError::DatabaseError(kind, Box::new(message.to_owned()))
    }

    #[test]
    fn both_dialects_name_the_unique_key() {
        for message in [
            "Duplicate entry 'FRM-OSLO-52' for key 'products_sku_key'",
            "Duplicate entry 'FRM-OSLO-52' for key 'products.products_sku_key'",
            "Duplicate entry 'it's for key 'x' for key 'products_sku_key'",
        ] {
            let error = database_error(DatabaseErrorKind::UniqueViolation, message);
            assert_eq!(Broken::of(&error), Some(Broken::Unique("products_sku_key")), "{message}");
        }
    }

    #[test]
    fn both_dialects_name_the_foreign_key() {
        let error = database_error(
            DatabaseErrorKind::ForeignKeyViolation,
            "Cannot add or update a child row: a foreign key constraint fails (`fulfilment`.`inventory_items`, CONSTRAINT \
             `inventory_items_product_id_fk` FOREIGN KEY (`product_id`) REFERENCES `products` (`id`))",
        );
        assert_eq!(Broken::of(&error), Some(Broken::Reference("inventory_items_product_id_fk")));
    }

    #[test]
    fn another_error_is_about_no_constraint() {
        assert_eq!(Broken::of(&DieselError::NotFound), None);
        assert_eq!(Broken::of(&database_error(DatabaseErrorKind::Unknown, "for key 'x'")), None);
    }

    #[test]
    fn lost_and_contended_are_told_apart() {
        for message in ["MySQL server has gone away", "Server has gone away", "Lost connection to server during query"]
        {
            let error = Error::from(database_error(DatabaseErrorKind::Unknown, message));
            assert!(matches!(error, Error::Unavailable(_)), "{message}");
        }
        let deadlock =
            database_error(DatabaseErrorKind::SerializationFailure, "Deadlock found when trying to get lock");
        assert!(matches!(Error::from(deadlock), Error::Contended(_)));
        let waited =
            database_error(DatabaseErrorKind::Unknown, "Lock wait timeout exceeded; try restarting transaction");
        assert!(matches!(Error::from(waited), Error::Contended(_)));
        assert!(matches!(Error::from(DieselError::NotFound), Error::Failed(_)));
    }
}
