//! The checkout of an order as a state machine: what happened takes it from one state to the next.
//!
//! Pure. Each state has at most one thing to do, which the worker does when the state's timer is due; see `worker`. A state
//! that is added, or that means something else, needs another version: releases that do not know it leave the saga alone.

use shared_models::kernel::StateMachine;
use shared_models::orders::OrderStatus;

use crate::store::sagas::Definition;

/// What the rows of this release follow.
pub const DEFINITION: Definition = Definition {
    name: "checkout",
    version: 1,
    states: &["reserving", "awaiting_payment", "paid", "shipped", "releasing", "refunding"],
};

/// How far a checkout is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Its stock has to be reserved.
    Reserving,
    /// Its stock is reserved; the customer has to pay in time.
    AwaitingPayment,
    /// The money is promised or taken; a parcel has to leave.
    Paid,
    /// A parcel has left; the last one has to arrive.
    Shipped,
    /// The order is cancelled or rejected; its stock has to be released, which voids a payment that is only promised.
    Releasing,
    /// The order is cancelled, and its money was taken; it has to be given back.
    Refunding,
    /// Every parcel has arrived. Without a row.
    Delivered,
    /// The order is cancelled or rejected, and nothing is left to do. Without a row.
    Closed,
}

/// What can happen to an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happened {
    /// Its stock was reserved.
    Reserved,
    /// There is not enough stock.
    Short,
    /// Fulfilment has refused to reserve too often.
    GivenUp,
    /// The customer has cancelled it.
    CalledOff,
    /// The customer has not paid in time.
    Unpaid,
    /// Its money was promised or taken.
    Paid,
    /// Its payment was voided.
    Voided,
    /// Its stock was reserved for too long.
    Expired,
    /// A parcel has left.
    Dispatched,
    /// The last parcel has arrived.
    Arrived,
    /// Its stock was released, and no money was taken; or no call can do more.
    Released,
    /// Its stock was released, and money was taken.
    MoneyTaken,
    /// Its money was given back.
    Refunded,
}

/// When something is due in a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timer {
    Now,
    /// When the time to pay is over.
    Payment,
    /// It waits for a fact.
    Never,
}

/// Where something leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// To this state; also when it is the same again, as what was done there has to be done again.
    Enter(State),
    /// It changes nothing: it is late, repeated, or of no concern.
    Stay,
    /// It cannot happen here, as far as this service knows.
    Unexpected,
}

/// Where `happened` leads in `state`.
pub const fn next(state: State, happened: Happened) -> Next {
    use Next::{Enter, Stay, Unexpected};
    use State::{AwaitingPayment, Closed, Delivered, Paid, Refunding, Releasing, Reserving, Shipped};
    match (happened, state) {
        (Happened::Reserved, Reserving) => Enter(AwaitingPayment),
        // A late answer: the stock was reserved after it was released.
        (Happened::Reserved, Releasing | Refunding | Closed) => Enter(Releasing),
        (Happened::Short, Reserving) => Enter(Closed),
        (Happened::GivenUp, Reserving)
        | (Happened::CalledOff | Happened::Expired, Reserving | AwaitingPayment | Paid)
        | (Happened::Unpaid, AwaitingPayment) => Enter(Releasing),
        (Happened::Paid, AwaitingPayment) => Enter(Paid),
        // Promised or taken in the moment in which the order was cancelled.
        (Happened::Paid, Releasing | Closed) => Enter(Releasing),
        (Happened::Voided, Paid) => Enter(AwaitingPayment),
        (Happened::Dispatched, AwaitingPayment | Paid) => Enter(Shipped),
        (Happened::Arrived, Shipped) => Enter(Delivered),
        (Happened::Released, Releasing) | (Happened::Refunded, Refunding) => Enter(Closed),
        (Happened::MoneyTaken, Releasing) => Enter(Refunding),
        (Happened::Paid | Happened::Dispatched, Reserving)
        | (Happened::Arrived, Reserving | AwaitingPayment | Paid) => Unexpected,
        (Happened::Reserved, AwaitingPayment | Paid | Shipped | Delivered)
        | (
            Happened::Short | Happened::GivenUp,
            AwaitingPayment | Paid | Shipped | Releasing | Refunding | Delivered | Closed,
        )
        | (Happened::CalledOff | Happened::Expired, Shipped | Releasing | Refunding | Delivered | Closed)
        | (Happened::Unpaid, Reserving | Paid | Shipped | Releasing | Refunding | Delivered | Closed)
        | (Happened::Paid, Paid | Shipped | Refunding | Delivered)
        | (Happened::Voided, Reserving | AwaitingPayment | Shipped | Releasing | Refunding | Delivered | Closed)
        | (Happened::Dispatched, Shipped | Releasing | Refunding | Delivered | Closed)
        | (Happened::Arrived, Releasing | Refunding | Delivered | Closed)
        | (
            Happened::Released | Happened::MoneyTaken,
            Reserving | AwaitingPayment | Paid | Shipped | Refunding | Delivered | Closed,
        )
        | (Happened::Refunded, Reserving | AwaitingPayment | Paid | Shipped | Releasing | Delivered | Closed) => Stay,
    }
}

impl State {
    const STORED: [Self; 6] =
        [Self::Reserving, Self::AwaitingPayment, Self::Paid, Self::Shipped, Self::Releasing, Self::Refunding];

    /// Its word in the table.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reserving => "reserving",
            Self::AwaitingPayment => "awaiting_payment",
            Self::Paid => "paid",
            Self::Shipped => "shipped",
            Self::Releasing => "releasing",
            Self::Refunding => "refunding",
            Self::Delivered => "delivered",
            Self::Closed => "closed",
        }
    }

    /// Whether nothing is left to do: then it has no row.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Delivered | Self::Closed)
    }

    /// The state with this word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::STORED.into_iter().find(|state| state.word() == word)
    }

    /// The state of an order. The status decides where the two differ, or where there is no row: a release without sagas may
    /// have changed the order.
    pub const fn of(status: OrderStatus, stored: Option<Self>) -> Self {
        match (status, stored) {
            (OrderStatus::Pending, _) => Self::Reserving,
            (OrderStatus::Confirmed, Some(Self::Paid)) => Self::Paid,
            (OrderStatus::Confirmed, _) => Self::AwaitingPayment,
            (OrderStatus::Shipped, _) => Self::Shipped,
            (OrderStatus::Delivered, _) => Self::Delivered,
            (OrderStatus::Rejected | OrderStatus::Cancelled, None) => Self::Closed,
            (OrderStatus::Rejected | OrderStatus::Cancelled, Some(Self::Refunding)) => Self::Refunding,
            (OrderStatus::Rejected | OrderStatus::Cancelled, Some(_)) => Self::Releasing,
        }
    }

    /// When something is due.
    pub const fn timer(self) -> Timer {
        match self {
            Self::Reserving | Self::Releasing | Self::Refunding => Timer::Now,
            Self::AwaitingPayment => Timer::Payment,
            Self::Paid | Self::Shipped | Self::Delivered | Self::Closed => Timer::Never,
        }
    }

    /// The status that an order has once it is here, because of `happened`.
    pub fn status(self, happened: Happened, before: OrderStatus) -> OrderStatus {
        match self {
            Self::Reserving => OrderStatus::Pending,
            Self::AwaitingPayment | Self::Paid => OrderStatus::Confirmed,
            Self::Shipped => OrderStatus::Shipped,
            Self::Delivered => OrderStatus::Delivered,
            Self::Releasing | Self::Refunding | Self::Closed if before.is_final() => before,
            Self::Releasing | Self::Refunding | Self::Closed => match happened {
                Happened::Short | Happened::GivenUp => OrderStatus::Rejected,
                _ => OrderStatus::Cancelled,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATES: [State; 8] = [
        State::Reserving,
        State::AwaitingPayment,
        State::Paid,
        State::Shipped,
        State::Releasing,
        State::Refunding,
        State::Delivered,
        State::Closed,
    ];

    /// What happened, and where it leads from each of [`STATES`]: a word, `-` to stay, `!` where it is not expected.
    #[rustfmt::skip]
    const TABLE: [(Happened, [&str; 8]); 13] = [
        (Happened::Reserved,   ["awaiting_payment", "-", "-", "-", "releasing", "releasing", "-", "releasing"]),
        (Happened::Short,      ["closed", "-", "-", "-", "-", "-", "-", "-"]),
        (Happened::GivenUp,    ["releasing", "-", "-", "-", "-", "-", "-", "-"]),
        (Happened::CalledOff,  ["releasing", "releasing", "releasing", "-", "-", "-", "-", "-"]),
        (Happened::Unpaid,     ["-", "releasing", "-", "-", "-", "-", "-", "-"]),
        (Happened::Paid,       ["!", "paid", "-", "-", "releasing", "-", "-", "releasing"]),
        (Happened::Voided,     ["-", "-", "awaiting_payment", "-", "-", "-", "-", "-"]),
        (Happened::Expired,    ["releasing", "releasing", "releasing", "-", "-", "-", "-", "-"]),
        (Happened::Dispatched, ["!", "shipped", "shipped", "-", "-", "-", "-", "-"]),
        (Happened::Arrived,    ["!", "!", "!", "delivered", "-", "-", "-", "-"]),
        (Happened::Released,   ["-", "-", "-", "-", "closed", "-", "-", "-"]),
        (Happened::MoneyTaken, ["-", "-", "-", "-", "refunding", "-", "-", "-"]),
        (Happened::Refunded,   ["-", "-", "-", "-", "-", "closed", "-", "-"]),
    ];

    /// The statuses that an order may have in a state.
    fn statuses(state: State) -> &'static [OrderStatus] {
        match state {
            State::Reserving => &[OrderStatus::Pending],
            State::AwaitingPayment | State::Paid => &[OrderStatus::Confirmed],
            State::Shipped => &[OrderStatus::Shipped],
            State::Delivered => &[OrderStatus::Delivered],
            State::Releasing | State::Refunding | State::Closed => &[OrderStatus::Cancelled, OrderStatus::Rejected],
        }
    }

    #[test]
    fn every_pair_leads_where_the_table_says() {
        for (happened, row) in TABLE {
            for (state, expected) in STATES.into_iter().zip(row) {
                let found = match next(state, happened) {
                    Next::Enter(entered) => entered.word(),
                    Next::Stay => "-",
                    Next::Unexpected => "!",
                };
                assert_eq!(found, expected, "{happened:?} in {state:?}");
            }
        }
    }

    #[test]
    fn the_order_follows_by_legal_steps_and_fits_the_state() {
        for (happened, _) in TABLE {
            for state in STATES {
                let Next::Enter(entered) = next(state, happened) else { continue };
                for before in statuses(state) {
                    let after = entered.status(happened, *before);
                    assert!(statuses(entered).contains(&after), "{happened:?} in {state:?}: {after}");
                    assert!(
                        after == *before || before.to(after).is_ok(),
                        "{happened:?} in {state:?}: {before} to {after}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_state_is_found_by_its_word_and_fits_the_status_of_the_order() {
        assert_eq!(State::STORED.map(State::word), DEFINITION.states);
        for state in STATES {
            assert_eq!(State::of_word(state.word()), Some(state).filter(|state| !state.is_over()));
            for status in statuses(state) {
                let stored = Some(state).filter(|state| !state.is_over());
                assert_eq!(State::of(*status, stored), state);
            }
        }
    }

    #[test]
    fn where_the_row_and_the_order_differ_the_order_decides() {
        for (status, stored, expected) in [
            (OrderStatus::Confirmed, None, State::AwaitingPayment),
            (OrderStatus::Confirmed, Some(State::Reserving), State::AwaitingPayment),
            (OrderStatus::Cancelled, Some(State::AwaitingPayment), State::Releasing),
            (OrderStatus::Cancelled, Some(State::Paid), State::Releasing),
            (OrderStatus::Shipped, None, State::Shipped),
        ] {
            assert_eq!(State::of(status, stored), expected, "{status} {stored:?}");
        }
    }
}
