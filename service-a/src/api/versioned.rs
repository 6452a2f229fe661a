//! Views with a version: their answers carry an `ETag`.

use service_chassis::http::Versioned;
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
