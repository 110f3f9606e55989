package io.countersign.server.access.login;

import io.countersign.domain.Actor;
import io.countersign.domain.CommandContext;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.StandaloneEvent;
import io.countersign.domain.Surface;
import io.countersign.domain.access.AccessEvent;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.ledger.access.Directory;
import io.countersign.server.access.refusal.CoalescedRefusals;
import io.countersign.server.access.refusal.Pseudonyms;
import io.countersign.server.web.SystemOrigin;
import io.countersign.server.web.problem.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The answer to a name and a password that don't fit, and its record. Nothing of it waits for the
 * record: it takes as long for a name that nobody has as for any other.
 */
@Component
final class LoginFailures {
  private static final Logger LOG = LoggerFactory.getLogger(LoginFailures.class);
  private static final String COMMAND = "OpenSession";

  /** Of an attempt on a name that is guessed at. */
  private static final Duration DELAY = Duration.ofSeconds(2);

  private final FailedLogins failures = new FailedLogins();
  private final CoalescedRefusals refusals;
  private final Pseudonyms pseudonyms;
  private final Ledger ledger;
  private final InstantSource clock;

  LoginFailures(
      CoalescedRefusals refusals, Pseudonyms pseudonyms, Ledger ledger, InstantSource clock) {
    this.refusals = refusals;
    this.pseudonyms = pseudonyms;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Who asks; after a while if their name is guessed at from many places, and they weren't right
   * from this one before. That slows down who guesses, and locks nobody out.
   *
   * @throws RefusedException LOCKED_OUT, before anything is looked at
   */
  Admission admit(String source, String name, Optional<Directory.Entry> person) {
    checkUnlocked(source, name, person);
    return new Admission(asker(source, name), () -> checkUnlocked(source, name, person));
  }

  private void checkUnlocked(String source, String name, Optional<Directory.Entry> person) {
    var locked = failures.lockedUntil(source, name, clock.instant());
    if (locked.isPresent()) {
      record(person, name, RefusalCode.LOCKED_OUT);
      throw lockedOut(locked.get());
    }
  }

  private Asker asker(String source, String name) {
    var now = clock.instant();
    if (failures.wasRight(source, name, now)) {
      return new Asker.Known(source, name);
    }
    if (failures.isGuessedAt(name, now)) {
      delay();
    }
    return new Asker.Stranger(source);
  }

  private static RefusedException lockedOut(Instant until) {
    var end = until.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    return new RefusedException(
        RefusalCode.LOCKED_OUT,
        "Too many failed logins of this name from here, until " + end + ".");
  }

  private static void delay() {
    try {
      Thread.sleep(DELAY);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new RefusedException(RefusalCode.UNAVAILABLE);
    }
  }

  void succeeded(String source, String name) {
    failures.succeeded(source, name, clock.instant());
  }

  /** What is answered, whatever it was that doesn't fit. */
  RefusedException failed(String source, String name, Optional<Directory.Entry> person) {
    var now = clock.instant();
    record(person, name, RefusalCode.BAD_CREDENTIALS);
    for (var outcome : failures.failed(source, name, now)) {
      switch (outcome) {
        case COUNTED -> {
          // it's on record
        }
        case LOCKED -> locked(source, name, target(person, name), now);
        case SPRAYING -> spraying(source, now);
      }
    }
    return new RefusedException(RefusalCode.BAD_CREDENTIALS);
  }

  private void record(Optional<Directory.Entry> person, String name, RefusalCode code) {
    var target = target(person, name);
    refusals.record(target, code, target, Actor.SYSTEM, COMMAND);
  }

  private PrincipalId target(Optional<Directory.Entry> person, String name) {
    return person.map(Directory.Entry::principal).orElseGet(() -> pseudonyms.nobody(name));
  }

  private void locked(String source, String name, PrincipalId target, Instant now) {
    var until = failures.lockedUntil(source, name, now).orElse(now);
    LOG.warn("five failed logins of one name from {}: locked for it until {}", source, until);
    send(new AccessEvent.LockedOut(target, until, pseudonyms.source(source)), now);
  }

  private void spraying(String source, Instant now) {
    LOG.warn("failed logins of {} names from {}", FailedLogins.SPRAYED_NAMES, source);
    send(
        new AccessEvent.SprayingNoticed(
            AccessEvent.ANONYMOUS, pseudonyms.source(source), FailedLogins.SPRAYED_NAMES, now),
        now);
  }

  private void send(StandaloneEvent event, Instant now) {
    CommandContext context = SystemOrigin.context(now, Surface.API);
    var _ =
        ledger
            .send(new Submission.OfStandaloneEvent(event, "", context))
            .whenComplete(
                (_, failure) -> {
                  if (failure != null) {
                    LOG.warn("a failed login wasn't recorded: {}", failure.toString());
                  }
                });
  }
}
