//! One generic id type for every entity.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{self, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

/// The id of a `T`: a UUID on the wire, `BINARY(16)` in a table.
///
/// Ids of different entities do not mix, because `T` differs:
///
/// ```compile_fail
/// use shared_models::{catalog::ProductId, customers::CustomerId};
/// fn find(_: ProductId) {}
/// find("0193b2d0-0000-7000-8000-000000000001".parse::<CustomerId>().unwrap());
/// ```
#[cfg_attr(
    feature = "db",
    derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow),
    diesel(sql_type = diesel::sql_types::Binary)
)]
pub struct Id<T> {
    uuid: Uuid,
    entity: PhantomData<fn() -> T>,
}

/// Labels ids of any entity, such as the subject of an audit entry.
pub enum Anything {}

/// An id whose entity is not part of the type.
pub type AnyId = Id<Anything>;

/// The text is not a UUID with hyphens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a UUID with hyphens")]
pub struct InvalidId;

impl<T> Id<T> {
    /// Types a UUID. Nothing is checked: any UUID can be an id.
    pub const fn from_uuid(uuid: Uuid) -> Self {
        Self { uuid, entity: PhantomData }
    }

    /// The bare UUID.
    pub const fn uuid(self) -> Uuid {
        self.uuid
    }

    /// The id without its entity, for places that hold ids of several entities, such as the audit log.
    pub const fn any(self) -> AnyId {
        Id::from_uuid(self.uuid)
    }

    /// The sixteen bytes as they stand in a `BINARY(16)` column.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        self.uuid.as_bytes()
    }
}

// Written out, because a derive would ask the same of `T`, which is only a label.
impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Id<T> {}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.uuid == other.uuid
    }
}

impl<T> Eq for Id<T> {}

impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.uuid.cmp(&other.uuid)
    }
}

impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.uuid.hash(state);
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.uuid, f)
    }
}

impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.uuid, f)
    }
}

impl<T> FromStr for Id<T> {
    type Err = InvalidId;

    /// Reads the hyphenated form (RFC 9562, section 4) and no other, so that one id has one spelling.
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let hyphenated = text.len() == uuid::fmt::Hyphenated::LENGTH;
        let uuid = Uuid::try_parse(text).ok().filter(|_| hyphenated);
        uuid.map(Self::from_uuid).ok_or(InvalidId)
    }
}

impl<T> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.uuid.serialize(serializer)
    }
}

impl<'de, T> Deserialize<'de> for Id<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(IdVisitor(PhantomData))
    }
}

struct IdVisitor<T>(PhantomData<fn() -> T>);

impl<T> Visitor<'_> for IdVisitor<T> {
    type Value = Id<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a UUID with hyphens")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Id<T>, E> {
        text.parse().map_err(|InvalidId| E::invalid_value(Unexpected::Str(text), &self))
    }
}

/// Declares entities and their ids: for each a label without values, and the [`Id`] that it labels.
macro_rules! ids {
    ($($entity:ident => $id:ident),+) => {$(
        #[doc = concat!("Labels the ids of the entity `", stringify!($entity), "`; has no values.")]
        pub enum $entity {}

        #[doc = concat!("The id of the entity `", stringify!($entity), "`.")]
        pub type $id = $crate::kernel::Id<$entity>;
    )+};
}
pub(crate) use ids;
