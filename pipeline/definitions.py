"""What Dagster loads (`workspace.yaml`, `-m pipeline.definitions`): assembly only."""

import dagster as dg

from pipeline.assets import (
    Folders,
    datapackage,
    every_decision_obeyed,
    everything,
    nothing_set_aside,
    raw,
    raw_watcher,
    step_asset,
    table_checks,
)
from pipeline.steps.way import STEPS
from pipeline.tables import TABLES

defs = dg.Definitions(
    assets=[raw, *(step_asset(step) for step in STEPS), datapackage],
    asset_checks=[
        *(table_checks(table) for table in TABLES.values()),
        nothing_set_aside,
        every_decision_obeyed,
    ],
    jobs=[everything],
    sensors=[raw_watcher],
    resources={"folders": Folders()},
    # Steps are short: a process for each of them would take longer than the work.
    executor=dg.in_process_executor,
)
