//! The addresses of the running services.

use crate::service::Service;

use super::stage::Stage;

pub(super) fn print(stage: &Stage) {
    println!();
    for (service, port) in Service::ALL.into_iter().zip(stage.ports) {
        let base = format!("http://127.0.0.1:{port}");
        println!("  {} ({})", service.folder, service.database);
        println!("    API docs  {base}/docs/");
        println!("    OpenAPI   {base}/openapi.json");
        println!("    health    {base}/health/ready");
        println!("    versions  {base}/.well-known/accord");
    }
    println!("\n  SQL: cargo xtask db shell   logs: {}\n  Ctrl-C stops both.", stage.logs.display());
}
