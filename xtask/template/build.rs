//! Rebuilds {{project-name}} when a migration changes, because the binary holds them.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
