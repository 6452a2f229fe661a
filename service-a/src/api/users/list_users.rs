//! `GET /v1/users`.

use actix_web::web::Data;
use service_chassis::Chassis;
use service_chassis::database::Error;
use service_chassis::http::{Json, Query};
use shared_models::identity::{UserPage, UserView};
use shared_models::kernel::{Page, PageQuery};

use crate::store::{Slice, users};

/// Lists users, newest first.
pub async fn list_users(chassis: Data<Chassis>, Query(query): Query<PageQuery>) -> Result<Json<UserPage>, Error> {
    let slice = Slice::new(query.cursor.as_deref(), query.limit);
    let rows = chassis.database.run(move |connection| users::list(connection, slice)).await?;
    Ok(Json(Page::of(rows, slice.limit, |row| row.id, UserView::from)))
}
