//! The copy of products.

mod put;
