//! Stock is never promised twice.

use proptest::prelude::*;
use shared_models::catalog::ProductId;
use shared_models::inventory::{Allocation, BelowReserved, ReserveLine, ShortLine, StockLevel, WarehouseId, plan};
use shared_models::kernel::Id;
use uuid::Uuid;

fn product(n: u128) -> ProductId {
    Id::from_uuid(Uuid::from_u128(n))
}

fn warehouse(n: u128) -> WarehouseId {
    Id::from_uuid(Uuid::from_u128(n))
}

fn level(product_no: u128, warehouse_no: u128, on_hand: u32, reserved: u32) -> StockLevel {
    StockLevel { product_id: product(product_no), warehouse_id: warehouse(warehouse_no), on_hand, reserved }
}

fn line(product_no: u128, quantity: u32) -> ReserveLine {
    ReserveLine { product_id: product(product_no), quantity }
}

prop_compose! {
    fn any_levels()(counts in prop::collection::vec((0_u32..40, 0_u32..40), 12)) -> Vec<StockLevel> {
        let places = (0..4).flat_map(|product| (0..3).map(move |warehouse| (product, warehouse)));
        places.zip(counts).map(|((p, w), (free, reserved))| level(p, w, free + reserved, reserved)).collect()
    }
}

proptest! {
    #[test]
    fn all_lines_or_none_and_never_more_than_there_is(
        levels in any_levels(),
        lines in prop::collection::vec((0_u128..5, 1_u32..60), 1..8),
    ) {
        let lines: Vec<_> = lines.into_iter().map(|(product, quantity)| line(product, quantity)).collect();
        let wanted = |id| lines.iter().filter(|line| line.product_id == id).map(|line| line.quantity).sum::<u32>();
        let available = |id| levels.iter().filter(|level| level.product_id == id).map(StockLevel::available).sum::<u32>();
        match plan(&levels, &lines) {
            Ok(allocations) => {
                prop_assert!(allocations.is_sorted(), "locks are taken in one order");
                for level in &levels {
                    let taken: u32 = allocations.iter()
                        .filter(|a| a.product_id == level.product_id && a.warehouse_id == level.warehouse_id)
                        .map(|a| a.quantity).sum();
                    prop_assert!(level.reserved + taken <= level.on_hand);
                }
                for line in &lines {
                    let given: u32 = allocations.iter().filter(|a| a.product_id == line.product_id).map(|a| a.quantity).sum();
                    prop_assert_eq!(given, wanted(line.product_id));
                }
                prop_assert!(allocations.iter().all(|allocation| allocation.quantity > 0));
            }
            Err(short) => {
                prop_assert!(!short.is_empty());
                for ShortLine { product_id, requested, available: there } in short {
                    prop_assert_eq!((requested, there), (wanted(product_id), available(product_id)));
                    prop_assert!(requested > there);
                }
            }
        }
    }
}

#[test]
fn one_warehouse_serves_a_line_if_it_can_and_the_fitting_one_does() {
    let levels = [level(1, 1, 100, 0), level(1, 2, 6, 0), level(1, 3, 4, 0)];
    let expected = Allocation { product_id: product(1), warehouse_id: warehouse(2), quantity: 5 };
    assert_eq!(plan(&levels, &[line(1, 5)]).unwrap(), [expected]);
}

#[test]
fn a_line_is_split_when_no_warehouse_has_it_all() {
    let quantities: Vec<_> = plan(&[level(1, 1, 3, 0), level(1, 2, 6, 2)], &[line(1, 7)])
        .unwrap()
        .into_iter()
        .map(|allocation| (allocation.warehouse_id, allocation.quantity))
        .collect();
    assert_eq!(quantities, [(warehouse(1), 3), (warehouse(2), 4)]);
}

#[test]
fn every_short_line_is_named() {
    let short = plan(&[level(1, 1, 1, 0)], &[line(2, 1), line(1, 2), line(1, 1)]).unwrap_err();
    let named: Vec<_> = short.into_iter().map(|line| (line.product_id, line.requested, line.available)).collect();
    assert_eq!(named, [(product(1), 3, 1), (product(2), 1, 0)]);
}

#[test]
fn a_level_never_falls_below_what_is_promised() {
    let level = level(1, 1, 10, 4);
    assert_eq!(level.with_on_hand(4).unwrap().available(), 0);
    assert_eq!(level.with_on_hand(3), Err(BelowReserved { on_hand: 3, reserved: 4 }));
}
