//! What is left to do about the payment of an order when a timer is due: to look whether it was paid, to release the stock of
//! one that is cancelled or rejected, and to give its money back.

use serde_json::{Value, json};
use shared_models::payments::{PaymentId, PaymentStatus, PaymentView};

use super::context::Orders;
use super::saga::Happened;
use crate::peers::fulfilment::{Answer, Fulfilment};
use crate::store::sagas::{Due, Turn};
use service_chassis::database::Error;
use service_chassis::http::RequestId;
use service_chassis::peer::Down;

/// The time to pay is over. Fulfilment is asked before the order is cancelled, because the fact that it was paid may be late.
pub async fn end_wait(orders: &Orders, fulfilment: &Fulfilment, due: &Due, cause: RequestId) -> Result<(), Error> {
    let (turn, until) = (due.turn, due.entered_at + orders.time_to_pay);
    if orders.chassis.now() < until {
        // It began to wait by a fact: what applies those does not know how long that is.
        return orders.postpone_until(turn, until).await;
    }
    match payment_of(orders, fulfilment, turn, cause).await {
        Err(down) => orders.postpone(turn, &down).await,
        Ok(Some(payment)) if payment.status == PaymentStatus::Authorised || taken(&payment).is_some() => {
            orders.advance(turn, Happened::Paid, Value::Null).await
        }
        Ok(_) => orders.advance(turn, Happened::Unpaid, json!({ "reason": "not paid in time" })).await,
    }
}

/// Releases the stock of an order that is cancelled or rejected. Fulfilment voids a payment that is only promised with it.
pub async fn release(orders: &Orders, fulfilment: &Fulfilment, turn: Turn, cause: RequestId) -> Result<(), Error> {
    let released = fulfilment.release(turn.order_id, cause).await;
    // Whatever that was: a release also fails because a payment provider does, and then only this shows that fulfilment answers.
    let payment = payment_of(orders, fulfilment, turn, cause).await;
    let (answer, payment) = match (released, payment) {
        (Ok(answer), Ok(payment)) => (answer, payment),
        (Err(down), _) | (_, Err(down)) => return orders.postpone(turn, &down).await,
    };
    match (answer, payment.as_ref().and_then(taken)) {
        (Answer::Done, None) => orders.advance(turn, Happened::Released, Value::Null).await,
        (Answer::Done, Some(_)) => orders.advance(turn, Happened::MoneyTaken, Value::Null).await,
        (Answer::Over(detail), taken) => stock_has_left(orders, turn, &detail, taken).await,
        (Answer::Refused(detail), _) => orders.postpone_refused(turn, &json!({ "release_refused": detail })).await,
        (Answer::Short(_), _) => orders.postpone_refused(turn, &json!({ "release_refused": "out of stock" })).await,
    }
}

/// A parcel left in the moment in which the order was cancelled. No call brings it back, and whether its money is given back
/// depends on the parcel: a person has to decide, so the audit log says so.
async fn stock_has_left(orders: &Orders, turn: Turn, detail: &str, taken: Option<PaymentId>) -> Result<(), Error> {
    tracing::error!(order = %turn.order_id, detail, "fulfilment cannot release the stock of a cancelled order");
    let mut note = json!({ "parcel_left": detail });
    if let Some(payment) = taken {
        note["refund_due"] = json!(payment);
    }
    orders.advance(turn, Happened::Released, note).await
}

/// Gives the money of a cancelled order back.
pub async fn refund(orders: &Orders, fulfilment: &Fulfilment, turn: Turn, cause: RequestId) -> Result<(), Error> {
    let payment = match payment_of(orders, fulfilment, turn, cause).await {
        Ok(payment) => payment,
        Err(down) => return orders.postpone(turn, &down).await,
    };
    let Some(payment) = payment.as_ref().and_then(taken) else {
        // A person was faster.
        return orders.advance(turn, Happened::Refunded, Value::Null).await;
    };
    // Not noted: that the money cannot be given back now is no sign that fulfilment does not answer.
    match fulfilment.refund(turn.order_id, payment, cause).await {
        Ok(Answer::Done) => orders.advance(turn, Happened::Refunded, json!({ "refunded": payment })).await,
        Ok(Answer::Over(detail) | Answer::Refused(detail)) => refund_refused(orders, turn, payment, &detail).await,
        Ok(Answer::Short(_)) => refund_refused(orders, turn, payment, "out of stock").await,
        Err(down) => orders.postpone(turn, &down).await,
    }
}

/// The audit log says that the refund is due.
async fn refund_refused(orders: &Orders, turn: Turn, payment: PaymentId, detail: &str) -> Result<(), Error> {
    orders.postpone_refused(turn, &json!({ "refund_due": payment, "refund_refused": detail })).await
}

/// The payment of an order; remembers whether fulfilment answers.
async fn payment_of(
    orders: &Orders,
    fulfilment: &Fulfilment,
    turn: Turn,
    cause: RequestId,
) -> Result<Option<PaymentView>, Down> {
    let payment = fulfilment.payment(turn.order_id, cause).await;
    orders.fulfilment.note(&payment);
    payment
}

/// The payment whose money was taken and not all given back.
fn taken(payment: &PaymentView) -> Option<PaymentId> {
    match payment.status {
        PaymentStatus::Captured | PaymentStatus::PartlyRefunded => Some(payment.id),
        PaymentStatus::Authorised | PaymentStatus::Refunded | PaymentStatus::Voided => None,
    }
}
