//! `GET /v1/prescriptions/{id}`.

use actix_web::web::Data;
use shared_models::customers::{Prescription, PrescriptionView};
use shared_models::kernel::ProblemKind;

use crate::http::{Failure, Json, PathId, Rejection};
use crate::state::State;
use crate::store::{self, prescriptions};

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum GetPrescriptionError {
    /// There is no such prescription.
    #[error("no such prescription")]
    NotFound,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl Failure for GetPrescriptionError {
    const KINDS: &'static [ProblemKind] = &[ProblemKind::NotFound];

    fn reject(self) -> Rejection {
        match self {
            Self::NotFound => Rejection::new(ProblemKind::NotFound),
            Self::Store(error) => error.into(),
        }
    }
}

/// Shows a prescription.
///
/// # Errors
/// See [`GetPrescriptionError`].
pub async fn get_prescription(
    state: Data<State>,
    PathId(id): PathId<Prescription>,
) -> Result<Json<PrescriptionView>, GetPrescriptionError> {
    let found = state.database.run(move |connection| prescriptions::find(connection, id)).await?;
    found.map(Json).ok_or(GetPrescriptionError::NotFound)
}
