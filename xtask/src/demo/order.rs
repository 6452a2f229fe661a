//! An order: placed, its stock reserved, its money promised.

use anyhow::{Result, bail};
use cargo_polyrepo::progress::Progress;
use serde_json::Value;

use super::answer::{money, text, wait_until};
use super::stage::Stage;
use crate::shop::{self, Sale};

/// Orders one piece of the product, and authorises its payment.
///
/// # Errors
/// When a service rejects a step.
pub(super) fn place(stage: &Stage, sale: &Sale, product: &Value, progress: &Progress) -> Result<Value> {
    let (storefront, fulfilment) = (stage.storefront.client(), stage.fulfilment.client());

    let step = progress.step("Ordering", "at the storefront");
    let placed = shop::place_order(&storefront, sale, text(product, "id")?, 1, &shop::fresh("demo"))?;
    let placed = placed.expect(&[200, 201, 202])?;
    let id = text(&placed, "id")?;
    let order = wait_until("the order is decided", || {
        let order = shop::order(&storefront, id)?;
        Ok(Some(order).filter(|order| order["status"] != "pending"))
    })?;
    if order["status"] != "confirmed" {
        bail!("order {id} is {}", order["status"]);
    }
    step.done("Ordered", &format!("one for {} with tax: order {id} is confirmed", money(&order["total"])));

    let step = progress.step("Asking", "fulfilment for the reservation");
    let reservation = shop::reservation(&fulfilment, id)?.expect(&[200])?;
    let line = &reservation["lines"][0];
    step.done("Reserved", &format!("{} piece, {}", line["quantity"], text(&reservation, "status")?));

    let step = progress.step("Paying", "at fulfilment, which asks the storefront for the total");
    let payment = shop::authorise(&fulfilment, id, &shop::fresh("demo-pay"))?;
    if payment["amount"] != order["total"] {
        bail!("the payment is over {} and the order over {}", money(&payment["amount"]), money(&order["total"]));
    }
    step.done("Authorised", &format!("{} by card", money(&payment["amount"])));
    Ok(payment)
}
