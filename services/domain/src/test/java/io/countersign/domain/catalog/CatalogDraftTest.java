package io.countersign.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.catalog.CatalogDraft.Checked;
import io.countersign.domain.catalog.CatalogDraft.DraftEntity;
import io.countersign.domain.catalog.CatalogDraft.DraftRelation;
import io.countersign.domain.catalog.CatalogDraft.Problem;
import io.countersign.domain.testing.CatalogFixtures;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogDraftTest {
  private static DraftEntity service(String name) {
    return new DraftEntity(null, null, name, "team", 1, false);
  }

  @Test
  void leftOutKindsAndEnvironmentsAreFilledInAndNamesFindTheirEntity() {
    var volume = new DraftEntity("volume", "lab", "data", "team", 4, false);
    var draft =
        new CatalogDraft(
            "rig",
            List.of(service("shop"), service("bank"), volume),
            List.of(
                new DraftRelation(null, "shop", "service/rig/bank"),
                new DraftRelation("stores-in", "bank", "data")));
    var shop = CatalogFixtures.service("shop");
    var bank = CatalogFixtures.service("bank");
    var data = new EntityId("volume", "lab", "data");
    assertThat(draft.check())
        .isEqualTo(
            new Checked.Sound(
                new Inventory(
                    List.of(
                        new Entity(shop, "team", 1, false),
                        new Entity(bank, "team", 1, false),
                        new Entity(data, "team", 4, false)),
                    List.of(
                        new Relation(Relation.Kind.CALLS, shop, bank),
                        new Relation(Relation.Kind.STORES_IN, bank, data)))));
  }

  @Test
  void allProblemsAreToldAtOnce() {
    var draft =
        new CatalogDraft(
            null,
            List.of(
                new DraftEntity(null, "rig", "shop", "team", 1, true),
                new DraftEntity(null, "rig", "shop", "team", 2, true),
                new DraftEntity(null, null, null, " ", 5, false),
                new DraftEntity("host", "rig", "not a name", "team", 1, false),
                new DraftEntity("host", "rig", "shop", "team", null, false)),
            List.of(
                new DraftRelation(null, "service/rig/shop", "service/rig/shop"),
                new DraftRelation("likes", "service/rig/shop", "service/rig/ghost"),
                new DraftRelation("runs_on", "shop", null),
                new DraftRelation("runs-on", "service/rig/shop", "host/rig/shop"),
                new DraftRelation("runs-on", "service/rig/shop", "host/rig/shop")));
    assertThat(draft.check())
        .isInstanceOfSatisfying(
            Checked.Unsound.class,
            it ->
                assertThat(it.problems())
                    .extracting(Problem::path)
                    .containsExactly(
                        "entities[1]",
                        "entities[2].name",
                        "entities[2].environment",
                        "entities[2].owner",
                        "entities[2].tier",
                        "entities[3]",
                        "entities[4].tier",
                        "relations[0]",
                        "relations[1].kind",
                        "relations[1].to",
                        "relations[2].from",
                        "relations[2].to",
                        "relations[4]"));
  }
}
