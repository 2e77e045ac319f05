//! Reading one pack: all its files, then its entries (读取单个政策包).

use super::document::{Documents, document};
use super::fields::{Fields, Reader};
use super::node::{Node, Value, parse};
use super::problem::{Place, Problem};
use super::{PackSource, entry, figure, manifest, paper_form, requirement};
use crate::{Content, PackInfo};
use model::Message;
use std::collections::{BTreeMap, BTreeSet};

/// A pack as read, with the place of each entry.
#[derive(Debug)]
pub(crate) struct Draft {
    pub info: PackInfo,
    pub content: Content,
    /// Place of an entry by its kind and its position in the list of that kind.
    pub places: BTreeMap<(&'static str, usize), Place>,
    /// The place of the head.
    pub head: Place,
}

impl Draft {
    /// Where an entry stands.
    pub fn place(&self, kind: &'static str, at: usize) -> Place {
        self.places.get(&(kind, at)).cloned().unwrap_or_else(|| self.head.clone())
    }
}

/// A file's tree and the file's name for messages.
struct File {
    name: String,
    tree: BTreeMap<String, Node>,
}

/// No defaults.
static NOTHING: BTreeMap<String, Node> = BTreeMap::new();

const TABLES: [&str; 14] = [
    "pack",
    "defaults",
    "document",
    "figure",
    "requirement",
    "eligibility",
    "unit_cost",
    "weight",
    "cycle",
    "deadline",
    "switch",
    "conflict",
    "form",
    "provision",
];

/// Reads a pack; its documents join those of the packs below.
pub(super) fn read(source: &PackSource, documents: &mut Documents, problems: &mut Vec<Problem>) -> Option<Draft> {
    let files = files(source, problems);
    gather_documents(&files, documents, problems);
    let mut info = None;
    let mut head = Place { file: format!("{}/{}", source.name, manifest::FILE), line: 0 };
    for file in &files {
        if let Some((line, table)) = single(file, "pack", problems) {
            let mut r = Reader { file: &file.name, defaults: &NOTHING, problems };
            if info.is_some() || file.name != head.file {
                r.report(line, "pack", Message::new("policy-pack-place").with("file", manifest::FILE));
            }
            head.line = line;
            info = manifest::pack(&mut r, Fields::new("pack".into(), line, table), documents);
        }
    }
    if info.is_none() && head.line == 0 {
        problems.push(Problem::new(&head, "pack", Message::new("policy-no-manifest").with("file", manifest::FILE)));
    }
    let mut reading = Reading { content: Content::default(), places: BTreeMap::new(), seen: BTreeSet::new() };
    for file in &files {
        reading.file(file, documents, problems);
    }
    let mut draft = Draft { info: info?, content: reading.content, places: reading.places, head };
    draft.sign();
    Some(draft)
}

/// The pack that a pack says it lies on, as far as its head can be read.
pub(crate) fn overlays(source: &PackSource) -> Option<String> {
    let (_, text) = source.files.iter().find(|(path, _)| path == manifest::FILE)?;
    let tree = parse(manifest::FILE, text, &mut Vec::new());
    let Value::Table(pack) = &tree.get("pack")?.value else { return None };
    match &pack.get("overlays")?.value {
        Value::Text(name) => Some(name.trim().to_owned()),
        _ => None,
    }
}

fn files(source: &PackSource, problems: &mut Vec<Problem>) -> Vec<File> {
    let mut files: Vec<File> = Vec::new();
    for (path, text) in &source.files {
        let name = format!("{}/{path}", source.name);
        if files.iter().any(|f| f.name == name) {
            let place = Place { file: name.clone(), line: 0 };
            problems.push(Problem::new(&place, "", Message::new("policy-duplicate-file")));
        }
        let tree = parse(&name, text, problems);
        for (key, node) in tree.iter().filter(|(k, _)| !TABLES.contains(&k.as_str())) {
            let place = Place { file: name.clone(), line: node.line };
            let message = Message::new("policy-unknown-table").with("table", key).with("allowed", TABLES.join(", "));
            problems.push(Problem::new(&place, key, message));
        }
        files.push(File { name, tree });
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

fn gather_documents(files: &[File], documents: &mut Documents, problems: &mut Vec<Problem>) {
    for file in files {
        for (path, line, table) in many(file, "document", problems) {
            let mut r = Reader { file: &file.name, defaults: &NOTHING, problems };
            let Some((key, doc)) = document(&mut r, Fields::new(path, line, table)) else { continue };
            let fresh = documents.get(&key).is_none_or(|known| *known == doc);
            if !fresh {
                r.report(line, format!("document.{key}"), Message::new("policy-duplicate-key").with("key", &key));
            }
            documents.insert(key, doc);
        }
    }
}

type Entry<'a> = (String, u32, &'a BTreeMap<String, Node>);

/// The entries of an array of tables, `[[kind]]`.
fn many<'a>(file: &'a File, kind: &str, problems: &mut Vec<Problem>) -> Vec<Entry<'a>> {
    let Some(node) = file.tree.get(kind) else { return Vec::new() };
    let nodes: &[Node] = if let Value::List(nodes) = &node.value { nodes } else { &[] };
    let mut out = Vec::new();
    for (i, node) in nodes.iter().enumerate() {
        if let Value::Table(table) = &node.value {
            out.push((format!("{kind}[{}]", i + 1), node.line, table));
        }
    }
    if out.len() != nodes.len() || nodes.is_empty() {
        let place = Place { file: file.name.clone(), line: node.line };
        problems.push(Problem::new(&place, kind, Message::new("policy-want-entries").with("table", kind)));
    }
    out
}

/// A single table, `[kind]`.
fn single<'a>(file: &'a File, kind: &str, problems: &mut Vec<Problem>) -> Option<(u32, &'a BTreeMap<String, Node>)> {
    let node = file.tree.get(kind)?;
    if let Value::Table(table) = &node.value {
        return Some((node.line, table));
    }
    let place = Place { file: file.name.clone(), line: node.line };
    problems.push(Problem::new(&place, kind, Message::new("policy-want-table")));
    None
}

struct Reading {
    content: Content,
    places: BTreeMap<(&'static str, usize), Place>,
    seen: BTreeSet<String>,
}

impl Reading {
    fn file(&mut self, file: &File, documents: &Documents, problems: &mut Vec<Problem>) {
        let defaults = defaults(file, problems);
        if let Some((line, table)) = single(file, "cycle", problems) {
            let mut r = Reader { file: &file.name, defaults: &defaults, problems };
            if self.content.cycle.is_some() {
                r.report(line, "cycle", Message::new("policy-duplicate-key").with("key", "cycle"));
            }
            self.content.cycle = entry::cycle(&mut r, Fields::new("cycle".into(), line, table), documents);
            self.places.insert(("cycle", 0), Place { file: file.name.clone(), line });
        }
        for (path, line, table) in many(file, "figure", problems) {
            let mut r = Reader { file: &file.name, defaults: &defaults, problems };
            for figure in figure::figure(&mut r, Fields::new(path, line, table), documents) {
                let id = format!("figure {} {:?}", figure.key, figure.applies);
                self.note("figure", self.content.figures.len(), id, &figure.key, line, &mut r);
                self.content.figures.push(figure);
            }
        }
        macro_rules! read {
            ($($kind:literal, $list:ident, $read:path, $key:ident;)*) => { $(
                for (path, line, table) in many(file, $kind, problems) {
                    let mut r = Reader { file: &file.name, defaults: &defaults, problems };
                    if let Some(found) = $read(&mut r, Fields::new(path, line, table), documents) {
                        let id = format!("{} {}", $kind, found.$key);
                        self.note($kind, self.content.$list.len(), id, &found.$key, line, &mut r);
                        self.content.$list.push(found);
                    }
                }
            )* };
        }
        read! {
            "requirement", requirements, requirement::requirement, key;
            "eligibility", eligibility, entry::eligibility, key;
            "unit_cost", unit_costs, entry::unit_cost, key;
            "weight", weights, entry::weight, key;
            "deadline", deadlines, entry::deadline, key;
            "switch", switches, entry::switch, rule;
            "conflict", conflicts, entry::conflict, key;
            "form", forms, paper_form::form, key;
            "provision", provisions, entry::provision, key;
        }
    }

    fn note(&mut self, kind: &'static str, at: usize, id: String, key: &str, line: u32, r: &mut Reader<'_>) {
        if !self.seen.insert(id) {
            r.report(line, key, Message::new("policy-duplicate-key").with("key", key));
        }
        self.places.insert((kind, at), Place { file: r.file.to_owned(), line });
    }
}

/// The fields a file may give once for all its entries.
const DEFAULTS: [&str; 5] = ["cite", "certainty", "from", "note", "price_year"];

/// What `[defaults]` offers.
fn defaults(file: &File, problems: &mut Vec<Problem>) -> BTreeMap<String, Node> {
    let Some((_, table)) = single(file, "defaults", problems) else { return BTreeMap::new() };
    let mut out = table.clone();
    for (key, node) in table.iter().filter(|(k, _)| !DEFAULTS.contains(&k.as_str())) {
        let place = Place { file: file.name.clone(), line: node.line };
        let message = Message::new("policy-unknown-field").with("field", key).with("allowed", DEFAULTS.join(", "));
        problems.push(Problem::new(&place, format!("defaults.{key}"), message));
        out.remove(key);
    }
    out
}

impl Draft {
    /// Writes the issuer into every entry.
    fn sign(&mut self) {
        let issuer = &self.info.issuer;
        let c = &mut self.content;
        c.figures.iter_mut().for_each(|e| e.issuer.clone_from(issuer));
        c.requirements.iter_mut().for_each(|e| e.issuer.clone_from(issuer));
        c.eligibility.iter_mut().for_each(|e| e.issuer.clone_from(issuer));
        c.unit_costs.iter_mut().for_each(|e| e.issuer.clone_from(issuer));
        c.weights.iter_mut().for_each(|e| e.issuer.clone_from(issuer));
        c.deadlines.iter_mut().for_each(|e| e.issuer.clone_from(issuer));
        c.provisions.iter_mut().for_each(|e| e.issuer.clone_from(issuer));
    }
}
