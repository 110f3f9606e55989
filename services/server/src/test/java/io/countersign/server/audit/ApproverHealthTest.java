package io.countersign.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.ConnectionHealth.Level;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessFacts.Principal;
import io.countersign.domain.access.Grant;
import io.countersign.domain.access.GrantId;
import io.countersign.domain.access.Scope;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApproverHealthTest {
  private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
  private static final List<Entity> SHOP =
      List.of(entity("checkout", "payments"), entity("find", "discovery"));

  private static Entity entity(String name, String owner) {
    return new Entity(new EntityId(EntityId.SERVICE, "production", name), owner, 1, false);
  }

  private static Scope team(String name) {
    return new Scope(name, null, null, null);
  }

  private static Principal holder(Scope scope, @Nullable Instant until, boolean active) {
    var id = new PrincipalId("usr_" + "0".repeat(20));
    var grant = new Grant(GrantId.everywhere(id, Role.APPROVER), Role.APPROVER, scope, null, until);
    return new Principal(id, PrincipalKind.PERSON, Set.of(grant), Set.of(), active);
  }

  private static ConnectionHealth of(Principal... principals) {
    return ApproverHealth.of(List.of(principals), SHOP, NOW);
  }

  @Test
  void whoApprovesForEachTeamIsEnough() {
    var health =
        of(
            holder(team("payments"), null, true),
            holder(team("discovery"), NOW.plusSeconds(1), true));
    assertThat(health.level()).isEqualTo(Level.WORKING);
    assertThat(health.detail()).isEqualTo("2 persons may approve");
  }

  @Test
  void whereNobodyMayIsSaid() {
    var health = of(holder(team("payments"), null, true));
    assertThat(health.level()).isEqualTo(Level.DEGRADED);
    assertThat(health.detail())
        .isEqualTo("1 person may approve, but nobody for team discovery in production");
  }

  @Test
  void everywhereIsEnoughAndSoIsOneAction() {
    assertThat(of(holder(Scope.EVERYWHERE, null, true)).level()).isEqualTo(Level.WORKING);
    var restarts = new Scope(null, null, null, "restart");
    assertThat(of(holder(restarts, null, true)).level()).isEqualTo(Level.WORKING);
  }

  @Test
  void nobodyIsSaidOnlyWhereThereIsNobody() {
    var over = holder(team("payments"), NOW.minus(Duration.ofDays(1)), true);
    var health = of(over, holder(Scope.EVERYWHERE, null, false));
    assertThat(health.level()).isEqualTo(Level.BROKEN);
    assertThat(health.detail()).contains("nobody may approve");
  }

  @Test
  void withoutACatalogueABoundIsNoGap() {
    var health = ApproverHealth.of(List.of(holder(team("payments"), null, true)), List.of(), NOW);
    assertThat(health.level()).isEqualTo(Level.WORKING);
  }
}
