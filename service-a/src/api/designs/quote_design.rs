//! `POST /v1/designs/quote`.

use actix_web::web::Data;
use shared_models::builder::{self, DesignFault, QuoteDesign, QuoteView};
use shared_models::kernel::{FaultSource, ProblemKind};

use crate::http::{Failure, Json, Rejection, Valid};
use crate::state::State;

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum QuoteDesignError {
    /// It cannot be made, or not be priced.
    #[error(transparent)]
    Design(#[from] DesignFault),
}

impl Failure for QuoteDesignError {
    const KINDS: &'static [ProblemKind] = &[ProblemKind::Invalid];

    fn reject(self) -> Rejection {
        match self {
            Self::Design(fault) => not_makeable(&fault),
        }
    }
}

/// Says what a design costs. Nothing is saved.
///
/// # Errors
/// See [`QuoteDesignError`].
pub async fn quote_design(
    state: Data<State>,
    Valid(QuoteDesign { config }): Valid<QuoteDesign>,
) -> Result<Json<QuoteView>, QuoteDesignError> {
    Ok(Json(builder::price(&config, &state.policy.designs)?.into()))
}

/// The refusal of a design, at the part of it that is at fault.
pub(super) fn not_makeable(fault: &DesignFault) -> Rejection {
    let pointer = match fault {
        DesignFault::EngravingTooLong { .. } | DesignFault::EngravingNotSold(_) => "/config/engraving",
        DesignFault::AddOnTwice(_) | DesignFault::Incompatible(..) | DesignFault::AddOnNotSold(_) => "/config/add_ons",
        DesignFault::MaterialNotSold(_) => "/config/material",
        DesignFault::SizeNotSold(_) => "/config/size",
        DesignFault::Money(_) => "/config",
    };
    Rejection::of_field(ProblemKind::Invalid, FaultSource::Body, pointer, fault.to_string())
}
