//! From which address a request comes. What a header says of it counts only where a known proxy says it.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, Request};
use axum::http::HeaderName;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The address of whoever asks: the other end of the connection, or where that is one of `proxies`, the last address of
/// `X-Forwarded-For` that is none of them. What stands before it was written by whoever asks.
pub fn of(request: &Request, proxies: &[IpAddr]) -> Option<IpAddr> {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>()?;
    let peer = peer.0.ip().to_canonical();
    if !proxies.contains(&peer) {
        return Some(peer);
    }
    let lists = request.headers().get_all(FORWARDED_FOR).iter();
    let said: Vec<&str> = lists
        .filter_map(|list| list.to_str().ok())
        .flat_map(|list| list.split(','))
        .collect();
    for one in said.iter().rev() {
        // What is no address ends the chain of those who can be believed.
        let Ok(address) = one.trim().parse::<IpAddr>() else {
            return Some(peer);
        };
        let address = address.to_canonical();
        if !proxies.contains(&address) {
            return Some(address);
        }
    }
    Some(peer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    #[test]
    fn only_a_known_proxy_is_believed_and_only_about_who_spoke_to_it() {
        let proxies: [IpAddr; 2] = ["10.0.0.1".parse().expect("one"), "10.0.0.2".parse().expect("one")];
        let check = |peer: &str, said: &str, expected: &str| {
            let mut request = Request::new(Body::empty());
            let peer: SocketAddr = peer.parse().expect("a peer");
            request.extensions_mut().insert(ConnectInfo(peer));
            if !said.is_empty() {
                request
                    .headers_mut()
                    .insert(FORWARDED_FOR, said.parse().expect("a value"));
            }
            let found = of(&request, &proxies).expect("an address");
            assert_eq!(found.to_string(), expected, "{peer} {said}");
        };
        check("192.0.2.7:1", "", "192.0.2.7");
        check("192.0.2.7:1", "203.0.113.9", "192.0.2.7");
        check("10.0.0.1:1", "203.0.113.9", "203.0.113.9");
        check("[::ffff:10.0.0.1]:1", "203.0.113.9", "203.0.113.9");
        check("10.0.0.1:1", "198.51.100.1, 203.0.113.9, 10.0.0.2", "203.0.113.9");
        check("10.0.0.1:1", "203.0.113.9, nonsense", "10.0.0.1");
        check("10.0.0.1:1", "10.0.0.2", "10.0.0.1");
        check("10.0.0.1:1", "", "10.0.0.1");
    }
}
