//! Ids and states of payments.

use crate::kernel::{StateMachine, ids, text_enum};

ids! {
    Payment => PaymentId,
    Invoice => InvoiceId,
}

text_enum! {
    /// How a customer pays.
    pub enum PaymentMethod {
        /// By credit or debit card.
        Card = "card",
        /// By SEPA direct debit.
        DirectDebit = "direct_debit",
        /// By transfer in advance.
        Transfer = "transfer",
    }
}

text_enum! {
    /// How far a payment has come.
    pub enum PaymentStatus {
        /// The money is promised.
        Authorised = "authorised",
        /// The money is taken; the invoice is issued.
        Captured = "captured",
        /// Some of the money is given back.
        PartlyRefunded = "partly_refunded",
        /// All of the money is given back.
        Refunded = "refunded",
        /// The promise is called off; no money was taken.
        Voided = "voided",
    }
}

impl StateMachine for PaymentStatus {
    const TRANSITIONS: &'static [(Self, Self)] = &[
        (Self::Authorised, Self::Captured),
        (Self::Authorised, Self::Voided),
        (Self::Captured, Self::PartlyRefunded),
        (Self::Captured, Self::Refunded),
        (Self::PartlyRefunded, Self::PartlyRefunded),
        (Self::PartlyRefunded, Self::Refunded),
    ];
}
