//! What optometrists prescribed.

mod add_prescription;
mod get_prescription;
mod list_prescriptions;

pub use add_prescription::{AddPrescriptionError, add_prescription, faults};
pub use get_prescription::{GetPrescriptionError, get_prescription};
pub use list_prescriptions::{ListPrescriptionsError, list_prescriptions};
