//! Answers with a page of a list.

use std::fmt::Display;

use service_chassis::Chassis;
use service_chassis::database::{Connection, Error};
use service_chassis::http::Json;
use shared_models::kernel::{Id, Page, PageQuery};

use crate::store::Slice;

/// Reads the page that `query` asks for; `list` fetches its rows and one more.
pub async fn page<R, V, T>(
    chassis: &Chassis,
    query: PageQuery,
    list: impl FnOnce(&mut Connection, Slice) -> Result<Vec<R>, Error> + Send + 'static,
    id: impl Fn(&R) -> Id<T>,
) -> Result<Json<Page<V>>, Error>
where
    R: Send + 'static,
    V: TryFrom<R, Error: Display>,
{
    let slice = Slice::new(query.cursor.as_deref(), query.limit);
    let rows = chassis.database.run(move |connection| list(connection, slice)).await?;
    let Page { items, next_cursor } = Page::of(rows, slice.limit, id, V::try_from);
    let items = items.into_iter().collect::<Result<_, _>>().map_err(Error::corrupt)?;
    Ok(Json(Page { items, next_cursor }))
}
