//! Facts that earlier releases wrote are still read.
//!
//! `cargo accord check` proves it of the schemas. Here the types read the samples that each release was published with.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use shared_models::events::{AnyEvent, EVENT_TYPES, Event, UnreadableEvent};

type Read = fn(AnyEvent) -> Result<(), UnreadableEvent>;

macro_rules! readers {
    ($($domain:ident { $($event:ident),+ })+) => {
        &[$($((
            <shared_models::$domain::$event as Event>::TYPE,
            |event| event.read::<shared_models::$domain::$event>().map(drop),
        )),+),+]
    };
}

const READERS: &[(&str, Read)] = readers! {
    catalog { ProductChanged }
    customers { CustomerRegistered, PrescriptionAdded }
    identity { UserAccessChanged, UserRegistered }
    inventory { ReservationExpired, StockReleased, StockReserved }
    notifications { NotificationSent }
    orders { GiftRequested, OrderCancelled, OrderConfirmed, OrderDelivered, OrderPlaced, OrderRejected, OrderShipped }
    payments { InvoiceIssued, PaymentAuthorised, PaymentCaptured, PaymentRefunded, PaymentVoided }
    shipments { ShipmentDelivered, ShipmentDispatched }
};

/// Where the releases are kept: beside the crate, while that is a folder of a checkout with its neighbours.
fn archive() -> Option<PathBuf> {
    let places = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    places.map(|place| place.join("registry-config/releases")).find(|archive| archive.is_dir())
}

fn number(version: &str) -> Option<[u32; 3]> {
    let parts: Option<Vec<u32>> = version.split('.').map(|part| part.parse().ok()).collect();
    parts?.try_into().ok()
}

/// The oldest release whose facts are retained, as the manifest says.
fn since() -> [u32; 3] {
    let manifest = include_str!("../../Cargo.toml");
    let named = manifest.lines().find_map(|line| line.strip_prefix("history-since = "));
    named.map_or([0; 3], |version| number(version.trim_matches('"')).unwrap())
}

/// The versions in the archive whose facts this one has to read.
fn retained(archive: &Path) -> Vec<String> {
    let own = number(env!("CARGO_PKG_VERSION")).unwrap();
    let names = fs::read_dir(archive).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let versions = names.filter_map(|name| {
        let version = name.strip_prefix("shared-models-")?.strip_suffix(".crate")?;
        number(version).filter(|number| since() <= *number && *number <= own).map(|_| version.to_owned())
    });
    versions.collect()
}

/// Unpacks the samples of a release.
fn samples(archive: &Path, version: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("history");
    fs::create_dir_all(&directory).unwrap();
    let samples = format!("shared-models-{version}/samples");
    let mut tar = Command::new("tar");
    tar.arg("-xzf").arg(archive.join(format!("shared-models-{version}.crate"))).arg("-C").arg(&directory).arg(&samples);
    assert!(tar.status().unwrap().success(), "{version}");
    directory.join(samples)
}

fn read(sample: &Path) -> Option<Value> {
    Some(serde_json::from_str(&fs::read_to_string(sample).ok()?).unwrap())
}

#[test]
fn every_event_has_a_reader() {
    let readers: Vec<&str> = READERS.iter().map(|(name, _)| *name).collect();
    assert_eq!(readers, EVENT_TYPES);
}

#[test]
fn samples_of_every_release_are_read() {
    let Some(archive) = archive() else {
        println!("skipped: no registry-config/releases above this crate; `cargo accord history` asks the registry");
        return;
    };
    let releases = retained(&archive);
    for version in &releases {
        let samples = samples(&archive, version);
        let envelope = read(&samples.join("events/AnyEvent.json")).unwrap();
        let mut facts = 0;
        for (name, reader) in READERS {
            let Some(data) = read(&samples.join(format!("{}.json", name.replace("::", "/")))) else {
                continue;
            };
            let mut event: AnyEvent = serde_json::from_value(envelope.clone()).unwrap();
            (event.event_type, event.data) = ((*name).to_owned(), data);
            reader(event).unwrap_or_else(|error| panic!("{name} of {version}: {error}"));
            facts += 1;
        }
        assert!(facts > 0, "{version} has no samples of events");
    }
    assert!(since() > [0; 3] || releases.iter().any(|version| version == "1.0.0"), "{releases:?}");
}
