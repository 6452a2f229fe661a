//! `POST /v1/customers`.

use service_chassis::http::{Created, Versioned};
use shared_models::customers::{CreateCustomer, CustomerEntity, CustomerRegistered, CustomerView};
use shared_models::kernel::ProblemKind;

use crate::api::create::New;
use crate::api::refusals::refusals;
use crate::api::versioned::created;

refusals! {
    /// Why the customer was not created.
    pub enum CreateCustomerError {
        EmailTaken by "customers_email_key" =>
            ProblemKind::Duplicate at body "/email": "another customer has this e-mail address",
    }
}

/// Creates a customer.
pub async fn create_customer(
    new: New<CreateCustomer>,
) -> Result<Created<Versioned<CustomerView>>, CreateCustomerError> {
    new.row(CustomerEntity::new)?.with_fact::<CustomerRegistered>()?.write().await.map(created)
}
