//! `GET /v1/roles/{id}`.

use actix_web::web::Data;
use service_chassis::Chassis;
use service_chassis::database::Error;
use service_chassis::http::{Found, PathId};
use shared_models::identity::{RoleEntity, RoleId, RoleView};

use crate::store::Row as _;

/// Shows a role.
pub async fn get_role(chassis: Data<Chassis>, PathId(id): PathId<RoleId>) -> Result<Found<RoleView>, Error> {
    let row = chassis.database.run(move |connection| RoleEntity::find(connection, id)).await?;
    Ok(Found(row.map(RoleView::try_from).transpose().map_err(Error::corrupt)?))
}
