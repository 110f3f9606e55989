package io.countersign.bench.gate;

import java.util.HashMap;
import java.util.Map;

/**
 * The surroundings that whoever carries a plan out finds: the targets, the fault, and what would
 * run.
 */
final class Surroundings {
  private final Map<String, String> versions = new HashMap<>();
  boolean fault = true;
  boolean contentChanged;

  Surroundings() {
    renew();
  }

  /** As every plan finds them. */
  void renew() {
    versions.put("a", "bad");
    versions.put("b", "bad");
  }

  void version(String target, String version) {
    versions.put(target, version);
  }

  String version(String target) {
    return versions.getOrDefault(target, "");
  }
}
