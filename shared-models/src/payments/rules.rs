//! When money may move.

use super::PaymentStatus;
use crate::kernel::{IllegalTransition, Money, MoneyError, StateMachine};
use crate::orders::OrderStatus;

/// The money side of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ledger {
    /// How far it has come.
    pub status: PaymentStatus,
    /// What was promised.
    pub amount: Money,
    /// What was taken; nothing or all of it.
    pub captured: Money,
    /// What was given back; never more than was taken.
    pub refunded: Money,
}

/// Why money may not move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PaymentFault {
    /// The payment is in a state that does not allow this.
    #[error(transparent)]
    Status(#[from] IllegalTransition<PaymentStatus>),
    /// The order is not one that is paid for now.
    #[error("an order that is {0} is not paid for")]
    OrderNotPayable(OrderStatus),
    /// A refund of nothing.
    #[error("a refund is more than nothing")]
    EmptyRefund,
    /// More than is left to give back.
    #[error("at most {left} can be given back")]
    RefundTooLarge {
        /// What is left.
        left: Money,
    },
    /// The amounts do not add up.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl Ledger {
    /// Promises what an order costs.
    ///
    /// # Errors
    /// [`PaymentFault::OrderNotPayable`] unless the order's stock is reserved.
    pub fn authorise(order: OrderStatus, total: Money) -> Result<Self, PaymentFault> {
        if order != OrderStatus::Confirmed {
            return Err(PaymentFault::OrderNotPayable(order));
        }
        let nothing = Money::zero(total.currency());
        Ok(Self { status: PaymentStatus::Authorised, amount: total, captured: nothing, refunded: nothing })
    }

    /// Takes the money.
    ///
    /// # Errors
    /// [`PaymentFault::Status`].
    pub fn capture(self) -> Result<Self, PaymentFault> {
        Ok(Self { status: self.status.to(PaymentStatus::Captured)?, captured: self.amount, ..self })
    }

    /// Calls the promise off.
    ///
    /// # Errors
    /// [`PaymentFault::Status`].
    pub fn void(self) -> Result<Self, PaymentFault> {
        Ok(Self { status: self.status.to(PaymentStatus::Voided)?, ..self })
    }

    /// Gives `amount` back, or all that is left.
    ///
    /// # Errors
    /// [`PaymentFault::Status`], [`PaymentFault::EmptyRefund`], [`PaymentFault::RefundTooLarge`], and
    /// [`PaymentFault::Money`] for another currency.
    pub fn refund(self, amount: Option<Money>) -> Result<Self, PaymentFault> {
        // Before the amounts: nothing was taken of a payment that is merely authorised.
        self.status.to(PaymentStatus::Refunded)?;
        let left = self.captured.minus(self.refunded)?;
        let amount = amount.unwrap_or(left);
        let rest = left.minus(amount)?;
        if rest.is_negative() {
            return Err(PaymentFault::RefundTooLarge { left });
        }
        if amount.amount_minor() <= 0 {
            return Err(PaymentFault::EmptyRefund);
        }
        let next = if rest.amount_minor() == 0 { PaymentStatus::Refunded } else { PaymentStatus::PartlyRefunded };
        Ok(Self { status: self.status.to(next)?, refunded: self.refunded.plus(amount)?, ..self })
    }
}
