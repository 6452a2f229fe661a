//! Statements that insert several rows at once.

use chrono::NaiveDateTime;
use service_chassis::database::Statement;
use shared_models::audit::AuditAction;
use shared_models::customers::Eye;
use shared_models::kernel::{Currency, Id};
use shared_models::orders::OrderStatus;

/// A value of a column.
pub(super) trait Value {
    fn add<'a>(&'a self, statement: &mut Statement<'a>);
}

macro_rules! values {
    ($($type:ty: $method:ident($value:ident => $written:expr);)+) => {
        $(impl Value for $type {
            fn add<'a>(&'a self, statement: &mut Statement<'a>) {
                let $value = self;
                statement.$method($written);
            }
        })+
    };
}

values! {
    i32: int(number => *number);
    i64: big(number => *number);
    Option<i32>: int_or_null(number => *number);
    NaiveDateTime: time(time => *time);
    String: text(text => text);
    &str: text(text => text);
    Option<String>: text_or_null(text => text.as_deref());
    &[u8; 32]: bytes(bytes => *bytes);
    AuditAction: text(word => word.as_str());
    Currency: text(currency => currency.code());
    Eye: text(word => word.as_str());
    OrderStatus: text(word => word.as_str());
}

impl Value for Option<NaiveDateTime> {
    fn add<'a>(&'a self, statement: &mut Statement<'a>) {
        match self {
            Some(time) => statement.time(*time),
            None => statement.sql("NULL"),
        };
    }
}

impl<T> Value for Id<T> {
    fn add<'a>(&'a self, statement: &mut Statement<'a>) {
        statement.uuid(self.uuid());
    }
}

impl<T> Value for Option<Id<T>> {
    fn add<'a>(&'a self, statement: &mut Statement<'a>) {
        statement.uuid_or_null(self.map(Id::uuid));
    }
}

/// The statement that adds `rows`. Each column is named once, or this does not compile; those after `without` keep the
/// value that the database gives them.
macro_rules! insert {
    ($rows:expr => $table:ident: $row:ident { $first:ident $(, $column:ident)* } $(without $($absent:ident),+)?) => {{
        let mut statement = service_chassis::database::Statement::default();
        let head = concat!(
            "INSERT INTO ", stringify!($table), " (", stringify!($first), $(", ", stringify!($column),)* ") VALUES "
        );
        statement.sql(head).list(", ", $rows, |part, $row { $first, $($column,)* $($($absent: _),+)? }| {
            use crate::store::insert::Value as _;
            $first.add(part.sql("("));
            $($column.add(part.sql(", "));)*
            part.sql(")");
        });
        statement
    }};
}
pub(super) use insert;
