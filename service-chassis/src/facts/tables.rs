//! The tables of publishers and followers.

use accord_contract::tables::TableShape;

mod publisher {
    accord_contract::tables! {
        /// What the sequencer needs of `outbox`, beside what the contract says about it. `position` counts up with every
        /// insert: within a subject, whose row is locked by then, it is the order of the changes.
        outbox (id) {
            id -> Binary [16],
            event_type -> Text [80],
            payload -> Text,
            occurred_at -> Datetime [6],
            position -> BigInt,
            seq -> Nullable<BigInt>,
        }

        /// How far the facts are numbered. One row, with the id 1.
        outbox_head (id) {
            id -> Integer,
            epoch -> BigInt,
            seq -> BigInt,
            /// The process that numbers, until its lease is over.
            owner -> Binary [16],
            leased_until -> Datetime [6],
            /// Counts the owners.
            generation -> BigInt,
        }

        /// Who reads the feed, and the last fact that each has dealt with.
        feed_readers (reader) {
            reader -> Text [80],
            epoch -> BigInt,
            seq -> BigInt,
            seen_at -> Datetime [6],
        }
    }
}

mod follower {
    accord_contract::tables! {
        /// How far each consumer has come.
        checkpoints (consumer) {
            consumer -> Text [80],
            epoch -> BigInt,
            seq -> BigInt,
            moved_at -> Datetime [6],
        }

        /// Facts that a consumer could not take, and later ones about the same subject.
        parked_facts (consumer, epoch, seq) {
            consumer -> Text [80],
            epoch -> BigInt,
            seq -> BigInt,
            id -> Binary [16],
            event_type -> Text [80],
            subject_id -> Binary [16],
            /// The release of the models that wrote it.
            dataversion -> Text [40],
            /// The whole event, however long it is.
            payload -> Text,
            reason -> Text [500],
            /// The release of the service that could not take it.
            failed_release -> Text [120],
            parked_at -> Datetime [6],
            /// When a person asked to try it again; null while nobody did.
            redrive_at -> Nullable<Datetime> [6],
        }
    }
}

pub(super) use follower::{checkpoints, parked_facts};
pub(super) use publisher::{feed_readers, outbox, outbox_head};

/// The tables that the chassis writes by itself, whatever requests there are.
#[cfg(feature = "testkit")]
pub(crate) const BOOKKEEPING: [&str; 2] = ["outbox_head", "checkpoints"];

/// What a service that publishes needs beside the `outbox` of its contract.
pub fn publisher_tables() -> Vec<TableShape> {
    publisher::shapes()
}

/// What a service that follows another needs.
pub fn follower_tables() -> Vec<TableShape> {
    let mut tables = follower::shapes();
    // An event may be longer than what fits `TEXT`, which is all that diesel's types can say.
    for column in tables.iter_mut().flat_map(|table| &mut table.columns).filter(|column| column.name == "payload") {
        "mediumtext".clone_into(&mut column.sql_type);
    }
    tables
}
