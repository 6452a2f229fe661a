//! Rebuilds service-a when one of its migrations changes, because the binary holds them.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
