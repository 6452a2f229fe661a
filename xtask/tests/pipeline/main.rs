//! From a change to a release to everybody who uses it: the registry's scripts, the gate, the
//! workflows. Nothing here needs a running registry; `cargo xtask rehearse` goes through with one.

#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]

mod backup;
mod fake_registry;
mod gate;
mod publish;
#[path = "../tasks/scratch.rs"]
mod scratch;
mod split;
mod unpushed;
mod workflow;
mod workflows;
