package io.countersign.cli.terminal;

/** A format of data on stdout. Lower-case, because it's typed. */
public enum OutputFormat {
  table,
  json,
  jsonl
}
