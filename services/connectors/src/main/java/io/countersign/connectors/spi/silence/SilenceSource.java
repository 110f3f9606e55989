package io.countersign.connectors.spi.silence;

import io.countersign.connectors.spi.Connection;
import io.countersign.connectors.spi.Outcome;
import java.util.List;

/** A source of alerts that can be told to be silent. Reading changes nothing. */
public interface SilenceSource extends Connection {
  /**
   * What is silenced now or will be, the first to end first; nothing that has ended.
   *
   * @return failures: UNREACHABLE, TIMEOUT, BAD_ANSWER (to retry), UNAUTHORISED, NOT_FOUND, REFUSED
   *     (not to retry before somebody changed something)
   */
  Outcome<List<Silence>> silences();
}
