//! The service and the contract it was built with.

use service_b::MANIFEST;
use shared_models::events::EVENT_TYPES;

#[test]
fn every_event_it_publishes_is_one_of_the_contract() {
    for event in MANIFEST.publishes {
        assert!(EVENT_TYPES.contains(event), "{event}");
    }
}
