//! What the service says, which in a real one is a library that several services share.

use accord_contract::Contract;
use accord_contract::problems;
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

/// The request that adds a parcel.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, Validate)]
pub struct CreateParcel {
    /// What stands on it, 1 to 40 characters.
    #[garde(length(chars, min = 1, max = 40))]
    #[schemars(length(min = 1, max = 40))]
    pub label: String,
    /// In grams.
    #[garde(range(min = 1, max = 30_000))]
    #[schemars(range(min = 1, max = 30_000))]
    pub weight: i32,
    /// How large it is.
    #[garde(dive)]
    pub size: Size,
    /// What customs may know of what is in it, at most 200 items.
    #[garde(length(max = 200), dive)]
    #[schemars(length(max = 200))]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contents: Vec<Item>,
}

/// Something in a parcel.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, Validate)]
pub struct Item {
    /// What it is, 1 to 40 characters.
    #[garde(length(chars, min = 1, max = 40))]
    #[schemars(length(min = 1, max = 40))]
    pub name: String,
    /// How many there are.
    #[garde(range(min = 1, max = 999))]
    #[schemars(range(min = 1, max = 999))]
    pub pieces: u32,
    /// Where it was made, as a number of a list that changes; absent when it is not known.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<u32>,
}

/// The request that changes a parcel.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, Validate)]
pub struct UpdateParcel {
    /// In grams.
    #[garde(range(min = 1, max = 30_000))]
    #[schemars(range(min = 1, max = 30_000))]
    pub weight: i32,
}

/// The sides of a parcel, in millimetres.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, Validate)]
pub struct Size {
    /// The longest side.
    #[garde(range(min = 1, max = 2_000))]
    #[schemars(range(min = 1, max = 2_000))]
    pub length: i32,
}

/// Which parcels are wanted.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, Validate)]
pub struct ListParcels {
    /// How many, 1 to 100; 20 if absent.
    #[garde(range(min = 1, max = 100))]
    #[schemars(range(min = 1, max = 100))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
}

/// A parcel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ParcelView {
    /// Its id.
    #[schemars(with = "String")]
    pub id: Uuid,
    /// What stands on it.
    pub label: String,
    /// In grams.
    pub weight: i32,
    /// Counts its changes.
    pub version: i32,
}

/// The fact that a parcel was added or changed: how it is now.
pub type ParcelChanged = ParcelView;

/// Some of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
}

/// Parcels.
pub type ParcelPage = Page<ParcelView>;

/// A problem document.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Problem {
    #[serde(rename = "type")]
    kind: String,
    title: String,
    status: u16,
}

accord_contract::wire_types! {
    request {
        parcels::contract::CreateParcel,
        parcels::contract::ListParcels,
        parcels::contract::UpdateParcel,
    }
    event {
        parcels::contract::ParcelChanged,
    }
    response {
        parcels::contract::ParcelPage,
        parcels::contract::ParcelView,
        parcels::contract::Problem,
    }
}

accord_contract::tables! {
    parcels (id) {
        id -> Binary [16],
        label -> Text [40],
        weight -> Integer,
        version -> Integer,
        created_at -> Datetime [6],
    }
}

/// The kinds of problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemKind {
    /// Something with this value exists already.
    Duplicate,
    /// There is no such thing.
    NotFound,
    /// It has another version.
    StaleVersion,
}

impl ProblemKind {
    /// The last part of the type URI.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Duplicate => "duplicate",
            Self::NotFound => "not-found",
            Self::StaleVersion => "stale-version",
        }
    }
}

fn contract() -> Contract {
    let kinds = service_chassis::problem::Kind::OF_THE_EDGE.map(|(kind, status)| (kind.slug(), status));
    let kinds = kinds.into_iter().chain([("duplicate", 409)]);
    let problem =
        |(slug, status)| problems::ProblemKind::new(format!("urn:problem-type:post-office:{slug}"), status, "A title");
    Contract::new("parcel-models", "1.0.0").types(WIRE_TYPES).tables(shapes()).problems(kinds.map(problem))
}

/// The contract document.
pub fn document() -> Value {
    contract().document()
}

/// The schemas of the OpenAPI document.
pub fn components() -> Map<String, Value> {
    contract().components()
}
