//! Which names there can be.

use crate::{
	avatar_id, check_kind_name, check_symbol, is_reserved, lower_case, names::check_signs,
	reads_like_an_address, NameError, RESERVED,
};
use pillars_primitives::{units::SS58_PREFIX, AccountId};
use sp_core::crypto::{Ss58AddressFormat, Ss58Codec};

#[test]
fn names_of_the_allowed_signs() {
	let longest = "x".repeat(64);
	for good in ["a", "Z", "7", ".", "A.b@c_d-9", "alice@example.org", longest.as_str()] {
		assert_eq!(check_symbol(good.as_bytes()), Ok(()), "{good}");
	}
	assert_eq!(check_symbol(b""), Err(NameError::Empty));
	assert_eq!(check_symbol("x".repeat(65).as_bytes()), Err(NameError::TooLong));
	for bad in ["a b", "a/b", "é", "a\0", "a+b", "a:b", "\u{430}lice", "a\n"] {
		assert_eq!(check_symbol(bad.as_bytes()), Err(NameError::BadSign), "{bad}");
	}
}

#[test]
fn each_sign_is_allowed_or_not() {
	for byte in 0..=u8::MAX {
		let allowed = byte.is_ascii_alphanumeric() || b".@_-".contains(&byte);
		let expected = if allowed { Ok(()) } else { Err(NameError::BadSign) };
		assert_eq!(check_signs(&[byte]), expected, "{byte}");
	}
}

#[test]
fn ids_are_of_the_name_in_lower_case() {
	let expected = [
		("alice", "78d955ddcf389e82ce30e56bee27dcac0365e7df0d665cf7a2f008f1439b46a0"),
		("metaverse.a@b_c-d", "f0a698cbce458242b59043d7ffa95eb65676ea07d8c8a829e3732b0fb3f7d808"),
		("a", "cd1cf1f36f1604af8cc591f55fbd9e00ac66f22f072cdd561d5b69be4fab93d8"),
	];
	for (name, id) in expected {
		assert_eq!(avatar_id(name.as_bytes()), id.parse().unwrap(), "{name}");
		assert_eq!(avatar_id(name.to_uppercase().as_bytes()), avatar_id(name.as_bytes()));
	}
	assert_ne!(avatar_id(b"a.b"), avatar_id(b"ab"));
	assert_eq!(lower_case(b"A.b@C_D-9"), b"a.b@c_d-9");
}

#[test]
fn reserved_names_are_searchable_and_could_be_had_otherwise() {
	assert!(RESERVED.is_sorted());
	for name in RESERVED {
		let letters = name.bytes().all(|byte| byte.is_ascii_lowercase());
		assert!(letters, "{name} could never be met");
		assert_eq!(check_signs(name.as_bytes()), Ok(()));
		assert!(is_reserved(name.as_bytes()), "{name}");
		assert_eq!(check_symbol(name.as_bytes()), Err(NameError::Reserved));
	}
}

#[test]
fn the_names_an_impostor_would_take_are_reserved() {
	let names = [
		"ETP",
		"etp",
		"Etp",
		"E.T.P",
		"BLACKHOLE",
		"blackhole",
		"foundation",
		"Foundation",
		"-foundation-",
		"Metaverse",
		"METAVERSE.FOUNDATION",
		"pillars",
		"Pillars_of_Creation",
		"treasury",
		"Governance",
		"root",
		"system",
		"Admin",
		"a-d-m-i-n",
		"witness_registry",
		"developer-community",
		"sudo",
		"@support",
	];
	for name in names {
		assert!(is_reserved(name.as_bytes()), "{name}");
	}
	for name in ["etp2", "myfoundation", "metaversefan", "adm", "a", ".", "@_-", "rooted", "et"] {
		assert!(!is_reserved(name.as_bytes()), "{name}");
	}
}

#[test]
fn addresses_are_no_names() {
	let format = Ss58AddressFormat::custom(SS58_PREFIX.into());
	for n in 0..=u8::MAX {
		let address = AccountId::new([n; 32]).to_ss58check_with_version(format);
		assert!(reads_like_an_address(address.as_bytes()), "{address}");
		assert_eq!(check_symbol(address.as_bytes()), Err(NameError::AddressLike));
	}
}

#[test]
fn other_long_names_are_no_addresses() {
	let address = AccountId::new([1; 32]).to_ss58check();
	let others = [
		format!("4{}", &address[1..]),
		format!("{address}1"),
		address[..46].to_owned(),
		format!("{}l", &address[..47]),
		format!("{}0", &address[..47]),
		format!("{}.", &address[..47]),
		"5".to_owned(),
	];
	for name in others {
		assert!(!reads_like_an_address(name.as_bytes()), "{name}");
		assert_eq!(check_symbol(name.as_bytes()), Ok(()), "{name}");
	}
}

#[test]
fn names_of_kinds() {
	let longest = "k".repeat(32);
	for good in ["kyc", "a", "-", "iso-27001", longest.as_str()] {
		assert_eq!(check_kind_name(good.as_bytes()), Ok(()), "{good}");
	}
	assert_eq!(check_kind_name(b""), Err(NameError::Empty));
	assert_eq!(check_kind_name("k".repeat(33).as_bytes()), Err(NameError::TooLong));
	for bad in ["KYC", "a b", "a_b", "a.b", "é"] {
		assert_eq!(check_kind_name(bad.as_bytes()), Err(NameError::BadSign), "{bad}");
	}
}
