//! One order through both services: order, reservation, payment, capture, invoice.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use super::stage::Stage;
use crate::shop;
use cargo_polyrepo::interrupt;
use cargo_polyrepo::progress::Progress;

/// For an order that is pending at first.
const TIMEOUT: Duration = Duration::from_secs(20);

const POLL_INTERVAL: Duration = Duration::from_millis(50);

/// Places one order and follows it to its invoice.
///
/// # Errors
/// When a service rejects a step.
pub(super) fn place(stage: &Stage, progress: &Progress) -> Result<()> {
    let (storefront, fulfilment) = (stage.storefront.client(), stage.fulfilment.client());

    let step = progress.step("Ordering", "at the storefront");
    let (product, order) = order_what_is_in_stock(stage)?;
    let id = text(&order, "id")?;
    step.done(
        "Ordered",
        &format!("{product} for {}: order {id} is {}", money(&order["total"]), text(&order, "status")?),
    );

    let step = progress.step("Asking", "fulfilment for the reservation");
    let reservation = shop::reservation(&fulfilment, id)?.expect(&[200])?;
    let line = &reservation["lines"][0];
    let warehouse = text(line, "warehouse_id")?;
    step.done(
        "Reserved",
        &format!("{} from warehouse {warehouse}, {}", line["quantity"], text(&reservation, "status")?),
    );

    let step = progress.step("Paying", "at fulfilment, which asks the storefront for the total");
    let payment = shop::authorise(&fulfilment, id, &shop::fresh("demo-pay"))?;
    let payment_id = text(&payment, "id")?;
    step.done("Authorised", &format!("{} by card", money(&payment["amount"])));

    let step = progress.step("Capturing", "the payment");
    let payment = shop::capture(&fulfilment, payment_id, &shop::fresh("demo-capture"))?;
    let invoice = shop::invoice(&fulfilment, text(&payment, "invoice_id")?)?;
    step.done("Invoiced", &format!("{} as {}", money(&invoice["total"]), text(&invoice, "number")?));

    let order = shop::order(&storefront, id)?;
    if order["total"] != invoice["total"] {
        bail!("the invoice is over {} and the order over {}", money(&invoice["total"]), money(&order["total"]));
    }
    Ok(())
}

/// Orders one piece of the first product in stock; every run of the demo takes one.
fn order_what_is_in_stock(stage: &Stage) -> Result<(String, Value)> {
    let client = stage.storefront.client();
    let sale = shop::find_sale(&client)?;
    for (product, name) in &sale.products {
        let placed = shop::place_order(&client, &sale, product, 1, &shop::fresh("demo"))?.expect(&[200, 201, 202])?;
        let order = wait_until_decided(stage, placed)?;
        if order["status"] == "confirmed" {
            return Ok((name.clone(), order));
        }
    }
    bail!("every product is sold out; `cargo xtask demo --fresh` starts with new stock")
}

fn wait_until_decided(stage: &Stage, mut order: Value) -> Result<Value> {
    let deadline = Instant::now() + TIMEOUT;
    while order["status"] == "pending" {
        if Instant::now() > deadline {
            bail!("order {} is still pending", order["id"]);
        }
        interrupt::check()?;
        thread::sleep(POLL_INTERVAL);
        order = shop::order(&stage.storefront.client(), text(&order, "id")?)?;
    }
    Ok(order)
}

fn text<'a>(value: &'a Value, key: &str) -> Result<&'a str> {
    value[key].as_str().with_context(|| format!("the answer has no {key}: {value}"))
}

/// An amount for display. Every currency of the demo has two decimals.
fn money(value: &Value) -> String {
    let minor = value["amount_minor"].as_i64().unwrap_or_default();
    let currency = value["currency"].as_str().unwrap_or_default();
    format!("{}.{:02} {currency}", minor / 100, minor % 100)
}
