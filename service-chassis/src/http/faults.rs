//! Finds every fault of a document that was refused. A good one never gets here: serde and garde take it as it is.

use std::borrow::Cow;
use std::collections::BTreeMap;

use garde::Validate;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Deserializer;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;

use super::objects::{self, Objects};
use super::schema_faults::schema_faults;
use crate::problem::{Fault, FaultSource, Rejection};

/// The most faults that are collected: one more than an answer lists, so that the answer can say that there are more.
const MAX_COLLECTED: usize = Rejection::MAX_FAULTS + 1;

pub(super) const WRONG_FORM: &str = "has the wrong form";

/// What a request can be read as: it has a form, and rules.
pub trait Request: DeserializeOwned + JsonSchema + Validate<Context = ()> {}

impl<T: DeserializeOwned + JsonSchema + Validate<Context = ()>> Request for T {}

/// Faults by JSON pointer. Two checks that complain about one place count once.
pub(super) type Faults = BTreeMap<String, String>;

/// Reads a `T` and checks its rules.
///
/// # Errors
/// Every fault, each with its JSON pointer.
pub fn validate<T: Request>(document: &Value) -> Result<T, Vec<Fault>> {
    match objects::read::<T, _>(document) {
        Ok(value) if value.validate().is_ok() => Ok(value),
        _ => Err(body_faults::<T>(document)),
    }
}

/// Every fault of a body that is JSON.
pub fn body_faults<T: Request>(document: &Value) -> Vec<Fault> {
    faults::<T>(document, FaultSource::Body)
}

/// The faults of a document that came in some part of a request: all, or more than an answer lists.
///
/// The JSON Schema of `T` sees all faults of a document that does not even have the form of a `T`, where serde sees the
/// first; garde sees the rules that JSON Schema cannot say, and words them better. The answer is both. A list over its
/// maximum is one fault and not looked into, so what is found is bounded by the contract and not by the document.
pub fn faults<T: Request>(document: &Value, source: FaultSource) -> Vec<Fault> {
    let (schema, mut faults, mut short) = (schema_of::<T>(), Faults::new(), Cow::Borrowed(document));
    over_long(document, &schema, &schema, "", &mut faults);
    for list in faults.keys() {
        if let Some(list) = short.to_mut().pointer_mut(list) {
            *list = Value::Null;
        }
    }
    let read = read_and_check::<T, _>(&*short, &mut faults);
    schema_faults(&schema, &short, &mut faults);
    // What only serde can tell, such as a currency that has the right form and does not exist.
    if let (true, Err((pointer, error))) = (faults.is_empty(), read) {
        faults.insert(pointer, in_words(&error.to_string()));
    }
    in_order(faults, source)
}

/// The first fault of a body in JSON, or the rules that it breaks: for a body that is too long to be looked at for all.
///
/// # Errors
/// When it is no JSON.
pub fn first_faults<T: Request>(body: &[u8]) -> serde_json::Result<Vec<Fault>> {
    let mut faults = Faults::new();
    if let Err((pointer, error)) = read_and_check::<T, _>(&mut serde_json::Deserializer::from_slice(body), &mut faults)
    {
        // The text may break off further on; and an object in place of a name counts as an error of the text.
        serde_json::from_slice::<IgnoredAny>(body)?;
        let words = if error.is_data() { in_words(&error.to_string()) } else { WRONG_FORM.to_owned() };
        faults.insert(pointer, words);
    }
    Ok(in_order(faults, FaultSource::Body))
}

/// Adds the rules that a `T` breaks, or returns why and where there is no `T`.
fn read_and_check<'de, T: Request, D: Deserializer<'de>>(
    deserializer: D,
    faults: &mut Faults,
) -> Result<(), (String, D::Error)> {
    let read = serde_path_to_error::deserialize::<_, T>(Objects(deserializer));
    let value = read.map_err(|error| (pointer(&error.path().to_string()), error.into_inner()))?;
    for (path, error) in value.validate().err().iter().flat_map(garde::Report::iter).take(MAX_COLLECTED) {
        faults.entry(pointer(&path.to_string())).or_insert_with(|| error.message().to_owned());
    }
    Ok(())
}

fn in_order(faults: Faults, source: FaultSource) -> Vec<Fault> {
    faults.into_iter().take(MAX_COLLECTED).map(|(pointer, detail)| Fault { source, pointer, detail }).collect()
}

/// What serde found, without the names of the code's types, which it writes after `expected`, and without the value.
fn in_words(error: &str) -> String {
    let integer = [", expected i", ", expected u"].iter().any(|wanted| error.contains(wanted));
    let number = ["invalid value: integer", "invalid type: floating"].iter().any(|found| error.starts_with(found));
    let shape = ["invalid ", "unknown ", "data did not match"].iter().any(|begin| error.starts_with(begin));
    match (integer && number, shape) {
        (true, _) => "is not an integer of the allowed range".to_owned(),
        (false, true) => WRONG_FORM.to_owned(),
        (false, false) => error.to_owned(),
    }
}

/// The JSON Schema of every document that reading a `T` takes.
pub fn schema_of<T: JsonSchema>() -> Value {
    SchemaSettings::draft2020_12().for_deserialize().into_generator().into_root_schema_for::<T>().to_value()
}

/// Adds every list that is longer than its schema allows.
fn over_long(value: &Value, schema: &Value, root: &Value, at: &str, faults: &mut Faults) {
    let target = schema["$ref"].as_str().and_then(|target| root.pointer(target.trim_start_matches('#')));
    let branches = ["anyOf", "oneOf", "allOf"].iter().flat_map(|key| schema[*key].as_array().into_iter().flatten());
    branches.chain(target).for_each(|branch| over_long(value, branch, root, at, faults));
    match value {
        Value::Array(items) => match schema["maxItems"].as_u64() {
            Some(max) if items.len() as u64 > max => {
                faults.insert(at.to_owned(), format!("has more than {max} items"));
            }
            _ if schema["items"].is_object() => {
                let items = items.iter().enumerate();
                items.for_each(|(n, item)| over_long(item, &schema["items"], root, &format!("{at}/{n}"), faults));
            }
            _ => {}
        },
        Value::Object(members) => {
            for (name, schema) in schema["properties"].as_object().into_iter().flatten() {
                if let Some(member) = members.get(name) {
                    over_long(member, schema, root, &format!("{at}/{}", escaped(name)), faults);
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// `lines[0].quantity`, as garde and serde write it, becomes `/lines/0/quantity`.
fn pointer(path: &str) -> String {
    let steps = path.split(['.', '[']).map(|step| step.trim_end_matches(']'));
    steps.filter(|step| !step.is_empty() && *step != "?").fold(String::new(), |pointer, step| pointer + "/" + step)
}

/// `~` and `/` in a step of a pointer (RFC 6901, section 3).
pub(super) fn escaped(step: &str) -> String {
    step.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use schemars::{Schema, SchemaGenerator, json_schema};
    use serde::{Deserialize, Deserializer};
    use serde_json::json;
    use uuid::Uuid;

    use super::*;

    #[derive(Deserialize, JsonSchema, Validate)]
    struct CreateParcel {
        #[garde(length(chars, max = 40))]
        #[schemars(length(max = 40))]
        label: String,
        #[garde(skip)]
        #[expect(dead_code, reason = "only read")]
        sender_id: Uuid,
        #[garde(skip)]
        #[expect(dead_code, reason = "only read")]
        receiver_id: Uuid,
        #[garde(dive)]
        price: Price,
        #[garde(skip)]
        #[expect(dead_code, reason = "only read")]
        status: Status,
    }

    #[derive(Deserialize, JsonSchema, Validate)]
    struct UpdateParcel {
        #[garde(dive)]
        price: Option<Price>,
    }

    #[derive(Deserialize, JsonSchema, Validate)]
    struct Price {
        #[garde(range(min = 0))]
        #[schemars(range(min = 0))]
        amount_minor: i64,
        #[garde(skip)]
        #[expect(dead_code, reason = "only read")]
        currency: Currency,
    }

    #[derive(Deserialize, JsonSchema, Validate)]
    struct Shelf {
        #[garde(length(max = 2), dive)]
        #[schemars(length(max = 2))]
        rows: Option<Vec<Row>>,
    }

    #[derive(Deserialize, JsonSchema, Validate)]
    struct Row {
        #[garde(length(max = 2), dive)]
        #[schemars(length(max = 2))]
        prices: Vec<Price>,
    }

    #[derive(Deserialize, JsonSchema)]
    #[serde(rename_all = "lowercase")]
    enum Status {
        Packed,
        Sent,
    }

    #[derive(Deserialize, JsonSchema, Validate)]
    struct SendParcel {
        #[garde(skip)]
        #[expect(dead_code, reason = "only read")]
        by: Carrier,
    }

    #[derive(Deserialize, JsonSchema)]
    #[serde(rename_all = "lowercase")]
    enum Carrier {
        /// By road.
        Van,
        /// By air.
        Plane,
    }

    #[test]
    fn the_words_that_are_allowed_are_listed() {
        for by in [json!("ship"), json!(7)] {
            let faults = validate::<SendParcel>(&json!({ "by": by })).err().unwrap();
            assert_eq!((faults[0].pointer.as_str(), faults[0].detail.as_str()), ("/by", "is not one of van, plane"));
        }
    }

    /// Has a form that its schema knows, and a list of values that only its reader knows.
    struct Currency;

    impl<'de> Deserialize<'de> for Currency {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let code = String::deserialize(deserializer)?;
            if code == "EUR" { Ok(Self) } else { Err(serde::de::Error::custom("no such currency")) }
        }
    }

    impl JsonSchema for Currency {
        fn schema_name() -> Cow<'static, str> {
            "Currency".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({ "type": "string", "pattern": "^[A-Z]{3}$" })
        }
    }

    fn pointers<T: Request>(document: &Value) -> Vec<String> {
        validate::<T>(document).err().unwrap_or_default().into_iter().map(|fault| fault.pointer).collect()
    }

    fn parcel() -> Value {
        json!({
            "label": "Gloves",
            "sender_id": "019b8dd0-5f50-7d27-8a18-9b30af4f85ea",
            "receiver_id": "019b8e07-49e8-7a09-8f9d-21504060cf1f",
            "price": { "amount_minor": 14900, "currency": "EUR" },
            "status": "packed",
        })
    }

    #[test]
    fn a_good_document_is_read() {
        assert!(validate::<CreateParcel>(&parcel()).is_ok());
    }

    #[test]
    fn every_fault_has_its_pointer() {
        let mut broken = parcel();
        broken["label"] = json!("x".repeat(41));
        broken["sender_id"] = json!("nobody");
        broken["price"] = json!({ "amount_minor": -1, "currency": "euro" });
        broken["status"] = json!("sold");
        broken.as_object_mut().unwrap().remove("receiver_id");
        let expected = ["/label", "/price/amount_minor", "/price/currency", "/receiver_id", "/sender_id", "/status"];
        assert_eq!(pointers::<CreateParcel>(&broken), expected);
    }

    #[test]
    fn a_fault_that_both_checks_see_is_reported_once() {
        let mut broken = parcel();
        broken["price"]["amount_minor"] = json!(-1);
        assert_eq!(pointers::<CreateParcel>(&broken), ["/price/amount_minor"]);
    }

    #[test]
    fn a_value_that_only_its_reader_refuses_is_found() {
        let mut broken = parcel();
        broken["price"]["currency"] = json!("QQQ");
        assert_eq!(pointers::<CreateParcel>(&broken), ["/price/currency"]);
    }

    #[test]
    fn faults_inside_an_optional_object_are_found() {
        let broken = json!({ "price": { "amount_minor": "a lot" } });
        assert_eq!(pointers::<UpdateParcel>(&broken), ["/price/amount_minor", "/price/currency"]);
    }

    #[test]
    fn a_list_over_its_maximum_is_not_looked_into() {
        let row = |prices: usize| json!({ "prices": vec![json!({}); prices] });
        let faults = ["/rows/0/prices/0/amount_minor", "/rows/0/prices/0/currency", "/rows/1/prices"];
        assert_eq!(pointers::<Shelf>(&json!({ "rows": [row(1), row(3)] })), faults);
        assert_eq!(pointers::<Shelf>(&json!({ "rows": [row(1), row(3), row(1)] })), ["/rows"]);
    }

    #[test]
    fn the_first_fault_of_a_text_has_its_pointer() {
        let first = |text: &str| {
            let faults = first_faults::<CreateParcel>(text.as_bytes()).ok()?.into_iter();
            Some(faults.map(|fault| (fault.pointer, fault.detail)).collect::<Vec<_>>())
        };
        let found = |pointer: &str, detail: &str| Some(vec![(pointer.to_owned(), detail.to_owned())]);
        assert_eq!(first(r#"{ "status": {}, "label": 1 }"#), found("/status", "has the wrong form"));
        assert_eq!(first(r#"{ "label": 1, "status": {} }"#), found("/label", "has the wrong form"));
        assert_eq!(first(r#"{ "label": 1, "status": "#), None);
        let long = parcel().to_string().replace("Gloves", &"x".repeat(41));
        assert_eq!(first(&long), found("/label", "length is greater than 40"));
    }

    #[test]
    fn what_serde_found_names_no_type() {
        for (found, words) in [
            ("invalid value: integer `-1`, expected u32", "is not an integer of the allowed range"),
            ("invalid type: floating point `1e300`, expected i64", "is not an integer of the allowed range"),
            ("invalid type: floating point `1.5`, expected a string", "has the wrong form"),
            ("invalid type: sequence, expected struct Price", "has the wrong form"),
            ("data did not match any variant of untagged enum Price", "has the wrong form"),
            ("no such currency", "no such currency"),
        ] {
            assert_eq!(in_words(found), words);
        }
    }

    #[test]
    fn an_array_is_no_object_however_deep() {
        let mut broken = parcel();
        broken["price"] = json!([14900, "EUR"]);
        assert_eq!(pointers::<CreateParcel>(&broken), ["/price"]);
        assert_eq!(pointers::<UpdateParcel>(&json!({ "price": [14900, "EUR"] })), ["/price"]);
    }

    #[test]
    fn something_else_entirely_is_refused_as_a_whole() {
        assert_eq!(pointers::<CreateParcel>(&json!([])), [""]);
    }

    #[test]
    fn paths_become_pointers() {
        assert_eq!(pointer("lines[10].quantity"), "/lines/10/quantity");
        assert_eq!(pointer(""), "");
        assert_eq!(pointer("."), "");
    }
}
