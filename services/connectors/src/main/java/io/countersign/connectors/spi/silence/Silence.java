package io.countersign.connectors.spi.silence;

import io.countersign.connectors.spi.silence.LabelMatcher.Fit;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A silence of a source of alerts, as it is now. Who made it and why is shown to people and never
 * recorded.
 *
 * @param id the source's own
 * @param matchers all have to fit
 */
public record Silence(
    String id,
    List<LabelMatcher> matchers,
    Instant startsAt,
    Instant endsAt,
    State state,
    String createdBy,
    String comment) {
  /** Where it stands. */
  public enum State {
    PENDING,
    ACTIVE,
    EXPIRED
  }

  public Silence {
    matchers = List.copyOf(matchers);
  }

  /** Whether an alert with exactly these labels is silenced; unclear ones don't rule it out. */
  public Fit fits(Map<String, String> labels) {
    return worst(matchers.stream().map(it -> it.fits(labels)).toList());
  }

  /** The same of an alert of which only these labels are known. */
  public Fit mayFit(Map<String, String> known) {
    return worst(
        matchers.stream()
            .filter(it -> known.containsKey(it.name()))
            .map(it -> it.fits(known))
            .toList());
  }

  private static Fit worst(List<Fit> fits) {
    if (fits.contains(Fit.NO)) {
      return Fit.NO;
    }
    return fits.contains(Fit.UNCLEAR) ? Fit.UNCLEAR : Fit.YES;
  }
}
