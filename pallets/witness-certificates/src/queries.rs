//! What wallets ask.

use crate::{CertificateInfo, Certificates, Config, GrantInfo, Pallet};
use pillars_primitives::AccountId;

impl<T: Config> Pallet<T> {
	/// See [`Pallet::certificate`].
	pub(crate) fn info(holder: &AccountId) -> Option<CertificateInfo> {
		let certificate = Certificates::<T>::get(holder)?;
		let now = Self::now();
		let grant = Self::grant_now(holder, now).unwrap_or_default();
		Some(CertificateInfo {
			state: Self::state_now(&certificate, now),
			valid: Self::is_valid(holder, &certificate, now),
			issued: (certificate.issued_at, certificate.issued_ms),
			valid_until: certificate.term.map(|term| term.until),
			grant: GrantInfo {
				total: grant.total,
				released: grant.released(),
				claimable: grant.claimable(),
			},
			level: certificate.level,
		})
	}
}
