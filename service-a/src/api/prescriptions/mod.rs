//! What optometrists prescribed.

mod add_prescription;
mod get_prescription;
mod list_prescriptions;

pub use add_prescription::{add_prescription, faults};
pub use get_prescription::get_prescription;
pub use list_prescriptions::list_prescriptions;
