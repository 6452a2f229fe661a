//! Pages and the cursors between them.

use shared_models::kernel::{Cursor, Id, InvalidCursor, Page};
use uuid::Uuid;

#[test]
fn a_cursor_survives_the_round_trip() {
    let id = Id::<()>::from_uuid(Uuid::from_u128(0x0193_b2d0_0000_7000_8000_0000_0000_0001));
    assert_eq!(Cursor::after(id).to_string().parse::<Cursor>().unwrap().id::<()>(), id);
}

#[test]
fn garbage_is_refused() {
    for garbage in ["", "1", "2aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "é", "' OR 1=1 --"] {
        assert_eq!(garbage.parse::<Cursor>(), Err(InvalidCursor), "{garbage}");
    }
}

#[test]
fn the_last_page_has_no_cursor() {
    let ids: Vec<Id<()>> = (1..=3).map(|n| Id::from_uuid(Uuid::from_u128(n))).collect();
    let page = Page::of(ids.clone(), 2, |id| *id, |id| id.to_string());
    assert_eq!((page.items.len(), page.next_cursor), (2, Some(Cursor::after(ids[1]).to_string())));
    assert_eq!(Page::of(ids, 3, |id| *id, |id| id.to_string()).next_cursor, None);
}
