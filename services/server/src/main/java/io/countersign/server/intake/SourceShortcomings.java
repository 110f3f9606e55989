package io.countersign.server.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The answers of connections that came but couldn't be used as a whole, for whoever looks after
 * them: by connection and question, until the same question is answered well or nobody has asked it
 * for an hour. Bounded; safe for use by many threads.
 */
@Component
public final class SourceShortcomings {
  private static final Duration KEPT = Duration.ofHours(1);
  private static final int MOST_EACH = 200;

  private final InstantSource clock;
  private final Map<String, Map<String, Shortcoming>> found = new HashMap<>();

  private record Shortcoming(String why, Instant at) {}

  public SourceShortcomings(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Takes note of how a question was answered.
   *
   * @param connection its name
   * @param question what was asked for, such as {@code errors of service/production/orders}
   * @param why what is wrong with the answer; empty when nothing is
   */
  public synchronized void answered(String connection, String question, String why) {
    var ofIt = found.computeIfAbsent(connection, _ -> new HashMap<>());
    if (why.isEmpty()) {
      ofIt.remove(question);
    } else if (ofIt.containsKey(question) || ofIt.size() < MOST_EACH) {
      ofIt.put(question, new Shortcoming(why, clock.instant()));
    }
  }

  /** What is wrong with a connection's answers, sorted. */
  public synchronized List<String> of(String connection) {
    var since = clock.instant().minus(KEPT);
    var ofIt = found.getOrDefault(connection, new HashMap<>());
    ofIt.values().removeIf(it -> it.at().isBefore(since));
    return ofIt.entrySet().stream()
        .map(it -> it.getKey() + ": " + it.getValue().why())
        .sorted()
        .toList();
  }
}
