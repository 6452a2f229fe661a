//! The rules of the layout, read off the source.

use std::collections::{BTreeMap, BTreeSet};

use shared_models::contract::WIRE_TYPES;
use syn::{Fields, Item, ItemStruct, Type, UseTree};

use crate::contract::sources;

/// What each domain may know of the others. A domain that is referred to never refers back.
const MAY_USE: &[(&str, &[&str])] = &[
    ("kernel", &[]),
    ("identity", &[]),
    ("audit", &[]),
    ("catalog", &[]),
    ("customers", &[]),
    ("builder", &["catalog", "customers"]),
    ("inventory", &["catalog", "customers", "orders"]),
    ("orders", &["builder", "catalog", "customers", "inventory"]),
    ("payments", &["orders"]),
    ("shipments", &["inventory", "orders"]),
    ("notifications", &["orders"]),
    ("analytics", &["catalog", "orders"]),
];

/// A type with a `…View` of another domain in it, and the fields it has.
fn structs() -> Vec<(String, ItemStruct)> {
    let mut found = Vec::new();
    for (file, source) in sources() {
        for item in syn::parse_file(&source).unwrap().items {
            if let Item::Struct(item) = item {
                found.push((file.clone(), item));
            }
        }
    }
    found
}

fn domain(file: &str) -> &str {
    file.split('/').next().unwrap_or(file)
}

fn derives(item: &ItemStruct) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for attribute in item.attrs.iter().filter(|attribute| attribute.path().is_ident("derive")) {
        attribute
            .parse_nested_meta(|meta| {
                names.insert(meta.path.segments.last().unwrap().ident.to_string());
                Ok(())
            })
            .unwrap();
    }
    names
}

/// The innermost type name: `Option<Vec<OrderView>>` is `OrderView`.
fn innermost(ty: &Type) -> Option<String> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    match &last.arguments {
        syn::PathArguments::AngleBracketed(arguments) => arguments.args.iter().find_map(|argument| match argument {
            syn::GenericArgument::Type(ty) => innermost(ty),
            _ => None,
        }),
        _ => Some(last.ident.to_string()),
    }
}

/// A column that the row does not have would be neither read nor written, and nobody would notice.
#[test]
fn a_row_has_every_column_of_its_table() {
    let shapes = shared_models::schema::shapes();
    let mut tables: BTreeSet<_> = shapes.iter().map(|table| table.name.clone()).collect();
    for (file, item) in structs().into_iter().filter(|(_, item)| derives(item).contains("Queryable")) {
        let table = table_name(&item).unwrap_or_else(|| panic!("{file}: {} names no table", item.ident));
        let shape = shapes.iter().find(|shape| shape.name == table).unwrap_or_else(|| panic!("{file}: {table}"));
        let columns: BTreeSet<_> = shape.columns.iter().map(|column| column.name.clone()).collect();
        let fields: BTreeSet<_> = item.fields.iter().map(|field| field.ident.as_ref().unwrap().to_string()).collect();
        assert_eq!(fields, columns, "{file}: {}", item.ident);
        tables.remove(&table);
    }
    assert_eq!(tables, BTreeSet::new(), "tables without a row");
}

fn table_name(item: &ItemStruct) -> Option<String> {
    let mut name = None;
    for attribute in item.attrs.iter().filter(|attribute| attribute.path().is_ident("diesel")) {
        let _ = attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("table_name") {
                name = Some(meta.value()?.parse::<syn::Path>()?.segments.last().unwrap().ident.to_string());
            }
            Ok(())
        });
    }
    name
}

#[test]
fn an_entity_never_serialises_and_a_request_never_touches_a_database() {
    let mut entities = 0;
    for (file, item) in structs() {
        let derives = derives(&item);
        if file.ends_with("/entity.rs") {
            entities += 1;
            let wire = derives.contains("Serialize") || derives.contains("Deserialize");
            assert!(!wire, "{file}: {} is a row and must not serialise", item.ident);
        } else {
            let row = derives.contains("Queryable") || derives.contains("Insertable");
            assert!(!row, "{file}: {} must not be a row", item.ident);
        }
    }
    assert!(entities >= 16, "{entities} entities");
}

#[test]
fn the_sixteen_canonical_entities_exist() {
    let entities: BTreeSet<_> = structs().into_iter().map(|(_, item)| item.ident.to_string()).collect();
    for name in [
        "User",
        "Role",
        "AuditLog",
        "Product",
        "Category",
        "Brand",
        "Warehouse",
        "InventoryItem",
        "Customer",
        "Prescription",
        "PrescriptionItem",
        "Order",
        "OrderItem",
        "Payment",
        "Invoice",
        "Notification",
    ] {
        assert!(entities.contains(&format!("{name}Entity")), "{name}Entity is missing");
    }
}

#[test]
fn a_row_is_taken_apart_in_full() {
    for (file, source) in sources().into_iter().filter(|(file, _)| file.ends_with("/entity.rs")) {
        let hides = source.lines().find(|line| line.contains(", .. }") || line.contains("{ .. }"));
        assert!(hides.is_none(), "{file}: `{}` would hide a new column", hides.unwrap_or_default().trim());
    }
}

/// A database type appears only where a whole file is gated; the macro that all text enums share and the two kernel
/// types that are columns are the exceptions.
#[test]
fn diesel_is_named_in_gated_files_only() {
    let allowed =
        ["schema.rs", "tables.rs", "kernel/sql.rs", "kernel/text_enum.rs", "kernel/id.rs", "kernel/currency.rs"];
    for (file, source) in sources() {
        let gated = file.ends_with("/entity.rs") || allowed.contains(&file.as_str());
        assert!(gated || !source.contains("diesel::"), "{file} names diesel");
    }
}

#[test]
fn a_domain_uses_only_the_domains_it_may() {
    let may_use: BTreeMap<_, _> = MAY_USE.iter().copied().collect();
    for (file, source) in sources() {
        let Some(allowed) = may_use.get(domain(&file)) else { continue };
        for used in used_domains(&source) {
            let own = used == domain(&file) || used == "kernel";
            let known = may_use.contains_key(used.as_str());
            assert!(own || !known || allowed.contains(&used.as_str()), "{file} uses {used}");
        }
    }
}

/// The first step behind `crate::` of every `use`.
fn used_domains(source: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for item in syn::parse_file(source).unwrap().items {
        let Item::Use(item) = item else { continue };
        let UseTree::Path(path) = item.tree else { continue };
        if path.ident != "crate" {
            continue;
        }
        match *path.tree {
            UseTree::Path(path) => drop(used.insert(path.ident.to_string())),
            UseTree::Name(name) => drop(used.insert(name.ident.to_string())),
            UseTree::Group(_) | UseTree::Rename(_) | UseTree::Glob(_) => {}
        }
    }
    used
}

/// Orders and stock know each other's ids and lines, and nothing more; every other pair goes one way.
#[test]
fn no_two_domains_refer_to_each_other() {
    for (a, uses) in MAY_USE {
        for (b, back) in MAY_USE {
            let mutual = uses.contains(b) && back.contains(a);
            assert!(
                !mutual || (*a, *b) == ("orders", "inventory") || (*a, *b) == ("inventory", "orders"),
                "{a} and {b}"
            );
        }
    }
    let wire = |domain: &str| {
        structs()
            .into_iter()
            .filter(|(file, _)| file.starts_with(domain) && file.ends_with("/dto.rs"))
            .collect::<Vec<_>>()
    };
    for (file, item) in wire("orders/") {
        for field in &item.fields {
            let ty = innermost(&field.ty).unwrap_or_default();
            assert!(!ty.starts_with("Reserv") && !ty.starts_with("Stock"), "{file}: {} embeds {ty}", item.ident);
        }
    }
}

/// A joined object is for reading only, and never replaces the id it was joined by.
#[test]
fn a_reference_to_another_domain_keeps_its_id() {
    let home: BTreeMap<String, String> =
        structs().iter().map(|(file, item)| (item.ident.to_string(), domain(file).to_owned())).collect();
    for (file, item) in structs().into_iter().filter(|(file, _)| file.ends_with("/dto.rs")) {
        let Fields::Named(fields) = &item.fields else { continue };
        let names: BTreeSet<_> = fields.named.iter().map(|field| field.ident.as_ref().unwrap().to_string()).collect();
        for field in &fields.named {
            let name = field.ident.as_ref().unwrap().to_string();
            let ty = innermost(&field.ty).unwrap_or_default();
            let foreign = ty.ends_with("View") && home.get(&ty).is_some_and(|home| home != domain(&file));
            if foreign {
                assert!(
                    names.contains(&format!("{name}_id")),
                    "{file}: {}.{name} has no {name}_id beside it",
                    item.ident
                );
                assert!(!derives(&item).contains("Validate"), "{file}: {} takes a joined {ty} in", item.ident);
            }
        }
    }
}

/// Everything public in a `dto.rs` or `event.rs` is in the contract, by itself or inside something that is.
#[test]
fn every_wire_type_is_in_the_contract() {
    let contract = shared_models::contract::document()["types"].to_string();
    for (file, item) in structs() {
        let wire = file.ends_with("/dto.rs") || file.ends_with("/event.rs");
        if !wire || !derives(&item).contains("Serialize") || !item.generics.params.is_empty() {
            continue;
        }
        let full = format!("{}::{}", domain(&file), item.ident);
        let listed = WIRE_TYPES.iter().any(|wire_type| wire_type.name == full);
        let contained = contract.contains(&format!("/$defs/{}\"", item.ident));
        assert!(listed || contained, "{full} crosses the wire but is not in the contract");
    }
}

#[test]
fn files_are_small() {
    let mut lengths: Vec<_> = sources().iter().map(|(file, source)| (source.lines().count(), file.clone())).collect();
    lengths.sort();
    let longest = lengths.last().unwrap();
    assert!(longest.0 <= 400, "{} has {} lines", longest.1, longest.0);
    assert!(lengths[lengths.len() / 2].0 <= 120);
}
