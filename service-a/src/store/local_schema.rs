//! The tables that only this service has.

service_chassis::database::tables! {
    /// The order that a request with an idempotency key has placed, so that the same request does not place another.
    idempotency_keys (idempotency_key) {
        idempotency_key -> Text [64],
        fingerprint -> Binary [32],
        order_id -> Binary [16],
        created_at -> Datetime [6],
    }

    /// A call to fulfilment about an order: written with the change that makes it necessary, deleted when it is answered.
    reservation_tasks (order_id) {
        order_id -> Binary [16],
        kind -> Text [16],
        attempts -> Integer,
        next_attempt_at -> Datetime [6],
        refusals -> Integer,
    }
}
