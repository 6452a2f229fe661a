//! A new product: posted to the storefront, followed by fulfilment, put on stock.

use anyhow::Result;
use cargo_polyrepo::progress::Progress;
use serde_json::Value;

use super::answer::{money, text, wait_until};
use super::stage::Stage;
use crate::shop::{self, Sale};

/// How many pieces are put on stock.
const PIECES: u32 = 10;

/// Posts a product, and puts it on stock once fulfilment knows it.
///
/// # Errors
/// When a service rejects a step.
pub(super) fn post(stage: &Stage, sale: &Sale, progress: &Progress) -> Result<Value> {
    let (storefront, fulfilment) = (stage.storefront.client(), stage.fulfilment.client());

    let step = progress.step("Posting", "a product to the storefront");
    let sku = shop::fresh_id()[..18].to_uppercase();
    let product =
        shop::post_product_like(&storefront, &sale.products[0].0, &format!("RDG-{sku}"), "Reading glasses Lund")?;
    let id = text(&product, "id")?;
    step.done("Posted", &format!("{} at {} to the storefront", text(&product, "name")?, money(&product["price"])));

    let step = progress.step("Following", "the storefront's facts");
    wait_until("fulfilment has the product", || shop::product_copy(&fulfilment, id))?;
    step.done("Followed", "by fulfilment, which has the product");

    let step = progress.step("Stocking", "the product at fulfilment");
    let warehouse = shop::warehouse(&fulfilment)?;
    shop::stock(&fulfilment, id, text(&warehouse, "id")?, PIECES)?;
    step.done("Stocked", &format!("{PIECES} pieces in warehouse {}", text(&warehouse, "name")?));
    Ok(product)
}
