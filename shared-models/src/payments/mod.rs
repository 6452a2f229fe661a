//! Money promised, taken and given back for an order, and the invoice that a capture issues.

mod model;
pub use model::{Invoice, InvoiceId, Payment, PaymentId, PaymentMethod, PaymentStatus};

mod rules;
pub use rules::{Ledger, PaymentFault};

mod dto;
pub use dto::{AuthorisePayment, InvoiceView, PaymentView, RefundPayment};

mod event;
pub use event::{InvoiceIssued, PaymentAuthorised, PaymentCaptured, PaymentRefunded, PaymentVoided};

#[cfg(feature = "db")]
mod entity;
#[cfg(feature = "db")]
pub use entity::{InvoiceEntity, PaymentEntity};
