//! What a reader and what a checker of pages see.

use std::collections::BTreeSet;

/// A page cut up: tags as they stand, and the words between them.
fn pieces(page: &str) -> impl Iterator<Item = (Option<&str>, &str)> {
    page.split('<').enumerate().map(|(at, piece)| {
        if at == 0 {
            return (None, piece);
        }
        let (tag, words) = piece.split_once('>').expect("every tag is closed");
        (Some(tag), words)
    })
}

fn unescaped(words: &str) -> String {
    words
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// The words of a page as people read them: a line an element of text, without pictures and style.
pub fn words(page: &str) -> String {
    let inline = ["span", "/span", "strong", "/strong", "a", "/a"];
    let mut out = String::new();
    let mut is_hidden = false;
    for (tag, words) in pieces(page) {
        let name = tag.map(|tag| tag.split([' ', '\n']).next().unwrap_or_default());
        match name {
            Some("svg" | "style") => is_hidden = true,
            Some("/svg" | "/style") => is_hidden = false,
            Some("td" | "/dt") => out.push_str(" | "),
            Some(name) if !inline.contains(&name) && !name.starts_with("/t") => out.push('\n'),
            _ => {}
        }
        if !is_hidden {
            out.push_str(words.trim_matches('\n'));
        }
    }
    let lines = out.lines().map(str::trim).filter(|line| !line.is_empty());
    unescaped(&lines.collect::<Vec<_>>().join("\n"))
}

const EMPTY: [&str; 4] = ["!doctype", "meta", "link", "br"];

/// Holds a page against what every page has to be.
pub fn check(page: &str) {
    assert!(page.starts_with("<!doctype html>\n<html lang=\""));
    let mut open: Vec<&str> = Vec::new();
    let mut ids = BTreeSet::new();
    let mut level = 0;
    for (tag, _) in pieces(page) {
        let Some(tag) = tag else { continue };
        let name = tag.split([' ', '\n', '/']).next().unwrap_or_default();
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed), "after {ids:?}");
            continue;
        }
        assert!(
            !["script", "iframe", "object", "img"].contains(&name),
            "a page of words has no {name}"
        );
        let attributes = |wanted: &str| {
            let from = tag.split_once(&format!(" {wanted}=\""))?.1;
            from.split_once('"').map(|(value, _)| value)
        };
        // Every other piece stands within quotes.
        let has_handler = tag.split('"').step_by(2).any(|names| names.contains(" on"));
        assert!(!has_handler, "{tag}");
        if let Some(id) = attributes("id") {
            assert!(ids.insert(id), "{id} stands twice");
        }
        if let Some(depth) = name.strip_prefix('h').and_then(|depth| depth.parse::<u8>().ok()) {
            assert!(depth <= level + 1, "h{depth} after h{level}");
            level = depth;
        }
        match name {
            "th" => assert!(attributes("scope").is_some(), "{tag}"),
            "svg" => assert!(attributes("aria-labelledby").is_some(), "{tag}"),
            "td" | "caption" => assert!(open.contains(&"table")),
            _ => {}
        }
        if !EMPTY.contains(&name) && !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} is open at the end");
    for landmark in ["<header>", "<main ", "<footer>", "<h1>"] {
        assert_eq!(page.matches(landmark).count(), 1, "{landmark}");
    }
    assert_eq!(page.matches("<table").count(), page.matches("<caption>").count());
}
