package io.countersign.server.access.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.domain.RefusalCode;
import io.countersign.server.QuickPasswords;
import io.countersign.server.access.login.FailedLogins.Outcome;
import io.countersign.server.web.problem.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What guessing leads to, for who guesses and for others. */
class FailedLoginsTest {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  private final FailedLogins logins = new FailedLogins();

  @Test
  void h14_aNameIsLockedWhereItWasGuessedAtAndNowhereElse() {
    IntStream.range(1, FailedLogins.LOCKING_FAILURES).forEach(_ -> logins.failed("a", "ada", AT));
    assertThat(logins.lockedUntil("a", "ada", AT)).isEmpty();
    assertThat(logins.failed("a", "ada", AT)).contains(Outcome.LOCKED);
    assertThat(logins.lockedUntil("a", "ada", AT)).hasValue(AT.plus(FailedLogins.LOCK));
    assertThat(logins.lockedUntil("b", "ada", AT)).isEmpty();
    assertThat(logins.lockedUntil("a", "ben", AT)).isEmpty();
    assertThat(logins.lockedUntil("a", "ada", AT.plus(FailedLogins.LOCK))).isEmpty();
  }

  /** Whoever shares the place could else keep them out again and again. */
  @Test
  void whoWasRightThereBeforeWaitsHalfAMinuteAfterEachFurtherFailure() {
    logins.succeeded("a", "ada", AT);
    IntStream.range(0, FailedLogins.LOCKING_FAILURES).forEach(_ -> logins.failed("a", "ada", AT));
    var again = AT.plus(FailedLogins.LOCK_OF_KNOWN);
    assertThat(logins.lockedUntil("a", "ada", AT)).hasValue(again);
    assertThat(logins.lockedUntil("a", "ada", again)).isEmpty();
    assertThat(logins.failed("a", "ada", again)).as("each locks anew").contains(Outcome.LOCKED);
    assertThat(logins.lockedUntil("a", "ada", again))
        .hasValue(again.plus(FailedLogins.LOCK_OF_KNOWN));
    logins.succeeded("a", "ada", again);
    assertThat(logins.lockedUntil("a", "ada", again)).isEmpty();
  }

  /** Who guesses many at once has others under way beside the fifth. */
  @Test
  void aFailureThatWasUnderWayNeitherEndsNorMovesTheLock() {
    IntStream.range(0, FailedLogins.LOCKING_FAILURES).forEach(_ -> logins.failed("a", "ada", AT));
    assertThat(logins.failed("a", "ada", AT.plusSeconds(1))).containsExactly(Outcome.COUNTED);
    assertThat(logins.lockedUntil("a", "ada", AT.plusSeconds(2)))
        .hasValue(AT.plus(FailedLogins.LOCK));
    var again = AT.plus(FailedLogins.LOCK);
    IntStream.range(1, FailedLogins.LOCKING_FAILURES)
        .forEach(_ -> logins.failed("a", "ada", again));
    assertThat(logins.lockedUntil("a", "ada", again)).isEmpty();
  }

  /** The lock may have come while it waited; it's asked where its turn comes. */
  @Test
  void whatWaitedForItsTurnIsntLookedAtOnceItsLocked() {
    var passwords = new PasswordHashing(QuickPasswords.encoder());
    var locked = new RefusedException(RefusalCode.LOCKED_OUT);
    var admission =
        new Admission(
            new Asker.Stranger("near"),
            () -> {
              assertThat(Thread.currentThread().getName()).startsWith("password-");
              throw locked;
            });
    try {
      assertThatThrownBy(() -> passwords.matches("guess", null, admission)).isSameAs(locked);
      assertThatThrownBy(() -> passwords.hash("guess", admission)).isSameAs(locked);
    } finally {
      passwords.destroy();
    }
  }

  @Test
  void aNameThatIsGuessedAtFromManyPlacesIsNoticedForAWhile() {
    IntStream.range(1, FailedLogins.GUESSED_FAILURES)
        .forEach(i -> logins.failed("s" + i, "ada", AT));
    assertThat(logins.isGuessedAt("ada", AT)).isFalse();
    logins.failed("s0", "ada", AT.plusSeconds(1));
    assertThat(logins.isGuessedAt("ada", AT)).isTrue();
    assertThat(logins.isGuessedAt("ben", AT)).isFalse();
    assertThat(logins.isGuessedAt("ada", AT.plus(FailedLogins.COUNTING))).isFalse();
  }

  @Test
  void whoWasRightIsKnownThereForAMonth() {
    logins.succeeded("a", "ada", AT);
    assertThat(logins.wasRight("a", "ada", AT.plus(Duration.ofDays(29)))).isTrue();
    assertThat(logins.wasRight("a", "ada", AT.plus(Duration.ofDays(31)))).isFalse();
    assertThat(logins.wasRight("b", "ada", AT)).isFalse();
    assertThat(logins.wasRight("a", "ben", AT)).isFalse();
  }

  /** Neither one source nor many take the places of those who were right before. */
  @Test
  void strangersDontTakeEveryPlace() {
    var passwords = new PasswordHashing(QuickPasswords.encoder());
    try {
      enter(passwords, new Asker.Stranger("near"), PasswordHashing.MOST_OF_A_SOURCE);
      assertRefused(passwords, new Asker.Stranger("near"));
      int left = PasswordHashing.MOST_STRANGERS - PasswordHashing.MOST_OF_A_SOURCE;
      IntStream.range(0, left).forEach(i -> passwords.enter(new Asker.Stranger("s" + i)));
      assertRefused(passwords, new Asker.Stranger("another"));
      enter(passwords, new Asker.Known("near", "ada"), PasswordHashing.MOST_OF_A_KNOWN);
      assertRefused(passwords, new Asker.Known("near", "ada"));
      passwords.enter(Asker.OWN);
      passwords.leave(new Asker.Stranger("near"));
      passwords.enter(new Asker.Stranger("another"));
    } finally {
      passwords.destroy();
    }
  }

  private static void enter(PasswordHashing passwords, Asker asker, int times) {
    IntStream.range(0, times).forEach(_ -> passwords.enter(asker));
  }

  private static void assertRefused(PasswordHashing passwords, Asker asker) {
    assertThatThrownBy(() -> passwords.enter(asker)).isInstanceOf(RefusedException.class);
  }
}
