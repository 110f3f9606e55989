package io.countersign.connectors.ansible;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The record of a run from before it's started: so that whoever comes later, after a kill, knows
 * what there may be.
 *
 * @param key names the attempt
 * @param target the entity that it acts on
 * @param before the target's state just before
 * @param instance which instance of it ran then; null if that isn't told
 * @param startedAt when it was about to be started (UTC)
 * @param until when all of it has to be over (UTC)
 * @param pid 0 until it is known
 * @param processStartedAt tells the process from a later one with the same number
 */
record RunRecord(
    String key,
    String target,
    Map<String, String> before,
    @Nullable String instance,
    Instant startedAt,
    Instant until,
    long pid,
    @Nullable Instant processStartedAt) {
  RunRecord {
    before = Map.copyOf(before);
  }

  RunRecord with(ProcessHandle process) {
    return new RunRecord(
        key,
        target,
        before,
        instance,
        startedAt,
        until,
        process.pid(),
        process.info().startInstant().orElse(null));
  }
}
