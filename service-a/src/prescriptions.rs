//! The rules of prescriptions, as faults of a request.

use service_chassis::problem::Fault;
use shared_models::customers::{AddPrescription, PrescriptionFault, prescription_faults};

/// Every fault beyond the limits of the single fields.
pub fn faults(request: &AddPrescription) -> Vec<Fault> {
    let fault = |(at, fault): (Option<usize>, PrescriptionFault)| {
        let pointer = at.map_or_else(|| "/expires_on".to_owned(), |at| format!("/items/{at}"));
        Fault::body(pointer, fault.to_string())
    };
    prescription_faults(request).into_iter().map(fault).collect()
}
