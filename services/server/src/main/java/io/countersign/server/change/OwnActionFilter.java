package io.countersign.server.change;

import io.countersign.domain.change.Change;
import io.countersign.domain.change.ChangeAuthor;
import io.countersign.domain.change.OwnChanges;
import io.countersign.ledger.Ledger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The recognition of our own doing among the changes that others tell of, by the record of our
 * steps. What a change says of itself is only a claim.
 */
public final class OwnActionFilter {
  /** How long before a change its step may have been started: longer than any step takes. */
  private static final Duration REACH = Duration.ofHours(2);

  private final Ledger ledger;
  private final OwnSteps steps;
  private final Set<String> feedsWithoutActors;
  private final InstantSource clock;

  /**
   * @param feedsWithoutActors that never tell who did it
   */
  OwnActionFilter(
      Ledger ledger, OwnSteps steps, Set<String> feedsWithoutActors, InstantSource clock) {
    this.ledger = ledger;
    this.steps = steps;
    this.feedsWithoutActors = Set.copyOf(feedsWithoutActors);
    this.clock = clock;
  }

  /** The same changes in their order, each with the remediation of ours that did it, or none. */
  public List<Change> recognised(List<Change> changes) {
    if (changes.isEmpty()) {
      return changes;
    }
    var now = clock.instant();
    var times = changes.stream().map(Change::at).sorted().toList();
    var own = steps.between(times.getFirst().minus(REACH), times.getLast().plus(REACH));
    return changes.stream()
        .map(it -> it.by(OwnChanges.remediation(it, actor(it), own, now).orElse(null)))
        .toList();
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
