//! `POST /v1/designs/quote`.

use actix_web::web::Data;
use service_chassis::http::{Json, Valid};
use service_chassis::problem::{Fault, failures};
use shared_models::builder::{self, QuoteDesign, QuoteView};
use shared_models::kernel::ProblemKind;

use super::faults::faults;
use crate::state::State;

failures! {
    /// Why there is no quote.
    pub enum QuoteDesignError {
        /// The design cannot be made or priced.
        Design(Vec<Fault>) => ProblemKind::Invalid with faults,
    }
}

/// Prices a design. Nothing is saved.
pub async fn quote_design(
    state: Data<State>,
    Valid(QuoteDesign { config }): Valid<QuoteDesign>,
) -> Result<Json<QuoteView>, QuoteDesignError> {
    let price = builder::price(&config, &state.policy.designs);
    let price = price.map_err(|fault| QuoteDesignError::Design(faults(&fault)))?;
    Ok(Json(price.into()))
}
