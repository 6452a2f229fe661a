//! Lists, page by page.

use crate::support::Shop;

#[test]
fn a_page_has_a_cursor_and_a_limit() {
    let app = Shop::start();
    for list in [
        "list_roles",
        "list_users",
        "list_brands",
        "list_categories",
        "list_customers",
        "list_orders",
        "list_audit_logs",
    ] {
        for query in ["limit=0", "limit=10000", "limit=ten", "limit=99999999999"] {
            assert_eq!(app.call(list).query(query).send().problem("invalid"), ["/limit"], "{list} {query}");
        }
        for query in ["cursor=", "cursor=%27%20OR%201=1", "cursor=2aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"] {
            assert_eq!(app.call(list).query(query).send().problem("invalid"), ["/cursor"], "{list} {query}");
        }
    }
}
