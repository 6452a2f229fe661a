//! The account of one service has no access to the other's database.

use crate::stage::Stage;

#[test]
fn account_of_one_service_cannot_reach_the_other_database() {
    let stage = Stage::set();
    for (account, other) in [
        (&stage.storefront_database, &stage.fulfilment_database),
        (&stage.fulfilment_database, &stage.storefront_database),
    ] {
        let refused = account.client().query(&format!("SELECT id FROM `{}`.products", other.name)).unwrap_err();
        assert!(refused.to_string().contains("denied"), "{refused}");
        account.query("SELECT id FROM products LIMIT 1").unwrap();
    }
}
