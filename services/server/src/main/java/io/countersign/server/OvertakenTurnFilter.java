package io.countersign.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * The filter of what Temporal's SDK warns of when a poke overtakes a turn: its server gives the
 * turn back, the loop takes it again with the poke, and nothing is stuck. It's told where that goes
 * on for one and the same turn.
 */
public final class OvertakenTurnFilter extends TurboFilter {
  private static final org.slf4j.Logger LOG =
      org.slf4j.LoggerFactory.getLogger(OvertakenTurnFilter.class);
  private static final String TELLER = "io.temporal.internal.worker.WorkflowWorker";
  private static final String OVERTAKEN = "UnhandledCommand";

  /** As often as pokes of an alert storm may overtake one turn. */
  private static final int ORDINARY = 10;

  private static final int REMEMBERED = 200;

  /** What was overtaken last is forgotten last. */
  private final Map<String, Integer> times =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > REMEMBERED;
        }
      };

  @Override
  public FilterReply decide(
      Marker marker,
      Logger logger,
      Level level,
      String format,
      Object @Nullable [] arguments,
      @Nullable Throwable thrown) {
    if (level != Level.WARN || !logger.getName().equals(TELLER) || arguments == null) {
      return FilterReply.NEUTRAL;
    }
    boolean overtaken =
        Stream.concat(Stream.of(arguments), Stream.ofNullable(thrown))
            .anyMatch(OvertakenTurnFilter::isOvertaken);
    if (!overtaken || isStuck(turn(arguments))) {
      return FilterReply.NEUTRAL;
    }
    LOG.debug("a poke overtook a turn of {}, which is taken again", arguments[0]);
    return FilterReply.DENY;
  }

  private static boolean isOvertaken(@Nullable Object thrown) {
    return thrown instanceof StatusRuntimeException failure
        && failure.getStatus().getCode() == Status.Code.INVALID_ARGUMENT
        && String.valueOf(failure.getStatus().getDescription()).contains(OVERTAKEN);
  }

  /** The turn that it's about: of which run, begun by which event. */
  private static String turn(Object[] arguments) {
    return Stream.of(arguments)
        .filter(it -> !(it instanceof Throwable))
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }

  private boolean isStuck(String turn) {
    synchronized (times) {
      return times.merge(turn, 1, Integer::sum) > ORDINARY;
    }
  }
}
