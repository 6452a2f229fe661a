//! `GET /v1/customers/{id}`.

use actix_web::web::Data;
use shared_models::customers::{Customer, CustomerView};
use shared_models::kernel::ProblemKind;

use crate::http::{Failure, Json, PathId, Rejection};
use crate::state::State;
use crate::store::{self, customers};

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum GetCustomerError {
    /// There is no such customer.
    #[error("no such customer")]
    NotFound,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl Failure for GetCustomerError {
    const KINDS: &'static [ProblemKind] = &[ProblemKind::NotFound];

    fn reject(self) -> Rejection {
        match self {
            Self::NotFound => Rejection::new(ProblemKind::NotFound),
            Self::Store(error) => error.into(),
        }
    }
}

/// Shows a customer.
///
/// # Errors
/// See [`GetCustomerError`].
pub async fn get_customer(
    state: Data<State>,
    PathId(id): PathId<Customer>,
) -> Result<Json<CustomerView>, GetCustomerError> {
    let found = state.database.run(move |connection| customers::find(connection, id)).await?;
    found.map(|row| Json(row.into())).ok_or(GetCustomerError::NotFound)
}
