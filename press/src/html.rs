//! A document as a page: valid, with landmarks, without a script. Every word is escaped on its way in.

use std::borrow::Cow;

use crate::{Block, Cell, Document, Figure, Language, Run, Sheet, Table, Text, Tone, Word};

/// The fonts of both settings, by the name that their files have: BC Sans, regular and bold (`fonts/OFL.txt`).
pub const FONTS: [(&str, &[u8]); 2] = [
    ("bc-sans-regular.ttf", include_bytes!("../fonts/bc-sans-regular.ttf")),
    ("bc-sans-bold.ttf", include_bytes!("../fonts/bc-sans-bold.ttf")),
];

/// The look of pages, which names the fonts as files beside it.
pub const STYLE: &str = include_str!("report.css");

/// Where a page has its look from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look<'a> {
    /// From this address.
    At(&'a str),
    /// From within, as a file that stands alone. Fonts are left to whoever reads it.
    Within,
}

/// Sets a document as a page.
pub fn html(document: &Document, look: Look<'_>) -> String {
    let mut page = Page::default();
    let language = document.language.code();
    let style = match look {
        Look::At(address) => format!("<link rel=\"stylesheet\" href=\"{}\">", escaped(address)),
        Look::Within => format!("<style>\n{}</style>", without_fonts(STYLE)),
    };
    page.raw(&format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n<link rel=\"icon\" href=\"data:,\">\n{style}\n</head>\n<body>\n",
        escaped(&document.title.plain())
    ));
    page.raw(&format!(
        "<p class=\"skip\"><a href=\"#content\">{}</a></p>\n<header>\n<p class=\"notice\">{}</p>\n</header>\n<main id=\"content\">\n",
        skip(document.language),
        escaped(&document.notice)
    ));
    page.raw("<h1>");
    page.text(&document.title);
    page.raw("</h1>\n");
    if !document.subtitle.0.is_empty() {
        page.raw("<p class=\"subtitle\">");
        page.text(&document.subtitle);
        page.raw("</p>\n");
    }
    for sheet in &document.sheets {
        page.sheet(sheet);
    }
    page.raw(&format!(
        "</main>\n<footer>\n<p>{}</p>\n</footer>\n</body>\n</html>\n",
        escaped(&document.footer)
    ));
    page.out
}

const fn skip(language: Language) -> &'static str {
    match language {
        Language::En => "Skip to the content",
        Language::Fr => "Passer au contenu",
    }
}

/// The look without the rules that name files beside it.
fn without_fonts(style: &str) -> &str {
    style.split_once("/* Look. */").map_or(style, |(_, look)| look)
}

/// Pictures wider than this are made for the whole width of a page.
const WIDE: f64 = 500.0;

#[derive(Default)]
struct Page {
    out: String,
    figures: usize,
}

impl Page {
    fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    fn sheet(&mut self, sheet: &Sheet) {
        self.raw(if sheet.is_wide {
            "<div class=\"sheet wide\">\n"
        } else {
            "<div class=\"sheet\">\n"
        });
        self.blocks(&sheet.blocks);
        self.raw("</div>\n");
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text } => {
                let level = if *level <= 1 { 2 } else { 3 };
                self.within(&format!("h{level}"), "", text);
            }
            Block::Paragraph { text, is_small } => self.within("p", small(*is_small), text),
            Block::List { items, is_small } => {
                self.raw(&format!("<ul{}>\n", small(*is_small)));
                for item in items {
                    self.within("li", "", item);
                }
                self.raw("</ul>\n");
            }
            Block::Facts { pairs } => {
                self.raw("<dl>\n");
                for (thing, said) in pairs {
                    self.within("dt", "", thing);
                    self.within("dd", "", said);
                }
                self.raw("</dl>\n");
            }
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Beside { columns, .. } => {
                self.raw("<div class=\"beside\">\n");
                for column in columns {
                    self.raw("<div>\n");
                    self.blocks(column);
                    self.raw("</div>\n");
                }
                self.raw("</div>\n");
            }
        }
    }

    fn within(&mut self, element: &str, attributes: &str, text: &Text) {
        self.raw(&format!("<{element}{attributes}>"));
        self.text(text);
        self.raw(&format!("</{element}>\n"));
    }

    fn text(&mut self, text: &Text) {
        for run in &text.0 {
            self.run(run);
        }
    }

    fn run(&mut self, run: &Run) {
        let mut words = escaped(&run.text).into_owned();
        if let Some(language) = &run.language {
            words = format!("<span lang=\"{}\">{words}</span>", escaped(language));
        }
        if run.is_strong {
            words = format!("<strong>{words}</strong>");
        }
        if let Some(address) = run.address() {
            words = format!("<a href=\"{}\">{words}</a>", escaped(address));
        }
        self.raw(&words);
    }

    /// Begins a part that scrolls by itself where the screen is narrow.
    fn scrolling(&mut self, label: &str) {
        self.raw(&format!(
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\">\n"
        ));
    }

    fn table(&mut self, table: &Table) {
        // A table that is wider than a small screen scrolls by itself, with the keyboard too.
        self.scrolling(&escaped(&table.caption.plain()));
        self.raw(&format!("<table{}>\n<caption><span>", small(table.is_small)));
        self.text(&table.caption);
        self.raw("</span></caption>\n<thead>\n<tr>");
        for column in &table.columns {
            self.raw("<th scope=\"col\"");
            self.raw(if column.is_number { " class=\"number\">" } else { ">" });
            self.text(&column.heading);
            self.raw("</th>");
        }
        self.raw("</tr>\n</thead>\n<tbody>\n");
        for row in &table.rows {
            self.raw("<tr>");
            for (at, cell) in row.iter().enumerate() {
                let is_number = table.columns.get(at).is_some_and(|column| column.is_number);
                self.cell(cell, at == 0, is_number);
            }
            self.raw("</tr>\n");
        }
        self.raw("</tbody>\n</table>\n</div>\n");
    }

    fn cell(&mut self, cell: &Cell, is_head: bool, is_number: bool) {
        let tone = cell.tone.map(|tone| match tone {
            Tone::Good => "good",
            Tone::Partly => "partly",
            Tone::Bad => "bad",
            Tone::Unknown => "unknown",
        });
        let classes: Vec<&str> = tone.into_iter().chain(is_number.then_some("number")).collect();
        let class = if classes.is_empty() {
            String::new()
        } else {
            format!(" class=\"{}\"", classes.join(" "))
        };
        let (opening, closing) = if is_head {
            (format!("<th scope=\"row\"{class}>"), "</th>")
        } else {
            (format!("<td{class}>"), "</td>")
        };
        self.raw(&opening);
        self.text(&cell.text);
        self.raw(closing);
    }

    fn figure(&mut self, figure: &Figure) {
        self.figures += 1;
        let number = self.figures;
        // The picture is drawn by this service, of escaped words; it stands in the page so that it has the page's fonts.
        let opening = format!("<svg role=\"img\" aria-labelledby=\"picture-{number}\"");
        // Several pictures of one page may call a part of theirs the same.
        let own = figure.svg.replace(" id=\"", &format!(" id=\"part-{number}-"));
        let own = own.replace("url(#", &format!("url(#part-{number}-"));
        let picture = own.replacen("<svg", &opening, 1);
        let alt = format!("<title id=\"picture-{number}\">{}</title>", escaped(&figure.alt));
        let picture = picture.replacen('>', &format!(">{alt}"), 1);
        let mut picture = picture.trim_end().trim_end_matches("</svg>").to_owned();
        for word in &figure.words {
            picture.push_str(&lettered(word));
        }
        // One that is set for the whole width has letters that a small screen would make too small to read: it scrolls.
        if figure.width > WIDE {
            self.raw("<figure>\n");
            self.scrolling(&escaped(&figure.alt));
            self.raw(&format!("{picture}</svg>\n</div>\n"));
        } else {
            self.raw(&format!("<figure>\n{picture}</svg>\n"));
        }
        if !figure.caption.0.is_empty() {
            self.within("figcaption", "", &figure.caption);
        }
        self.raw("</figure>\n");
    }
}

/// A word on a picture, with a light rim so that lines of the ground do not cut its letters.
fn lettered(word: &Word) -> String {
    let Word { x, y, size, .. } = word;
    let weight = if word.is_strong { 700 } else { 400 };
    format!(
        "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"#1d2326\" stroke=\"#ffffff\" \
         stroke-width=\"{}\" stroke-linejoin=\"round\" paint-order=\"stroke\">{}</text>",
        size * 0.2,
        escaped(&word.text)
    )
}

const fn small(is_small: bool) -> &'static str {
    if is_small { " class=\"small\"" } else { "" }
}

/// Words as text of a page, also within an attribute.
fn escaped(words: &str) -> Cow<'_, str> {
    let special = |letter: char| matches!(letter, '&' | '<' | '>' | '"' | '\'') || is_unprintable(letter);
    if !words.contains(special) {
        return words.into();
    }
    let mut out = String::with_capacity(words.len() + 16);
    for letter in words.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            one if is_unprintable(one) => out.push('\u{fffd}'),
            one => out.push(one),
        }
    }
    out.into()
}

/// What a page may not have in it at all.
fn is_unprintable(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\n' | '\t')
}
