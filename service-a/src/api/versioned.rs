//! Views with a version: their answers carry an `ETag`.

use std::fmt::Display;

use service_chassis::database::{Error, Updated};
use service_chassis::http::{Created, Json, Versioned};
use shared_models::catalog::ProductView;
use shared_models::customers::CustomerView;
use shared_models::identity::UserView;

/// A view with a version.
pub trait HasVersion {
    fn version(&self) -> i32;
}

macro_rules! has_version {
    ($($view:ty),+) => {
        $(impl HasVersion for $view {
            fn version(&self) -> i32 {
                self.version
            }
        })+
    };
}
has_version!(CustomerView, ProductView, UserView);

/// The view with its version beside it.
pub fn versioned<T: HasVersion>(view: T) -> Versioned<T> {
    Versioned { version: view.version(), view }
}

/// The answer with a new view and its version.
pub fn created<T: HasVersion>(Created { location, view }: Created<T>) -> Created<Versioned<T>> {
    Created { location, view: versioned(view) }
}

/// The answer to the change of a row.
pub fn changed<R, V, E>(updated: Result<Updated<R>, E>, not_found: E, stale: E) -> Result<Json<Versioned<V>>, E>
where
    V: HasVersion + TryFrom<R, Error: Display>,
    E: From<Error>,
{
    match updated? {
        Updated::Done(row) => Ok(Json(versioned(row.try_into().map_err(Error::corrupt)?))),
        Updated::Missing => Err(not_found),
        Updated::Stale => Err(stale),
    }
}
