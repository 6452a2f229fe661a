//! What was sold, summed up from facts.

mod rules;
pub use rules::product_sales;

mod dto;
pub use dto::ProductSalesView;
