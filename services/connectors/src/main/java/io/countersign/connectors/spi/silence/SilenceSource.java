package io.countersign.connectors.spi.silence;

import io.countersign.connectors.spi.Connection;
import io.countersign.connectors.spi.Outcome;
import java.util.List;
import java.util.Set;

/** A source of alerts that can be told to be silent. Reading changes nothing. */
public interface SilenceSource extends Connection {
  /**
   * What is silenced now or will be, the first to end first; nothing that has ended.
   *
   * @return failures: UNREACHABLE, TIMEOUT, BAD_ANSWER (to retry), UNAUTHORISED, NOT_FOUND, REFUSED
   *     (not to retry before somebody changed something)
   */
  Outcome<List<Silence>> silences();

  /** The integrations that it speaks as, where it's told; empty where it isn't. */
  default Set<String> integrations() {
    return Set.of();
  }
}
