package io.countersign.domain.remediation;

import io.countersign.domain.CapabilityFacts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The facts of how far the record is under heads that others can prove. */
public interface PublicationFacts extends CapabilityFacts {
  /** As of this moment, of all that a remediation may run by. */
  Publication of(RemediationId remediation);

  /**
   * How far it has come.
   *
   * @param grounds position of the last event by which it may run: its request, and each approval;
   *     {@link #UNKNOWN} for one that is about to be written
   * @param published up to which position the last head reaches that counts
   * @param quorum the witnesses that a head needs, in words; {@code none} where it needs none
   * @param since when that head was published; null before the first
   */
  record Publication(long grounds, long published, String quorum, @Nullable Instant since) {
    public static final long UNKNOWN = Long.MAX_VALUE;

    /** Whether others can prove all of it. */
    public boolean covers() {
      return grounds <= published;
    }

    /** In words, whether or not it does. */
    public String words() {
      if (covers()) {
        return "events to %s are under the head of %s; %s".formatted(grounds, published, rule());
      }
      var what = grounds == UNKNOWN ? "its last approval is" : "event " + grounds + " is";
      return what + " under no published head: " + last() + "; " + rule();
    }

    private String last() {
      return since == null
          ? "there is none"
          : "the last one is of %s events, at %s".formatted(published, since);
    }

    private String rule() {
      return "witness quorum: " + quorum;
    }
  }
}
