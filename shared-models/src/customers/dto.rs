//! Requests and views of customers and prescriptions.

use chrono::{DateTime, NaiveDate, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};

use super::{
    ADDITION_MAX, AXIS_MAX, COUNTRY, COUNTRY_LENGTH, CYLINDER_MAX, CustomerId, Eye, POSTAL_CODE_MAX, PrescriptionId,
    SPHERE_MAX,
};
use crate::kernel::{Email, NOT_BLANK, Name, PHONE, Page, Phone};

/// Where a parcel goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct Address {
    /// Street and number.
    #[garde(length(chars, min = Name::MIN, max = Name::MAX), pattern(NOT_BLANK))]
    pub street: String,
    /// Town.
    #[garde(length(chars, min = Name::MIN, max = Name::MAX), pattern(NOT_BLANK))]
    pub city: String,
    /// Postal code as the country writes it; empty where there is none.
    #[garde(length(chars, max = POSTAL_CODE_MAX))]
    pub postal_code: String,
    /// ISO 3166-1 alpha-2 code; decides the tax.
    #[garde(length(chars, equal = COUNTRY_LENGTH), pattern(COUNTRY))]
    pub country: String,
}

/// Creates a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct CreateCustomer {
    /// The customer's e-mail address; unique.
    #[garde(email, length(chars, min = Email::MIN, max = Email::MAX))]
    pub email: String,
    /// Their name.
    #[garde(length(chars, min = Name::MIN, max = Name::MAX), pattern(NOT_BLANK))]
    pub name: String,
    /// In E.164 form.
    #[garde(length(chars, min = Phone::MIN, max = Phone::MAX), pattern(PHONE))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Where their parcels go.
    #[garde(dive)]
    pub address: Address,
}

/// Changes some fields of a customer; an absent field stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct UpdateCustomer {
    /// A new name.
    #[garde(length(chars, min = Name::MIN, max = Name::MAX), pattern(NOT_BLANK))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A new telephone number.
    #[garde(length(chars, min = Phone::MIN, max = Phone::MAX), pattern(PHONE))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// A new address, as a whole.
    #[garde(dive)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
}

/// A customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct CustomerView {
    /// The customer's id.
    pub id: CustomerId,
    /// Their e-mail address.
    pub email: String,
    /// Their name.
    pub name: String,
    /// In E.164 form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Where their parcels go.
    pub address: Address,
    /// Counts the changes; what `If-Match` is compared with.
    pub version: i32,
    /// When they were created.
    pub created_at: DateTime<Utc>,
    /// When they were last changed.
    pub updated_at: DateTime<Utc>,
}

/// Adds a prescription to a customer. [`prescription_faults`](super::prescription_faults) has the rules between fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(
    feature = "contract",
    derive(schemars::JsonSchema),
    schemars(extend("x-accord-custom" = "prescription-faults/1"))
)]
pub struct AddPrescription {
    /// Who prescribed it.
    #[garde(length(chars, min = Name::MIN, max = Name::MAX), pattern(NOT_BLANK))]
    pub prescriber: String,
    /// The day it was issued.
    #[garde(skip)]
    pub issued_on: NaiveDate,
    /// The last day it may be filled.
    #[garde(skip)]
    pub expires_on: NaiveDate,
    /// The correction of each eye; an eye that needs none is missing.
    #[garde(length(min = 1, max = 2), dive)]
    pub items: Vec<PrescriptionItem>,
}

/// The correction of one eye.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct PrescriptionItem {
    /// The eye.
    #[garde(skip)]
    pub eye: Eye,
    /// Sphere in hundredths of a dioptre: negative for the short-sighted.
    #[garde(range(min = -SPHERE_MAX, max = SPHERE_MAX))]
    pub sphere: i32,
    /// Cylinder in hundredths of a dioptre; 0 without astigmatism.
    #[garde(range(min = -CYLINDER_MAX, max = CYLINDER_MAX))]
    #[serde(default)]
    pub cylinder: i32,
    /// Axis of the cylinder in degrees; absent without one.
    #[garde(range(min = 0, max = AXIS_MAX))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub axis: Option<i32>,
    /// Reading addition in hundredths of a dioptre; 0 without one.
    #[garde(range(min = 0, max = ADDITION_MAX))]
    #[serde(default)]
    pub addition: i32,
}

/// A prescription.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct PrescriptionView {
    /// The prescription's id.
    pub id: PrescriptionId,
    /// Whose eyes it is for.
    pub customer_id: CustomerId,
    /// Who prescribed it.
    pub prescriber: String,
    /// The day it was issued.
    pub issued_on: NaiveDate,
    /// The last day it may be filled.
    pub expires_on: NaiveDate,
    /// The correction of each eye.
    pub items: Vec<PrescriptionItem>,
    /// When it was added.
    pub created_at: DateTime<Utc>,
}

/// A page of customers.
pub type CustomerPage = Page<CustomerView>;
/// A page of prescriptions.
pub type PrescriptionPage = Page<PrescriptionView>;
