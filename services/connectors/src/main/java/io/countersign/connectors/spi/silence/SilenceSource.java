package io.countersign.connectors.spi.silence;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.Outcome;
import java.util.List;

/** A source of alerts that can be told to be silent. Reading changes nothing. */
public interface SilenceSource {
  /** The configured name. */
  String name();

  /**
   * What is silenced now or will be, the first to end first; nothing that has ended.
   *
   * @return failures: UNREACHABLE, TIMEOUT, BAD_ANSWER (to retry), UNAUTHORISED, NOT_FOUND, REFUSED
   *     (not to retry before somebody changed something)
   */
  Outcome<List<Silence>> silences();

  /** Whether it answers now, and if not what to do. */
  ConnectionHealth check();
}
