//! The parcels of an order: dispatched, which takes the money, and delivered.

use anyhow::Result;
use cargo_polyrepo::progress::Progress;
use serde_json::Value;

use super::answer::{money, text, wait_until};
use super::stage::Stage;
use crate::shop;

/// Sends the parcels of the order that this payment is for, and follows the order to its end.
///
/// # Errors
/// When a service rejects a step.
pub(super) fn send(stage: &Stage, payment: &Value, progress: &Progress) -> Result<()> {
    let fulfilment = stage.fulfilment.client();
    let (payment, order) = (text(payment, "id")?, text(payment, "order_id")?);

    let step = progress.step("Dispatching", "the parcel, which takes the money");
    let parcels = shop::shipments(&fulfilment, order)?;
    for parcel in &parcels {
        shop::dispatch(&fulfilment, text(parcel, "id")?, &shop::fresh("AP"))?;
    }
    let payment = shop::payment(&fulfilment, payment)?;
    let invoice = shop::invoice(&fulfilment, text(&payment, "invoice_id")?)?;
    step.done(
        "Dispatched",
        &format!("{} parcel; {} invoiced as {}", parcels.len(), money(&invoice["total"]), text(&invoice, "number")?),
    );

    let step = progress.step("Following", "fulfilment's facts");
    wait_for(stage, order, "shipped")?;
    step.done("Shipped", "says the storefront of the order");

    let step = progress.step("Delivering", "the parcel");
    for parcel in &parcels {
        shop::deliver(&fulfilment, text(parcel, "id")?)?;
    }
    wait_for(stage, order, "delivered")?;
    step.done("Delivered", &format!("order {order}, at both services"));
    Ok(())
}

fn wait_for(stage: &Stage, order: &str, status: &str) -> Result<()> {
    let storefront = stage.storefront.client();
    wait_until(&format!("the order is {status}"), || {
        Ok((shop::order(&storefront, order)?["status"] == status).then_some(()))
    })
}
