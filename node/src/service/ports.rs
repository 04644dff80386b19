//! The addresses to listen on, checked before the node starts.
//!
//! Left alone, the RPC server would move to a random port and the network would only log a warning
//! (or share the port with another process of the same user): a node that runs but that nobody
//! finds.

use crate::error::Error;
use sc_network::{
	config::NetworkConfiguration,
	multiaddr::{Multiaddr, Protocol},
};
use sc_service::Configuration;
use std::{
	io::ErrorKind,
	net::{IpAddr, SocketAddr, TcpListener},
};

/// Checks that the configured addresses are free, and makes the RPC server insist on its own.
///
/// # Errors
///
/// [`Error::PortInUse`]. An address in use for Prometheus is only a warning: the node works
/// without.
pub(crate) fn check(config: &mut Configuration) -> Result<(), Error> {
	for address in p2p_addresses(&config.network) {
		ensure_free("peer-to-peer", address, "--port")?;
	}
	for endpoint in config.rpc.addr.iter_mut().flatten() {
		endpoint.retry_random_port = false;
		if !endpoint.is_optional {
			ensure_free("RPC", endpoint.listen_addr, "--rpc-port")?;
		}
	}
	if let Some(prometheus) = &config.prometheus_config {
		if let Err(error) = ensure_free("Prometheus", prometheus.port, "--prometheus-port") {
			log::warn!("No metrics: {error}");
		}
	}
	Ok(())
}

/// The TCP addresses of the network.
fn p2p_addresses(config: &NetworkConfiguration) -> impl Iterator<Item = SocketAddr> + '_ {
	config.listen_addresses.iter().filter_map(tcp_address)
}

fn tcp_address(address: &Multiaddr) -> Option<SocketAddr> {
	let mut parts = address.iter();
	let ip = match parts.next()? {
		Protocol::Ip4(ip) => IpAddr::V4(ip),
		Protocol::Ip6(ip) => IpAddr::V6(ip),
		_ => return None,
	};
	match parts.next()? {
		Protocol::Tcp(port) => Some(SocketAddr::new(ip, port)),
		_ => None,
	}
}

/// Binds the address and lets it go again.
fn ensure_free(what: &'static str, address: SocketAddr, option: &'static str) -> Result<(), Error> {
	match TcpListener::bind(address) {
		Err(error) if error.kind() == ErrorKind::AddrInUse => {
			Err(Error::PortInUse { what, address, option })
		},
		// Whatever else is wrong (say, no IPv6 on this machine) is told by whoever needs the
		// address.
		_ => Ok(()),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn an_address_in_use_is_told_with_the_option_that_changes_it() {
		let taken = TcpListener::bind("127.0.0.1:0").unwrap();
		let address = taken.local_addr().unwrap();
		let error = ensure_free("RPC", address, "--rpc-port").unwrap_err();
		let line = error.one_line();
		assert!(line.contains(&address.to_string()) && line.contains("--rpc-port"), "{line}");
		drop(taken);
		ensure_free("RPC", address, "--rpc-port").unwrap();
	}

	#[test]
	fn only_tcp_addresses_are_looked_at() {
		let parse = |text: &str| tcp_address(&text.parse().unwrap());
		assert_eq!(parse("/ip4/0.0.0.0/tcp/30333/ws"), Some("0.0.0.0:30333".parse().unwrap()));
		assert_eq!(parse("/ip6/::/tcp/1"), Some("[::]:1".parse().unwrap()));
		assert_eq!(parse("/ip4/0.0.0.0/udp/30333/webrtc-direct"), None);
	}
}
