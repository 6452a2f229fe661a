//! `POST /v1/designs`.

use serde_json::{Value, json};
use service_chassis::testkit::fresh_id;

use crate::support::{Shop, design_config, id};

#[test]
fn a_design_is_saved_with_its_price() {
    let (app, hannah, frame) = Shop::with_customer_and_product();
    let body = json!({ "product_id": frame["id"], "customer_id": hannah["id"], "config": design_config() });
    let design = app.call("save_design").body(&body).send().expect(201);
    assert_eq!((&design["config"], &design["price"]["amount_minor"]), (&design_config(), &json!(23_720)));
    assert_eq!(app.call("get_design").id(id(&design)).send().expect(200), design);
    app.call("get_design").id(fresh_id()).send().problem("not-found");
}

#[test]
fn what_cannot_be_made_is_refused_where_it_is_wrong() {
    let app = Shop::start();
    for (field, value) in [
        ("engraving", json!("longer than walnut")),
        ("add_ons", json!(["hard_case", "hard_case"])),
        ("add_ons", json!(["photochromic", "sun_clip"])),
    ] {
        let mut config = design_config();
        config["material"] = json!("walnut");
        config["engraving"] = json!("A");
        config[field] = value;
        let quote = app.call("quote_design").body(&json!({ "config": config })).send();
        assert_eq!(quote.problem("invalid"), [format!("/config/{field}")]);
        let body = json!({ "product_id": fresh_id(), "config": config });
        let saved = app.call("save_design").body(&body).send();
        assert_eq!(saved.problem("invalid"), [format!("/config/{field}")]);
    }
    assert_eq!(app.database.count("designs"), 0);
}

#[test]
fn a_design_refers_to_an_existing_product_and_customer() {
    let app = Shop::start();
    let frame = app.product("FRM-OSLO-52");
    let save = |body: &Value| app.call("save_design").body(body).send();
    let nothing = json!({ "product_id": fresh_id(), "config": design_config() });
    assert_eq!(save(&nothing).problem("unknown-reference"), ["/product_id"]);
    let missing = json!({ "product_id": frame["id"], "customer_id": fresh_id(), "config": design_config() });
    assert_eq!(save(&missing).problem("unknown-reference"), ["/customer_id"]);
}
