"""Feeds fill batches: a sensor for each looks when it is due, and asks for a run of each batch."""

import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from graph.generations import current
from pipelines.batches import Batches
from pipelines.definitions import defs
from pipelines.feeding import VARIABLE, declared
from pipelines.feeds.declared import Feed, FeedKind
from pipelines.feeds.sources import Item, sources
from pipelines.lost import PROCESS, lost_runs, mark
from pipelines.resources import Home
from pipelines.sensors import HOST, sensor, sensors


def feed_of(folder: Path) -> Feed:
    """A feed of all files of a folder."""
    return Feed(name="wire", kind=FeedKind.FOLDER, location=(str(folder),), terms="free")


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    """An instance of Dagster that is gone afterwards."""
    with dg.DagsterInstance.ephemeral() as made:
        yield made


def tick(feed: Feed, home: Path, instance: dg.DagsterInstance, cursor: str | None) -> dg.SensorResult:
    """What the sensor of a feed asks for."""
    context = dg.build_sensor_context(
        instance=instance,
        cursor=cursor,
        resources={"home": Home(home=str(home))},
        repository_def=defs.get_repository_def(),
    )
    result = sensor(feed, defs.resolve_job_def("batch"))(context)
    for request in result.dynamic_partitions_requests or ():
        instance.add_dynamic_partitions(request.partitions_def_name, request.partition_keys)
    return result  # type: ignore[return-value]


def test_what_is_new_becomes_a_batch_and_a_run(
    tmp_path: Path, good: Path, instance: dg.DagsterInstance
) -> None:
    """One run for the batch; nothing more when nothing is new."""
    feed = feed_of(good)
    first = tick(feed, tmp_path, instance, None)
    (request,) = first.run_requests or ()
    assert (request.partition_key, request.run_key) == ("wire-00001", "wire-00001")
    assert instance.get_dynamic_partitions("batch") == ["wire-00001"]
    again = tick(feed, tmp_path, instance, None)
    assert not again.run_requests


def test_a_feed_is_looked_at_only_when_it_is_due(
    tmp_path: Path, good: Path, instance: dg.DagsterInstance
) -> None:
    """Between two hours nothing is planned, and the time of the last look stays."""
    cursor = "2999-01-01T00:10:00+00:00"
    result = tick(feed_of(good), tmp_path, instance, cursor)
    assert (result.run_requests, result.cursor) == ([], cursor)
    with Batches(tmp_path) as batches:
        assert batches.all() == ()


def test_a_batch_planned_by_somebody_who_was_killed_is_asked_for(
    tmp_path: Path, good: Path, instance: dg.DagsterInstance
) -> None:
    """The next tick asks for it even when nothing is due."""
    with Batches(tmp_path) as batches:
        batches.plan("wire", sources([str(good)]), at="2026-01-05T08:00:00Z")
    result = tick(feed_of(good), tmp_path, instance, "2999-01-01T00:10:00+00:00")
    assert [request.partition_key for request in result.run_requests or ()] == ["wire-00001"]


def test_a_batch_is_read_and_what_it_claims_is_published(
    tmp_path: Path, good: Path, instance: dg.DagsterInstance
) -> None:
    """The jobs that sensors and conditions start take a batch to a generation, and mark it as done."""
    tick(feed_of(good), tmp_path, instance, None)
    job = dg.Definitions(
        assets=defs.assets,
        asset_checks=defs.asset_checks,
        resources={**(defs.resources or {}), "home": Home(home=str(tmp_path))},
        jobs=defs.jobs,
        executor=dg.in_process_executor,
    )
    read = job.resolve_job_def("batch").execute_in_process(instance=instance, partition_key="wire-00001")
    assert read.success
    with Batches(tmp_path) as batches:
        assert [one.done is not None for one in batches.all()] == [True]
    assert job.resolve_job_def("publication").execute_in_process(instance=instance).success
    assert current(tmp_path).counts["documents"] == 2


def test_runs_that_ask_one_host_are_tagged_with_it(tmp_path: Path, instance: dg.DagsterInstance) -> None:
    """So that dagster.yaml lets one of them go on at a time; a feed that cannot be had is no failure."""
    place = "http://127.0.0.1:9/feed.xml"
    feed = Feed(name="wire", kind=FeedKind.RSS, location=(place,), this_machine=True)
    with Batches(tmp_path) as batches:
        batches.plan("wire", [Item(source=place, url=place)], at="2026-01-05T08:00:00Z")
    (request,) = tick(feed, tmp_path, instance, None).run_requests or ()
    assert request.tags[HOST] == "127.0.0.1"


def test_a_code_location_watches_the_feeds_of_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each has a sensor that says what it looks at and when; without a file there are none."""
    monkeypatch.delenv(VARIABLE, raising=False)
    assert declared() == ()
    file = tmp_path / "feeds.toml"
    file.write_text('[feeds.my-wire]\nkind = "folder"\nlocation = "inbox"\nschedule = "@hourly"\n')
    monkeypatch.setenv(VARIABLE, str(file))
    (made,) = sensors(declared(), defs.resolve_job_def("batch"))
    assert made.name == "feed_my_wire"
    assert made.description == f"Looks at {tmp_path / 'inbox'} (0 * * * * UTC) and batches what is new."


def test_everything_is_made_without_being_asked() -> None:
    """Downstream assets have conditions, transient faults are tried again, and each step has its pool."""
    specs = {spec.key.to_user_string(): spec for asset in defs.assets or [] for spec in asset.specs}  # type: ignore[union-attr]
    downstream = set(specs) - {"articles", "documents", "claims"}
    assert all(specs[name].automation_condition for name in downstream)
    assert {name for name, spec in specs.items() if spec.freshness_policy} == {"articles", "generation"}
    definitions = [asset for asset in defs.assets or [] if isinstance(asset, dg.AssetsDefinition)]
    assert {asset.op.pool for asset in definitions} == {"fetch", "read", "graph", "dump"}
    batched = [asset for asset in definitions if asset.partitions_def]
    assert all(asset.backfill_policy == dg.BackfillPolicy.single_run() for asset in batched)
    assert all(asset.op.retry_policy and asset.op.retry_policy.jitter for asset in batched)


def test_a_run_whose_process_was_killed_is_ended(instance: dg.DagsterInstance) -> None:
    """It fails, so that Dagster begins it again; one that goes on, or runs elsewhere, is left alone."""
    with subprocess.Popen(["sleep", "60"]) as process:
        begun = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[19]
        process.kill()
    killed = f"{socket.gethostname()} {process.pid} {begun}"
    job = defs.resolve_job_def("batch")
    runs = {}
    for name, told in {"lost": killed, "elsewhere": f"other {process.pid} {begun}", "here": None}.items():
        tags = {PROCESS: told} if told else {}
        run = instance.create_run_for_job(job, status=dg.DagsterRunStatus.STARTED, tags=tags)
        runs[name] = run.run_id
    mark(instance, runs["here"])
    lost_runs(dg.build_sensor_context(instance=instance))
    status = {name: instance.get_run_by_id(run).status.value for name, run in runs.items()}  # type: ignore[union-attr]
    assert status == {"lost": "FAILURE", "elsewhere": "STARTED", "here": "STARTED"}
