//! What this checkout has for its packages and its registry: scripts, hooks, aliases, workflows. cargo-polyrepo brings the
//! commands, and its own tests run without a checkout around them.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

mod backup;
mod configuration;
mod workflows;
