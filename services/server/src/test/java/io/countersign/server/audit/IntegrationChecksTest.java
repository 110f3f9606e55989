package io.countersign.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.ledger.access.TokenSecrets.Token;
import io.countersign.ledger.intake.Heartbeats.Heartbeat;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IntegrationChecksTest {
  private static final Token GOOD = token("shop", Role.ALERT_INTAKE, false);

  @Test
  void onlyAValidTokenThatMayDeliverToItOpensIt() {
    for (var token :
        List.of(
            token("other", Role.ALERT_INTAKE, false),
            token("shop", Role.VIEWER, false),
            token("shop", Role.ALERT_INTAKE, true))) {
      var health = IntegrationChecks.health("shop", List.of(token), List.of());
      assertThat(health.ok()).isFalse();
      assertThat(health.advice())
          .contains("countersign token create NAME --role ALERT_INTAKE --integration shop");
    }
    for (var token :
        List.of(
            GOOD, token("", Role.ALERT_INTAKE, false), token("shop", Role.CHANGE_INTAKE, false))) {
      assertThat(IntegrationChecks.health("shop", List.of(token), List.of()).ok()).isTrue();
    }
  }

  @Test
  void onlyItsOwnLostHeartbeatIsMissed() {
    var others = List.of(heartbeat("shop", false), heartbeat("other", true));
    assertThat(IntegrationChecks.health("shop", List.of(GOOD), others).ok()).isTrue();
    var lost =
        IntegrationChecks.health(
            "shop", List.of(GOOD), List.of(heartbeat("shop", false), heartbeat("shop", true)));
    assertThat(lost.ok()).isFalse();
    assertThat(lost.detail()).contains("Watchdog", "2026-01-01T00:00:00Z");
  }

  private static Token token(String integration, Role role, boolean revoked) {
    return new Token("tok_1", "test", new PrincipalId("svc_1"), integration, Set.of(role), revoked);
  }

  private static Heartbeat heartbeat(String integration, boolean lost) {
    return new Heartbeat(
        integration, "Watchdog", Instant.parse("2026-01-01T00:00:00Z"), lost, null);
  }
}
