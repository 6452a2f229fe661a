//! `PATCH /v1/customers/{id}`.

use service_chassis::http::{Json, Versioned};
use shared_models::customers::{Customer, CustomerEntity, CustomerView, UpdateCustomer};
use shared_models::kernel::ProblemKind;

use crate::api::refusals::refusals;
use crate::api::update::Update;
use crate::api::versioned::changed;

refusals! {
    /// Why the customer was not changed.
    pub enum UpdateCustomerError {
        NotFound => ProblemKind::NotFound,
        Stale => ProblemKind::StaleVersion,
    }
}

/// Changes some fields of a customer.
pub async fn update_customer(
    update: Update<UpdateCustomer, Customer>,
) -> Result<Json<Versioned<CustomerView>>, UpdateCustomerError> {
    let updated = update.write(|record, _, _: &CustomerEntity| Ok(record)).await;
    changed(updated, UpdateCustomerError::NotFound, UpdateCustomerError::Stale)
}
