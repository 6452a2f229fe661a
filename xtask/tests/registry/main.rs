//! What this checkout has for its packages and its registry: scripts, hooks, aliases, workflows. cargo-polyrepo brings the
//! commands, and its own tests run without a checkout around them.

mod backup;
mod configuration;
mod workflows;
