package io.countersign.ledger.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Actor;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Facts;
import io.countersign.domain.Surface;
import io.countersign.domain.catalog.CatalogEvent;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.Relation;
import io.countersign.ledger.Submission;
import io.countersign.ledger.testing.Chronicle;
import io.countersign.ledger.testing.Story;
import io.countersign.ledger.testing.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CatalogViewTest {
  private static final Relation CALLS =
      new Relation(Relation.Kind.CALLS, Story.FRONTEND, Story.CHECKOUT);

  @Test
  void isAsItIsNowAsSoonAsAFactIsRecorded() {
    try (var ledger = TestDatabase.create().open()) {
      var catalog = new Catalog(ledger.dataSource());
      assertThat(catalog.contents().position()).isZero();
      assertThat(catalog.topology().entities()).isEmpty();

      var frontend = new Entity(Story.FRONTEND, "web", 1, true);
      var checkout = new Entity(Story.CHECKOUT, "pay", 1, false);
      for (var event :
          List.of(
              new CatalogEvent.EntityDeclared(frontend),
              new CatalogEvent.EntityDeclared(new Entity(Story.CHECKOUT, "nobody", 4, false)),
              new CatalogEvent.EntityDeclared(checkout),
              new CatalogEvent.RelationDeclared(CALLS))) {
        ledger.send(new Submission.OfStandaloneEvent(event, "", context())).join();
      }

      var contents = catalog.contents();
      assertThat(contents.entities()).containsExactly(checkout, frontend);
      assertThat(contents.relations()).containsExactly(CALLS);
      assertThat(contents.topology().dependencies(Story.FRONTEND)).containsExactly(Story.CHECKOUT);
      assertThat(catalog.contents()).as("read once a change").isSameAs(contents);

      ledger
          .send(
              new Submission.OfStandaloneEvent(
                  new CatalogEvent.RelationRetired(CALLS), "", context()))
          .join();
      assertThat(catalog.contents().relations()).isEmpty();
      assertThat(catalog.contents().position()).isEqualTo(ledger.head());
    }
  }

  private static CommandContext context() {
    return new CommandContext(
        UUID.randomUUID(),
        Actor.SYSTEM,
        Chronicle.START,
        Surface.API,
        null,
        null,
        null,
        Facts.NONE);
  }
}
