//! Customers and their prescriptions.

use diesel::prelude::*;
use serde::Deserialize;
use service_chassis::database::{Error, Transaction, one_of};
use service_chassis::seed::{Fate, Pass, Tally};
use shared_models::customers::{
    AddPrescription, CreateCustomer, Customer, CustomerEntity, CustomerId, PrescriptionEntity, PrescriptionId,
    PrescriptionItemEntity,
};
use shared_models::schema::{customers, prescription_items, prescriptions};

use super::existing::{Key, existing};
use crate::store::prescriptions as prescription_store;

/// The ids beside a prescription in its fixture.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct PrescriptionKey {
    id: PrescriptionId,
    customer_id: CustomerId,
}

/// Writes customers.
pub fn customers(
    transaction: &mut Transaction,
    rows: &[(Key<Customer>, CreateCustomer)],
    pass: &Pass,
) -> Result<Tally, Error> {
    let existing = existing!(transaction, customers, CustomerEntity, rows);
    let mut tally = Tally::default();
    for (Key { id }, request) in rows {
        let row = CustomerEntity::new(*id, request.clone(), pass.now);
        let old: Option<&CustomerEntity> = existing.iter().find(|old: &&CustomerEntity| old.id == *id);
        let same = |old: &CustomerEntity| {
            let CustomerEntity { version, created_at, updated_at, .. } = *old;
            CustomerEntity { version, created_at, updated_at, ..row.clone() } == *old
        };
        match tally.count(old, same) {
            Fate::Create => pass.write(|| diesel::insert_into(customers::table).values(&row).execute(transaction))?,
            Fate::Change(old) => pass.write(|| {
                let CustomerEntity {
                    id: _,
                    email,
                    name,
                    phone,
                    street,
                    city,
                    postal_code,
                    country,
                    version: _,
                    created_at: _,
                    updated_at,
                } = &row;
                diesel::update(customers::table.find(id))
                    .set((
                        customers::email.eq(email),
                        customers::name.eq(name),
                        customers::phone.eq(phone),
                        customers::street.eq(street),
                        customers::city.eq(city),
                        customers::postal_code.eq(postal_code),
                        customers::country.eq(country),
                        customers::version.eq(old.version + 1),
                        customers::updated_at.eq(updated_at),
                    ))
                    .execute(transaction)
            })?,
            Fate::Leave => {}
        }
    }
    Ok(tally)
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
        let old: Option<&PrescriptionEntity> = existing.iter().find(|old: &&PrescriptionEntity| old.id == *id);
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
