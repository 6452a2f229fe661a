//! Facts about customers.

use serde::{Deserialize, Serialize};

use super::{CustomerId, PrescriptionId};

/// A customer was created. Carries no personal data: a subscriber that needs it asks the service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct CustomerRegistered {
    /// Also the `subject` of the event.
    pub customer_id: CustomerId,
    /// ISO 3166-1 alpha-2 code of the country they live in.
    pub country: String,
}

/// A customer got a prescription. Carries no health data: a subscriber that needs it asks the service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct PrescriptionAdded {
    /// Also the `subject` of the event; a reader with permission fetches the rest by it.
    pub prescription_id: PrescriptionId,
    /// The wearer.
    pub customer_id: CustomerId,
}
