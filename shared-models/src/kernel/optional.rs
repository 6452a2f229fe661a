//! Requests that may leave out every field.

/// Declares a request of which each field may be absent.
macro_rules! optional_fields {
    ($(#[$doc:meta])* pub struct $name:ident { $($(#[$rule:meta])* pub $field:ident: Option<$value:ty>,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, garde::Validate)]
        #[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
        pub struct $name {
            $(
                $(#[$rule])*
                #[serde(default, skip_serializing_if = "Option::is_none")]
                pub $field: Option<$value>,
            )+
        }
    };
}
pub(crate) use optional_fields;

/// Declares the query string of a list: its filters, then which page is wanted.
macro_rules! list_query {
    ($(#[$doc:meta])* pub struct $name:ident { $($filters:tt)* }) => {
        $crate::kernel::optional_fields! {
            $(#[$doc])*
            pub struct $name {
                $($filters)*
                /// `next_cursor` of the previous page; absent for the first page.
                #[garde(pattern($crate::kernel::CURSOR))]
                pub cursor: Option<String>,
                /// Items per page, 1 to 100; 20 if absent.
                #[garde(range(min = 1, max = $crate::kernel::PageQuery::MAX_LIMIT))]
                pub limit: Option<u16>,
            }
        }
    };
}
pub(crate) use list_query;
