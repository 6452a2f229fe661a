//! `PATCH /v1/customers/{id}`.

use actix_web::web::Data;
use serde_json::json;
use shared_models::audit::AuditAction;
use shared_models::customers::{Customer, CustomerChanges, CustomerView, UpdateCustomer};
use shared_models::kernel::ProblemKind;

use crate::http::{Failure, IfMatch, Json, PathId, Rejection, Valid};
use crate::state::State;
use crate::store::{self, Record, Updated, customers};

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum UpdateCustomerError {
    /// There is no such customer.
    #[error("no such customer")]
    NotFound,
    /// They have changed since the client read them.
    #[error("the version is stale")]
    Stale,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl Failure for UpdateCustomerError {
    const KINDS: &'static [ProblemKind] = &[ProblemKind::NotFound, ProblemKind::StaleVersion];

    fn reject(self) -> Rejection {
        match self {
            Self::NotFound => Rejection::new(ProblemKind::NotFound),
            Self::Stale => Rejection::new(ProblemKind::StaleVersion),
            Self::Store(error) => error.into(),
        }
    }
}

/// Changes some fields of a customer.
///
/// # Errors
/// See [`UpdateCustomerError`].
pub async fn update_customer(
    state: Data<State>,
    PathId(id): PathId<Customer>,
    IfMatch(version): IfMatch,
    Valid(request): Valid<UpdateCustomer>,
) -> Result<Json<CustomerView>, UpdateCustomerError> {
    let now = state.now();
    let audit_id = state.next_id();
    // What is not personal: the country decides the tax.
    let changes = match &request.address {
        Some(address) => json!({ "country": address.country }),
        None => json!({}),
    };
    let columns = CustomerChanges::from(request);
    let updated = state
        .database
        .run(move |connection| {
            customers::update(connection, id, version, &columns, now, |_| {
                Ok(Record::new(audit_id, AuditAction::Updated, "customer", id, &changes, now))
            })
        })
        .await?;
    match updated {
        Updated::Done(row) => Ok(Json(row.into())),
        Updated::Missing => Err(UpdateCustomerError::NotFound),
        Updated::Stale => Err(UpdateCustomerError::Stale),
    }
}
