//! Ids and measures of customers and their prescriptions.

use std::sync::LazyLock;

use regex::Regex;

use crate::kernel::text::pattern;
use crate::kernel::{ids, text_enum};

ids! { Customer => CustomerId, Prescription => PrescriptionId }

/// The shape of a country: ISO 3166-1 alpha-2, such as `DE`.
pub(crate) static COUNTRY: LazyLock<Regex> = LazyLock::new(|| pattern("^[A-Z]{2}$"));
/// The length of a country code, in characters.
pub const COUNTRY_LENGTH: usize = 2;
/// Longest postal code, in characters.
pub const POSTAL_CODE_MAX: usize = 16;

/// The strongest lens that is made, in hundredths of a dioptre, either way.
pub const SPHERE_MAX: i32 = 2_000;
/// The strongest correction of astigmatism, in hundredths of a dioptre, either way.
pub const CYLINDER_MAX: i32 = 800;
/// The largest axis of a cylinder, in degrees.
pub const AXIS_MAX: i32 = 180;
/// The strongest reading addition, in hundredths of a dioptre.
pub const ADDITION_MAX: i32 = 400;
/// The step in which lenses are ground, in hundredths of a dioptre.
pub const DIOPTRE_STEP: i32 = 25;

text_enum! {
    /// One of the wearer's eyes.
    pub enum Eye {
        /// The wearer's left.
        Left = "left",
        /// The wearer's right.
        Right = "right",
    }
}
