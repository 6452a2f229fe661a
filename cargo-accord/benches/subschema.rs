//! How fast questions are answered.

fn main() {}
