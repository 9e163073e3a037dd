"""Audit event logs on Apache Spark: one partial result a partition, merged as a tree, one report.

    spark-submit audit_logs.py --telltale /usr/local/bin/telltale --sketch-key sketch.key \
        --merged logs.telltale-part 's3a://bucket/events/*.ndjson.gz'
    telltale merge logs.telltale-part --report report.html

The input is NDJSON, a line an event, or Parquet with a column of JSON (--column). Events reach telltale through a pipe: no
event is written to a disk, and a partial result holds no value that a rule found.
"""

import argparse
import pathlib
import subprocess
import tempfile

import pandas
from pyspark.sql import DataFrame, SparkSession, functions
from pyspark.sql.types import BinaryType, StructField, StructType

PART = StructType([StructField("part", BinaryType(), False)])


class Telltale:
    """The executable and the key that all partial results share."""

    def __init__(self, path: str, key: bytes, options: list[str]):
        self.path = path
        self.key = key
        self.options = options

    def _run(self, arguments: list[str], events: bytes | None = None) -> bytes:
        with tempfile.NamedTemporaryFile() as key:
            key.write(self.key)
            key.flush()
            command = [self.path, *arguments, "--partial", "-", "--sketch-key", key.name, *self.options]
            done = subprocess.run(command, input=events, capture_output=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(done.stderr.decode(errors="replace"))
        return done.stdout

    def audit(self, name: str, events: bytes) -> bytes:
        """The partial result of some events, which reports call `name`."""
        # Spark gives each task a core of its own.
        return self._run(["audit", "-", "--stdin-name", name, "--jobs", "1"], events)

    def merge(self, one: bytes, other: bytes) -> bytes:
        """The partial result of two."""
        with tempfile.TemporaryDirectory() as folder:
            paths = []
            for number, part in enumerate([one, other]):
                path = pathlib.Path(folder, f"{number}.telltale-part")
                path.write_bytes(part)
                paths.append(str(path))
            return self._run(["merge", *paths])


def events_of(spark: SparkSession, inputs: list[str], column: str | None) -> DataFrame:
    """The events, a row each, with the file that each is from and where it stands in it."""
    read = spark.read.text(inputs) if column is None else spark.read.parquet(*inputs)
    return read.select(
        functions.col(column or "value").alias("event"),
        functions.input_file_name().alias("file"),
        functions.spark_partition_id().alias("partition"),
    )


def audit(frames, telltale: Telltale, split: set[str]):
    """Partial results of a partition: one for each file that it holds some of."""
    events: dict[str, list[str]] = {}
    for frame in frames:
        for file, partition, event in zip(frame["file"], frame["partition"], frame["event"]):
            # Two parts of one file are two captures, and need two names.
            name = f"{file}#{partition}" if file in split else file
            events.setdefault(name, []).append(event)
    for name, lines in events.items():
        text = "\n".join(lines) + "\n"
        yield pandas.DataFrame({"part": [telltale.audit(name.removeprefix("file://"), text.encode())]})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+", help="NDJSON files, or Parquet with --column; patterns are Spark's")
    parser.add_argument("--telltale", default="telltale", help="the executable, at the same path on every machine")
    parser.add_argument("--sketch-key", required=True, help="a file with a secret of at least 16 bytes")
    parser.add_argument("--merged", required=True, help="the partial result to write, for `telltale merge`")
    parser.add_argument("--column", help="the column of Parquet that holds the JSON of an event")
    parser.add_argument("--option", action="append", default=[], help="an option of telltale, such as --option=--no-policy")
    given = parser.parse_args()

    spark = SparkSession.builder.appName("telltale").getOrCreate()
    telltale = Telltale(given.telltale, pathlib.Path(given.sketch_key).read_bytes(), given.option)
    events = events_of(spark, given.inputs, given.column)
    places = events.select("file", "partition").distinct().groupBy("file").count()
    split = {row["file"] for row in places.where("count > 1").collect()}
    parts = events.mapInPandas(lambda frames: audit(frames, telltale, split), PART)
    merged = parts.rdd.map(lambda row: bytes(row["part"])).treeReduce(telltale.merge)
    pathlib.Path(given.merged).write_bytes(merged)


if __name__ == "__main__":
    main()
