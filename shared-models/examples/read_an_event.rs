//! Reads an event of a release that is newer than this one: `cargo run --example read_an_event`.

use shared_models::events::{AnyEvent, UnreadableEvent};
use shared_models::orders::{OrderConfirmed, OrderRejected};

fn main() -> Result<(), serde_json::Error> {
    let event: AnyEvent = serde_json::from_str(
        r#"{
            "id": "0195001f-0001-7000-8000-000000000001",
            "type": "orders::OrderConfirmed",
            "source": "storefront",
            "dataversion": "1.9.0",
            "subject": "01950019-0001-7000-8000-000000000001",
            "time": "2026-03-02T10:15:00Z",
            "data": { "order_id": "01950019-0001-7000-8000-000000000001", "promised_for": "2026-03-09" }
        }"#,
    )?;

    // A subscriber asks for the types it knows, and leaves the others alone.
    match event.clone().read::<OrderRejected>() {
        Ok(rejected) => println!("rejected: {}", rejected.data.order_id),
        Err(UnreadableEvent::OtherType { found, .. }) => println!("not a rejection but {found}"),
        Err(error) => println!("{error}"),
    }
    match event.read::<OrderConfirmed>() {
        Ok(confirmed) => println!("confirmed: order {} at {}", confirmed.data.order_id, confirmed.time),
        Err(error) => println!("{error}"),
    }
    Ok(())
}
