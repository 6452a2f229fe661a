//! The storefront's facts about products.

use serde_json::{Value, json};
use service_chassis::testkit::eventually;
use shared_models::catalog::{ProductChanged, ProductEntity, ProductId, ProductView};
use shared_models::kernel::Id;

use crate::support::{App, fresh_id, product};

/// A product of the storefront, at this version.
fn of_storefront(sku: &str, version: i32) -> ProductView {
    let row = ProductEntity::new(Id::from_uuid(fresh_id()), product(sku), "2026-11-21T09:00:00Z".parse().unwrap());
    ProductEntity { version, ..row }.try_into().unwrap()
}

fn fact(view: &ProductView) -> Value {
    json!(ProductChanged::from(view))
}

fn name_of(app: &App, id: ProductId) -> Option<String> {
    let answer = app.call("get_product").id(id).send();
    (answer.status() == 200).then(|| answer.view::<ProductView>(200).name)
}

fn has_begun(app: &App) {
    eventually("the snapshot is read", || (app.database.count("checkpoints") == 1).then_some(()));
}

#[test]
fn what_the_storefront_had_before_is_taken_over() {
    let view = of_storefront("FRM-OSLO-52", 3);
    let app = App::with_storefront(|storefront| storefront.with_product(&view));
    has_begun(&app);
    assert_eq!(name_of(&app, view.id), Some(view.name.clone()));
    assert_eq!(app.database.number("SELECT version AS n FROM product_copies"), 3);
}

/// The place in the feed is gone, as it is after a restore.
fn begins_again(app: &App) {
    app.database.execute("DELETE FROM checkpoints");
    has_begun(app);
}

#[test]
fn a_storefront_that_was_restored_has_earlier_versions_and_these_count() {
    let app = App::start();
    has_begun(&app);
    let lost = of_storefront("FRM-OSLO-52", 5);
    app.storefront.publish(lost.id, fact(&lost));
    eventually("it is there", || name_of(&app, lost.id));
    let restored = ProductView { name: "Oslo 52, first edition".to_owned(), version: 3, ..lost };
    app.storefront.with_product(&restored);
    begins_again(&app);
    assert_eq!(name_of(&app, restored.id), Some(restored.name.clone()));
    let next = ProductView { name: "Oslo 52, second edition".to_owned(), version: 4, ..restored };
    app.storefront.publish(next.id, fact(&next));
    eventually("the next fact counts", || (name_of(&app, next.id)? == next.name).then_some(()));
}

#[test]
fn products_that_have_exchanged_their_skus_are_taken_over() {
    let app = App::start();
    has_begun(&app);
    let views = [of_storefront("FRM-OSLO-52", 1), of_storefront("FRM-OSLO-54", 1)];
    for view in &views {
        app.storefront.publish(view.id, fact(view));
        eventually("it is there", || name_of(&app, view.id));
    }
    let [one, other] = views;
    let exchanged = [
        ProductView { sku: other.sku.clone(), version: 3, ..one.clone() },
        ProductView { sku: one.sku, version: 2, ..other },
    ];
    exchanged.iter().for_each(|view| app.storefront.with_product(view));
    begins_again(&app);
    for view in &exchanged {
        assert_eq!(app.call("get_product").id(view.id).send().view::<ProductView>(200).sku, view.sku);
    }
}

#[test]
fn a_snapshot_is_not_over_while_another_product_has_a_sku() {
    let app = App::start();
    has_begun(&app);
    let put = app.with_product("FRM-OSLO-52");
    let refused = of_storefront("FRM-OSLO-52", 1);
    app.storefront.with_product(&refused);
    app.database.execute("DELETE FROM checkpoints");
    let asked = app.storefront.snapshots();
    eventually("it is tried again", || (app.storefront.snapshots() > asked + 1).then_some(()));
    assert_eq!((name_of(&app, refused.id), app.database.count("checkpoints")), (None, 0));
    app.call("put_product").id(put).body(&product("FRM-OSLO-54")).send().expect(200);
    has_begun(&app);
    assert_eq!(name_of(&app, refused.id), Some(refused.name));
}

#[test]
fn a_new_product_can_be_stocked_and_a_change_arrives() {
    let app = App::start();
    has_begun(&app);
    let mut view = of_storefront("FRM-OSLO-52", 1);
    app.storefront.publish(view.id, fact(&view));
    eventually("it is there", || name_of(&app, view.id));
    view.name = "Oslo 52, second edition".to_owned();
    view.version = 2;
    app.storefront.publish(view.id, fact(&view));
    eventually("it has changed", || (name_of(&app, view.id)? == view.name).then_some(()));
}

#[test]
fn a_late_fact_does_not_undo_a_later_one() {
    let app = App::start();
    has_begun(&app);
    let late = of_storefront("FRM-OSLO-52", 1);
    let newer = ProductView { name: "Oslo 52, second edition".to_owned(), version: 2, ..late.clone() };
    let last = of_storefront("FRM-BERGEN-50", 1);
    for view in [&newer, &late, &newer, &last] {
        app.storefront.publish(view.id, fact(view));
    }
    eventually("all of them were read", || name_of(&app, last.id));
    assert_eq!(name_of(&app, late.id), Some(newer.name));
    assert_eq!(app.database.count("parked_facts"), 0);
}

#[test]
fn what_an_older_release_wrote_changes_a_copy_and_leaves_a_new_one_to_the_next_whole_fact() {
    let known = of_storefront("FRM-OSLO-52", 1);
    let app = App::with_storefront(|storefront| storefront.with_product(&known));
    has_begun(&app);
    let old = |view: &ProductView| {
        let mut data = fact(view);
        for member in ["description", "category_id", "brand_id"] {
            data.as_object_mut().unwrap().remove(member);
        }
        data
    };
    let changed = ProductView { name: "Oslo 52, second edition".to_owned(), version: 2, ..known.clone() };
    let unknown = of_storefront("FRM-BERGEN-50", 1);
    app.storefront.publish(unknown.id, old(&unknown));
    app.storefront.publish(changed.id, old(&changed));
    eventually("the change arrives", || (name_of(&app, known.id)? == changed.name).then_some(()));
    let copy: ProductView = app.call("get_product").id(known.id).send().view(200);
    assert_eq!((copy.category_id, copy.brand_id), (known.category_id, known.brand_id));
    assert_eq!((name_of(&app, unknown.id), app.database.count("product_copies")), (None, 1));
    app.storefront.publish(unknown.id, fact(&unknown));
    eventually("the whole one is there", || name_of(&app, unknown.id));
    assert_eq!(app.database.count("parked_facts"), 0);
}

#[test]
fn a_fact_changes_a_product_that_a_request_has_put() {
    let app = App::start();
    has_begun(&app);
    let view = of_storefront("FRM-OSLO-52", 1);
    app.call("put_product").id(view.id).body(&product("FRM-OSLO-54")).send().expect(201);
    app.storefront.publish(view.id, fact(&view));
    let sku = || app.call("get_product").id(view.id).send().view::<ProductView>(200).sku;
    eventually("it has the storefront's SKU", || (sku() == view.sku).then_some(()));
}

#[test]
fn a_fact_that_is_no_product_is_parked_and_the_next_one_is_taken() {
    let app = App::start();
    has_begun(&app);
    let view = of_storefront("FRM-OSLO-52", 1);
    app.storefront.publish(Id::from_uuid(fresh_id()), json!({ "product_id": "none" }));
    app.storefront.publish(view.id, fact(&view));
    eventually("the next one is there", || name_of(&app, view.id));
    assert_eq!(app.database.count("parked_facts"), 1);
}
