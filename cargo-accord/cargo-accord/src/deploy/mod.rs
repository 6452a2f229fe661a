//! May a version be deployed now, and in which order?
//!
//! While a service is deployed, instances of both versions run beside all others. A step is safe
//! when every member of that mixture understands every other. The shortest sequence of safe steps that
//! ends with the wanted service at the wanted version is the answer.

mod plan;
mod steps;

pub use plan::{DeployAnswer, Reason};
pub use steps::can_deploy;
