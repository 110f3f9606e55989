package io.countersign.server.remediation;

import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.remediation.Publications;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The wait before the gate for what is usually a second behind: that what a high-risk plan may run
 * by is under a published head. Where publication fails it isn't waited for: the gate says so.
 */
final class PublicationWait {
  private static final Duration LONGEST = Duration.ofSeconds(4);
  private static final Duration LOOK = Duration.ofMillis(300);

  private final Ledger ledger;
  private final Publications publications;

  PublicationWait(Ledger ledger) {
    this.ledger = ledger;
    publications = new Publications(ledger.transactions(), ledger.provable().quorum());
  }

  /** Before a turn that may begin something. */
  void before(Remediation.Known state) {
    var policy = state.dossier().policy();
    boolean forward =
        state instanceof Remediation.Approved || state instanceof Remediation.Executing;
    if (policy != null && policy.isHighRisk() && forward) {
      await(state.dossier().remediation());
    }
  }

  private void await(RemediationId id) {
    long end = System.nanoTime() + LONGEST.toNanos();
    try {
      while (!publications.of(id).covers() && System.nanoTime() < end && !fails()) {
        ledger.provable().awaitHead(LOOK);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean fails() {
    return !ledger.provable().progress().problem().isEmpty();
  }

  /** What is missing, and who is in its way; null where nothing is any more. */
  @Nullable String missing(RemediationId id) {
    var publication = publications.of(id);
    var problem = ledger.provable().progress().problem();
    return publication.covers()
        ? null
        : publication.words() + (problem.isEmpty() ? "" : "; " + problem);
  }
}
