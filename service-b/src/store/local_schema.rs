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

    /// The last number given out in a series of invoices. Locked by a capture until it commits, so that no number is
    /// left out and none is used twice.
    invoice_counters (series) {
        series -> Text [8],
        last_number -> BigInt,
    }
}
