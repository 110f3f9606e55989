package io.countersign.connectors.servicenow;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.testing.Outcomes;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Relation;
import io.countersign.simulators.http.Fault;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Configuration items become a catalogue, and what can't is told. */
class ServiceNowInventoryTest {
  private static final EntityId API = EntityId.service("prod", "checkout-api");

  @TempDir private Path folder;
  private ServiceNowFixture fixture;

  @BeforeEach
  void start() {
    fixture =
        new ServiceNowFixture(
            folder,
            InstantSource.system(),
            "cmdb: {classes: {cmdb_ci_service: service, cmdb_ci_server: host}, environments:"
                + " {Production: prod}, query: supported!=no}");
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void itemsAreEntitiesAndTheirRelationsGoFromWhatDepends() {
    var instance = fixture.serviceNow.instance();
    var shop =
        instance.item("Checkout Shop", "cmdb_ci_service", "Production", "Shop", "2 - somewhat");
    var api = instance.item("Checkout/API", "cmdb_ci_service", "Production", "Payments", "x");
    var host = instance.item("web-1", "cmdb_ci_server", "Production", "", "4 - not critical");
    var printer = instance.item("printer", "cmdb_ci_printer", "Production", "", "4");
    var twin = instance.item("checkout api", "cmdb_ci_service", "Production", "Others", "1");
    instance.relate(shop, "Depends on::Used by", api);
    instance.relate(api, "Runs on::Runs", host);
    instance.relate(shop, "Contains::Contained by", host);
    instance.relate(api, "Cools::Cooled by", host);
    instance.relate(api, "Runs on::Runs", printer);
    var read = Outcomes.value(fixture.ticketing.inventory());
    var shopId = EntityId.service("prod", "checkout-shop");
    var hostId = new EntityId("host", "prod", "web-1");
    assertThat(read.inventory().entities())
        .contains(
            new Entity(shopId, "Shop", 2, false),
            new Entity(API, "Payments", 1, false),
            new Entity(hostId, "unknown", 4, false));
    assertThat(read.inventory().relations())
        .containsExactlyInAnyOrder(
            new Relation(Relation.Kind.CALLS, shopId, API),
            new Relation(Relation.Kind.RUNS_ON, API, hostId),
            new Relation(Relation.Kind.PART_OF, hostId, shopId));
    assertThat(read.passedOver())
        .anyMatch(it -> it.contains("service/prod/checkout-api") && it.contains(twin))
        .anyMatch(it -> it.contains("1 relations of the type Cools::Cooled by"));
  }

  /** A page may be short of what we may not see, and there are more after it. */
  @Test
  void allPagesAreReadAndOneThatFailsFailsAll() {
    var instance = fixture.serviceNow.instance();
    var ids =
        IntStream.range(0, 620)
            .mapToObj(i -> instance.item("s" + i, "cmdb_ci_service", "Production", "T", "3"))
            .toList();
    for (int i = 1; i < ids.size(); i++) {
      instance.relate(ids.getFirst(), "Depends on::Used by", ids.get(i));
    }
    instance.hide(ids.get(3), true);
    var read = Outcomes.value(fixture.ticketing.inventory()).inventory();
    assertThat(read.entities()).hasSize(620);
    assertThat(read.relations()).hasSize(618);
    fixture.serviceNow.faults().next("cmdb_rel_ci", Fault.page(200));
    assertThat(Outcomes.failed(fixture.ticketing.inventory()).code())
        .isEqualTo(FailureCode.BAD_ANSWER);
  }
}
