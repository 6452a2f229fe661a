//! Names that people cannot read, as faults of a request.

use serde::Serialize;
use service_chassis::problem::{Fault, Kind, Rejection};
use shared_models::kernel::illegible_names;

/// A fault for every name in `request` that people cannot read.
pub fn faults(request: &impl Serialize) -> Vec<Fault> {
    illegible_names(request).into_iter().map(|(pointer, fault)| Fault::body(pointer, fault.to_string())).collect()
}

/// Refuses a request with such a name: the contract accepts it, because older rows have some (decision 0014).
///
/// # Errors
/// Kind `invalid`, with every fault.
pub fn check(request: &impl Serialize) -> Result<(), Rejection> {
    let faults = faults(request);
    if faults.is_empty() { Ok(()) } else { Err(Rejection::new(Kind::INVALID).with_faults(faults)) }
}
