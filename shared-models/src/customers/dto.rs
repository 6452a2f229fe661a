//! Requests and views of customers and prescriptions.

use chrono::{DateTime, NaiveDate, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};

use super::{
    ADDITION_MAX, AXIS_MAX, COUNTRY, COUNTRY_LENGTH, CYLINDER_MAX, CustomerId, Eye, POSTAL_CODE_MAX, PrescriptionId,
    SPHERE_MAX,
};
use crate::kernel::text::{EMAIL_MAX, EMAIL_MIN, NAME_MAX, NAME_MIN, NOT_BLANK, PHONE, PHONE_MAX, PHONE_MIN};
use crate::kernel::{Page, optional_fields};

/// A postal address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct Address {
    /// Street and number, in one line.
    #[garde(length(chars, min = NAME_MIN, max = NAME_MAX), pattern(NOT_BLANK))]
    pub street: String,
    /// Town, without the postal code.
    #[garde(length(chars, min = NAME_MIN, max = NAME_MAX), pattern(NOT_BLANK))]
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
    /// Unique among customers.
    #[garde(email, length(chars, min = EMAIL_MIN, max = EMAIL_MAX))]
    pub email: String,
    /// In any script; goes on the parcel.
    #[garde(length(chars, min = NAME_MIN, max = NAME_MAX), pattern(NOT_BLANK))]
    pub name: String,
    /// E.164: `+` and 7 to 15 digits; absent when not known.
    #[garde(length(chars, min = PHONE_MIN, max = PHONE_MAX), pattern(PHONE))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Where parcels go.
    #[garde(dive)]
    pub address: Address,
}

optional_fields! {
    /// Changes some fields of a customer; an absent field stays as it is.
    pub struct UpdateCustomer {
        /// Goes on the parcel; absent to keep it.
        #[garde(length(chars, min = NAME_MIN, max = NAME_MAX), pattern(NOT_BLANK))]
        pub name: Option<String>,
        /// E.164: `+` and 7 to 15 digits; absent to keep it.
        #[garde(length(chars, min = PHONE_MIN, max = PHONE_MAX), pattern(PHONE))]
        pub phone: Option<String>,
        /// Replaces the whole address; absent to keep it.
        #[garde(dive)]
        pub address: Option<Address>,
    }
}

/// A customer. Carries personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct CustomerView {
    /// Assigned on creation (UUIDv7).
    pub id: CustomerId,
    /// Unique among customers.
    pub email: String,
    /// Goes on the parcel.
    pub name: String,
    /// E.164: `+` and 7 to 15 digits; absent when not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Where parcels go.
    pub address: Address,
    /// Starts at 1 and grows with every change; `If-Match` is compared with it.
    pub version: i32,
    /// UTC; set once.
    pub created_at: DateTime<Utc>,
    /// UTC; moves with every change.
    pub updated_at: DateTime<Utc>,
}

/// Adds a prescription to a customer. It does not expire before it is issued, each eye is there at most once, each power is a
/// multiple of 25 hundredths of a dioptre, and an axis is given exactly when the cylinder is not 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(
    feature = "contract",
    derive(schemars::JsonSchema),
    schemars(extend("x-accord-custom" = "prescription-faults/1"))
)]
pub struct AddPrescription {
    /// The name of the optometrist or doctor.
    #[garde(length(chars, min = NAME_MIN, max = NAME_MAX), pattern(NOT_BLANK))]
    pub prescriber: String,
    /// The day of the examination.
    #[garde(skip)]
    pub issued_on: NaiveDate,
    /// The last day it may be filled; not before `issued_on`.
    #[garde(skip)]
    pub expires_on: NaiveDate,
    /// One item for each eye that needs a correction.
    #[garde(length(min = 1, max = 2), dive)]
    pub items: Vec<PrescriptionItem>,
}

/// The correction of one eye.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct PrescriptionItem {
    /// At most one item for each eye.
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

/// A prescription. Carries health data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct PrescriptionView {
    /// Assigned on creation (UUIDv7).
    pub id: PrescriptionId,
    /// The wearer.
    pub customer_id: CustomerId,
    /// The name of the optometrist or doctor.
    pub prescriber: String,
    /// The day of the examination.
    pub issued_on: NaiveDate,
    /// The last day it may be filled.
    pub expires_on: NaiveDate,
    /// One item for each eye that needs a correction.
    pub items: Vec<PrescriptionItem>,
    /// UTC; set once.
    pub created_at: DateTime<Utc>,
}

/// A page of customers.
pub type CustomerPage = Page<CustomerView>;
/// A page of prescriptions.
pub type PrescriptionPage = Page<PrescriptionView>;
