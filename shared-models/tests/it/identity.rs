//! Who may do what.

use shared_models::identity::{Denied, Permission, Permissions, UserId, UserStatus, authorize, may_change_access};
use shared_models::kernel::Id;
use uuid::Uuid;

fn user(n: u128) -> UserId {
    Id::from_uuid(Uuid::from_u128(n))
}

#[test]
fn a_permission_counts_only_for_an_active_user() {
    let clerk = Permissions::new([Permission::ManageOrders]);
    assert_eq!(authorize(UserStatus::Active, &clerk, Permission::ManageOrders), Ok(()));
    let missing = Denied::Missing(Permission::ManageStock);
    assert_eq!(authorize(UserStatus::Active, &clerk, Permission::ManageStock), Err(missing));
    assert_eq!(authorize(UserStatus::Suspended, &clerk, Permission::ManageOrders), Err(Denied::Suspended));
}

#[test]
fn no_permission_implies_another() {
    for granted in Permission::ALL {
        for needed in Permission::ALL {
            let outcome = authorize(UserStatus::Active, &Permissions::new([*granted]), *needed);
            assert_eq!(outcome.is_ok(), granted == needed, "{granted} for {needed}");
        }
    }
}

#[test]
fn no_user_promotes_themselves() {
    let manager = Permissions::new([Permission::ManageUsers]);
    assert_eq!(may_change_access(user(1), UserStatus::Active, &manager, user(2)), Ok(()));
    assert_eq!(may_change_access(user(1), UserStatus::Active, &manager, user(1)), Err(Denied::OwnAccount));
    let none = Permissions::default();
    let missing = Denied::Missing(Permission::ManageUsers);
    assert_eq!(may_change_access(user(1), UserStatus::Active, &none, user(2)), Err(missing));
}

#[test]
fn permissions_are_a_set_that_text_gives_back() {
    let permissions = Permissions::new([Permission::ReadAudit, Permission::ManageStock, Permission::ReadAudit]);
    assert_eq!(permissions.to_string(), "manage_stock read_audit");
    assert_eq!(permissions.to_string().parse::<Permissions>().unwrap(), permissions);
    assert_eq!("fly".parse::<Permissions>().unwrap_err().to_string(), "unknown Permission \"fly\"");
}
