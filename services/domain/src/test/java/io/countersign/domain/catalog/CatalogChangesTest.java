package io.countersign.domain.catalog;

import static io.countersign.domain.testing.CatalogFixtures.calls;
import static io.countersign.domain.testing.CatalogFixtures.entity;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.catalog.CatalogEvent.EntityDeclared;
import io.countersign.domain.catalog.CatalogEvent.EntityRetired;
import io.countersign.domain.catalog.CatalogEvent.RelationDeclared;
import io.countersign.domain.catalog.CatalogEvent.RelationRetired;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CatalogChangesTest {
  private static final Entity A = entity("a", 1);
  private static final Entity B = entity("b", 2);
  private static final Entity C = entity("c", 3);
  private static final Relation AB = calls(A.id(), B.id());
  private static final Relation BC = calls(B.id(), C.id());

  @Test
  void fromNothingEverythingIsDeclaredEntitiesFirst() {
    var wanted = new Inventory(List.of(B, A, C), List.of(BC, AB));
    assertThat(CatalogChanges.between(Inventory.EMPTY, wanted))
        .containsExactly(
            new EntityDeclared(A),
            new EntityDeclared(B),
            new EntityDeclared(C),
            new RelationDeclared(AB),
            new RelationDeclared(BC));
    assertThat(CatalogChanges.between(wanted, wanted)).isEmpty();
  }

  @Test
  void whatIsGoneIsRetiredAndWhatChangedIsDeclaredAnew() {
    var current = new Inventory(List.of(A, B, C), List.of(AB, BC));
    var moved = entity("a", 4);
    assertThat(CatalogChanges.between(current, new Inventory(List.of(moved, B), List.of(AB))))
        .containsExactly(
            new RelationRetired(BC), new EntityRetired(C.id()), new EntityDeclared(moved));
  }

  @Test
  void theOrderOfTheFilesDoesNotMatter() {
    var random = new Random(1);
    var entities = new ArrayList<>(List.of(A, B, C));
    var relations = new ArrayList<>(List.of(AB, BC, calls(A.id(), C.id())));
    var expected = CatalogChanges.between(Inventory.EMPTY, new Inventory(entities, relations));
    for (int i = 0; i < 50; i++) {
      Collections.shuffle(entities, random);
      Collections.shuffle(relations, random);
      assertThat(CatalogChanges.between(Inventory.EMPTY, new Inventory(entities, relations)))
          .isEqualTo(expected);
    }
  }
}
