//! `POST /v1/customers`.

use actix_web::web::Data;
use serde_json::json;
use shared_models::audit::AuditAction;
use shared_models::customers::{CreateCustomer, CustomerEntity, CustomerRegistered, CustomerView};
use shared_models::kernel::{FaultSource, ProblemKind};

use crate::http::{Created, Failure, Rejection, Valid};
use crate::state::State;
use crate::store::customers::{self, EmailTaken};
use crate::store::{self, Record};

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum CreateCustomerError {
    /// Another customer has the e-mail address.
    #[error("the e-mail address is taken")]
    EmailTaken,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl Failure for CreateCustomerError {
    const KINDS: &'static [ProblemKind] = &[ProblemKind::Duplicate];

    fn reject(self) -> Rejection {
        match self {
            Self::EmailTaken => {
                let detail = "another customer has this e-mail address";
                Rejection::of_field(ProblemKind::Duplicate, FaultSource::Body, "/email", detail)
            }
            Self::Store(error) => error.into(),
        }
    }
}

/// Creates a customer.
///
/// # Errors
/// See [`CreateCustomerError`].
pub async fn create_customer(
    state: Data<State>,
    Valid(request): Valid<CreateCustomer>,
) -> Result<Created<CustomerView>, CreateCustomerError> {
    let (id, now) = (state.next_id(), state.now());
    let row = CustomerEntity::new(id, request, now);
    let view = CustomerView::from(row.clone());
    let changes = json!({ "country": row.country });
    let record = Record::new(state.next_id(), AuditAction::Created, "customer", id, &changes, now)
        .with_fact(state.next_id(), CustomerRegistered::from(&view))?;
    let inserted = state.database.run(move |connection| customers::insert(connection, &row, &record)).await?;
    inserted.map_err(|EmailTaken| CreateCustomerError::EmailTaken)?;
    Ok(Created { location: format!("/v1/customers/{id}"), view })
}
