//! When money may move.

use super::PaymentStatus;
use crate::kernel::{IllegalTransition, Money, MoneyError, StateMachine};
use crate::orders::OrderStatus;

/// The money side of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ledger {
    /// Moves along its state machine.
    pub status: PaymentStatus,
    /// The amount authorised.
    pub amount: Money,
    /// The amount taken: 0, or all of `amount`.
    pub captured: Money,
    /// The sum of all refunds; at most `captured`.
    pub refunded: Money,
}

/// Why a step of a payment is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PaymentFault {
    /// The payment is in a state that does not allow this.
    #[error(transparent)]
    Status(#[from] IllegalTransition<PaymentStatus>),
    /// The order's status does not allow a payment.
    #[error("an order that is {0} is not paid for")]
    OrderNotPayable(OrderStatus),
    /// A refund of 0.
    #[error("a refund is more than nothing")]
    EmptyRefund,
    /// More than was captured and not yet refunded.
    #[error("at most {left} can be given back")]
    RefundTooLarge {
        /// Captured and not yet refunded.
        left: Money,
    },
    /// The amounts do not add up.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl Ledger {
    /// Authorises the total of an order.
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

    /// Captures the whole amount.
    ///
    /// # Errors
    /// [`PaymentFault::Status`].
    pub fn capture(self) -> Result<Self, PaymentFault> {
        Ok(Self { status: self.status.to(PaymentStatus::Captured)?, captured: self.amount, ..self })
    }

    /// Voids an authorised payment.
    ///
    /// # Errors
    /// [`PaymentFault::Status`].
    pub fn void(self) -> Result<Self, PaymentFault> {
        Ok(Self { status: self.status.to(PaymentStatus::Voided)?, ..self })
    }

    /// Refunds `amount`, or all that is left.
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
