package io.countersign.server.diagnosis;

import io.countersign.domain.Digest;
import io.countersign.domain.change.Change;
import io.countersign.ledger.codec.DomainJson;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;

/** The form of a change as claims rest on it. */
final class ChangeRecord {
  private ChangeRecord() {}

  /**
   * The same for the feed's own record and for ours: without who did it, which may be erased, and
   * as exact as the database keeps an instant.
   */
  static Digest digest(Change change) {
    var kept =
        new Change(
            change.feed(),
            change.entity(),
            change.action(),
            change.at().truncatedTo(ChronoUnit.MICROS),
            change.reference(),
            change.fromVersion(),
            change.toVersion(),
            change.remediation(),
            null);
    return Digest.of(DomainJson.write(kept).getBytes(StandardCharsets.UTF_8));
  }
}
