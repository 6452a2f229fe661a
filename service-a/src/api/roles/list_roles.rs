//! `GET /v1/roles`.

use actix_web::web::Data;
use service_chassis::Chassis;
use service_chassis::database::Error;
use service_chassis::http::{Json, Query};
use shared_models::identity::{RolePage, RoleView};
use shared_models::kernel::{Page, PageQuery};

use crate::store::{Slice, roles};

/// Lists roles, newest first.
pub async fn list_roles(chassis: Data<Chassis>, Query(query): Query<PageQuery>) -> Result<Json<RolePage>, Error> {
    let slice = Slice::new(query.cursor.as_deref(), query.limit);
    let rows = chassis.database.run(move |connection| roles::list(connection, slice)).await?;
    let views = rows.into_iter().map(RoleView::try_from).collect::<Result<Vec<_>, _>>().map_err(Error::corrupt)?;
    Ok(Json(Page::of(views, slice.limit, |view| view.id, |view| view)))
}
