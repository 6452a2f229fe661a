//! From a request to an order: every reference looked up, every price by the rules, nothing written yet.

use chrono::{DateTime, Utc};
use shared_models::builder::DesignEntity;
use shared_models::catalog::ProductStatus;
use shared_models::kernel::{Currency, Fault, FaultSource, Money, MoneyError};
use shared_models::orders::{OrderEntity, OrderId, OrderItemEntity, OrderLine, PlaceOrder, PricedLine, totals};

use crate::policy::Policy;
use crate::store::place_order::{Goods, Offer};

/// An order that is priced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Priced {
    /// Its row.
    pub order: OrderEntity,
    /// The rows of its lines.
    pub items: Vec<OrderItemEntity>,
}

/// Why an order cannot be placed as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// It refers to things that do not exist.
    Unknown(Vec<Fault>),
    /// What it refers to cannot be sold like this.
    Invalid(Vec<Fault>),
}

/// Prices `request` with what the database has.
///
/// # Errors
/// Every fault: all unknown references if there are any, else everything else that is wrong.
pub fn price(
    id: OrderId,
    request: &PlaceOrder,
    goods: &Goods,
    policy: &Policy,
    now: DateTime<Utc>,
) -> Result<Priced, Refused> {
    let PlaceOrder { customer_id, currency, lines, gift_message } = request;
    let country = goods.countries.get(customer_id);

    let mut unknown = Vec::new();
    if country.is_none() {
        unknown.push(fault("/customer_id".to_owned(), "no such customer"));
    }
    let mut found = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let offer = goods.offers.get(&line.product_id);
        let design = line.design_id.map(|id| goods.designs.get(&id));
        if offer.is_none() {
            unknown.push(fault(format!("/lines/{at}/product_id"), "no such product"));
        }
        if design == Some(None) {
            unknown.push(fault(format!("/lines/{at}/design_id"), "no such design"));
        }
        found.extend(offer.map(|offer| (line, offer, design.flatten())));
    }
    let Some(country) = country.filter(|_| unknown.is_empty()) else {
        return Err(Refused::Unknown(unknown));
    };

    let mut invalid = Vec::new();
    let mut priced = Vec::with_capacity(found.len());
    for (at, (line, offer, design)) in found.iter().enumerate() {
        match unit_price(request, line, offer, *design) {
            Ok(unit_price) => priced.push(PricedLine { unit_price, quantity: line.quantity }),
            Err((field, detail)) => invalid.push(fault(format!("/lines/{at}/{field}"), detail)),
        }
    }
    if !invalid.is_empty() {
        return Err(Refused::Invalid(invalid));
    }
    let totals = totals(*currency, &priced, &policy.terms(country)).map_err(|error| match error {
        MoneyError::OutOfRange | MoneyError::CurrencyMismatch(..) | MoneyError::NoShares => {
            Refused::Invalid(vec![fault("/lines".to_owned(), error.to_string())])
        }
    })?;
    let items = found.iter().zip(&priced).zip(&totals.lines).enumerate();
    let items = items.map(|(at, (((line, offer, _), priced), total))| item(id, at, line, offer, *priced, *total));
    let order = OrderEntity::new(id, *customer_id, &totals, now).with_gift_message(gift_message.clone());
    Ok(Priced { items: items.collect(), order })
}

/// The price of one, or the field that is at fault and why.
fn unit_price(
    request: &PlaceOrder,
    line: &OrderLine,
    offer: &Offer,
    design: Option<&DesignEntity>,
) -> Result<Money, (&'static str, String)> {
    if offer.status != ProductStatus::Active {
        return Err(("product_id", format!("is {}, not on sale", offer.status)));
    }
    let (field, minor, currency) = match design {
        None => ("product_id", offer.price_minor, offer.currency),
        Some(design) => {
            check_design(request, line, design).map_err(|detail| ("design_id", detail.to_owned()))?;
            ("design_id", design.price_minor, design.currency)
        }
    };
    in_currency(request.currency, minor, currency).map_err(|detail| (field, detail))
}

fn check_design(request: &PlaceOrder, line: &OrderLine, design: &DesignEntity) -> Result<(), &'static str> {
    if design.product_id != line.product_id {
        Err("is a design for another product")
    } else if design.customer_id.is_some_and(|owner| owner != request.customer_id) {
        Err("is the design of another customer")
    } else {
        Ok(())
    }
}

fn in_currency(wanted: Currency, minor: i64, currency: Currency) -> Result<Money, String> {
    if currency != wanted {
        return Err(format!("is sold in {currency}, not in {wanted}"));
    }
    Money::new(minor, currency).map_err(|error| error.to_string())
}

fn item(id: OrderId, at: usize, line: &OrderLine, offer: &Offer, priced: PricedLine, total: Money) -> OrderItemEntity {
    OrderItemEntity {
        order_id: id,
        // Validation lets through at most `LINES_MAX` lines of at most `QUANTITY_MAX`.
        line_no: i32::try_from(at).unwrap_or(i32::MAX),
        product_id: line.product_id,
        design_id: line.design_id,
        sku: offer.sku.clone(),
        name: offer.name.clone(),
        quantity: i32::try_from(line.quantity).unwrap_or(i32::MAX),
        unit_price_minor: priced.unit_price.amount_minor(),
        line_total_minor: total.amount_minor(),
        short_by: 0,
    }
}

fn fault(pointer: String, detail: impl Into<String>) -> Fault {
    Fault { source: FaultSource::Body, pointer, detail: detail.into() }
}
