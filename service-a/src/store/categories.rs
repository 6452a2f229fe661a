//! Categories.

use diesel::prelude::*;
use service_chassis::database::{Connection, Error};
use shared_models::catalog::{Category, CategoryEntity, CategoryId};
use shared_models::schema::categories;

use super::refusal::refusals;
use super::statements::{find, insert, list};

refusals! {
    /// Why a category was not added.
    InsertRefused {
        SlugTaken => Unique "categories_slug_key",
        UnknownParent => Reference "categories_parent_id_fk",
    }
}

insert!(categories, CategoryEntity, InsertRefused);
find!(categories, CategoryEntity, CategoryId);
list!(categories, CategoryEntity, Category);
