//! Designs.

use diesel::prelude::*;
use service_chassis::database::{Connection, Error};
use shared_models::builder::{DesignEntity, DesignId};
use shared_models::schema::designs;

use super::refusal::refusals;
use super::statements::{find, insert};

refusals! {
    /// Why a design was not saved.
    InsertRefused {
        UnknownProduct => Reference "designs_product_id_fk",
        UnknownCustomer => Reference "designs_customer_id_fk",
    }
}

insert!(designs, DesignEntity, InsertRefused);
find!(designs, DesignEntity, DesignId);
