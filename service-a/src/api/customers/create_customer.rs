//! `POST /v1/customers`.

use actix_web::web::Data;
use serde_json::json;
use service_chassis::Chassis;
use service_chassis::http::{Created, Valid, Versioned};
use service_chassis::problem::failures;
use shared_models::audit::AuditAction;
use shared_models::customers::{CreateCustomer, CustomerEntity, CustomerRegistered, CustomerView};
use shared_models::kernel::ProblemKind;

use crate::api::failures_of::failures_of;
use crate::api::versioned::versioned;
use crate::ids::NextId;
use crate::store::{Record, customers};

failures! {
    /// Why the customer was not created.
    pub enum CreateCustomerError {
        EmailTaken => ProblemKind::Duplicate at body "/email": "another customer has this e-mail address",
    }
}

failures_of!(customers::InsertRefused => CreateCustomerError: EmailTaken);

/// Creates a customer.
pub async fn create_customer(
    chassis: Data<Chassis>,
    Valid(request): Valid<CreateCustomer>,
) -> Result<Created<Versioned<CustomerView>>, CreateCustomerError> {
    let (id, now) = (chassis.next_id(), chassis.now());
    let row = CustomerEntity::new(id, request, now);
    let view = CustomerView::from(row.clone());
    let changes = json!({ "country": row.country });
    let record = Record::new(chassis.next_id(), AuditAction::Created, "customer", id, &changes, now)
        .with_fact(chassis.next_id(), CustomerRegistered::from(&view))?;
    chassis.database.run(move |connection| customers::insert(connection, &row, &record)).await??;
    Ok(Created { location: format!("/v1/customers/{id}"), view: versioned(view) })
}
