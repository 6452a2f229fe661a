//! The faults of a design.

use service_chassis::problem::Fault;
use shared_models::builder::DesignFault;

/// The fault at the part of the design that causes it.
pub fn faults(fault: &DesignFault) -> Vec<Fault> {
    let pointer = match fault {
        DesignFault::EngravingTooLong { .. } | DesignFault::EngravingNotSold(_) => "/config/engraving",
        DesignFault::AddOnTwice(_) | DesignFault::Incompatible(..) | DesignFault::AddOnNotSold(_) => "/config/add_ons",
        DesignFault::MaterialNotSold(_) => "/config/material",
        DesignFault::SizeNotSold(_) => "/config/size",
        DesignFault::Money(_) => "/config",
    };
    vec![Fault::body(pointer, fault.to_string())]
}
