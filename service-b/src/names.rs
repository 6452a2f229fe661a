//! Names that people cannot read, as faults of a request.

use serde::Serialize;
use service_chassis::problem::Fault;
use shared_models::kernel::illegible_names;

/// A fault for every name in `request` that people cannot read. The contract accepts it, because older rows have some
/// (decision 0014).
pub fn faults(request: &impl Serialize) -> Vec<Fault> {
    illegible_names(request).into_iter().map(|(pointer, fault)| Fault::body(pointer, fault.to_string())).collect()
}
