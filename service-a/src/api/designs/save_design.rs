//! `POST /v1/designs`.

use actix_web::web::Data;
use serde_json::json;
use shared_models::audit::AuditAction;
use shared_models::builder::{self, DesignEntity, DesignFault, DesignView, SaveDesign};
use shared_models::kernel::{FaultSource, ProblemKind};

use super::quote_design::not_makeable;
use crate::http::{Created, Failure, Rejection, Valid};
use crate::state::State;
use crate::store::designs::{self, InsertRefused};
use crate::store::{self, Record};

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum SaveDesignError {
    /// It cannot be made, or not be priced.
    #[error(transparent)]
    Design(#[from] DesignFault),
    /// There is no such product.
    #[error("no such product")]
    UnknownProduct,
    /// There is no such customer.
    #[error("no such customer")]
    UnknownCustomer,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl From<InsertRefused> for SaveDesignError {
    fn from(refused: InsertRefused) -> Self {
        match refused {
            InsertRefused::UnknownProduct => Self::UnknownProduct,
            InsertRefused::UnknownCustomer => Self::UnknownCustomer,
        }
    }
}

impl Failure for SaveDesignError {
    const KINDS: &'static [ProblemKind] = &[ProblemKind::Invalid, ProblemKind::UnknownReference];

    fn reject(self) -> Rejection {
        let unknown =
            |pointer, detail| Rejection::of_field(ProblemKind::UnknownReference, FaultSource::Body, pointer, detail);
        match self {
            Self::Design(fault) => not_makeable(&fault),
            Self::UnknownProduct => unknown("/product_id", "no such product"),
            Self::UnknownCustomer => unknown("/customer_id", "no such customer"),
            Self::Store(error) => error.into(),
        }
    }
}

/// Saves a design with the price it has today.
///
/// # Errors
/// See [`SaveDesignError`].
pub async fn save_design(
    state: Data<State>,
    Valid(request): Valid<SaveDesign>,
) -> Result<Created<DesignView>, SaveDesignError> {
    let price = builder::price(&request.config, &state.policy.designs)?.total;
    let (id, now) = (state.next_id(), state.now());
    let changes = json!({ "product_id": request.product_id, "price": price });
    let row = DesignEntity::new(id, request, price, now);
    let view = row.clone().try_into().map_err(store::Error::corrupt)?;
    let record = Record::new(state.next_id(), AuditAction::Created, "design", id, &changes, now);
    state.database.run(move |connection| designs::insert(connection, &row, &record)).await??;
    Ok(Created { location: format!("/v1/designs/{id}"), view })
}
