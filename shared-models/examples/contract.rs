//! Prints the contract of this release: `cargo run --features contract --example contract > contract.json`.

use std::io::Write;

fn main() -> std::io::Result<()> {
    std::io::stdout().write_all(shared_models::contract::text().as_bytes())
}
