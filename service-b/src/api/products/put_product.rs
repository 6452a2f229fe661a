//! `PUT /v1/products/{id}`

use actix_web::web::Data;
use service_chassis::failures;
use service_chassis::http::{PathId, Put, Valid};
use service_chassis::problem::Fault;
use shared_models::catalog::{CreateProduct, ProductId, ProductView};
use shared_models::kernel::ProblemKind;

use crate::names;
use crate::products;
use crate::state::State;
use crate::store::products::SkuTaken;

failures! {
    /// Why the product was not put.
    pub enum PutProductError {
        /// Another product has the SKU.
        SkuTaken => ProblemKind::Duplicate at body "/sku": "another product has this SKU",
        /// People cannot read a name in it.
        Illegible(Vec<Fault>) => ProblemKind::Invalid with faults,
    }
}

/// Adds a product, or replaces it; the same request again changes nothing.
pub async fn put_product(
    state: Data<State>,
    PathId(id): PathId<ProductId>,
    Valid(request): Valid<CreateProduct>,
) -> Result<Put<ProductView>, PutProductError> {
    let faults = names::faults(&request);
    if !faults.is_empty() {
        return Err(PutProductError::Illegible(faults));
    }
    let stamp = state.stamp();
    let put = state.database.run(move |connection| products::put(connection, id, &request, &stamp)).await?;
    Ok(match put.map_err(|SkuTaken| PutProductError::SkuTaken)? {
        products::Put::Created(view) => Put::Created(view),
        products::Put::Kept(view) => Put::Kept(view),
    })
}
