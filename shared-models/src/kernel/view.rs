//! Views of rows.

/// Declares how a row is shown. Each of its columns is named once, or this does not compile.
///
/// The columns in braces are shown as they are; those behind the semicolon are times. A field that is made from other
/// columns follows a `with`. After `or` stands the error of a row that cannot be shown.
macro_rules! view {
    (
        $row:ident => $view:ident { $($same:ident),+; $($time:ident),+ }
        $(with $($column:ident),+ => $field:ident: $value:expr),*
    ) => {
        impl From<$row> for $view {
            fn from(row: $row) -> Self {
                let $row { $($same,)+ $($time,)+ $($($column,)+)* } = row;
                Self { $($same,)+ $($time: $time.and_utc(),)+ $($field: $value,)* }
            }
        }
    };
    (
        $row:ident => $view:ident or $error:ty { $($same:ident),+; $($time:ident),+ }
        $(with $($column:ident),+ => $field:ident: $value:expr),+
    ) => {
        impl TryFrom<$row> for $view {
            type Error = $error;

            fn try_from(row: $row) -> Result<Self, $error> {
                let $row { $($same,)+ $($time,)+ $($($column,)+)+ } = row;
                Ok(Self { $($same,)+ $($time: $time.and_utc(),)+ $($field: $value,)+ })
            }
        }
    };
}
pub(crate) use view;
