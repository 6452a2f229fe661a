//! `POST /v1/customers/{id}/prescriptions`.

use actix_web::web::Data;
use serde_json::json;
use shared_models::audit::AuditAction;
use shared_models::customers::{AddPrescription, Customer, PrescriptionAdded, PrescriptionEntity, PrescriptionView};
use shared_models::kernel::{Fault, ProblemKind};

use crate::http::{Created, Failure, PathId, Rejection, Valid};
use crate::prescriptions::faults;
use crate::state::State;
use crate::store::prescriptions::{self, UnknownCustomer};
use crate::store::{self, Record};

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum AddPrescriptionError {
    /// There is no such customer.
    #[error("no such customer")]
    NotFound,
    /// Lenses cannot be ground by it.
    #[error("the prescription is not valid")]
    Invalid(Vec<Fault>),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl Failure for AddPrescriptionError {
    const KINDS: &'static [ProblemKind] = &[ProblemKind::NotFound, ProblemKind::Invalid];

    fn reject(self) -> Rejection {
        match self {
            Self::NotFound => Rejection::new(ProblemKind::NotFound),
            Self::Invalid(faults) => Rejection::new(ProblemKind::Invalid).with_errors(faults),
            Self::Store(error) => error.into(),
        }
    }
}

/// Adds a prescription to a customer.
///
/// # Errors
/// See [`AddPrescriptionError`].
pub async fn add_prescription(
    state: Data<State>,
    PathId(customer_id): PathId<Customer>,
    Valid(request): Valid<AddPrescription>,
) -> Result<Created<PrescriptionView>, AddPrescriptionError> {
    let faults = faults(&request);
    if !faults.is_empty() {
        return Err(AddPrescriptionError::Invalid(faults));
    }
    let (id, now) = (state.next_id(), state.now());
    let (row, mut items) = PrescriptionEntity::new(id, customer_id, request, now);
    // As they are read back: by the name of the eye.
    items.sort_by_key(|item| item.eye.as_str());
    let view = row.clone().view(items.clone());
    // No health data in the audit log.
    let changes = json!({ "customer_id": customer_id });
    let record = Record::new(state.next_id(), AuditAction::Created, "prescription", id, &changes, now)
        .with_fact(state.next_id(), PrescriptionAdded::from(&view))?;
    let inserted =
        state.database.run(move |connection| prescriptions::insert(connection, &row, &items, &record)).await?;
    inserted.map_err(|UnknownCustomer| AddPrescriptionError::NotFound)?;
    Ok(Created { location: format!("/v1/prescriptions/{id}"), view })
}
