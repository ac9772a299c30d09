//! The `OpenAPI` document as a page for people: no script, and nothing from elsewhere.

use std::fmt::Write as _;

use super::answer::{Answer, media};
use super::ask::Ask;
use super::parameters::Parameter;
use super::problem::Kind;
use super::router::{Route, routes};

const STYLE: &str = include_str!("docs/style.css");

/// The page.
pub fn page(_: &Ask) -> Answer {
    Answer::bytes(media::HTML, html(&routes()).expect("writing to a string cannot fail"))
}

/// Its look.
pub fn style(_: &Ask) -> Answer {
    Answer::bytes(media::CSS, STYLE)
}

fn html(routes: &[Route]) -> Result<String, std::fmt::Error> {
    let mut out = String::from(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>The API of Evenreach</title>\n<link rel=\"stylesheet\" href=\"/api/docs.css\">\n</head>\n<body>\n<main>\n\
         <h1>The API of Evenreach</h1>\n\
         <p>For machines: <a href=\"/api/openapi.json\">the same as OpenAPI 3.0</a>. \
         The way in: <a href=\"/api\">/api</a>. The map: <a href=\"/\">/</a>.</p>\n<h2>Routes</h2>\n",
    );
    for route in routes {
        operation(&mut out, route)?;
    }
    out.push_str(
        "<h2>Problems</h2>\n<p>Refusals are problem details (RFC 9457). Their <code>type</code> leads here.</p>\n",
    );
    for kind in Kind::ALL {
        let (slug, title, remedy) = (kind.slug(), kind.title(), kind.remedy());
        writeln!(
            out,
            "<h3 id=\"problem-{slug}\">{}</h3>\n<p>{}</p>",
            escape(title),
            escape(remedy)
        )?;
    }
    out.push_str("</main>\n</body>\n</html>\n");
    Ok(out)
}

fn operation(out: &mut String, route: &Route) -> std::fmt::Result {
    let (method, path, operation) = (route.method.as_str(), &route.path, &route.operation);
    let (id, summary, media) = (
        escape(&operation.id),
        escape(&operation.summary),
        escape(operation.media),
    );
    writeln!(
        out,
        "<section id=\"{id}\">\n<h3><code>{method} {}</code></h3>\n<p>{summary}</p>",
        escape(path)
    )?;
    writeln!(out, "<p>Answers <code>{media}</code>.</p>")?;
    if !operation.parameters.is_empty() {
        writeln!(out, "<dl>")?;
        for Parameter { name, description, .. } in &operation.parameters {
            writeln!(
                out,
                "<dt><code>{}</code></dt>\n<dd>{}</dd>",
                escape(name),
                escape(description)
            )?;
        }
        writeln!(out, "</dl>")?;
    }
    writeln!(out, "</section>")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
