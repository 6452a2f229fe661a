//! `POST /v1/designs`.

use actix_web::web::Data;
use serde_json::json;
use service_chassis::http::Created;
use service_chassis::problem::Fault;
use shared_models::builder::{self, DesignEntity, DesignView, SaveDesign};
use shared_models::kernel::ProblemKind;

use super::faults::faults;
use crate::api::create::New;
use crate::api::refusals::refusals;
use crate::state::State;

refusals! {
    /// Why the design was not saved.
    pub enum SaveDesignError {
        /// It cannot be made or priced.
        Design(Vec<Fault>) => ProblemKind::Invalid with faults,
        UnknownProduct by "designs_product_id_fk" =>
            ProblemKind::UnknownReference at body "/product_id": "no such product",
        UnknownCustomer by "designs_customer_id_fk" =>
            ProblemKind::UnknownReference at body "/customer_id": "no such customer",
    }
}

/// Saves a design with the price it has today.
pub async fn save_design(state: Data<State>, mut new: New<SaveDesign>) -> Result<Created<DesignView>, SaveDesignError> {
    let price = builder::price(&new.request.config, &state.policy.designs);
    let price = price.map_err(|fault| SaveDesignError::Design(faults(&fault)))?.total;
    new.audited["price"] = json!(price);
    new.row(|id, request, now| DesignEntity::new(id, request, price, now))?.write().await
}
