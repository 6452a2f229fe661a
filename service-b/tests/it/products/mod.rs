//! The copy of products.

mod follow;
mod put;
