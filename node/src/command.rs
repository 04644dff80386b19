//! What each command does.

use crate::{
	chain_spec,
	cli::{Cli, Subcommand},
	error::Error,
	index::{self, IndexCmd},
	service,
};
use pillars_primitives::opaque::Block;
use sc_cli::SubstrateCli;
use sc_network::config::NetworkBackendType;
use sc_service::PartialComponents;

impl SubstrateCli for Cli {
	fn impl_name() -> String {
		"Pillars".into()
	}

	fn impl_version() -> String {
		env!("SUBSTRATE_CLI_IMPL_VERSION").into()
	}

	fn executable_name() -> String {
		"pillars".into()
	}

	fn description() -> String {
		"A node of Pillars: a hybrid of proof of work, proof of stake and elected witnesses.".into()
	}

	fn author() -> String {
		env!("CARGO_PKG_AUTHORS").into()
	}

	fn support_url() -> String {
		"the README of the source code".into()
	}

	fn copyright_start_year() -> i32 {
		2026
	}

	fn load_spec(&self, id: &str) -> Result<Box<dyn sc_service::ChainSpec>, String> {
		Ok(Box::new(chain_spec::load(id)?))
	}
}

/// Does what the command line asks for.
///
/// # Errors
///
/// Whatever keeps it from doing so.
pub(crate) fn run(mut cli: Cli) -> Result<(), Error> {
	match cli.subcommand.take() {
		None => run_node(cli),
		Some(Subcommand::Key(cmd)) => Ok(cmd.run(&cli)?),
		Some(Subcommand::ExportChainSpec(cmd)) => {
			let spec = cli.load_spec(&cmd.chain).map_err(sc_cli::Error::Input)?;
			Ok(cmd.run(spec)?)
		},
		Some(Subcommand::BuildSpec(cmd)) => cli
			.create_runner(&cmd)?
			.sync_run(|config| Ok(cmd.run(config.chain_spec, config.network)?)),
		Some(Subcommand::PurgeChain(cmd)) => {
			cli.create_runner(&cmd)?.sync_run(|config| Ok(cmd.run(config.database)?))
		},
		Some(Subcommand::ChainInfo(cmd)) => {
			cli.create_runner(&cmd)?.sync_run(|config| Ok(cmd.run::<Block>(&config)?))
		},
		Some(Subcommand::CheckBlock(cmd)) => cli.create_runner(&cmd)?.async_run(|config| {
			let PartialComponents { client, task_manager, import_queue, .. } =
				service::partial(&config)?;
			Ok((async move { Ok(cmd.run(client, import_queue).await?) }, task_manager))
		}),
		Some(Subcommand::ExportBlocks(cmd)) => cli.create_runner(&cmd)?.async_run(|config| {
			let PartialComponents { client, task_manager, .. } = service::partial(&config)?;
			Ok((async move { Ok(cmd.run(client, config.database).await?) }, task_manager))
		}),
		Some(Subcommand::ExportState(cmd)) => cli.create_runner(&cmd)?.async_run(|config| {
			let PartialComponents { client, task_manager, .. } = service::partial(&config)?;
			Ok((async move { Ok(cmd.run(client, config.chain_spec).await?) }, task_manager))
		}),
		Some(Subcommand::ImportBlocks(cmd)) => cli.create_runner(&cmd)?.async_run(|config| {
			let PartialComponents { client, task_manager, import_queue, .. } =
				service::partial(&config)?;
			Ok((async move { Ok(cmd.run(client, import_queue).await?) }, task_manager))
		}),
		Some(Subcommand::Revert(cmd)) => cli.create_runner(&cmd)?.async_run(|config| {
			let PartialComponents { client, task_manager, backend, .. } =
				service::partial(&config)?;
			let revert = async move {
				Ok(cmd.run(client, backend, Some(Box::new(service::revert_aux))).await?)
			};
			Ok((revert, task_manager))
		}),
		Some(Subcommand::Wallet(cmd)) => Ok(cmd.run()?),
		Some(Subcommand::Index(IndexCmd::Info(cmd))) => {
			cli.create_runner(&cmd)?.sync_run(|config| Ok(index::info(&index::path(&config))?))
		},
		Some(Subcommand::Index(IndexCmd::Rebuild(cmd))) => {
			cli.create_runner(&cmd)?.async_run(|config| {
				let PartialComponents { client, task_manager, backend, select_chain, .. } =
					service::partial(&config)?;
				let path = index::path(&config);
				let rebuild =
					async move { Ok(index::rebuild(&path, client, backend, select_chain).await?) };
				Ok((rebuild, task_manager))
			})
		},
	}
}

fn run_node(mut cli: Cli) -> Result<(), Error> {
	// Witnesses vote on finality, which only authorities do.
	cli.run.validator |= cli.authoring.witness;
	let authoring = cli.authoring.resolve(cli.run.shared_params.dev, cli.run.get_keyring());
	let with_index = !cli.no_index;
	let mut runner = cli.create_runner(&cli.run)?;
	service::ports::check(runner.config_mut())?;
	runner.run_node_until_exit(|config| async move {
		match config.network.network_backend {
			NetworkBackendType::Libp2p => {
				service::run::<sc_network::NetworkWorker<_, _>>(config, authoring, with_index)
			},
			NetworkBackendType::Litep2p => {
				service::run::<sc_network::Litep2pNetworkBackend>(config, authoring, with_index)
			},
		}
	})
}
