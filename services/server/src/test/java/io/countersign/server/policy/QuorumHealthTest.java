package io.countersign.server.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.ConnectionHealth.Level;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessFacts.Principal;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.policy.bundle.BundleContent;
import io.countersign.policies.bundle.BundleCompiler;
import io.countersign.policies.bundle.OfferedFiles;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The shipped rules ask two persons for tier 1 in production: that is known before an incident. */
class QuorumHealthTest {
  private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

  private static Entity entity(String environment, String name, int tier) {
    return new Entity(new EntityId(EntityId.SERVICE, environment, name), "sales", tier, false);
  }

  private static ConnectionHealth of(int approvers, Entity... entities) {
    var people =
        IntStream.range(0, approvers)
            .mapToObj(it -> new PrincipalId(String.format(Locale.ROOT, "usr_%020d", it)))
            .map(it -> Principal.everywhere(it, PrincipalKind.PERSON, Set.of(Role.APPROVER), true))
            .toList();
    return QuorumHealth.of(law(), people, List.of(entities), NOW);
  }

  private static Law law() {
    return new Law.Usable(
        BundleCompiler.compile(new BundleContent(OfferedFiles.shippedFiles())).orThrow());
  }

  @Test
  void oneApproverIsTooFewForTierOneInProduction() {
    var health = of(1, entity("production", "orders", 1), entity("production", "stock", 2));
    assertThat(health.level()).isEqualTo(Level.DEGRADED);
    assertThat(health.detail())
        .contains("for tier 1 in production 2 persons are asked, 1 may approve (such as orders)")
        .doesNotContain("tier 2");
  }

  @Test
  void twoAreEnoughAndSoIsOneElsewhere() {
    assertThat(of(2, entity("production", "orders", 1)).level()).isEqualTo(Level.WORKING);
    assertThat(of(1, entity("production", "orders", 2)).level()).isEqualTo(Level.WORKING);
    assertThat(of(1, entity("test", "orders", 1)).level()).isEqualTo(Level.WORKING);
  }

  @Test
  void anEmptyCatalogueLacksNobody() {
    assertThat(of(0).level()).isEqualTo(Level.WORKING);
  }
}
