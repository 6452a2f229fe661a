//! The tables that only this service has.

service_chassis::database::tables! {
    /// The order that a request with an idempotency key has placed, so that the same request does not place another.
    idempotency_keys (idempotency_key) {
        idempotency_key -> Text [64],
        fingerprint -> Binary [32],
        order_id -> Binary [16],
        created_at -> Datetime [6],
    }

    /// How far the checkout of an order is: written with the order, deleted when nothing is left to do.
    sagas (order_id) {
        order_id -> Binary [16],
        definition -> Text [40],
        definition_version -> Integer,
        state -> Text [40],
        /// The fencing token.
        generation -> Integer,
        /// How often fulfilment has refused for an unexpected reason, in this state.
        refusals -> Integer,
        /// When something is due; null while it waits for a fact.
        next_timer_at -> Nullable<Datetime> [6],
        /// When it entered the state.
        entered_at -> Datetime [6],
    }

    /// What `sagas` was before: releases that know no sagas still write it.
    reservation_tasks (order_id) {
        order_id -> Binary [16],
        kind -> Text [16],
        attempts -> Integer,
        next_attempt_at -> Datetime [6],
        refusals -> Integer,
    }
}
