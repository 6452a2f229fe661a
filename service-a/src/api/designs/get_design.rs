//! `GET /v1/designs/{id}`.

use actix_web::web::Data;
use service_chassis::Chassis;
use service_chassis::database::Error;
use service_chassis::http::{Found, PathId};
use shared_models::builder::{DesignEntity, DesignId, DesignView};

use crate::store::Row as _;

/// Shows a design.
pub async fn get_design(chassis: Data<Chassis>, PathId(id): PathId<DesignId>) -> Result<Found<DesignView>, Error> {
    let row = chassis.database.run(move |connection| DesignEntity::find(connection, id)).await?;
    Ok(Found(row.map(DesignView::try_from).transpose().map_err(Error::corrupt)?))
}
