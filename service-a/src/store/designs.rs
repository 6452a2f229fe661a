//! Designs.

use diesel::prelude::*;
use service_chassis::database::{Broken, Connection, Error};
use shared_models::builder::{DesignEntity, DesignId};
use shared_models::schema::designs;

use super::Record;

/// Why a design was not saved.
#[derive(Debug, PartialEq, Eq)]
pub enum InsertRefused {
    UnknownProduct,
    UnknownCustomer,
}

pub fn insert(
    connection: &mut Connection,
    row: &DesignEntity,
    record: &Record,
) -> Result<Result<(), InsertRefused>, Error> {
    connection.transaction(|transaction| {
        let Err(error) = diesel::insert_into(designs::table).values(row).execute(transaction) else {
            return record.write(transaction).map(Ok);
        };
        match Broken::of(&error) {
            Some(Broken::Reference("designs_product_id_fk")) => Ok(Err(InsertRefused::UnknownProduct)),
            Some(Broken::Reference("designs_customer_id_fk")) => Ok(Err(InsertRefused::UnknownCustomer)),
            _ => Err(error.into()),
        }
    })
}

pub fn find(connection: &mut Connection, id: DesignId) -> Result<Option<DesignEntity>, Error> {
    Ok(designs::table.find(id).select(DesignEntity::as_select()).first(connection.mysql()).optional()?)
}
