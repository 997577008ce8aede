//! Relations between parts, and their own parts (Open Packaging Conventions).

use crate::xml::escaped;

/// What every part begins with.
pub const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// The namespace of relations, and the beginning of their types.
pub const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A relation of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// Its id.
    pub id: String,
    /// Its type.
    pub kind: String,
    /// What it leads to.
    pub target: String,
    /// Whether that is outside the document.
    pub is_external: bool,
}

impl Relation {
    /// A relation to another part; `kind` is the last part of its type, or the whole of it.
    pub fn inner(id: &str, kind: &str, target: &str) -> Self {
        let kind = if kind.contains(':') { kind.to_owned() } else { format!("{OFFICE}/{kind}") };
        Self { id: id.to_owned(), kind, target: target.to_owned(), is_external: false }
    }
}

/// The relations to addresses.
pub fn addresses(all: &[String]) -> Vec<Relation> {
    let one = |(i, url): (usize, &String)| Relation {
        is_external: true,
        ..Relation::inner(&format!("marzLink{}", i + 1), "hyperlink", url)
    };
    all.iter().enumerate().map(one).collect()
}

/// The part that holds relations.
pub fn relations(all: &[Relation]) -> String {
    let one = |r: &Relation| {
        let mode = if r.is_external { " TargetMode=\"External\"" } else { "" };
        let (id, kind, target) = (escaped(&r.id), escaped(&r.kind), escaped(&r.target));
        format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"{mode}/>")
    };
    let all: String = all.iter().map(one).collect();
    format!(
        "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
    )
}

/// The path of the relations of a part.
pub fn beside(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').map_or((String::new(), path), |(f, n)| (format!("{f}/"), n));
    format!("{folder}_rels/{name}.rels")
}
