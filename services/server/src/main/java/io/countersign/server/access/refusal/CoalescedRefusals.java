package io.countersign.server.access.refusal;

import io.countersign.domain.Actor;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Digest;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Surface;
import io.countersign.domain.access.AccessEvent;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The recorder of refusals that no aggregate keeps: once a minute for each code and target. Whoever
 * makes up targets without end fills the record no faster: beyond some, they are one.
 */
@Component
public final class CoalescedRefusals {
  private static final Logger LOG = LoggerFactory.getLogger(CoalescedRefusals.class);

  /** Targets of one code that are told apart in one minute. */
  static final int MOST_TARGETS = 50;

  private static final String OTHERS = "others";

  private final Ledger ledger;
  private final InstantSource clock;
  private final Map<RefusalCode, Set<String>> seen = new HashMap<>();
  private Instant minute = Instant.EPOCH;

  CoalescedRefusals(Ledger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * @param about whose it would have been
   * @param by who tried
   * @param command what was tried
   */
  public void record(
      PrincipalId about, RefusalCode code, PrincipalId by, Actor actor, String command) {
    var now = clock.instant();
    var target = about + " " + by + " " + command;
    switch (seen(code, target, now)) {
      case NEW ->
          send(new AccessEvent.AttemptRefused(about, code, by, command, now), actor, target);
      case ONE_OF_MANY ->
          send(
              new AccessEvent.AttemptRefused(
                  AccessEvent.ANONYMOUS, code, AccessEvent.ANONYMOUS, OTHERS, now),
              Actor.SYSTEM,
              OTHERS);
      case KNOWN -> {
        // it's on record for this minute
      }
    }
  }

  /** How a refusal stands to those of its minute. */
  private enum Novelty {
    NEW,
    ONE_OF_MANY,
    KNOWN
  }

  private synchronized Novelty seen(RefusalCode code, String target, Instant now) {
    var current = now.truncatedTo(ChronoUnit.MINUTES);
    if (!current.equals(minute)) {
      minute = current;
      seen.clear();
    }
    var targets = seen.computeIfAbsent(code, _ -> new HashSet<>());
    if (targets.size() < MOST_TARGETS) {
      return targets.add(target) ? Novelty.NEW : Novelty.KNOWN;
    }
    return targets.contains(target) || !targets.add(OTHERS) ? Novelty.KNOWN : Novelty.ONE_OF_MANY;
  }

  private synchronized void forget(RefusalCode code, String target) {
    seen.getOrDefault(code, new HashSet<>()).remove(target);
  }

  /** One record a minute also where several servers see the attempts. */
  private void send(AccessEvent.AttemptRefused event, Actor actor, String target) {
    var at = event.at().truncatedTo(ChronoUnit.MINUTES);
    var key =
        Digest.ofJson(Map.of("target", target, "code", event.code().name(), "at", at.toString()));
    var context =
        new CommandContext(
            UUID.randomUUID(), actor, event.at(), Surface.API, null, null, null, Facts.NONE);
    var _ =
        ledger
            .send(new Submission.OfStandaloneEvent(event, key.hex(), context))
            .whenComplete(
                (_, failure) -> {
                  if (failure != null) {
                    forget(event.code(), target);
                    LOG.warn("a refused attempt wasn't recorded: {}", failure.toString());
                  }
                });
  }
}
