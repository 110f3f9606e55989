package io.countersign.domain.alert;

import io.countersign.domain.TextRedaction;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The group of alerts that a source itself put one into.
 *
 * @param key the same for all alerts of the group: a digest, since the source's own may be long
 * @param by the labels that its alerts have in common, by name; none when that isn't known
 */
public record SourceGroup(String key, Set<String> by) {
  public SourceGroup {
    by = Set.copyOf(by);
  }

  /** Without what looks like a secret in the labels' names. */
  SourceGroup redacted() {
    return new SourceGroup(
        key, by.stream().map(TextRedaction::text).collect(Collectors.toUnmodifiableSet()));
  }
}
