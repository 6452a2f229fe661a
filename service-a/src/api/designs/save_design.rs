//! `POST /v1/designs`.

use actix_web::web::Data;
use serde_json::json;
use service_chassis::Chassis;
use service_chassis::database::Error;
use service_chassis::http::{Created, Valid};
use service_chassis::problem::{Fault, failures};
use shared_models::audit::AuditAction;
use shared_models::builder::{self, DesignEntity, DesignView, SaveDesign};
use shared_models::kernel::ProblemKind;

use super::faults::faults;
use crate::api::failures_of::failures_of;
use crate::ids::NextId;
use crate::state::State;
use crate::store::{Record, designs};

failures! {
    /// Why the design was not saved.
    pub enum SaveDesignError {
        /// It cannot be made or priced.
        Design(Vec<Fault>) => ProblemKind::Invalid with faults,
        UnknownProduct => ProblemKind::UnknownReference at body "/product_id": "no such product",
        UnknownCustomer => ProblemKind::UnknownReference at body "/customer_id": "no such customer",
    }
}

failures_of!(designs::InsertRefused => SaveDesignError: UnknownProduct, UnknownCustomer);

/// Saves a design with the price it has today.
pub async fn save_design(
    chassis: Data<Chassis>,
    state: Data<State>,
    Valid(request): Valid<SaveDesign>,
) -> Result<Created<DesignView>, SaveDesignError> {
    let price = builder::price(&request.config, &state.policy.designs);
    let price = price.map_err(|fault| SaveDesignError::Design(faults(&fault)))?.total;
    let (id, now) = (chassis.next_id(), chassis.now());
    let changes = json!({ "product_id": request.product_id, "price": price });
    let row = DesignEntity::new(id, request, price, now);
    let view = row.clone().try_into().map_err(Error::corrupt)?;
    let record = Record::new(chassis.next_id(), AuditAction::Created, "design", id, &changes, now);
    chassis.database.run(move |connection| designs::insert(connection, &row, &record)).await??;
    Ok(Created { location: format!("/v1/designs/{id}"), view })
}
