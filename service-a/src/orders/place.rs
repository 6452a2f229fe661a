//! Places an order and reserves its stock.

use shared_models::inventory::{ReserveLine, ReserveStock};
use shared_models::orders::{OrderStatus, OrderView, PlaceOrder};

use super::context::Orders;
use super::place_together::{Outcome, PlaceRefused, Placing};
use super::reserve::{Reserved, reserve};
use crate::ids::NextId;
use crate::peers::fulfilment::Fulfilment;
use crate::store::orders as store;
use crate::store::sagas::Turn;
use service_chassis::database::Error;
use service_chassis::http::{IdempotencyKey, RequestId};

/// Places an order, unless `key` has placed it before, and asks fulfilment for its stock.
pub async fn place(
    orders: &Orders,
    fulfilment: &Fulfilment,
    cause: RequestId,
    key: IdempotencyKey,
    request: PlaceOrder,
) -> Result<Result<OrderView, PlaceRefused>, Error> {
    // Two bodies with the same values are the same request, whatever their white space and the order of their members.
    let key = key.of(&request)?;
    let stock = stock(&request);
    let (id, now) = (orders.chassis.next_id(), orders.chassis.now());
    // While the breaker is open the order stays pending, and the worker reserves its stock.
    let leased_until = orders.fulfilment.may_call().then(|| orders.leased_until(now));
    let placing = Placing {
        id,
        request,
        key,
        policy: orders.policy.clone(),
        audit_id: orders.chassis.next_id(),
        event_ids: [orders.chassis.next_id(), orders.chassis.next_id()],
        leased_until,
        now,
    };
    let mut view = match orders.placing.run(placing).await? {
        Outcome::New(view) => view,
        Outcome::Earlier(view) => return Ok(Ok(view)),
        Outcome::Refused(refused) => return Ok(Err(refused)),
    };
    if leased_until.is_none() {
        orders.fulfilment.wake();
        return Ok(Ok(view));
    }
    let turn = Turn { order_id: id, generation: 1, refusals: 0 };
    match reserve(orders, fulfilment, turn, &stock, cause).await {
        Reserved::Waiting => {}
        Reserved::Settled(OrderStatus::Confirmed, at) => {
            view.status = OrderStatus::Confirmed;
            view.updated_at = at;
        }
        // A rejection has changed the lines, too; another process may have changed anything.
        Reserved::Settled(..) | Reserved::SettledBefore => {
            let found = orders.chassis.database.run(move |connection| store::find(connection, id)).await?;
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
