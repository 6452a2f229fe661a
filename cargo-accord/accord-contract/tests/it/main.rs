//! A small crate's contract, written and read.

mod contract;
mod tables;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a client sends to open a shop.
#[derive(Serialize, Deserialize, JsonSchema)]
struct OpenShop {
    address: Address,
}

mod shops {
    use super::{Address, Deserialize, JsonSchema, Serialize};

    /// A shop as a client sees it.
    #[derive(Serialize, Deserialize, JsonSchema)]
    pub struct ShopView {
        pub id: u64,
        pub address: Address,
    }

    /// A shop has closed.
    #[derive(Serialize, Deserialize, JsonSchema)]
    pub struct ShopClosed {
        pub id: u64,
    }
}

/// Read without a street, written always with one: different on the two sides.
#[derive(Serialize, Deserialize, JsonSchema)]
struct Address {
    #[serde(default)]
    street: String,
    country: Country,
}

/// The same on both sides.
#[derive(Serialize, Deserialize, JsonSchema)]
enum Country {
    Denmark,
    Portugal,
}

accord_contract::wire_types! {
    request { OpenShop }
    response {
        shops::ShopView,
    }
    event { shops::ShopClosed }
}

mod schema {
    /// How many characters a street may have.
    pub const STREET_MAX: usize = 120;

    accord_contract::tables! {
        /// Shops.
        shops (id) {
            id -> Unsigned<BigInt>,
            street -> Text [STREET_MAX],
            country -> Text [2],
            manager_id -> Nullable<Binary> [16],
            #[sql_name = "type"]
            type_ -> Text [16],
            notes -> Nullable<Text>,
            is_open -> Bool,
            opened_on -> Date,
            changed_at -> Datetime [6],
        }

        opening_hours (shop_id, weekday) {
            shop_id -> Unsigned<BigInt>,
            weekday -> Smallint,
        }
    }
}
