//! Prescriptions and their items.

use std::collections::BTreeMap;

use diesel::prelude::*;
use service_chassis::database::{Connection, Error, Transaction, one_of};
use shared_models::customers::{
    CustomerId, Prescription, PrescriptionEntity, PrescriptionId, PrescriptionItemEntity, PrescriptionView,
};
use shared_models::schema::{customers, prescription_items, prescriptions};

use super::insert::insert;
use super::refusal::{Refusal, refused};
use super::{Record, Slice};

/// Adds a prescription with its items.
pub fn insert<R: Refusal>(
    connection: &mut Connection,
    row: &PrescriptionEntity,
    items: &[PrescriptionItemEntity],
    record: &Record,
) -> Result<Result<(), R>, Error> {
    connection.transaction(|transaction| {
        let inserted = diesel::insert_into(prescriptions::table).values(row).execute(transaction);
        match refused(inserted)? {
            Ok(_) => {
                insert_items(transaction, items)?;
                record.write(transaction).map(Ok)
            }
            Err(refused) => Ok(Err(refused)),
        }
    })
}

/// Writes all items in one statement.
pub(super) fn insert_items(transaction: &mut Transaction, items: &[PrescriptionItemEntity]) -> Result<(), Error> {
    let mut statement = insert!(
        items => prescription_items: PrescriptionItemEntity { prescription_id, eye, sphere, cylinder, axis, addition }
    );
    statement.execute(transaction)?;
    Ok(())
}

pub fn find(connection: &mut Connection, id: PrescriptionId) -> Result<Option<PrescriptionView>, Error> {
    let rows: Vec<(PrescriptionEntity, PrescriptionItemEntity)> = prescriptions::table
        .inner_join(prescription_items::table.on(prescription_items::prescription_id.eq(prescriptions::id)))
        .filter(prescriptions::id.eq(id))
        .order(prescription_items::eye)
        .select((PrescriptionEntity::as_select(), PrescriptionItemEntity::as_select()))
        .load(connection.mysql())?;
    let (found, items): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
    Ok(found.into_iter().next().map(|prescription: PrescriptionEntity| prescription.view(items)))
}

/// A page of the prescriptions of a customer, and one more; `None` when there is no such customer.
pub fn list(
    connection: &mut Connection,
    customer_id: CustomerId,
    slice: Slice,
) -> Result<Option<Vec<PrescriptionView>>, Error> {
    let rows: Vec<PrescriptionEntity> = prescriptions::table
        .filter(prescriptions::customer_id.eq(customer_id))
        .filter(prescriptions::id.lt(slice.below::<Prescription>()))
        .order(prescriptions::id.desc())
        .limit(slice.fetched())
        .select(PrescriptionEntity::as_select())
        .load(connection.mysql())?;
    if rows.is_empty() {
        let customer = customers::table.find(customer_id).select(customers::id);
        let known: Option<CustomerId> = customer.first(connection.mysql()).optional()?;
        return Ok(known.map(|_| Vec::new()));
    }
    let ids = rows.iter().map(|row| row.id).collect();
    let items: Vec<PrescriptionItemEntity> = prescription_items::table
        .filter(one_of(prescription_items::prescription_id, ids))
        .order((prescription_items::prescription_id, prescription_items::eye))
        .select(PrescriptionItemEntity::as_select())
        .load(connection.mysql())?;
    let mut by_prescription = BTreeMap::<PrescriptionId, Vec<PrescriptionItemEntity>>::new();
    for item in items {
        by_prescription.entry(item.prescription_id).or_default().push(item);
    }
    let view = |row: PrescriptionEntity| {
        let items = by_prescription.remove(&row.id).unwrap_or_default();
        row.view(items)
    };
    Ok(Some(rows.into_iter().map(view).collect()))
}
