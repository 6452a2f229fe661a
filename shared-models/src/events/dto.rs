//! The envelope of an event.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::kernel::{AnyId, Id};

/// Labels the ids of events.
pub enum Fact {}

/// The id of an event: a subscriber that has seen it ignores it the second time.
pub type EventId = Id<Fact>;

/// An event: its source, type and time, and the fact itself.
///
/// The field names are those of CloudEvents 1.0 where it has them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct Envelope<T> {
    /// Stays the same when the event is sent again.
    pub id: EventId,
    /// The type of `data` as the contract names it, such as `orders::OrderPlaced`.
    #[serde(rename = "type")]
    pub event_type: String,
    /// The service that publishes it, such as `service-a`.
    pub source: String,
    /// The release of this library that wrote `data`.
    pub dataversion: String,
    /// The thing the fact is about; events about one thing stay in order.
    pub subject: AnyId,
    /// UTC; when the fact became true, not when it was sent.
    pub time: DateTime<Utc>,
    /// The fact itself; its shape is that of `type`.
    pub data: T,
}

/// An event whose `data` is not read yet.
pub type AnyEvent = Envelope<serde_json::Value>;

/// A fact that can be published.
pub trait Event: Serialize + for<'de> Deserialize<'de> {
    /// The type as the contract names it.
    const TYPE: &'static str;
}

impl<T: Event> Envelope<T> {
    /// The envelope of a fact, written by this release.
    pub fn new<S>(id: EventId, source: &str, subject: Id<S>, time: DateTime<Utc>, data: T) -> Self {
        Self {
            id,
            event_type: T::TYPE.to_owned(),
            source: source.to_owned(),
            dataversion: crate::VERSION.to_owned(),
            subject: subject.any(),
            time,
            data,
        }
    }
}

/// Why an event could not be read as the type a subscriber asked for.
#[derive(Debug, thiserror::Error)]
pub enum UnreadableEvent {
    /// It is of another type.
    #[error("event is of type {found}, not {expected}")]
    OtherType {
        /// The type that the subscriber asked for.
        expected: &'static str,
        /// The type of the event.
        found: String,
    },
    /// It is of the right type, but the data does not fit.
    #[error("data does not fit {expected}")]
    Data {
        /// What was asked for.
        expected: &'static str,
        /// The first member that did not fit.
        #[source]
        source: serde_json::Error,
    },
}

impl AnyEvent {
    /// Reads the fact as a `T`. Fields that this release does not know are ignored.
    ///
    /// # Errors
    /// [`UnreadableEvent`].
    pub fn read<T: Event>(self) -> Result<Envelope<T>, UnreadableEvent> {
        if self.event_type != T::TYPE {
            return Err(UnreadableEvent::OtherType { expected: T::TYPE, found: self.event_type });
        }
        let data = T::deserialize(self.data).map_err(|source| UnreadableEvent::Data { expected: T::TYPE, source })?;
        let Self { id, event_type, source, dataversion, subject, time, data: _ } = self;
        Ok(Envelope { id, event_type, source, dataversion, subject, time, data })
    }
}

/// Names the type of each event once.
macro_rules! events {
    ($($domain:ident { $($event:ident),+ })+) => {
        $($(impl Event for crate::$domain::$event {
            const TYPE: &'static str = concat!(stringify!($domain), "::", stringify!($event));
        })+)+

        /// The type of every event this release knows.
        pub const EVENT_TYPES: &[&str] = &[$($(concat!(stringify!($domain), "::", stringify!($event))),+),+];
    };
}

events! {
    catalog { ProductChanged }
    customers { CustomerRegistered, PrescriptionAdded }
    identity { UserAccessChanged, UserRegistered }
    inventory { ReservationExpired, StockReleased, StockReserved }
    notifications { NotificationSent }
    orders { GiftRequested, OrderCancelled, OrderConfirmed, OrderDelivered, OrderPlaced, OrderRejected, OrderShipped }
    payments { InvoiceIssued, PaymentAuthorised, PaymentCaptured, PaymentRefunded, PaymentVoided }
    shipments { ShipmentDelivered, ShipmentDispatched }
}
