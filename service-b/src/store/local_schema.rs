//! The tables that only this service has.

service_chassis::database::tables! {
    /// The outcome of each request with an idempotency key, so that the same request again changes nothing and gets the
    /// same answer.
    idempotency_keys (idempotency_key) {
        idempotency_key -> Text [64],
        fingerprint -> Binary [32],
        payment_id -> Binary [16],
        outcome -> Text,
        created_at -> Datetime [6],
    }

    /// Which version of the storefront's product a copy is of. A copy that a request put has none.
    product_copies (product_id) {
        product_id -> Binary [16],
        version -> Integer,
    }

    /// What the payment provider is asked for, until its outcome is recorded.
    payment_steps (payment_id) {
        payment_id -> Binary [16],
        request_id -> Binary [16],
        step -> Text [16],
        amount_minor -> BigInt,
        currency -> Text [3],
        idempotency_key -> Nullable<Text> [64],
        fingerprint -> Nullable<Binary> [32],
        /// When the background takes it up.
        due_at -> Datetime [6],
    }

    /// The last number given out in a series of invoices. Locked by a capture until it commits, so that no number is
    /// left out and none is used twice.
    invoice_counters (series) {
        series -> Text [8],
        last_number -> BigInt,
    }
}
