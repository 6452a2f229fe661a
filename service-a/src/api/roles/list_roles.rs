//! `GET /v1/roles`.

use actix_web::web::Data;
use service_chassis::Chassis;
use service_chassis::database::Error;
use service_chassis::http::{Json, Query};
use shared_models::identity::{RoleEntity, RolePage};
use shared_models::kernel::PageQuery;

use crate::api::page::page;
use crate::store::Row as _;

/// Lists roles, newest first.
pub async fn list_roles(chassis: Data<Chassis>, Query(query): Query<PageQuery>) -> Result<Json<RolePage>, Error> {
    page(&chassis, query, RoleEntity::list, |role| role.id).await
}
