//! Money promised, taken and given back.

mod authorise_payment;
mod capture_payment;
mod get_payment;
mod get_payment_of_order;
mod refund_payment;
mod void_payment;

use service_chassis::http::Endpoint;

pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post(
            "/v1/payments",
            authorise_payment::authorise_payment,
            "Promises the money for an order: all that it costs.",
        ),
        Endpoint::get("/v1/payments/{id}", get_payment::get_payment, "Reads a payment."),
        Endpoint::get(
            "/v1/orders/{id}/payment",
            get_payment_of_order::get_payment_of_order,
            "Reads the payment of an order: the one that was not voided.",
        ),
        Endpoint::post(
            "/v1/payments/{id}/capture",
            capture_payment::capture_payment,
            "Takes the money and issues the invoice, if the order still stands.",
        ),
        Endpoint::post("/v1/payments/{id}/refund", refund_payment::refund_payment, "Gives money back."),
        Endpoint::post("/v1/payments/{id}/void", void_payment::void_payment, "Calls a payment off."),
    ]
}
