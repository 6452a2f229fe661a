//! Products.

use diesel::prelude::*;
use service_chassis::database::{Connection, Error};
use shared_models::catalog::{BrandId, CategoryId, Product, ProductEntity};
use shared_models::schema::products;

use super::Slice;

/// Which products are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this category.
    pub category_id: Option<CategoryId>,
    /// Of this brand.
    pub brand_id: Option<BrandId>,
    /// With this in the name or the SKU.
    pub text: Option<String>,
}

/// A page of products, and one more.
pub fn list(connection: &mut Connection, filter: Filter, slice: Slice) -> Result<Vec<ProductEntity>, Error> {
    let Filter { category_id, brand_id, text } = filter;
    // Boxed, and cached all the same: diesel looks a boxed query up by its text, of which there are eight.
    let mut page = products::table
        .filter(products::id.lt(slice.below::<Product>()))
        .order(products::id.desc())
        .limit(slice.fetched())
        .select(ProductEntity::as_select())
        .into_boxed();
    if let Some(category_id) = category_id {
        page = page.filter(products::category_id.eq(category_id));
    }
    if let Some(brand_id) = brand_id {
        page = page.filter(products::brand_id.eq(brand_id));
    }
    if let Some(text) = text {
        // A SKU is in capitals and compares byte by byte; a name compares as people read it.
        let (name, sku) = (containing(&text), containing(&text.to_uppercase()));
        page = page.filter(products::name.like(name).or(products::sku.like(sku)));
    }
    Ok(page.load(connection.mysql())?)
}

/// The pattern of a text that contains `text`, literally.
fn containing(text: &str) -> String {
    let literal = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{literal}%")
}

#[cfg(test)]
mod tests {
    use super::containing;

    #[test]
    fn wild_cards_in_a_text_are_letters() {
        assert_eq!(containing("50%_\\"), "%50\\%\\_\\\\%");
    }
}
