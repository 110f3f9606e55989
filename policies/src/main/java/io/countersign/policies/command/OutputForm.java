package io.countersign.policies.command;

import io.countersign.domain.CanonicalJson;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** The form in which data is written. */
enum OutputForm {
  TABLE,
  JSON,
  JSONL;

  /** One of the things that are listed. */
  record Entry(String line, Map<String, Object> json) {}

  /**
   * @param name what the list is called in JSON
   */
  void write(PrintStream out, String name, List<Entry> entries) {
    switch (this) {
      case TABLE -> entries.forEach(it -> out.println(it.line()));
      case JSON ->
          out.println(
              CanonicalJson.write(Map.of(name, entries.stream().map(Entry::json).toList())));
      case JSONL -> entries.forEach(it -> out.println(CanonicalJson.write(it.json())));
    }
  }
}
