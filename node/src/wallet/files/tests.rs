//! Files are whole, private, and never lost.

use super::*;

#[test]
fn what_is_written_is_read_and_private() {
	let folder = tempfile::tempdir().unwrap();
	let path = folder.path().join("file.json");
	check_new(&path).unwrap();
	write(&path, &vec![1, 2]).unwrap();
	write(&path, &vec![3]).unwrap();
	assert_eq!(read::<Vec<u8>>(&path).unwrap(), [3]);
	assert!(matches!(check_new(&path), Err(WalletError::FileExists(_))));
	// Nothing else is left behind.
	assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
	#[cfg(unix)]
	{
		use std::os::unix::fs::PermissionsExt;
		assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
	}
}

#[test]
fn a_failure_leaves_the_old_content() {
	let folder = tempfile::tempdir().unwrap();
	let path = folder.path().join("file.json");
	write(&path, &vec![1, 2]).unwrap();
	// A value that has no JSON: keys must be strings.
	let bad: std::collections::BTreeMap<(u8, u8), u8> = [((1, 2), 3)].into();
	assert!(matches!(write(&path, &bad), Err(WalletError::File { .. })));
	assert_eq!(read::<Vec<u8>>(&path).unwrap(), [1, 2]);
}

#[test]
fn what_is_not_there_or_damaged_is_named() {
	let folder = tempfile::tempdir().unwrap();
	let path = folder.path().join("none").join("file.json");
	for error in [
		read::<Vec<u8>>(&path).unwrap_err(),
		check_new(&path).unwrap_err(),
		write(&path, &1).unwrap_err(),
	] {
		assert!(error.to_string().contains("none"), "{error}");
	}
	let path = folder.path().join("damaged.json");
	fs::write(&path, "[1, 2").unwrap();
	let error = read::<Vec<u8>>(&path).unwrap_err().to_string();
	assert!(error.contains("damaged.json") && error.contains("EOF"), "{error}");
}

#[test]
fn values_are_kept_as_they_are_encoded() {
	let value = Scale((7u32, Some(u128::MAX)));
	let json = serde_json::to_string(&value).unwrap();
	assert_eq!(json, format!("\"0x0700000001{}\"", "ff".repeat(16)));
	assert_eq!(serde_json::from_str::<Scale<(u32, Option<u128>)>>(&json).unwrap(), value);
	assert!(serde_json::from_str::<Scale<u8>>(&json).is_err());
}
