//! `PATCH /v1/customers/{id}`.

use actix_web::web::Data;
use serde_json::json;
use service_chassis::Chassis;
use service_chassis::http::{IfMatch, Json, PathId, Valid, Versioned};
use service_chassis::problem::failures;
use shared_models::audit::AuditAction;
use shared_models::customers::{CustomerChanges, CustomerId, CustomerView, UpdateCustomer};
use shared_models::kernel::ProblemKind;

use crate::api::versioned::changed;
use crate::ids::NextId;
use crate::store::{Record, customers};

failures! {
    /// Why the customer was not changed.
    pub enum UpdateCustomerError {
        NotFound => ProblemKind::NotFound,
        Stale => ProblemKind::StaleVersion,
    }
}

/// Changes some fields of a customer.
pub async fn update_customer(
    chassis: Data<Chassis>,
    PathId(id): PathId<CustomerId>,
    IfMatch(version): IfMatch,
    Valid(request): Valid<UpdateCustomer>,
) -> Result<Json<Versioned<CustomerView>>, UpdateCustomerError> {
    let now = chassis.now();
    let audit_id = chassis.next_id();
    // What is not personal: the country decides the tax.
    let changes = match &request.address {
        Some(address) => json!({ "country": address.country }),
        None => json!({}),
    };
    let columns = CustomerChanges::from(request);
    let Ok(updated) = chassis
        .database
        .run(move |connection| {
            customers::update(connection, id, version, &columns, now, |_| {
                Ok(Record::new(audit_id, AuditAction::Updated, "customer", id, &changes, now))
            })
        })
        .await?;
    changed(updated, UpdateCustomerError::NotFound, UpdateCustomerError::Stale)
}
