//! `POST /v1/shipments/{id}/deliver`

use shared_models::events::Envelope;
use shared_models::shipments::{ShipmentDelivered, ShipmentStatus, ShipmentView};

use crate::support::{App, at_once, fresh_id};

fn outstanding(app: &App) -> Vec<u32> {
    let sql = "SELECT payload AS name FROM outbox WHERE event_type = 'shipments::ShipmentDelivered' ORDER BY position";
    let read = |payload: &String| serde_json::from_str::<Envelope<ShipmentDelivered>>(payload).unwrap();
    app.database.names(sql).iter().map(|payload| read(payload).data.outstanding.unwrap()).collect()
}

#[test]
fn the_last_parcel_that_arrives_leaves_none_outstanding() {
    let app = App::start();
    let levels: Vec<_> = ["BER-1", "LYS-1", "MAD-1"].map(|code| (code, 10)).into();
    let product = app.with_spread_product("LNS-CLEAR-15", &levels);
    let payment = app.with_paid_order(&[(product, 25)]);
    let parcels = app.parcels(payment.order_id);
    app.deliver(&parcels[0]).problem("illegal-transition");
    app.dispatch(&parcels[0]).expect(200);
    let delivered: ShipmentView = app.deliver(&parcels[0]).view(200);
    assert_eq!(delivered.status, ShipmentStatus::Delivered);
    assert_eq!(app.deliver(&parcels[0]).view::<ShipmentView>(200), delivered);
    assert_eq!(outstanding(&app), [2]);
    for parcel in &parcels[1..] {
        app.dispatch(parcel).expect(200);
    }
    at_once(&parcels[1..], |parcel| app.deliver(parcel).expect(200));
    assert_eq!(outstanding(&app), [2, 1, 0]);
    app.deliver(&ShipmentView { id: shared_models::kernel::Id::from_uuid(fresh_id()), ..delivered })
        .problem("not-found");
}
