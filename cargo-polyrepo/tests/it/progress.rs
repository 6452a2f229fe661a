//! What is printed while a command works.

use std::time::Duration;

use cargo_polyrepo::progress::human;

#[test]
fn durations_read_well() {
    assert_eq!(human(Duration::from_millis(999)), "999 ms");
    assert_eq!(human(Duration::from_millis(1500)), "1.5 s");
    assert_eq!(human(Duration::from_secs(61)), "1 min 01 s");
}
