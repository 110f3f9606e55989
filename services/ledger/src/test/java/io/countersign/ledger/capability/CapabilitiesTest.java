package io.countersign.ledger.capability;

import static io.countersign.ledger.testing.Commands.bySystem;
import static io.countersign.ledger.testing.Commands.openRemediedIncident;
import static io.countersign.ledger.testing.Commands.register;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.RefusalEvent;
import io.countersign.domain.Role;
import io.countersign.domain.StandaloneEvent;
import io.countersign.ledger.axon.AggregateKind;
import io.countersign.ledger.codec.EventNames;
import io.countersign.ledger.codec.Vocabularies;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.testing.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The capabilities' own descriptions of themselves are whole, and fit together. */
class CapabilitiesTest {
  static Stream<AggregateKind<?, ?, ?>> kinds() {
    return Capabilities.aggregates().stream();
  }

  /** They stand in the record, so none may ever change. */
  @Test
  void kindsOfAggregatesAreStoredUnderTheseNames() {
    assertThat(kinds().map(AggregateKind::name))
        .containsExactlyInAnyOrder(
            "access",
            "confirmation",
            "identity",
            "account-link",
            "delegation",
            "group",
            "calendar",
            "alert",
            "mute",
            "incident",
            "policy-bundle",
            "break-glass",
            "remediation",
            "autonomy",
            "reference",
            "ticket",
            "log-key");
  }

  @Test
  void whatIsStoredOfAnAggregateNamesItsKind() throws Exception {
    var database = TestDatabase.create();
    try (var ledger = database.openWithoutCorrelation();
        var connection = database.connect()) {
      ledger.send(bySystem(register("person_1", Role.VIEWER))).join();
      ledger.send(openRemediedIncident()).join();
      var sql = new SqlConnection(connection);
      assertThat(
              sql.list(
                  "select aggregate_type from event order by global_index",
                  row -> row.text("aggregate_type")))
          .containsExactly("access", "incident");
    }
  }

  /** Were it decided by two, the order of the list would say by which. */
  @Test
  void everyCommandIsDecidedByOneKind() {
    var commands = kinds().<Class<?>>map(AggregateKind::commands).toList();
    assertThat(commands).doesNotHaveDuplicates();
    assertThat(commands)
        .allSatisfy(
            one -> assertThat(commands).filteredOn(one::isAssignableFrom).containsExactly(one));
  }

  /** Some, such as a refusal before there is an aggregate, do either. */
  @Test
  void everyEventIsOfOneKindOrStandsAlone() {
    assertThat(EventNames.all().keySet())
        .allSatisfy(
            event -> {
              long owners = kinds().filter(kind -> kind.events().isAssignableFrom(event)).count();
              boolean alone = StandaloneEvent.class.isAssignableFrom(event);
              assertThat(owners).isEqualTo(alone ? Math.min(owners, 1) : 1);
            });
  }

  /** Or a refusal of its commands would be lost, and answered as done when it's sent again. */
  @ParameterizedTest
  @MethodSource("kinds")
  void aKindThatRefusesDoesSoOnRecord(AggregateKind<?, ?, ?> kind) {
    var refusals =
        EventNames.all().keySet().stream()
            .filter(kind.events()::isAssignableFrom)
            .filter(RefusalEvent.class::isAssignableFrom);
    assertThat(refusals).hasSize(kind.name().equals("alert") ? 0 : 1);
  }

  @Test
  void everyEventIsListedByTheCapabilityWhoseNameItBears() {
    for (var vocabulary : Vocabularies.all()) {
      for (var events : vocabulary.events()) {
        var prefixes =
            events.names().values().stream().map(it -> it.substring(0, it.indexOf('.'))).toList();
        assertThat(vocabulary.getClass().getPackageName()).endsWith("." + prefixes.getFirst());
        assertThat(prefixes).containsOnly(prefixes.getFirst());
      }
    }
  }

  /** Views are emptied before a rebuild: none may empty another's tables. */
  @Test
  void everyTableIsWrittenByOneView() {
    List<String> tables =
        Capabilities.views().stream().flatMap(view -> view.tables().stream()).toList();
    assertThat(tables).doesNotHaveDuplicates();
  }
}
