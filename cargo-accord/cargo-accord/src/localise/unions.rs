//! Enums with payloads and other alternatives.

use serde_json::Value;

use super::Act;
use super::annotations;
use super::edit::edit;
use super::node::Node;
use super::place::Place;
use super::recorder::Recorder;
use super::renames::alike;
use super::values;
use crate::rules::Rule;

/// An alternative, with the name by which a document chooses it.
struct Alternative<'a> {
    node: Node<'a>,
    index: usize,
    name: Option<String>,
    tag: Option<String>,
}

/// Two versions of a union whose alternatives are chosen in the same way.
struct Union<'u, 'a> {
    old: &'u Node<'a>,
    keyword: &'static str,
    olds: &'u [Alternative<'a>],
    news: &'u [Alternative<'a>],
    place: &'u Place,
}

/// Compares two unions; true when one stands in place of the other and nothing is left to compare.
pub fn compare<'a>(recorder: &mut Recorder<'a>, old: &Node<'a>, new: &Node<'a>, place: &Place) -> bool {
    let (Some(before), Some(after)) = (keyword(old), keyword(new)) else {
        return false;
    };
    let tag = |list: &[Alternative<'_>]| list.first().and_then(|one| one.tag.clone());
    let olds = alternatives(old, before, None);
    let news = alternatives(new, after, tag(&olds).as_deref());
    // A union of one alternative may have its tag from the other version.
    let olds = match tag(&olds) == tag(&news) {
        true => olds,
        false => alternatives(old, before, tag(&news).as_deref()),
    };
    let named = |list: &[Alternative<'_>]| list.iter().all(|one| one.name.is_some());
    if named(&olds) != named(&news) || (named(&olds) && tag(&olds) != tag(&news)) || before != after {
        retagged(recorder, old, new, place);
        return true;
    }
    values::other(recorder, old, new, place);
    let union = Union { old, keyword: before, olds: &olds, news: &news, place };
    match named(&olds) {
        true => by_name(recorder, union),
        false => by_shape(recorder, union),
    }
    false
}

fn keyword(node: &Node<'_>) -> Option<&'static str> {
    ["oneOf", "anyOf"].into_iter().find(|keyword| !node.list(keyword).is_empty())
}

fn alternatives<'a>(node: &Node<'a>, keyword: &str, tag: Option<&str>) -> Vec<Alternative<'a>> {
    let list = node.list(keyword);
    let inner = |index: usize| {
        let inner = node.inner(&format!("/{keyword}/{index}"));
        inner.map_or_else(|| node.clone(), |inner| inner.resolved())
    };
    let is_null = |index: &usize| inner(*index).get("type").is_some_and(|kind| kind == "null");
    let indices: Vec<usize> = (0..list.len()).filter(|index| !is_null(index)).collect();
    let schemas: Vec<Value> = indices.iter().map(|index| inner(*index).schema.clone()).collect();
    let variants = crate::schema::variants(&schemas, tag);
    let named = variants.into_iter().zip(indices);
    named
        .map(|(variant, index)| Alternative {
            node: inner(index),
            index,
            name: variant.name.map(str::to_owned),
            tag: variant.tag.map(str::to_owned),
        })
        .collect()
}

fn retagged(recorder: &mut Recorder<'_>, old: &Node<'_>, new: &Node<'_>, place: &Place) {
    let message = format!("the variants of {} are distinguished differently", place.subject);
    let edits = vec![edit(old, Act::Replace(new.schema.clone()))];
    recorder.record(Rule::TaggingChanged, place.path.clone(), message, edits);
    annotations::replaced(recorder, old, new);
}

fn by_name<'a>(recorder: &mut Recorder<'a>, union: Union<'_, 'a>) {
    let Union { old, keyword, olds, news, place } = union;
    let find = |list: &'_ [Alternative<'_>], name: &Option<String>| list.iter().position(|one| one.name == *name);
    let mut gone: Vec<&Alternative<'_>> = Vec::new();
    for one in olds {
        match find(news, &one.name) {
            Some(position) => {
                let name = one.name.as_deref().unwrap_or_default();
                recorder.pair(one.node.clone(), news[position].node.clone(), place.variant(keyword, name));
            }
            None => gone.push(one),
        }
    }
    let come: Vec<_> = news.iter().filter(|one| find(olds, &one.name).is_none()).collect();
    let name = |one: &Alternative<'_>| one.name.clone().unwrap_or_default();
    if let ([from], [to]) = (gone.as_slice(), come.as_slice())
        && (alike(&name(from), &name(to)) && payload(from) == payload(to))
    {
        let message = format!("variant `{}` looks renamed to `{}`", name(from), name(to));
        let mut edits = vec![closing(old, keyword, from)];
        edits.push(edit(old, Act::Add(keyword, vec![to.node.schema.clone()])));
        recorder.record(Rule::VariantRenamed, place.variant(keyword, &name(to)).path, message, edits);
        recorder.advise(format!("keep reading the old name with `#[serde(alias = \"{}\")]`", name(from)));
        return;
    }
    for one in come {
        added(recorder, old, keyword, one, place.variant(keyword, &name(one)));
    }
    for one in gone {
        removed(recorder, old, keyword, one, place.variant(keyword, &name(one)));
    }
}

/// What a variant carries, apart from its name.
fn payload(one: &Alternative<'_>) -> Value {
    let mut alone = one.node.alone();
    let name = one.name.as_deref().unwrap_or_default();
    let Some(properties) = alone.get_mut("properties").and_then(Value::as_object_mut) else {
        return Value::Null;
    };
    match &one.tag {
        Some(tag) => {
            properties.remove(tag);
            alone
        }
        None => properties.remove(name).unwrap_or_default(),
    }
}

/// Untagged alternatives are the same when they are equal; what is left is paired in order.
fn by_shape<'a>(recorder: &mut Recorder<'a>, union: Union<'_, 'a>) {
    let Union { old, keyword, olds, news, place } = union;
    let old_shapes: Vec<Value> = olds.iter().map(|one| one.node.alone()).collect();
    let mut new_shapes: Vec<Option<Value>> = news.iter().map(|one| Some(one.node.alone())).collect();
    let mut matched: Vec<usize> = Vec::new();
    let mut gone: Vec<&Alternative<'_>> = Vec::new();
    for (one, shape) in olds.iter().zip(&old_shapes) {
        match new_shapes.iter().position(|candidate| candidate.as_ref() == Some(shape)) {
            Some(position) => {
                new_shapes[position] = None;
                matched.push(position);
            }
            None => gone.push(one),
        }
    }
    let come: Vec<_> = news.iter().zip(&new_shapes).filter(|(_, shape)| shape.is_some()).collect();
    if gone.is_empty() && come.is_empty() && !matched.is_sorted() {
        let message = format!("the alternatives of {} are tried in another order", place.subject);
        recorder.record(Rule::VariantsReordered, place.keyword(keyword), message, vec![]);
    }
    let pairs = gone.len() == come.len();
    for (position, one) in gone.iter().enumerate() {
        let name = one.index.to_string();
        match come.get(position) {
            Some((other, _)) if pairs => {
                recorder.pair(one.node.clone(), other.node.clone(), place.variant(keyword, &name))
            }
            _ => removed(recorder, old, keyword, one, place.variant(keyword, &name)),
        }
    }
    if !pairs {
        for (one, _) in come {
            added(recorder, old, keyword, one, place.variant(keyword, &one.index.to_string()));
        }
    }
}

fn closing(old: &Node<'_>, keyword: &str, one: &Alternative<'_>) -> super::Edit {
    super::Edit { at: format!("{}/{keyword}/{}", old.at, one.index), act: Act::Close }
}

fn added(recorder: &mut Recorder<'_>, old: &Node<'_>, keyword: &'static str, one: &Alternative<'_>, place: Place) {
    let message = format!("{} was added", place.subject);
    let edits = vec![edit(old, Act::Add(keyword, vec![one.node.schema.clone()]))];
    recorder.record(Rule::VariantAdded, place.path, message, edits);
}

fn removed(recorder: &mut Recorder<'_>, old: &Node<'_>, keyword: &'static str, one: &Alternative<'_>, place: Place) {
    let message = format!("{} was removed", place.subject);
    recorder.record(Rule::VariantRemoved, place.path, message, vec![closing(old, keyword, one)]);
}
