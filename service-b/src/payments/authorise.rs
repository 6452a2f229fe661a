//! Promising the money for an order.

use chrono::{DateTime, Utc};
use service_chassis::database::{Connection, Error, Key};
use shared_models::events::EventId;
use shared_models::orders::OrderId;
use shared_models::payments::{Ledger, PaymentAuthorised, PaymentEntity, PaymentId, PaymentMethod, PaymentView};

use crate::store::idempotency::{self, KeyTaken, Stored};
use crate::store::outbox::{fact, publish};
use crate::store::payments::{self, OrderPaid};

/// A payment to make.
#[derive(Debug, Clone)]
pub struct Authorisation {
    pub id: PaymentId,
    pub order_id: OrderId,
    pub method: PaymentMethod,
    pub ledger: Ledger,
    /// The id of the fact to publish.
    pub event_id: EventId,
    pub now: DateTime<Utc>,
}

/// Why a payment was not made.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum AuthoriseRefused {
    #[error("the order has a payment")]
    Paid,
    #[error("the idempotency key belongs to another request")]
    KeyReused,
}

/// Makes a payment, once for a key.
///
/// # Errors
/// When the database fails; the inner error is a refusal, and then nothing was written.
pub fn authorise(
    connection: &mut Connection,
    key: &Key,
    authorisation: &Authorisation,
) -> Result<Result<PaymentView, AuthoriseRefused>, Error> {
    let Authorisation { id, order_id, method, ref ledger, event_id, now } = *authorisation;
    let row = PaymentEntity::new(id, order_id, method, ledger, now);
    let view = row.clone().view(None).map_err(Error::corrupt)?;
    let made = connection.transaction(|transaction| {
        // First, because this row makes a second request with the key wait for this one.
        if let Err(KeyTaken) = idempotency::keep(transaction, key, id, &view, now)? {
            return Ok(Err(AuthoriseRefused::KeyReused));
        }
        if let Err(OrderPaid) = payments::insert(transaction, &row)? {
            return Ok(Err(AuthoriseRefused::Paid));
        }
        publish(transaction, &[fact(event_id, id, now, PaymentAuthorised::from(&view))?])?;
        Ok(Ok(()))
    })?;
    match made {
        // It may have been used by the same request, a moment ago.
        Err(AuthoriseRefused::KeyReused) => match idempotency::find(connection.mysql(), key)? {
            Some(Stored::Same(view)) => Ok(Ok(view)),
            Some(Stored::Other) | None => Ok(Err(AuthoriseRefused::KeyReused)),
        },
        made => Ok(made.map(|()| view)),
    }
}
