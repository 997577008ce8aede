//! Paths in a recipe or a manifest: they stay in the dossier's folder.

/// Whether a path is none below the dossier's folder.
pub(super) fn leads_out(path: &str) -> bool {
    path.is_empty()
        || path.starts_with(['/', '\\'])
        || path.contains(':')
        || path.split(['/', '\\']).any(|part| part == "..")
}
