//! Whether lenses can be ground by a prescription.

use super::{AddPrescription, DIOPTRE_STEP, Eye};

/// A fault of a prescription that no single field shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PrescriptionFault {
    /// It ends before it begins.
    #[error("expires before it was issued")]
    ExpiresFirst,
    /// Two corrections for one eye.
    #[error("the {0} eye is there twice")]
    EyeTwice(Eye),
    /// A value that lenses are not ground in.
    #[error("the {0} eye has a value that is not a multiple of {step} hundredths of a dioptre", step = DIOPTRE_STEP)]
    OffStep(Eye),
    /// A cylinder has a direction, and only a cylinder has one.
    #[error("the {0} eye needs an axis exactly when its cylinder is not 0")]
    Axis(Eye),
}

/// Every fault of `prescription` that its fields' own limits do not cover, with the index of the item it is in.
pub fn prescription_faults(prescription: &AddPrescription) -> Vec<(Option<usize>, PrescriptionFault)> {
    let mut faults = Vec::new();
    if prescription.expires_on < prescription.issued_on {
        faults.push((None, PrescriptionFault::ExpiresFirst));
    }
    for (at, item) in prescription.items.iter().enumerate() {
        if prescription.items[..at].iter().any(|earlier| earlier.eye == item.eye) {
            faults.push((Some(at), PrescriptionFault::EyeTwice(item.eye)));
        }
        if [item.sphere, item.cylinder, item.addition].iter().any(|value| value % DIOPTRE_STEP != 0) {
            faults.push((Some(at), PrescriptionFault::OffStep(item.eye)));
        }
        if (item.cylinder == 0) == item.axis.is_some() {
            faults.push((Some(at), PrescriptionFault::Axis(item.eye)));
        }
    }
    faults
}
