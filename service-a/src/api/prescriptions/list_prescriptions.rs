//! `GET /v1/customers/{id}/prescriptions`.

use actix_web::web::Data;
use shared_models::customers::{Customer, PrescriptionPage};
use shared_models::kernel::{Page, PageQuery, ProblemKind};

use crate::http::{Failure, Json, PathId, Query, Rejection};
use crate::state::State;
use crate::store::{self, Slice, prescriptions};

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum ListPrescriptionsError {
    /// There is no such customer.
    #[error("no such customer")]
    NotFound,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl Failure for ListPrescriptionsError {
    const KINDS: &'static [ProblemKind] = &[ProblemKind::NotFound];

    fn reject(self) -> Rejection {
        match self {
            Self::NotFound => Rejection::new(ProblemKind::NotFound),
            Self::Store(error) => error.into(),
        }
    }
}

/// Lists the prescriptions of a customer, newest first.
///
/// # Errors
/// See [`ListPrescriptionsError`].
pub async fn list_prescriptions(
    state: Data<State>,
    PathId(customer_id): PathId<Customer>,
    Query(query): Query<PageQuery>,
) -> Result<Json<PrescriptionPage>, ListPrescriptionsError> {
    let slice = Slice::new(query.cursor.as_deref(), query.limit);
    let found = state.database.run(move |connection| prescriptions::list(connection, customer_id, slice)).await?;
    let views = found.ok_or(ListPrescriptionsError::NotFound)?;
    Ok(Json(Page::of(views, slice.limit, |view| view.id, |view| view)))
}
