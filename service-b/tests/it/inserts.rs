//! A hand-written `INSERT` lists its columns as text, which the compiler does not read. So the function that writes it takes
//! its row apart in full: a new column is then a missing field of a pattern, an error that only a decision can end.
//!
//! What diesel inserts as a row struct needs no such care, because the struct lists the columns.

use std::collections::BTreeSet;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

use crate::architecture::sources;

/// What breaks the rule in `source`: one line for each hand-written `INSERT` without its pattern.
fn offenders(path: &Path, source: &str) -> Vec<String> {
    let mut functions = Functions::default();
    functions.visit_file(&syn::parse_file(source).unwrap());
    let lines = functions.0.iter().flat_map(|function| {
        function.offending().map(|Insert(text)| format!("{}: {}: {text}", path.display(), function.name))
    });
    lines.collect()
}

/// The functions of a file.
#[derive(Default)]
struct Functions(Vec<Function>);

/// A function: the text of each `INSERT` in it, and the fields of each pattern that leaves none out.
struct Function {
    name: String,
    inserts: Vec<Insert>,
    patterns: Vec<BTreeSet<String>>,
}

/// The text of a hand-written `INSERT`.
struct Insert(String);

impl Insert {
    fn is_taken_from(&self, patterns: &[BTreeSet<String>]) -> bool {
        self.columns().is_some_and(|columns| patterns.iter().any(|fields| columns.is_subset(fields)))
    }

    /// The columns it lists; `None` when it lists none, or not all in this literal.
    fn columns(&self) -> Option<BTreeSet<String>> {
        let (columns, _) = self.0.split_once('(')?.1.split_once(')')?;
        Some(columns.split(',').map(|column| column.trim().trim_matches('`').to_owned()).collect())
    }
}

impl Function {
    fn of(name: &syn::Ident, block: &syn::Block) -> Self {
        let mut function = Self { name: name.to_string(), inserts: Vec::new(), patterns: Vec::new() };
        function.visit_block(block);
        function
    }

    fn offending(&self) -> impl Iterator<Item = &Insert> {
        self.inserts.iter().filter(|insert| !insert.is_taken_from(&self.patterns))
    }

    fn literal(&mut self, text: String) {
        let statement = text.trim_start().to_uppercase();
        if ["INSERT ", "REPLACE "].iter().any(|word| statement.starts_with(word)) {
            self.inserts.push(Insert(text));
        }
    }

    /// Macros are tokens to `syn`; a literal among them may be a statement as well.
    fn tokens(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Literal(literal) => {
                    if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                        self.literal(text.value());
                    }
                }
                TokenTree::Ident(_) | TokenTree::Punct(_) => {}
            }
        }
    }
}

impl<'ast> Visit<'ast> for Functions {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.0.push(Function::of(&item.sig.ident, &item.block));
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.0.push(Function::of(&item.sig.ident, &item.block));
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if item.ident != "tests" {
            visit::visit_item_mod(self, item);
        }
    }
}

impl<'ast> Visit<'ast> for Function {
    fn visit_lit_str(&mut self, literal: &'ast syn::LitStr) {
        self.literal(literal.value());
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.tokens(call.tokens.clone());
    }

    fn visit_pat_struct(&mut self, pattern: &'ast syn::PatStruct) {
        if pattern.rest.is_none() {
            let names = pattern.fields.iter().filter_map(|field| match &field.member {
                syn::Member::Named(name) => Some(name.to_string()),
                syn::Member::Unnamed(_) => None,
            });
            self.patterns.push(names.collect());
        }
        visit::visit_pat_struct(self, pattern);
    }
}

#[test]
fn a_hand_written_insert_takes_its_row_apart_in_full() {
    let found: Vec<_> = sources("src").iter().flat_map(|(path, text)| offenders(path, text)).collect();
    assert!(found.is_empty(), "take the row apart without `..` in the function that writes it:\n{}", found.join("\n"));
}

#[test]
fn an_insert_by_field_access_or_with_a_rest_offends() {
    let statement = r#"statement.sql("INSERT INTO outbox (id, payload) VALUES ")"#;
    let source = |rest: &str| format!("fn publish() {{ {statement}.list(rows, {rest}); }}");
    for (row, count) in [
        ("|part, row| part.id(row.id).text(&row.payload)", 1),
        ("|part, OutboxEntity { id, payload, .. }| part.id(id).text(payload)", 1),
        ("|part, OutboxEntity { id }| part.id(id)", 1),
        ("|part, OutboxEntity { id, payload, sent_at: _ }| part.id(id).text(payload)", 0),
    ] {
        assert_eq!(offenders(Path::new("outbox.rs"), &source(row)).len(), count, "{row}");
    }
    assert_eq!(offenders(Path::new("outbox.rs"), r#"fn f() { query(format!("insert into t values (1)")); }"#).len(), 1);
}
