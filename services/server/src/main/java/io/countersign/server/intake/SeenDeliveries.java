package io.countersign.server.intake;

import io.countersign.domain.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The deliveries that came to this server since its start, for the doctor: the last of each
 * integration, and who was refused within the last hour. The addresses are kept here only, never in
 * the record.
 */
@Component
public final class SeenDeliveries {
  private static final Logger LOG = LoggerFactory.getLogger(SeenDeliveries.class);
  private static final Duration LATELY = Duration.ofHours(1);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  /** Anybody can be refused. */
  private static final int MOST = 32;

  private final InstantSource clock;
  private final Map<String, Instant> heard = new HashMap<>();
  private final Map<String, Refused> refused = new HashMap<>();
  private Instant logged = Instant.EPOCH;

  SeenDeliveries(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * A sender's refused deliveries.
   *
   * @param from its address, whose token it showed, or by which connection it came
   */
  public record Refused(String from, RefusalCode code, Instant since, Instant last, long many) {
    private Refused again(Instant now) {
      return new Refused(from, code, since, now, many + 1);
    }
  }

  synchronized void heard(String integration) {
    heard.put(integration, clock.instant());
  }

  /** The last delivery to an integration by somebody who may deliver to it. */
  public synchronized Optional<Instant> last(String integration) {
    return Optional.ofNullable(heard.get(integration));
  }

  /**
   * One was refused.
   *
   * @param from its sender's address, whose token it showed, or by which connection it came
   */
  public synchronized void refused(String from, RefusalCode code) {
    var now = clock.instant();
    forget(now);
    var key = code + " " + from;
    boolean first = !refused.containsKey(key);
    if (first && refused.size() == MOST) {
      refused.values().stream()
          .min(Comparator.comparing(Refused::last))
          .ifPresent(it -> refused.remove(it.code() + " " + it.from()));
    }
    refused.merge(key, new Refused(from, code, now, now, 1), (old, _) -> old.again(now));
    if (first && !now.isBefore(logged.plus(PAUSE))) {
      logged = now;
      LOG.warn("deliveries from {} are refused ({}); the doctor counts them", from, code);
    }
  }

  /** Those of the last hour, the longest refused first. */
  public synchronized List<Refused> refused() {
    forget(clock.instant());
    var all = new ArrayList<>(refused.values());
    all.sort(Comparator.comparing(Refused::since).thenComparing(Refused::from));
    return List.copyOf(all);
  }

  private void forget(Instant now) {
    refused.values().removeIf(it -> it.last().isBefore(now.minus(LATELY)));
  }
}
