package io.countersign.server.diagnosis;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.change.Change;
import io.countersign.domain.diagnosis.Claim;
import io.countersign.domain.diagnosis.Evidence;
import io.countersign.ledger.change.Changes;
import io.countersign.server.change.ChangePolling;
import io.countersign.server.change.OwnActionFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The changes to a set of entities, after every feed was asked once more. */
@Component
public final class NearbyChanges {
  /** How far before the first alert a change may lie to be looked at. */
  private static final Duration LOOKBACK = Duration.ofHours(2);

  private final ChangePolling polling;
  private final Changes changes;
  private final OwnActionFilter own;

  NearbyChanges(ChangePolling polling, Changes changes, OwnActionFilter own) {
    this.polling = polling;
    this.changes = changes;
    this.own = own;
  }

  record Answer(List<Evidence.ChangeSeen> seen, List<Claim> claims, List<String> gaps) {}

  Answer changesNear(Collection<EntityId> scope, Instant firstAlert, Instant now) {
    var gaps = new ArrayList<String>();
    polling.pollNow().forEach((feed, why) -> gaps.add(feed + ": " + why));
    var from = firstAlert.minus(LOOKBACK);
    var found =
        changes.of(scope, from, now).stream()
            .collect(
                Collectors.groupingBy(Change::feed, java.util.TreeMap::new, Collectors.toList()));
    var seen = new ArrayList<Evidence.ChangeSeen>();
    var claims = new ArrayList<Claim>();
    found.forEach(
        (feed, ofFeed) -> {
          var recognised = own.recognised(ofFeed);
          for (int i = 0; i < ofFeed.size(); i++) {
            var claim = claim("k" + (claims.size() + 1), ofFeed.get(i));
            claims.add(claim);
            seen.add(new Evidence.ChangeSeen(recognised.get(i), claim.id()));
          }
        });
    return new Answer(seen, claims, gaps);
  }

  /** One claim a change: the feed's records since that instant hold one with this digest. */
  private static Claim claim(String id, Change change) {
    var what =
        "%s of %s%s"
            .formatted(
                change.action(),
                change.entity(),
                change.isRelease()
                    ? " from " + change.fromVersion() + " to " + change.toVersion()
                    : "");
    return new Claim(
        id,
        change.feed(),
        "since " + change.at(),
        change.at(),
        change.at(),
        0,
        ChangeRecord.digest(change),
        what);
  }
}
