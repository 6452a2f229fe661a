//! Prices an order: resolves every reference, applies the shared rules, writes nothing.

use chrono::{DateTime, Utc};
use service_chassis::problem::Fault;
use shared_models::builder::DesignEntity;
use shared_models::catalog::ProductStatus;
use shared_models::kernel::{Currency, Money, MoneyError};
use shared_models::orders::{OrderEntity, OrderId, OrderItemEntity, OrderLine, PlaceOrder, PricedLine, totals};

use crate::policy::Policy;
use crate::store::goods::{Goods, Offer};

/// The rows of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Priced {
    pub order: OrderEntity,
    pub items: Vec<OrderItemEntity>,
}

/// Why an order has no price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// It refers to things that do not exist.
    Unknown(Vec<Fault>),
    /// What it refers to cannot be sold like this.
    Invalid(Vec<Fault>),
}

/// A line of a request with what it refers to.
#[derive(Clone, Copy)]
struct Line<'a> {
    line: &'a OrderLine,
    offer: &'a Offer,
    design: Option<&'a DesignEntity>,
}

/// Prices `request`.
///
/// # Errors
/// Every unknown reference if there are any, else every other fault.
pub fn price(
    id: OrderId,
    request: &PlaceOrder,
    goods: &Goods,
    policy: &Policy,
    now: DateTime<Utc>,
) -> Result<Priced, Refused> {
    let PlaceOrder { customer_id, currency, lines: _, gift_message } = request;
    let (country, found) = resolve(request, goods).map_err(Refused::Unknown)?;
    let priced = unit_prices(request, &found).map_err(Refused::Invalid)?;
    let totals = totals(*currency, &priced, &policy.terms(country)).map_err(|error| match error {
        MoneyError::OutOfRange | MoneyError::CurrencyMismatch(..) | MoneyError::NoShares => {
            Refused::Invalid(vec![Fault::body("/lines", error.to_string())])
        }
    })?;
    let items = found.iter().zip(&priced).zip(&totals.lines).enumerate();
    let items = items.map(|(at, ((found, priced), total))| item(id, at, found, *priced, *total));
    let order = OrderEntity::new(id, *customer_id, &totals, now).with_gift_message(gift_message.clone());
    Ok(Priced { items: items.collect(), order })
}

/// The customer's country and the lines, or every reference to something that does not exist.
fn resolve<'a>(request: &'a PlaceOrder, goods: &'a Goods) -> Result<(&'a str, Vec<Line<'a>>), Vec<Fault>> {
    let country = goods.countries.get(&request.customer_id);
    let mut unknown = Vec::new();
    if country.is_none() {
        unknown.push(Fault::body("/customer_id", "no such customer"));
    }
    let mut found = Vec::with_capacity(request.lines.len());
    for (at, line) in request.lines.iter().enumerate() {
        let offer = goods.offers.get(&line.product_id);
        let design = line.design_id.map(|id| goods.designs.get(&id));
        if offer.is_none() {
            unknown.push(Fault::body(format!("/lines/{at}/product_id"), "no such product"));
        }
        if design == Some(None) {
            unknown.push(Fault::body(format!("/lines/{at}/design_id"), "no such design"));
        }
        found.extend(offer.map(|offer| Line { line, offer, design: design.flatten() }));
    }
    match country {
        Some(country) if unknown.is_empty() => Ok((country, found)),
        _ => Err(unknown),
    }
}

/// The price of one of each line, or every line that cannot be sold like this.
fn unit_prices(request: &PlaceOrder, lines: &[Line]) -> Result<Vec<PricedLine>, Vec<Fault>> {
    let mut invalid = Vec::new();
    let mut priced = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        match unit_price(request, line) {
            Ok(unit_price) => priced.push(PricedLine { unit_price, quantity: line.line.quantity }),
            Err((field, detail)) => invalid.push(Fault::body(format!("/lines/{at}/{field}"), detail)),
        }
    }
    if invalid.is_empty() { Ok(priced) } else { Err(invalid) }
}

/// The price of one, or the field at fault and the reason.
fn unit_price(request: &PlaceOrder, line: &Line) -> Result<Money, (&'static str, String)> {
    let Line { line, offer, design } = *line;
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

fn item(id: OrderId, at: usize, found: &Line, priced: PricedLine, total: Money) -> OrderItemEntity {
    let Line { line, offer, design: _ } = *found;
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
