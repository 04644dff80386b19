//! Transfers: both sign.

use super::*;

#[test]
fn an_avatar_moves_with_its_age() {
	three().build_and_execute(|| {
		go_to(9);
		assert_ok!(offer(1, 4));
		let event = Event::TransferOffered {
			avatar: id("alice"),
			from: account(1),
			old: None,
			new: account(4),
		};
		assert_eq!(last_event(), event);
		assert_eq!(details("alice").account, account(1));
		go_to(12);
		assert_ok!(accept(4, "alice"));
		let expected = AvatarDetails {
			symbol: symbol("alice"),
			account: account(4),
			born: 0,
			held_since: 12,
			transfers: 1,
		};
		assert_eq!(details("alice"), expected);
		assert_eq!(AvatarOf::<Test>::get(account(1)), None);
		assert_eq!(AvatarOf::<Test>::get(account(4)), Some(holding("alice", 0, 12)));
		assert_eq!(Offers::<Test>::get(id("alice")), None);
		assert_eq!(Moves::get(), [(account(1), account(4))]);
		let event = Event::Transferred {
			avatar: id("alice"),
			from: account(1),
			to: account(4),
			transfers: 1,
		};
		assert_eq!(last_event(), event);
	});
}

#[test]
fn both_accounts_go_on() {
	three().build_and_execute(|| {
		transfer("alice", 1, 4);
		assert_noop!(accept(4, "alice"), Error::<Test>::NoOffer);
		assert_noop!(register(4, "dave"), Error::<Test>::HasAvatar);
		assert_noop!(register(1, "alice"), Error::<Test>::SymbolTaken);
		assert_ok!(register(1, "alice2"));
		transfer("alice", 4, 5);
		assert_eq!(details("alice").transfers, 2);
	});
}

#[test]
fn only_who_has_an_avatar_offers_it() {
	three().build_and_execute(|| {
		assert_noop!(offer(4, 5), Error::<Test>::NotAvatar);
		transfer("alice", 1, 4);
		assert_noop!(offer(1, 5), Error::<Test>::NotAvatar);
	});
}

#[test]
fn who_has_one_gets_none() {
	three().build_and_execute(|| {
		assert_noop!(offer(1, 2), Error::<Test>::RecipientHasAvatar);
		assert_noop!(offer(1, 1), Error::<Test>::RecipientHasAvatar);
		assert_ok!(offer(1, 4));
		assert_ok!(register(4, "dave"));
		assert_noop!(accept(4, "alice"), Error::<Test>::RecipientHasAvatar);
		// When it has none again, the offer still stands.
		transfer("dave", 4, 5);
		assert_ok!(accept(4, "alice"));
	});
}

#[test]
fn only_the_recipient_accepts() {
	three().build_and_execute(|| {
		assert_noop!(accept(4, "alice"), Error::<Test>::NoOffer);
		assert_noop!(accept(4, "nobody-has-it"), Error::<Test>::NoOffer);
		assert_ok!(offer(1, 4));
		assert_noop!(accept(5, "alice"), Error::<Test>::OfferedToAnother);
		assert_noop!(accept(1, "alice"), Error::<Test>::OfferedToAnother);
		assert_ok!(accept(4, "alice"));
	});
}

#[test]
fn a_tied_avatar_stays() {
	three().build_and_execute(|| {
		Tied::set(vec![account(1)]);
		assert_noop!(offer(1, 4), Error::<Test>::Tied);
		Tied::set(vec![]);
		assert_ok!(offer(1, 4));
		Tied::set(vec![account(1)]);
		assert_noop!(accept(4, "alice"), Error::<Test>::Tied);
		// It does not matter whether the recipient is.
		Tied::set(vec![account(4)]);
		assert_ok!(accept(4, "alice"));
	});
}

#[test]
fn a_later_offer_takes_the_place_of_an_earlier_one() {
	three().build_and_execute(|| {
		assert_ok!(offer(1, 4));
		assert_ok!(offer(1, 5));
		let event = Event::TransferOffered {
			avatar: id("alice"),
			from: account(1),
			old: Some(account(4)),
			new: account(5),
		};
		assert_eq!(last_event(), event);
		assert_noop!(accept(4, "alice"), Error::<Test>::OfferedToAnother);
		assert_ok!(accept(5, "alice"));
	});
}

#[test]
fn an_offer_can_be_withdrawn() {
	three().build_and_execute(|| {
		assert_noop!(by(4, Call::withdraw_offer {}), Error::<Test>::NotAvatar);
		assert_noop!(by(1, Call::withdraw_offer {}), Error::<Test>::NoOffer);
		assert_ok!(offer(1, 4));
		assert_noop!(by(2, Call::withdraw_offer {}), Error::<Test>::NoOffer);
		assert_ok!(by(1, Call::withdraw_offer {}));
		let event = Event::OfferWithdrawn { avatar: id("alice"), from: account(1), to: account(4) };
		assert_eq!(last_event(), event);
		assert_noop!(accept(4, "alice"), Error::<Test>::NoOffer);
	});
}

#[test]
fn an_offer_does_not_survive_the_transfer() {
	three().build_and_execute(|| {
		assert_ok!(offer(1, 4));
		assert_ok!(offer(2, 5));
		assert_ok!(accept(4, "alice"));
		assert_eq!(Offers::<Test>::get(id("alice")), None);
		assert_eq!(Offers::<Test>::get(id("bob")), Some(account(5)));
	});
}

#[test]
fn transfers_are_counted_to_the_last() {
	three().build_and_execute(|| {
		let count = |transfers| {
			crate::Avatars::<Test>::mutate(id("alice"), |found| {
				found.as_mut().unwrap().transfers = transfers;
			});
		};
		count(u32::MAX);
		assert_ok!(offer(1, 4));
		assert_noop!(accept(4, "alice"), Error::<Test>::TooManyTransfers);
		count(u32::MAX - 1);
		assert_ok!(accept(4, "alice"));
		assert_eq!(details("alice").transfers, u32::MAX);
	});
}

#[test]
fn an_avatar_may_come_back() {
	three().build_and_execute(|| {
		transfer("alice", 1, 4);
		transfer("alice", 4, 1);
		assert_eq!((details("alice").account, details("alice").transfers), (account(1), 2));
		assert_eq!(Moves::get(), [(account(1), account(4)), (account(4), account(1))]);
	});
}

#[test]
fn only_accounts_move_avatars() {
	three().build_and_execute(|| {
		for call in [
			Call::offer_transfer { to: account(4) },
			Call::withdraw_offer {},
			Call::accept_transfer { avatar: id("alice") },
		] {
			assert_noop!(dispatch(RuntimeOrigin::root(), call), DispatchError::BadOrigin);
		}
	});
}
