//! Brands.

use diesel::prelude::*;
use service_chassis::database::{Connection, Error};
use shared_models::catalog::{Brand, BrandEntity, BrandId};
use shared_models::schema::brands;

use super::refusal::refusals;
use super::statements::{find, insert, list};

refusals! {
    /// Why a brand was not added.
    InsertRefused { SlugTaken => Unique "brands_slug_key" }
}

insert!(brands, BrandEntity, InsertRefused);
find!(brands, BrandEntity, BrandId);
list!(brands, BrandEntity, Brand);
