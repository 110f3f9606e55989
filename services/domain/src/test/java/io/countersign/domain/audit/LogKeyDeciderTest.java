package io.countersign.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.audit.LogKeyCommand.RotateLogKey;
import io.countersign.domain.audit.LogKeyEvent.AttemptRefused;
import io.countersign.domain.audit.LogKeyEvent.LogKeyRotated;
import io.countersign.domain.testing.Contexts;
import io.countersign.domain.testing.DeciderSpec;
import io.countersign.domain.testing.KnownFacts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogKeyDeciderTest {
  private static final String ORIGIN = "log.example/t";
  private static final List<String> SECOND = List.of("second", "second-later");
  private static final List<String> THIRD = List.of("third", "third-later");
  private static final DeciderSpec<LogKeyState, LogKeyEvent, LogKeyCommand> KEYS =
      DeciderSpec.of(LogKeyState.NONE, LogKeyState::evolve, LogKeyDecider::decide);

  /** Every list of two is a pair, and a signature is the signer's name. */
  private record Known(Optional<Beginning> beginning) implements LogKeyFacts {
    @Override
    public boolean arePair(String origin, List<String> keys) {
      return origin.equals(ORIGIN) && keys.size() == 2;
    }

    @Override
    public boolean isSigned(String key, String statement, String signature) {
      return signature.equals(key + " signs " + statement);
    }
  }

  private final KnownFacts facts =
      KnownFacts.nothing()
          .with(
              LogKeyFacts.class, new Known(Optional.of(new LogKeyFacts.Beginning(ORIGIN, "first"))))
          .person("anna", Role.ADMINISTRATOR)
          .person("vera", Role.AUDITOR)
          .service("bot", Role.ADMINISTRATOR);

  private static RotateLogKey rotate(String from, List<String> to) {
    var statement = LogKeyRotation.statement(ORIGIN, from, to);
    return new RotateLogKey(ORIGIN, from, to, from + " signs " + statement);
  }

  private static LogKeyRotated rotated(String from, List<String> to) {
    var c = rotate(from, to);
    return new LogKeyRotated(c.origin(), c.oldKey(), c.newKeys(), c.signature());
  }

  private static AttemptRefused refused(RefusalCode code, String by) {
    return new AttemptRefused(code, new PrincipalId(by), "RotateLogKey", Contexts.T0);
  }

  @Test
  void theTextThatIsSignedNamesTheLogAndAllKeys() {
    assertThat(LogKeyRotation.statement(ORIGIN, "first", SECOND))
        .isEqualTo("countersign-log-key-rotation/1\nlog.example/t\nfirst\nsecond\nsecond-later\n");
  }

  @Test
  void anAdministratorRotatesByTheOldKeysSignature() {
    KEYS.given().when(rotate("first", SECOND), facts.as("anna")).then(rotated("first", SECOND));
    KEYS.given(rotated("first", SECOND))
        .when(rotate("second", THIRD), facts.as("anna"))
        .then(rotated("second", THIRD));
  }

  @Test
  void nobodyElseDoesAndNoMachine() {
    KEYS.given()
        .when(rotate("first", SECOND), facts.as("vera"))
        .thenRefused(RefusalCode.FORBIDDEN)
        .recording(refused(RefusalCode.FORBIDDEN, "vera"));
    KEYS.given()
        .when(rotate("first", SECOND), facts.as("bot"))
        .thenRefused(RefusalCode.HUMAN_REQUIRED)
        .recording(refused(RefusalCode.HUMAN_REQUIRED, "bot"));
    KEYS.given(refused(RefusalCode.FORBIDDEN, "vera"))
        .when(rotate("first", SECOND), facts.as("vera"))
        .thenRefused(RefusalCode.FORBIDDEN);
  }

  /** A key that was stolen after it had been rotated away says nothing any more. */
  @Test
  void anOldKeyDoesntRotateAgain() {
    KEYS.given(rotated("first", SECOND))
        .when(rotate("first", THIRD), facts.as("anna"))
        .thenRefused(RefusalCode.STALE_LOG_KEY)
        .recording(refused(RefusalCode.STALE_LOG_KEY, "anna"));
  }

  @Test
  void anotherLogsKeyOrALogWithoutANameIsRefused() {
    var other = new RotateLogKey("log.example/other", "first", SECOND, "");
    KEYS.given()
        .when(other, facts.as("anna"))
        .thenRefused(RefusalCode.STALE_LOG_KEY)
        .recording(refused(RefusalCode.STALE_LOG_KEY, "anna"));
    facts.with(LogKeyFacts.class, new Known(Optional.empty()));
    KEYS.given()
        .when(rotate("first", SECOND), facts.as("anna"))
        .thenRefused(RefusalCode.STALE_LOG_KEY)
        .recording(refused(RefusalCode.STALE_LOG_KEY, "anna"));
  }

  @Test
  void whatIsNotSignedByTheOldKeyIsRefused() {
    var unsigned = new RotateLogKey(ORIGIN, "first", SECOND, "second signs it");
    KEYS.given()
        .when(unsigned, facts.as("anna"))
        .thenRefused(RefusalCode.BAD_REQUEST)
        .recording(refused(RefusalCode.BAD_REQUEST, "anna"));
  }

  @Test
  void theNewKeysAreTwoAndOtherOnes() {
    for (var keys : List.of(List.of("second"), List.of("first", "later"))) {
      KEYS.given()
          .when(rotate("first", keys), facts.as("anna"))
          .thenRefused(RefusalCode.BAD_REQUEST)
          .recording(refused(RefusalCode.BAD_REQUEST, "anna"));
    }
  }
}
