//! Every shared table. A service creates the ones it owns in its own migrations, with exactly these columns.
//!
//! Widths are the limits of the requests, in characters, so that what validation lets through a column can hold.

#![expect(missing_docs, reason = "diesel's `table!` writes items that cannot be documented; the tables are")]

use crate::builder::Engraving;
use crate::customers::{COUNTRY_LENGTH, POSTAL_CODE_MAX};
use crate::inventory::WAREHOUSE_CODE_MAX;
use crate::kernel::text::{EMAIL_MAX, NAME_MAX, PHONE_MAX, SKU_MAX, SLUG_MAX};
use crate::orders::GIFT_MESSAGE_MAX;
use crate::shipments::TRACKING_CODE_MAX;

/// The width of a state word.
const WORD: usize = 16;

accord_contract::tables! {
    /// Named sets of permissions.
    roles (id) {
        id -> Binary [16],
        name -> Text [NAME_MAX],
        permissions -> Text,
        created_at -> Datetime [6],
    }

    /// People who run the shop.
    users (id) {
        id -> Binary [16],
        role_id -> Binary [16],
        email -> Text [EMAIL_MAX],
        name -> Text [NAME_MAX],
        phone -> Nullable<Text> [PHONE_MAX],
        status -> Text [WORD],
        version -> Integer,
        created_at -> Datetime [6],
        updated_at -> Datetime [6],
    }

    /// Who changed what, and when. Rows are added, never changed.
    audit_logs (id) {
        id -> Binary [16],
        actor -> Text [NAME_MAX],
        action -> Text [WORD],
        subject_type -> Text [40],
        subject_id -> Binary [16],
        changes -> Text,
        occurred_at -> Datetime [6],
    }

    /// Makers of products.
    brands (id) {
        id -> Binary [16],
        name -> Text [NAME_MAX],
        slug -> Text [SLUG_MAX],
        created_at -> Datetime [6],
    }

    /// The tree that products are sorted into.
    categories (id) {
        id -> Binary [16],
        parent_id -> Nullable<Binary> [16],
        name -> Text [NAME_MAX],
        slug -> Text [SLUG_MAX],
        created_at -> Datetime [6],
    }

    /// Products with their price of today.
    products (id) {
        id -> Binary [16],
        sku -> Text [SKU_MAX],
        name -> Text [NAME_MAX],
        description -> Text,
        category_id -> Binary [16],
        brand_id -> Binary [16],
        price_minor -> Bigint,
        currency -> Text [3],
        status -> Text [WORD],
        version -> Integer,
        created_at -> Datetime [6],
        updated_at -> Datetime [6],
    }

    /// Places that hold stock.
    warehouses (id) {
        id -> Binary [16],
        code -> Text [WAREHOUSE_CODE_MAX],
        name -> Text [NAME_MAX],
        country -> Text [COUNTRY_LENGTH],
        created_at -> Datetime [6],
    }

    /// The stock of a product in one warehouse.
    inventory_items (product_id, warehouse_id) {
        product_id -> Binary [16],
        warehouse_id -> Binary [16],
        on_hand -> Integer,
        reserved -> Integer,
        updated_at -> Datetime [6],
    }

    /// The stock promised to an order; one per order.
    reservations (order_id) {
        order_id -> Binary [16],
        status -> Text [WORD],
        created_at -> Datetime [6],
        updated_at -> Datetime [6],
    }

    /// How many of a product each warehouse gives to an order.
    reservation_lines (order_id, product_id, warehouse_id) {
        order_id -> Binary [16],
        product_id -> Binary [16],
        warehouse_id -> Binary [16],
        quantity -> Integer,
    }

    /// People who buy.
    customers (id) {
        id -> Binary [16],
        email -> Text [EMAIL_MAX],
        name -> Text [NAME_MAX],
        phone -> Nullable<Text> [PHONE_MAX],
        street -> Text [NAME_MAX],
        city -> Text [NAME_MAX],
        postal_code -> Text [POSTAL_CODE_MAX],
        country -> Text [COUNTRY_LENGTH],
        version -> Integer,
        created_at -> Datetime [6],
        updated_at -> Datetime [6],
    }

    /// What an optometrist prescribed.
    prescriptions (id) {
        id -> Binary [16],
        customer_id -> Binary [16],
        prescriber -> Text [NAME_MAX],
        issued_on -> Date,
        expires_on -> Date,
        created_at -> Datetime [6],
    }

    /// The correction of one eye, in hundredths of a dioptre and degrees.
    prescription_items (prescription_id, eye) {
        prescription_id -> Binary [16],
        eye -> Text [WORD],
        sphere -> Integer,
        cylinder -> Integer,
        axis -> Nullable<Integer>,
        addition -> Integer,
    }

    /// Frames that customers put together.
    designs (id) {
        id -> Binary [16],
        product_id -> Binary [16],
        customer_id -> Nullable<Binary> [16],
        material -> Text [WORD],
        size -> Text [WORD],
        engraving -> Nullable<Text> [Engraving::MAX],
        add_ons -> Text,
        price_minor -> Bigint,
        currency -> Text [3],
        created_at -> Datetime [6],
    }

    /// Orders, with amounts as they were when they were placed.
    orders (id) {
        id -> Binary [16],
        customer_id -> Binary [16],
        status -> Text [WORD],
        currency -> Text [3],
        subtotal_minor -> Bigint,
        discount_minor -> Bigint,
        tax_minor -> Bigint,
        total_minor -> Bigint,
        gift_message -> Nullable<Text> [GIFT_MESSAGE_MAX],
        placed_at -> Datetime [6],
        updated_at -> Datetime [6],
    }

    /// The lines of an order, with names and prices as they were when it was placed.
    order_items (order_id, line_no) {
        order_id -> Binary [16],
        line_no -> Integer,
        product_id -> Binary [16],
        design_id -> Nullable<Binary> [16],
        sku -> Text [SKU_MAX],
        name -> Text [NAME_MAX],
        quantity -> Integer,
        unit_price_minor -> Bigint,
        line_total_minor -> Bigint,
        short_by -> Integer,
    }

    /// Money authorised, captured and refunded for an order.
    payments (id) {
        id -> Binary [16],
        order_id -> Binary [16],
        method -> Text [WORD],
        status -> Text [WORD],
        currency -> Text [3],
        amount_minor -> Bigint,
        captured_minor -> Bigint,
        refunded_minor -> Bigint,
        created_at -> Datetime [6],
        updated_at -> Datetime [6],
    }

    /// The bill a capture issues.
    invoices (id) {
        id -> Binary [16],
        number -> Text [20],
        order_id -> Binary [16],
        payment_id -> Binary [16],
        currency -> Text [3],
        total_minor -> Bigint,
        issued_at -> Datetime [6],
    }

    /// Parcels.
    shipments (id) {
        id -> Binary [16],
        order_id -> Binary [16],
        warehouse_id -> Binary [16],
        status -> Text [WORD],
        carrier -> Nullable<Text> [NAME_MAX],
        tracking_code -> Nullable<Text> [TRACKING_CODE_MAX],
        created_at -> Datetime [6],
        updated_at -> Datetime [6],
    }

    /// Messages to people.
    notifications (id) {
        id -> Binary [16],
        channel -> Text [WORD],
        recipient -> Text [EMAIL_MAX],
        template -> Text [40],
        order_id -> Nullable<Binary> [16],
        status -> Text [WORD],
        created_at -> Datetime [6],
        sent_at -> Nullable<Datetime> [6],
    }

    /// Events to publish, written in the transaction that made them true.
    outbox (id) {
        id -> Binary [16],
        event_type -> Text [80],
        subject_id -> Binary [16],
        payload -> Text,
        occurred_at -> Datetime [6],
        published_at -> Nullable<Datetime> [6],
    }
}
