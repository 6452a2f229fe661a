//! Prices a design by a price list: `cargo run --features testkit --example price_a_design`.

use shared_models::builder::{self, AddOn, DesignConfig, Material, Size};
use shared_models::testkit;

fn main() {
    let config = DesignConfig {
        material: Material::Walnut,
        size: Size::Large,
        engraving: Some("Für Jonas".to_owned()),
        add_ons: vec![AddOn::AntiReflective, AddOn::HardCase],
    };
    match builder::price(&config, &testkit::price_list()) {
        Ok(quote) => {
            for line in &quote.lines {
                println!("{:<10} {:>14}", line.part.as_str(), line.amount.to_string());
            }
            println!("{:<10} {:>14}", "total", quote.total.to_string());
        }
        Err(fault) => println!("this cannot be made: {fault}"),
    }

    let too_long = DesignConfig { engraving: Some("In Liebe von Mama".to_owned()), ..config };
    if let Err(fault) = builder::price(&too_long, &testkit::price_list()) {
        println!("this cannot be made: {fault}");
    }
}
