//! `cargo accord can-i-deploy`.

use std::sync::Arc;

use accord::contract;
use accord::deploy::{DeployAnswer, can_deploy};
use accord::report;

use super::args::{CanIDeploy, ShortFormat};
use super::failure::{Judgement, Outcome, Unusable};
use super::output::print;
use super::release::Release;
use super::service::gather;

/// Prints whether, and in which order.
pub fn run(args: &CanIDeploy) -> Outcome {
    let Some((package, version)) = args.set.split_once('@') else {
        return Err(Unusable(format!("--set {}: must be PACKAGE@VERSION", args.set)));
    };
    let gathered = gather(&args.services)?;
    let parties = &gathered.parties;
    if !parties.iter().any(|party| party.name == args.wanted) {
        let names: Vec<&str> = parties.iter().map(|party| party.name.as_str()).collect();
        return Err(Unusable(format!("--for {}: no such service among {}", args.wanted, names.join(", "))));
    }
    let target = match &args.contract {
        Some(path) => contract::read(path)?,
        None => Release::fetch(package, Some(version), &gathered.registry, &gathered.near)?.contract()?,
    };
    if target.package != package || target.version.to_string() != version {
        return Err(Unusable(format!(
            "--set {}: the contract is that of {} {}",
            args.set, target.package, target.version
        )));
    }
    if let Some(party) = parties.iter().find(|party| party.contract.package != package) {
        return Err(Unusable(format!("--set {}: {} uses {}", args.set, party.name, party.contract.package)));
    }
    let (answer, reasons) = can_deploy(parties, &args.wanted, &Arc::new(target))?;
    let what = format!("{package} {version}");
    print(|out| match args.services.format {
        ShortFormat::Human => report::deploy_human(&what, &args.wanted, &answer, &reasons, out),
        ShortFormat::Json => {
            writeln!(out, "{:#}", report::deploy_json(&args.wanted, version, &answer, &reasons))
        }
    })?;
    Ok(Judgement::of(match answer {
        DeployAnswer::Yes => true,
        DeployAnswer::Ordered(_) => !args.now,
        DeployAnswer::No | DeployAnswer::Unknown => false,
    }))
}
