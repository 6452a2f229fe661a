//! `GET /v1/invoices/{id}`

use actix_web::web::Data;
use shared_models::kernel::ProblemKind;
use shared_models::payments::{Invoice, InvoiceView};

use crate::http::{Failure, Json, PathId, Rejection};
use crate::state::State;
use crate::store::{self, invoices};

/// Why no invoice was read.
pub enum GetInvoiceError {
    /// There is none with this id.
    NotFound,
    /// The database failed.
    Store(store::Error),
}

/// Reads an invoice.
///
/// # Errors
/// See [`GetInvoiceError`].
pub async fn get_invoice(
    state: Data<State>,
    PathId(id): PathId<Invoice>,
) -> Result<Json<InvoiceView>, GetInvoiceError> {
    let view = state.database.run(move |connection| invoices::find(connection, id)).await?;
    view.map(Json).ok_or(GetInvoiceError::NotFound)
}

impl Failure for GetInvoiceError {
    const KINDS: &'static [ProblemKind] = &[ProblemKind::NotFound];

    fn reject(self) -> Rejection {
        match self {
            Self::NotFound => Rejection::new(ProblemKind::NotFound),
            Self::Store(error) => error.into(),
        }
    }
}

impl From<store::Error> for GetInvoiceError {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}
