//! Certificates of tokens and domains.

use super::issue::parse_symbol;
use crate::{
	cli::parse_account,
	wallet::{chain::State, preview::address, Outcome, Session, WalletError},
};
use pallet_utxo_assets::{CertificateId, Symbol};
use pillars_primitives::AccountId;
use pillars_runtime::{Runtime, RuntimeCall};
use std::fmt;

/// Options of `grant-naming`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct GrantNamingArgs {
	/// The symbol, in a domain of the own account.
	#[arg(value_parser = parse_symbol)]
	symbol: Symbol,
	/// Who may issue the token.
	#[arg(value_name = "SS58", value_parser = parse_account)]
	to: AccountId,
}

/// Options of `transfer-certificate`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct TransferCertificateArgs {
	/// Which: domain:<label>, naming:<symbol>, issue:<symbol> or mining:<symbol>.
	#[arg(value_parser = parse_certificate)]
	certificate: Named,
	/// Who gets it.
	#[arg(value_name = "SS58", value_parser = parse_account)]
	to: AccountId,
}

/// A certificate as people name it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Named {
	Domain(Symbol),
	Naming(Symbol),
	Issue(String),
	Mining(String),
}

impl fmt::Display for Named {
	fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
		let text = |symbol: &Symbol| String::from_utf8_lossy(symbol).into_owned();
		match self {
			Self::Domain(label) => write!(f, "domain:{}", text(label)),
			Self::Naming(symbol) => write!(f, "naming:{}", text(symbol)),
			Self::Issue(symbol) => write!(f, "issue:{symbol}"),
			Self::Mining(symbol) => write!(f, "mining:{symbol}"),
		}
	}
}

fn parse_certificate(text: &str) -> Result<Named, String> {
	let bad = "not a certificate: domain:<label>, naming:<symbol>, issue:<symbol>, mining:<symbol>";
	let (kind, name) = text.split_once(':').ok_or(bad)?;
	match kind {
		"domain" => parse_symbol(name).map(Named::Domain),
		"naming" => parse_symbol(name).map(Named::Naming),
		"issue" => Ok(Named::Issue(name.into())),
		"mining" => Ok(Named::Mining(name.into())),
		_ => Err(bad.into()),
	}
}

/// `grant-naming`
pub(super) async fn grant_naming(
	session: &Session,
	args: GrantNamingArgs,
) -> Result<Outcome, WalletError> {
	let GrantNamingArgs { symbol, to } = args;
	let shown = String::from_utf8_lossy(&symbol).into_owned();
	let text = vec![format!("{} may issue {shown}", address(&to))];
	let call = pallet_utxo_assets::Call::<Runtime>::grant_naming { symbol, to };
	Ok(session.call(RuntimeCall::UtxoAssets(call), text).await?.into())
}

/// `transfer-certificate`
pub(super) async fn transfer_certificate(
	session: &Session,
	args: TransferCertificateArgs,
) -> Result<Outcome, WalletError> {
	let state = session.chain.best().await?;
	let text = vec![format!("the certificate {} goes to {}", args.certificate, address(&args.to))];
	let certificate = certificate(&state, args.certificate).await?;
	let call =
		pallet_utxo_assets::Call::<Runtime>::transfer_certificate { certificate, to: args.to };
	Ok(session.call(RuntimeCall::UtxoAssets(call), text).await?.into())
}

async fn certificate(state: &State<'_>, named: Named) -> Result<CertificateId, WalletError> {
	Ok(match named {
		Named::Domain(label) => CertificateId::Domain(label),
		Named::Naming(symbol) => CertificateId::Naming(symbol),
		Named::Issue(symbol) => CertificateId::Issue(state.asset_info(&symbol).await?.id),
		Named::Mining(symbol) => CertificateId::Mining(state.asset_info(&symbol).await?.id),
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn certificates_are_named_by_kind() {
		let symbol = |text: &str| parse_symbol(text).unwrap();
		assert_eq!(parse_certificate("domain:MY"), Ok(Named::Domain(symbol("MY"))));
		assert_eq!(parse_certificate("naming:MY.X"), Ok(Named::Naming(symbol("MY.X"))));
		assert_eq!(parse_certificate("issue:MY.X"), Ok(Named::Issue("MY.X".into())));
		for name in ["domain:MY", "naming:MY.X", "issue:MY.X", "mining:MY"] {
			assert_eq!(parse_certificate(name).unwrap().to_string(), name);
		}
		for bad in ["", "MY", "domain:", "domain:my", "gold:MY"] {
			parse_certificate(bad).unwrap_err();
		}
	}
}
