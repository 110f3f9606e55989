package io.countersign.cli.terminal;

/** How data is written. Lower-case, because it's typed. */
public enum OutputFormat {
  table,
  json,
  jsonl
}
