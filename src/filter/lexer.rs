//! A filter's text as lexemes.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::FilterFault;

/// The smallest part of a text that means something.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// A name or a keyword.
    Word(String),
    /// A name in double quotes.
    QuotedName(String),
    /// A text in single quotes.
    Text(String),
    Number(f64),
    Symbol(&'static str),
    End,
}

/// A token, and which bytes of the text it is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lexeme {
    pub token: Token,
    pub span: Range<usize>,
}

/// Longer ones first: `<=` is not `<` and `=`.
const SYMBOLS: [&str; 13] = ["<>", "<=", ">=", "=", "<", ">", "+", "-", "*", "/", "(", ")", ","];

/// All lexemes of a text; the last one is the end.
pub(super) fn lexemes(text: &str) -> Result<Vec<Lexeme>, FilterFault> {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let start = at + (rest.len() - rest.trim_start().len());
        let (token, length) = next(text, start)?;
        at = start + length;
        let end = token == Token::End;
        found.push(Lexeme { token, span: start..at });
        if end {
            return Ok(found);
        }
    }
}

/// The token that begins at a byte, and its length in bytes.
fn next(text: &str, start: usize) -> Result<(Token, usize), FilterFault> {
    let rest = &text[start..];
    let Some(first) = rest.chars().next() else {
        return Ok((Token::End, 0));
    };
    match first {
        '\'' => quoted(text, start, '\'').map(|(inner, length)| (Token::Text(inner), length)),
        '"' => quoted(text, start, '"').map(|(inner, length)| (Token::QuotedName(inner), length)),
        _ if begins_name(first) => {
            let length = rest.find(|letter| !continues_name(letter)).unwrap_or(rest.len());
            Ok((Token::Word(rest[..length].nfc().collect()), length))
        }
        _ if begins_number(rest) => {
            let length = number_length(rest);
            let number = rest[..length].parse().ok().filter(|number: &f64| number.is_finite());
            let fault = || FilterFault::at(text, start, &rest[..length], "a number of at most 1.7e308");
            Ok((Token::Number(number.ok_or_else(fault)?), length))
        }
        _ if rest.starts_with("!=") => Err(FilterFault::at(text, start, "!=", "<>")),
        _ => {
            let symbol = SYMBOLS.into_iter().find(|symbol| rest.starts_with(symbol));
            let fault = || FilterFault::at(text, start, first, "a name, a value, a comparison or a parenthesis");
            symbol
                .map(|symbol| (Token::Symbol(symbol), symbol.len()))
                .ok_or_else(fault)
        }
    }
}

/// What stands between quotes, in NFC, and the length with them. A quote within is written twice.
fn quoted(text: &str, start: usize, quote: char) -> Result<(String, usize), FilterFault> {
    let mut inner = String::new();
    let mut letters = text[start + 1..].char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if letter != quote {
            inner.push(letter);
        } else if letters.next_if(|&(_, next)| next == quote).is_some() {
            inner.push(quote);
        } else {
            return Ok((inner.nfc().collect(), at + 2));
        }
    }
    let what = if quote == '\'' { "a text" } else { "a name" };
    Err(FilterFault::at(
        text,
        start,
        format!("{what} that does not end"),
        format!("a closing {quote}"),
    ))
}

fn begins_name(letter: char) -> bool {
    letter.is_alphabetic() || letter == '_'
}

fn continues_name(letter: char) -> bool {
    begins_name(letter) || letter.is_numeric() || letter == '.' || is_combining_mark(letter)
}

/// Whether a word is a name without quotes around it.
pub(super) fn is_name(word: &str) -> bool {
    word.starts_with(begins_name) && word.chars().all(continues_name)
}

fn begins_number(rest: &str) -> bool {
    rest.trim_start_matches('.')
        .starts_with(|letter: char| letter.is_ascii_digit())
        && !rest.starts_with("..")
}

/// Digits, a point, digits, and an exponent if it has digits of its own.
fn number_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut length = digits(0);
    if bytes.get(length) == Some(&b'.') {
        length += 1 + digits(length + 1);
    }
    if matches!(bytes.get(length), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(length + 1), Some(b'+' | b'-')));
        let exponent = bytes.get(length + 1 + sign).map_or(0, |_| digits(length + 1 + sign));
        if exponent > 0 {
            length += 1 + sign + exponent;
        }
    }
    length
}
