//! What every domain is built from: ids, money, limits of text, pages, problems, and the sources of time and ids.

mod clock;
mod currency;
mod id;
mod money;
mod names;
mod optional;
mod page;
mod problem;
mod rate;
mod state;
mod text_enum;
mod text_types;

pub mod text;

#[cfg(feature = "contract")]
mod schema;
#[cfg(feature = "db")]
pub(crate) mod sql;
#[cfg(feature = "db")]
mod view;

pub use clock::{Clock, IdSource};
pub use currency::{Currency, UnknownCurrency};
pub(crate) use id::ids;
pub use id::{AnyId, Anything, Id, InvalidId};
pub use money::{Money, MoneyError, Price};
pub use names::{Illegible, illegible_names};
pub(crate) use optional::{list_query, optional_fields};
pub(crate) use page::CURSOR;
pub use page::{Cursor, InvalidCursor, Page, PageQuery};
pub use problem::{Fault, FaultSource, Problem, ProblemKind};
pub use rate::{BasisPoints, Rounding};
pub(crate) use state::states;
pub use state::{IllegalTransition, StateMachine};
pub use text_enum::UnknownVariant;
pub(crate) use text_enum::text_enum;
#[expect(deprecated, reason = "public until the next major")]
pub use text_types::{Email, InvalidText, Name, Phone, Sku, Slug};
#[cfg(feature = "db")]
pub(crate) use view::view;
