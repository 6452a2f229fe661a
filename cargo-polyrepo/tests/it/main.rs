//! The commands, in scratch checkouts and against a registry that the test serves.

#![expect(clippy::unwrap_used, reason = "what the scratch checkout cannot do fails the test")]

mod archive;
mod bump;
mod client;
mod fake_registry;
mod gate;
mod http;
mod index_line;
mod level;
mod monorepo;
mod process;
mod progress;
mod publish;
mod registry;
mod releases;
mod scratch;
mod split;
mod unpushed;
mod untagged;

/// Parts of the rehearsal, whose binary has no test harness.
#[path = "../rehearsal"]
#[expect(dead_code, reason = "used by the rehearsal; here are the tests")]
mod rehearsal {
    mod build_cache;
    mod cargo_home;
    mod edit;
    mod ran;
    mod timeline;
}
