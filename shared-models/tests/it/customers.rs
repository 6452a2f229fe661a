//! Whether lenses can be ground by a prescription.

use shared_models::customers::{AddPrescription, Eye, PrescriptionFault, prescription_faults};
use shared_models::testkit;

fn prescription() -> AddPrescription {
    serde_json::from_str(testkit::sample("customers::AddPrescription").unwrap()).unwrap()
}

#[test]
fn a_good_prescription_has_no_fault() {
    assert_eq!(prescription_faults(&prescription()), []);
}

#[test]
fn every_fault_is_found_at_once() {
    let mut broken = prescription();
    broken.expires_on = broken.issued_on.pred_opt().unwrap();
    broken.items[0].axis = None;
    broken.items[1].eye = Eye::Left;
    broken.items[1].sphere = -210;
    assert_eq!(
        prescription_faults(&broken),
        [
            (None, PrescriptionFault::ExpiresFirst),
            (Some(0), PrescriptionFault::Axis(Eye::Left)),
            (Some(1), PrescriptionFault::EyeTwice(Eye::Left)),
            (Some(1), PrescriptionFault::OffStep(Eye::Left)),
        ]
    );
}
