//! Addresses within the service: what stands after the question mark.

/// Names and texts as they stand in an address, with the question mark; nothing where there are none.
pub fn query<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let pairs = pairs.into_iter().enumerate().map(|(position, (name, text))| {
        let mark = if position == 0 { '?' } else { '&' };
        format!("{mark}{}={}", escape(name), escape(text))
    });
    pairs.collect()
}

/// Percent-encodes all but unreserved characters (RFC 3986), and those that keep CRS addresses and
/// lists readable.
pub fn escape(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b':' | b'/' | b',' => {
                out.push(char::from(byte));
            }
            _ => write!(out, "%{byte:02X}").expect("writing to a string cannot fail"),
        }
        out
    })
}
