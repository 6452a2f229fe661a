//! `GET /v1/audit-logs`.

use serde_json::json;

use crate::support::{Shop, id, user_body};

#[test]
fn every_change_is_audited_without_personal_data() {
    let app = Shop::start();
    let role = app.role("Optician");
    let user = app.call("create_user").body(&user_body("ines.moreau@example.com", &role)).send().expect(201);
    app.call("update_user").id(id(&user)).if_match(1).body(&json!({ "name": "Ines Weiss" })).send().expect(200);
    app.call("update_user").id(id(&user)).if_match(2).body(&json!({ "status": "suspended" })).send().expect(200);

    let log = app.call("list_audit_logs").query(&format!("subject_id={}", id(&user))).send().expect(200);
    let entries: Vec<_> =
        log["items"].as_array().unwrap().iter().map(|entry| (&entry["action"], &entry["changes"])).collect();
    let created = json!({ "role_id": role["id"], "status": "active" });
    assert_eq!(
        entries,
        [
            (&json!("updated"), &json!({ "status": "suspended" })),
            (&json!("updated"), &json!({})),
            (&json!("created"), &created),
        ]
    );
    assert_eq!(log["items"][0]["actor"], "system");
    let all = app.call("list_audit_logs").query("limit=1").send().expect(200);
    assert_eq!(all["items"].as_array().unwrap().len(), 1);
    let rest = app.call("list_audit_logs").query(&format!("cursor={}", all["next_cursor"].as_str().unwrap())).send();
    assert_eq!(rest.expect(200)["items"].as_array().unwrap().len(), 3);
    assert!(!log.to_string().contains("Ines") && !log.to_string().contains("example.com"));
}
