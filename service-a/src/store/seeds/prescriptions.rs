//! Prescriptions: each is a row with its items.

use diesel::prelude::*;
use serde::Deserialize;
use service_chassis::database::{Error, Transaction, one_of};
use service_chassis::seed::{Fate, Pass, Tally};
use shared_models::customers::{
    AddPrescription, CustomerId, PrescriptionEntity, PrescriptionId, PrescriptionItemEntity,
};
use shared_models::schema::{prescription_items, prescriptions};

use super::writer::existing;
use crate::store::prescriptions as prescription_store;

/// The ids beside a prescription in its fixture.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct PrescriptionKey {
    id: PrescriptionId,
    customer_id: CustomerId,
}

/// Writes prescriptions with their items.
pub fn prescriptions(
    transaction: &mut Transaction,
    rows: &[(PrescriptionKey, AddPrescription)],
    pass: &Pass,
) -> Result<Tally, Error> {
    let existing = existing!(transaction, prescriptions, PrescriptionEntity, rows);
    let existing_items: Vec<PrescriptionItemEntity> = prescription_items::table
        .filter(one_of(prescription_items::prescription_id, rows.iter().map(|(key, _)| key.id).collect()))
        .order((prescription_items::prescription_id, prescription_items::eye))
        .select(PrescriptionItemEntity::as_select())
        .load(transaction)?;
    let mut tally = Tally::default();
    for (PrescriptionKey { id, customer_id }, request) in rows {
        let (row, mut items) = PrescriptionEntity::new(*id, *customer_id, request.clone(), pass.now);
        items.sort_by_key(|item| item.eye.as_str());
        let old = existing.iter().find(|old| old.id == *id);
        let same = |old: &PrescriptionEntity| {
            PrescriptionEntity { created_at: old.created_at, ..row.clone() } == *old
                && existing_items.iter().filter(|item| item.prescription_id == *id).eq(&items)
        };
        match tally.count(old, same) {
            Fate::Create if pass.write => {
                diesel::insert_into(prescriptions::table).values(&row).execute(transaction)?;
                prescription_store::insert_items(transaction, &items)?;
            }
            Fate::Change(_) if pass.write => {
                let PrescriptionEntity { id: _, customer_id, prescriber, issued_on, expires_on, created_at: _ } = &row;
                let old_items = prescription_items::table.filter(prescription_items::prescription_id.eq(id));
                diesel::delete(old_items).execute(transaction)?;
                diesel::update(prescriptions::table.find(id))
                    .set((
                        prescriptions::customer_id.eq(customer_id),
                        prescriptions::prescriber.eq(prescriber),
                        prescriptions::issued_on.eq(issued_on),
                        prescriptions::expires_on.eq(expires_on),
                    ))
                    .execute(transaction)?;
                prescription_store::insert_items(transaction, &items)?;
            }
            Fate::Create | Fate::Change(_) | Fate::Leave => {}
        }
    }
    Ok(tally)
}
