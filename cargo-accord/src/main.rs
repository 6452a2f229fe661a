//! The `cargo accord` command.

fn main() {}
