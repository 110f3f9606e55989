package io.countersign.bench.gate.oracle;

import org.jspecify.annotations.Nullable;

/**
 * Somebody decides for somebody else.
 *
 * @param team over whose targets; null for all
 * @param absent whether who gave it is out of office meanwhile
 */
public record Deputation(
    String from, String to, @Nullable String team, long until, boolean absent) {
  boolean lasts(long now) {
    return now < until;
  }
}
