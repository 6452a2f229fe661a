//! Migrations that have to fit the release before.

use service_chassis::database::migrations::Step;

use crate::support::{KIT, ROWS};

#[test]
fn the_release_before_still_writes_orders_after_the_expand_migration() {
    let database = KIT.empty_database();
    let steps = KIT.service().migration_steps().unwrap();
    let run = |step| steps.run(&database.url(), step, &mut std::io::sink()).unwrap();
    run(Step::Up);
    let columns = "SELECT COUNT(*) AS n FROM information_schema.columns \
                   WHERE table_schema = DATABASE() AND table_name = 'orders' AND column_name = 'gift_message'";
    while database.number(columns) > 0 {
        run(Step::Down);
    }
    // The release before has no such tables.
    let later = ["outbox_head", "feed_readers", "sagas", "checkpoints", "parked_facts"];
    let rows: Vec<_> = ROWS.split(';').filter(|row| !later.iter().any(|table| row.contains(table))).collect();
    database.execute(&rows.join(";"));
    run(Step::Up);
    assert_eq!(database.number("SELECT COUNT(*) AS n FROM orders WHERE gift_message IS NULL"), 1);
    // What it inserts names no column that it does not know.
    database.execute("DELETE FROM reservation_tasks; DELETE FROM sagas; DELETE FROM order_items; DELETE FROM orders");
    database.execute(ROWS);
    assert_eq!(database.count("orders"), 1);
}
