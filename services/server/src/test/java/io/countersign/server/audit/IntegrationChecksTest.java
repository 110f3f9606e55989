package io.countersign.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.ledger.access.TokenSecrets.Token;
import io.countersign.ledger.intake.Heartbeats.Heartbeat;
import io.countersign.server.intake.SeenDeliveries;
import java.time.Instant;
import java.util.Collections;
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
      var health = IntegrationChecks.health("shop", "never", List.of(token), List.of());
      assertThat(health.ok()).isFalse();
      assertThat(health.advice())
          .contains("countersign token create NAME --role ALERT_INTAKE --integration shop");
    }
    for (var token :
        List.of(
            GOOD, token("", Role.ALERT_INTAKE, false), token("shop", Role.CHANGE_INTAKE, false))) {
      assertThat(IntegrationChecks.health("shop", "never", List.of(token), List.of()).ok())
          .isTrue();
    }
  }

  @Test
  void onlyItsOwnLostHeartbeatIsMissed() {
    var others = List.of(heartbeat("shop", false), heartbeat("other", true));
    assertThat(IntegrationChecks.health("shop", "never", List.of(GOOD), others).ok()).isTrue();
    var lost =
        IntegrationChecks.health(
            "shop",
            "never",
            List.of(GOOD),
            List.of(heartbeat("shop", false), heartbeat("shop", true)));
    assertThat(lost.ok()).isFalse();
    assertThat(lost.detail()).contains("Watchdog", "2026-01-01T00:00:00Z");
  }

  @Test
  void whoIsRefusedIsToldWithSinceWhenAndHowOften() {
    assertThat(IntegrationChecks.refused(List.of())).isEmpty();
    var at = Instant.parse("2026-01-01T12:09:00Z");
    var refused =
        new SeenDeliveries.Refused(
            "192.0.2.1", RefusalCode.UNAUTHENTICATED, at, at.plusSeconds(60), 7);
    var check = IntegrationChecks.refused(Collections.nCopies(17, refused)).orElseThrow();
    assertThat(check.health().get().ok()).isTrue();
    assertThat(check.health().get().detail())
        .contains(
            "from 192.0.2.1 (UNAUTHENTICATED) since 2026-01-01T12:09:00Z, 7, the last at"
                + " 2026-01-01T12:10:00Z",
            "and 1 more");
  }

  private static Token token(String integration, Role role, boolean revoked) {
    return new Token(
        "tok_1", "test", new PrincipalId("svc_1"), integration, Set.of(role), revoked, null, null);
  }

  private static Heartbeat heartbeat(String integration, boolean lost) {
    return new Heartbeat(
        integration, "Watchdog", Instant.parse("2026-01-01T00:00:00Z"), lost, null);
  }
}
