//! Facts: numbered, served, kept, followed, parked.

mod bad_pages;
mod dead_letters;
mod epoch;
mod feed;
mod follow;
mod operator;
mod retention;
mod support;
