//! Ids and states of payments.

use crate::kernel::{ids, states, text_enum};

ids! { Payment => PaymentId, Invoice => InvoiceId }

text_enum! {
    /// The way a customer pays.
    pub enum PaymentMethod {
        /// By credit or debit card.
        Card = "card",
        /// By SEPA direct debit.
        DirectDebit = "direct_debit",
        /// By transfer in advance.
        Transfer = "transfer",
    }
}

states! {
    /// The progress of a payment.
    pub enum PaymentStatus {
        /// The money is promised, not taken.
        Authorised = "authorised" => [Captured, Voided],
        /// The money is taken; the invoice is issued.
        Captured = "captured" => [PartlyRefunded, Refunded],
        /// Some of the captured money is refunded.
        PartlyRefunded = "partly_refunded" => [PartlyRefunded, Refunded],
        /// All of the captured money is refunded.
        Refunded = "refunded" => [],
        /// Given up before the capture; no money was taken.
        Voided = "voided" => [],
    }
}
