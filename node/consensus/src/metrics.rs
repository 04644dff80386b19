//! Prometheus metrics of the engine, all with the prefix `pillars_`.

use pillars_consensus_primitives::Claim;
use pillars_primitives::Moment;
use std::time::Duration;
use substrate_prometheus_endpoint::{
	exponential_buckets, register, Counter, CounterVec, Gauge, GaugeVec, Histogram, HistogramOpts,
	HistogramVec, Opts, PrometheusError, Registry, F64, U64,
};

/// The engine's metrics; cheap to clone.
#[derive(Clone)]
pub struct Metrics {
	blocks: CounterVec<U64>,
	difficulty: GaugeVec<F64>,
	interval: HistogramVec,
	hashes: Counter<U64>,
	hashrate: Gauge<U64>,
	work: CounterVec<U64>,
	reorg_depth: Histogram,
	rejected: CounterVec<U64>,
	stages: HistogramVec,
}

impl Metrics {
	/// Registers them.
	///
	/// # Errors
	///
	/// If one of the names is taken.
	pub fn register(registry: &Registry) -> Result<Self, PrometheusError> {
		let counters = |name: &str, help: &str, labels: &[&str]| {
			register(CounterVec::new(Opts::new(name, help), labels)?, registry)
		};
		let histogram = |name: &str, help: &str, buckets: Vec<f64>| {
			HistogramOpts::new(name, help).buckets(buckets)
		};
		Ok(Self {
			blocks: counters("pillars_blocks_total", "Blocks imported", &["kind", "own"])?,
			difficulty: register(
				GaugeVec::new(
					Opts::new("pillars_difficulty", "Difficulty of the last block"),
					&["kind"],
				)?,
				registry,
			)?,
			interval: register(
				HistogramVec::new(
					histogram(
						"pillars_block_interval_seconds",
						"Time since the parent",
						exponential_buckets(0.25, 2.0, 12)?,
					),
					&["kind"],
				)?,
				registry,
			)?,
			hashes: register(
				Counter::new("pillars_hashes_total", "Ethash hashes tried by this node")?,
				registry,
			)?,
			hashrate: register(
				Gauge::new("pillars_hashrate", "Ethash hashes a second of this node")?,
				registry,
			)?,
			work: counters("pillars_work_total", "Ethash solutions submitted", &["result"])?,
			reorg_depth: register(
				Histogram::with_opts(histogram(
					"pillars_reorg_depth",
					"Blocks taken back by a reorganisation",
					exponential_buckets(1.0, 2.0, 10)?,
				))?,
				registry,
			)?,
			rejected: counters("pillars_rejected_blocks_total", "Blocks refused", &["reason"])?,
			stages: register(
				HistogramVec::new(
					histogram(
						"pillars_import_stage_seconds",
						"Time in a stage of import",
						exponential_buckets(0.0001, 4.0, 9)?,
					),
					&["stage"],
				)?,
				registry,
			)?,
		})
	}

	#[allow(clippy::cast_precision_loss, reason = "a gauge is a float")]
	pub(crate) fn imported(&self, claim: &Claim, own: bool, since_parent: Moment) {
		let kind = claim.kind().name();
		self.blocks.with_label_values(&[kind, if own { "true" } else { "false" }]).inc();
		self.interval
			.with_label_values(&[kind])
			.observe(Duration::from_millis(since_parent).as_secs_f64());
		if let Claim::Pow { difficulty } | Claim::Pos { difficulty, .. } = claim {
			self.difficulty.with_label_values(&[kind]).set(*difficulty as f64);
		}
	}

	pub(crate) fn reorganised(&self, depth: usize) {
		let depth = u32::try_from(depth).unwrap_or(u32::MAX);
		self.reorg_depth.observe(f64::from(depth));
	}

	pub(crate) fn rejected(&self, reason: &str) {
		self.rejected.with_label_values(&[reason]).inc();
	}

	pub(crate) fn stage(&self, stage: &str, took: Duration) {
		self.stages.with_label_values(&[stage]).observe(took.as_secs_f64());
	}

	pub(crate) fn hashed(&self, hashes: u64, per_second: u64) {
		self.hashes.inc_by(hashes);
		self.hashrate.set(per_second);
	}

	pub(crate) fn work(&self, result: &str) {
		self.work.with_label_values(&[result]).inc();
	}
}
