//! Validates a request without a database, and lists every fault: `cargo run --example validate_a_request`.

use garde::Validate;
use shared_models::catalog::CreateProduct;

fn main() -> Result<(), serde_json::Error> {
    let product: CreateProduct = serde_json::from_str(
        r#"{
            "sku": "oslo 52",
            "name": "Oslo 52",
            "category_id": "01950011-0001-7000-8000-000000000001",
            "brand_id": "01950012-0001-7000-8000-000000000001",
            "price": { "amount_minor": -1, "currency": "EUR" },
            "status": "active"
        }"#,
    )?;
    match product.validate() {
        Ok(()) => println!("{} is fine", product.sku),
        Err(report) => print!("{report}"),
    }
    Ok(())
}
