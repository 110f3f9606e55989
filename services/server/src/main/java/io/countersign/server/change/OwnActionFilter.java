package io.countersign.server.change;

import io.countersign.connectors.spi.action.ActionExecutor;
import io.countersign.connectors.spi.change.ChangeFeed;
import io.countersign.domain.change.Change;
import io.countersign.domain.change.ChangeAuthor;
import io.countersign.domain.change.OwnChanges;
import io.countersign.domain.change.OwnStep;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.server.config.Connections;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Tells our own doing among the changes that others tell of, by the record of our steps. What a
 * change says of itself is only a claim.
 */
@Component
public final class OwnActionFilter {
  /** How long before a change its step may have been started: longer than any step takes. */
  private static final Duration REACH = Duration.ofHours(2);

  private final Ledger ledger;
  private final Remediations remediations;
  private final Connections connections;
  private final Set<String> feedsWithoutActors;
  private final InstantSource clock;

  OwnActionFilter(
      Ledger ledger, Remediations remediations, Connections connections, InstantSource clock) {
    this.ledger = ledger;
    this.remediations = remediations;
    this.connections = connections;
    this.feedsWithoutActors =
        connections.feeds().stream()
            .filter(feed -> !feed.tellsActors())
            .map(ChangeFeed::name)
            .collect(Collectors.toUnmodifiableSet());
    this.clock = clock;
  }

  /** The same changes in their order, each with the remediation of ours that did it, or none. */
  public List<Change> recognised(List<Change> changes) {
    if (changes.isEmpty()) {
      return changes;
    }
    var now = clock.instant();
    var times = changes.stream().map(Change::at).sorted().toList();
    var steps = steps(times.getFirst().minus(REACH), times.getLast().plus(REACH));
    return changes.stream()
        .map(it -> it.by(OwnChanges.remediation(it, actor(it), steps, now).orElse(null)))
        .toList();
  }

  private List<OwnStep> steps(Instant from, Instant to) {
    return remediations.acting(from, to).stream()
        .flatMap(row -> row.steps().stream().flatMap(step -> own(row.id(), step)))
        .sorted(Comparator.comparing(OwnStep::startedAt).reversed())
        .toList();
  }

  private Stream<OwnStep> own(String remediation, Remediations.Step step) {
    var started = step.startedAt();
    return started == null
        ? Stream.empty()
        : connections
            .executor(step.planned().executor())
            .map(ActionExecutor::signature)
            .map(
                it ->
                    new OwnStep(remediation, step.planned().target(), it, started, step.endedAt()))
            .stream();
  }

  private ChangeAuthor actor(Change change) {
    var ref = change.actor();
    if (ref == null) {
      return feedsWithoutActors.contains(change.feed())
          ? new ChangeAuthor.Untold()
          : new ChangeAuthor.Missing();
    }
    Optional<ChangeAuthor> told =
        ledger
            .blob(ref)
            .map(content -> new ChangeAuthor.Told(new String(content, StandardCharsets.UTF_8)));
    return told.orElseGet(ChangeAuthor.Missing::new);
  }
}
