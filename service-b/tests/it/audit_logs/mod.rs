//! The record of changes.

mod list;
