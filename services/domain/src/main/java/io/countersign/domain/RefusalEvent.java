package io.countersign.domain;

import java.time.Instant;

/**
 * A refused command on record: the {@code attempt-refused} of every capability. Whoever looks for
 * refusals looks for this type, so that no capability's are forgotten.
 */
public interface RefusalEvent extends Event {
  RefusalCode code();

  /** Who tried. */
  PrincipalId by();

  /** The refused command's simple name. */
  String command();

  /** When (UTC), so that the same refusal is recorded once a minute ({@link RecentRefusals}). */
  Instant at();

  /** What is answered to whoever sends the refused command again. */
  default Answer.Refused answer() {
    return new Answer.Refused(code(), code().meaning());
  }
}
