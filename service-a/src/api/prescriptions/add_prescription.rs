//! `POST /v1/customers/{id}/prescriptions`.

use actix_web::web::Data;
use serde_json::json;
use service_chassis::Chassis;
use service_chassis::http::{Created, PathId, Valid};
use service_chassis::problem::Fault;
use shared_models::audit::AuditAction;
use shared_models::customers::{AddPrescription, CustomerId, PrescriptionAdded, PrescriptionEntity, PrescriptionView};
use shared_models::kernel::ProblemKind;

use crate::api::refusals::refusals;
use crate::ids::NextId;
use crate::names;
use crate::prescriptions::faults;
use crate::store::{Record, prescriptions};

refusals! {
    /// Why the prescription was not added.
    pub enum AddPrescriptionError {
        NotFound by "prescriptions_customer_id_fk" => ProblemKind::NotFound,
        /// Lenses cannot be ground by it.
        Invalid(Vec<Fault>) => ProblemKind::Invalid with faults,
    }
}

/// Adds a prescription to a customer.
pub async fn add_prescription(
    chassis: Data<Chassis>,
    PathId(customer_id): PathId<CustomerId>,
    Valid(request): Valid<AddPrescription>,
) -> Result<Created<PrescriptionView>, AddPrescriptionError> {
    let faults = [faults(&request), names::faults(&request)].concat();
    if !faults.is_empty() {
        return Err(AddPrescriptionError::Invalid(faults));
    }
    let (id, now) = (chassis.next_id(), chassis.now());
    let (row, mut items) = PrescriptionEntity::new(id, customer_id, request, now);
    // As they are read back: by the name of the eye.
    items.sort_by_key(|item| item.eye.as_str());
    let view = row.clone().view(items.clone());
    // No health data in the audit log.
    let changes = json!({ "customer_id": customer_id });
    let record = Record::new(chassis.next_id(), AuditAction::Created, "prescription", id, &changes, now)
        .with_fact(chassis.next_id(), PrescriptionAdded::from(&view))?;
    let insert =
        move |connection: &mut _| prescriptions::insert::<AddPrescriptionError>(connection, &row, &items, &record);
    chassis.database.run(insert).await??;
    Ok(Created { location: format!("/v1/prescriptions/{id}"), view })
}
