//! Places an order and reserves its stock.

use sha2::{Digest, Sha256};
use shared_models::inventory::{ReserveLine, ReserveStock};
use shared_models::orders::{OrderStatus, OrderView, PlaceOrder};

use super::context::Orders;
use super::place_together::{Outcome, PlaceRefused, Placing};
use super::reserve::{Reserved, reserve};
use crate::http::{IdempotencyKey, RequestId};
use crate::peers::fulfilment::Client;
use crate::store::idempotency::{Fingerprint, Key};
use crate::store::reservation_tasks::Turn;
use crate::store::{Error, orders as store};

/// Places an order, unless `key` has placed it before, and asks fulfilment for its stock.
///
/// # Errors
/// When the database fails; the inner error is a refusal.
pub async fn place(
    orders: &Orders,
    client: &Client,
    cause: RequestId,
    key: IdempotencyKey,
    request: PlaceOrder,
) -> Result<Result<OrderView, PlaceRefused>, Error> {
    let key = Key { key: key.as_str().to_owned(), fingerprint: fingerprint(&request)? };
    let stock = stock(&request);
    let (id, now) = (orders.state.next_id(), orders.state.now());
    // While the breaker is open the order stays pending, and the worker reserves its stock.
    let leased_until = orders.fulfilment.may_call().then(|| orders.leased_until(now));
    let placing = Placing {
        id,
        request,
        key,
        policy: orders.state.policy.clone(),
        audit_id: orders.state.next_id(),
        event_ids: [orders.state.next_id(), orders.state.next_id()],
        leased_until,
        now,
    };
    let mut view = match orders.placing.run(placing).await? {
        Outcome::New(view) => view,
        Outcome::Earlier(view) => return Ok(Ok(view)),
        Outcome::Refused(refused) => return Ok(Err(refused)),
    };
    if leased_until.is_none() {
        orders.wake_worker();
        return Ok(Ok(view));
    }
    let turn = Turn { order_id: id, attempts: 1, refusals: 0 };
    match reserve(orders, client, turn, &stock, cause).await {
        Reserved::Waiting => {}
        Reserved::Settled(OrderStatus::Confirmed, at) => {
            view.status = OrderStatus::Confirmed;
            view.updated_at = at;
        }
        // A rejection has changed the lines, too; another process may have changed anything.
        Reserved::Settled(..) | Reserved::SettledBefore => {
            let found = orders.state.database.run(move |connection| store::find(connection, id)).await?;
            view = found.unwrap_or(view);
        }
    }
    Ok(Ok(view))
}

fn stock(request: &PlaceOrder) -> ReserveStock {
    let lines = request.lines.iter();
    ReserveStock {
        lines: lines.map(|line| ReserveLine { product_id: line.product_id, quantity: line.quantity }).collect(),
    }
}

/// Two bodies with the same values have the same fingerprint, whatever their white space and the order of their members.
fn fingerprint(request: &PlaceOrder) -> Result<Fingerprint, Error> {
    let canonical = serde_json::to_vec(request).map_err(Error::corrupt)?;
    Ok(Sha256::digest(canonical).into())
}
