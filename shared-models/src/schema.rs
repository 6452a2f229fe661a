//! Every shared table. A service creates the ones it owns in its own migrations, with exactly these columns.
//!
//! Widths are the limits of the requests, in characters, so that what validation lets through a column can hold.

#![expect(missing_docs, reason = "diesel's `table!` writes items that cannot be documented; the tables are")]

use crate::kernel::{Email, Name, Phone, Sku, Slug};
use crate::orders::GIFT_MESSAGE_MAX;

/// The width of a state word.
const WORD: usize = 16;

accord_contract::tables! {
    /// Who may do what.
    roles (id) {
        id -> Binary [16],
        name -> Text [Name::MAX],
        permissions -> Text,
        created_at -> Datetime [6],
    }

    /// People who run the shop.
    users (id) {
        id -> Binary [16],
        role_id -> Binary [16],
        email -> Text [Email::MAX],
        name -> Text [Name::MAX],
        phone -> Nullable<Text> [Phone::MAX],
        status -> Text [WORD],
        version -> Integer,
        created_at -> Datetime [6],
        updated_at -> Datetime [6],
    }

    /// Who changed what, and when. Rows are added, never changed.
    audit_logs (id) {
        id -> Binary [16],
        actor -> Text [Name::MAX],
        action -> Text [WORD],
        subject_type -> Text [40],
        subject_id -> Binary [16],
        changes -> Text,
        occurred_at -> Datetime [6],
    }

    /// Makers of products.
    brands (id) {
        id -> Binary [16],
        name -> Text [Name::MAX],
        slug -> Text [Slug::MAX],
        created_at -> Datetime [6],
    }

    /// The tree that products are sorted into.
    categories (id) {
        id -> Binary [16],
        parent_id -> Nullable<Binary> [16],
        name -> Text [Name::MAX],
        slug -> Text [Slug::MAX],
        created_at -> Datetime [6],
    }

    /// What can be bought.
    products (id) {
        id -> Binary [16],
        sku -> Text [Sku::MAX],
        name -> Text [Name::MAX],
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

    /// Where stock lies.
    warehouses (id) {
        id -> Binary [16],
        code -> Text [WORD],
        name -> Text [Name::MAX],
        country -> Text [2],
        created_at -> Datetime [6],
    }

    /// How many of a product lie in a warehouse, and how many of those are promised to orders.
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

    /// Which warehouse gives how many of what for a reservation.
    reservation_lines (order_id, product_id, warehouse_id) {
        order_id -> Binary [16],
        product_id -> Binary [16],
        warehouse_id -> Binary [16],
        quantity -> Integer,
    }

    /// People who buy.
    customers (id) {
        id -> Binary [16],
        email -> Text [Email::MAX],
        name -> Text [Name::MAX],
        phone -> Nullable<Text> [Phone::MAX],
        street -> Text [Name::MAX],
        city -> Text [Name::MAX],
        postal_code -> Text [WORD],
        country -> Text [2],
        version -> Integer,
        created_at -> Datetime [6],
        updated_at -> Datetime [6],
    }

    /// What an optometrist prescribed.
    prescriptions (id) {
        id -> Binary [16],
        customer_id -> Binary [16],
        prescriber -> Text [Name::MAX],
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
        engraving -> Nullable<Text> [crate::builder::Engraving::MAX],
        add_ons -> Text,
        price_minor -> Bigint,
        currency -> Text [3],
        created_at -> Datetime [6],
    }

    /// What a customer wants, and how far it has come.
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
        sku -> Text [Sku::MAX],
        name -> Text [Name::MAX],
        quantity -> Integer,
        unit_price_minor -> Bigint,
        line_total_minor -> Bigint,
        short_by -> Integer,
    }

    /// Money promised, taken and given back for an order.
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
        carrier -> Nullable<Text> [Name::MAX],
        tracking_code -> Nullable<Text> [40],
        created_at -> Datetime [6],
        updated_at -> Datetime [6],
    }

    /// Messages to people.
    notifications (id) {
        id -> Binary [16],
        channel -> Text [WORD],
        recipient -> Text [Email::MAX],
        template -> Text [40],
        order_id -> Nullable<Binary> [16],
        status -> Text [WORD],
        created_at -> Datetime [6],
        sent_at -> Nullable<Datetime> [6],
    }

    /// Facts that wait to be published, written in the transaction that made them true.
    outbox (id) {
        id -> Binary [16],
        event_type -> Text [80],
        subject_id -> Binary [16],
        payload -> Text,
        occurred_at -> Datetime [6],
        published_at -> Nullable<Datetime> [6],
    }
}
