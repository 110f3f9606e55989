package io.countersign.server.change;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.change.ChangeAnswer;
import io.countersign.connectors.spi.change.ChangeFeed;
import io.countersign.domain.Answer;
import io.countersign.domain.Surface;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Receipt;
import io.countersign.ledger.change.Changes;
import io.countersign.server.config.BoundedFanOut;
import io.countersign.server.config.Connections;
import io.countersign.server.intake.SourceShortcomings;
import io.countersign.server.web.SystemOrigin;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The polling of feeds: each is asked for what came since the last record that is known of it. The
 * time of that record counts, not the time of the question: a feed that tells late is still heard.
 */
@Component
public final class ChangePolling {
  private static final Logger LOG = LoggerFactory.getLogger(ChangePolling.class);

  /** How far before the start a feed is asked that nothing is known of. */
  private static final Duration FIRST_LOOK = Duration.ofHours(24);

  /** What a diagnosis waits for a feed, and then for the view of it. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int AT_ONCE = 16;

  private final Connections connections;
  private final Changes changes;
  private final ChangeRecording recording;
  private final UnusableRecords unusable;
  private final Ledger ledger;
  private final InstantSource clock;
  private final MeterRegistry metrics;
  private final SourceShortcomings shortcomings;
  private final Map<String, FeedState> feeds = new ConcurrentHashMap<>();
  private final BoundedFanOut asking = new BoundedFanOut(AT_ONCE);

  ChangePolling(
      Connections connections,
      Changes changes,
      ChangeRecording recording,
      UnusableRecords unusable,
      Ledger ledger,
      InstantSource clock,
      MeterRegistry metrics,
      SourceShortcomings shortcomings) {
    this.shortcomings = shortcomings;
    this.connections = connections;
    this.changes = changes;
    this.recording = recording;
    this.unusable = unusable;
    this.ledger = ledger;
    this.clock = clock;
    this.metrics = metrics;
    connections.feeds().forEach(this::watch);
  }

  private void watch(ChangeFeed feed) {
    var state = new FeedState(clock.instant().minus(FIRST_LOOK));
    feeds.put(feed.name(), state);
    metrics.gauge(
        "countersign.feed.up",
        List.of(io.micrometer.core.instrument.Tag.of("feed", feed.name())),
        state,
        it -> it.failure().isEmpty() ? 1 : 0);
  }

  /** Why the last question to a feed failed; empty when it didn't. */
  public Optional<String> failure(String feed) {
    var state = feeds.get(feed);
    return state == null || state.failure().isEmpty()
        ? Optional.empty()
        : Optional.of(state.failure());
  }

  /**
   * Asks all feeds now, side by side, and waits until what they told can be read.
   *
   * @return why, by name, for those that failed or were too slow
   */
  public Map<String, String> pollNow() {
    var failures = new LinkedHashMap<String, String>();
    var asked = connections.feeds();
    var answers =
        asking.ask(
            asked.stream().<Callable<Optional<String>>>map(it -> () -> polled(it)).toList(),
            PATIENCE);
    for (int i = 0; i < asked.size(); i++) {
      var name = asked.get(i).name();
      inTime(answers.get(i)).ifPresent(why -> failures.put(name, why));
    }
    if (!asked.isEmpty() && !ledger.awaitViews(ledger.head(), PATIENCE)) {
      failures.putIfAbsent("changes", "what was told can't be read yet");
    }
    return failures;
  }

  private Optional<String> polled(ChangeFeed feed) {
    try {
      return poll(feed);
    } catch (RuntimeException e) {
      LOG.warn("polling {} failed", feed.name(), e);
      return Optional.of("polling failed");
    }
  }

  @SuppressWarnings("OptionalAssignedToNull") // that's how the fan-out says "not in time"
  private static Optional<String> inTime(@Nullable Optional<String> answer) {
    if (answer != null) {
      return answer;
    }
    return Optional.of(
        Thread.currentThread().isInterrupted()
            ? "interrupted"
            : "no answer within " + PATIENCE.toSeconds() + " s");
  }

  /**
   * Asks one feed and records what is new. One question at a time: a second one waits and then
   * finds less to ask.
   *
   * @return why it failed
   */
  Optional<String> poll(ChangeFeed feed) {
    var state = feeds.get(feed.name());
    if (state == null) {
      return Optional.of("not configured");
    }
    return state.alone(() -> ask(feed, state));
  }

  private Optional<String> ask(ChangeFeed feed, FeedState state) {
    var since = state.since(changes.highWater(feed.name()), clock.instant());
    return switch (feed.since(since)) {
      case Outcome.Ok<ChangeAnswer>(var answer) -> {
        take(feed.name(), state, answer);
        var unusable = unusable(answer);
        shortcomings.answered(feed.name(), "its records", unusable);
        state.worked();
        yield unusable.isEmpty() ? Optional.empty() : Optional.of(unusable);
      }
      case Outcome.Failed<ChangeAnswer> failed -> {
        metrics.counter("countersign.feed.failures", "feed", feed.name()).increment();
        yield state.failed(failed.code() + ": " + failed.message());
      }
    };
  }

  /** A release in one of them would not be seen. */
  private static String unusable(ChangeAnswer answer) {
    if (answer.problems().isEmpty()) {
      return "";
    }
    var first = answer.problems().getFirst();
    int all = answer.problems().size() + answer.changes().size();
    return "%s of %s records can't be used (%s)".formatted(answer.problems().size(), all, first);
  }

  private void take(String feed, FeedState state, ChangeAnswer answer) {
    var now = clock.instant();
    unusable.record(feed, answer.problems(), now);
    var fresh = answer.changes().stream().filter(it -> state.isNew(it.change().key())).toList();
    var receipts = recording.record(fresh, _ -> SystemOrigin.context(now, Surface.POLLER));
    var keys = new ArrayList<String>();
    for (var change : answer.changes()) {
      keys.add(change.change().key());
      state.saw(change.change().at(), now);
    }
    state.remember(keys);
    metrics
        .counter("countersign.changes", "feed", feed)
        .increment(receipts.stream().filter(ChangePolling::isDone).count());
  }

  private static boolean isDone(Receipt receipt) {
    return receipt.answer() instanceof Answer.Done;
  }
}
