//! What can be bought: products, their categories and brands.

mod model;
pub use model::{Brand, BrandId, Category, CategoryId, Product, ProductId, ProductStatus};

mod dto;
pub use dto::{
    BrandPage, BrandView, CategoryPage, CategoryView, CreateBrand, CreateCategory, CreateProduct, DESCRIPTION_MAX,
    ListProducts, ProductPage, ProductView, SEARCH_TEXT_MAX, UpdateProduct,
};

mod event;
pub use event::ProductChanged;

#[cfg(feature = "db")]
mod entity;
#[cfg(feature = "db")]
pub use entity::{BrandEntity, CategoryEntity, ProductChanges, ProductEntity};
