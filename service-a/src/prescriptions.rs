//! The rules of prescriptions, as faults of a request.

use shared_models::customers::{AddPrescription, PrescriptionFault, prescription_faults};
use shared_models::kernel::{Fault, FaultSource};

/// Every fault beyond the limits of the single fields.
pub fn faults(request: &AddPrescription) -> Vec<Fault> {
    let fault = |(at, fault): (Option<usize>, PrescriptionFault)| Fault {
        source: FaultSource::Body,
        pointer: at.map_or_else(|| "/expires_on".to_owned(), |at| format!("/items/{at}")),
        detail: fault.to_string(),
    };
    prescription_faults(request).into_iter().map(fault).collect()
}
