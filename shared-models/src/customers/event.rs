//! Facts about customers.

use serde::{Deserialize, Serialize};

use super::{CustomerId, PrescriptionId};

/// A customer was created. Carries no personal data: who needs it reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct CustomerRegistered {
    /// The customer.
    pub customer_id: CustomerId,
    /// ISO 3166-1 alpha-2 code of the country they live in.
    pub country: String,
}

/// A customer got a prescription. Carries no health data: who needs it reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct PrescriptionAdded {
    /// The prescription.
    pub prescription_id: PrescriptionId,
    /// The customer.
    pub customer_id: CustomerId,
}
