package io.countersign.server.ticketing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.connectors.memory.MemoryTicketing;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.domain.ticketing.FieldRule;
import io.countersign.domain.ticketing.FieldRule.Direction;
import io.countersign.domain.ticketing.FieldRule.OnConflict;
import io.countersign.domain.ticketing.OnClosed;
import io.countersign.server.config.Connections;
import io.countersign.server.config.StartRefusedException;
import io.countersign.server.config.tickets.TicketRule;
import io.countersign.server.intake.SourceShortcomings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fields that rules name, against those that there are. */
class TicketFieldCheckTest {
  private final MemoryTicketing tickets =
      new MemoryTicketing("jira", InstantSource.system(), Set.of("priority", "assignee"));
  private final SourceShortcomings shortcomings = new SourceShortcomings(InstantSource.system());

  private TicketFieldCheck check(String connection, String remote) {
    return check(connection, remote, Map.of());
  }

  private TicketFieldCheck check(String connection, String remote, Map<String, String> place) {
    return check(tickets, connection, remote, place, Map.of(), "countersign.yaml");
  }

  private TicketFieldCheck check(
      String connection, String remote, Map<String, String> place, String file) {
    return check(tickets, connection, remote, place, Map.of(), file);
  }

  private TicketFieldCheck worded(MemoryTicketing system, Map<String, String> transform) {
    return check(system, "jira", "priority", Map.of(), transform, "countersign.yaml");
  }

  private TicketFieldCheck check(
      MemoryTicketing system,
      String connection,
      String remote,
      Map<String, String> place,
      Map<String, String> transform,
      String file) {
    var mapping =
        new TicketRule.Mapping(
            new FieldRule("severity", Direction.OUT, OnConflict.OURS), remote, transform);
    var rule =
        new TicketRule(
            "all",
            connection,
            "incident",
            TicketRule.Match.ANY,
            Map.of(),
            place,
            List.of(mapping),
            OnClosed.COMMENT,
            Optional.empty(),
            Duration.ofMinutes(1));
    return new TicketFieldCheck(
        new TicketRules(List.of(rule), new Connections(List.of(system)), _ -> ""),
        shortcomings,
        file);
  }

  @Test
  void aFieldThatIsNotThereRefusesTheStartWithItsPlaceAndTheNearestName() {
    assertThatThrownBy(() -> check("jira", "priorty").atStart())
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("countersign.yaml /tickets/0/map/0/remote")
        .hasMessageContaining("priorty")
        .hasMessageContaining("priority");
  }

  @Test
  void theFilesLineIsTold(@TempDir Path folder) throws IOException {
    var file = folder.resolve("countersign.yaml");
    Files.writeString(
        file,
        """
        tickets:
          - name: all
            map:
              - {local: severity, remote: priorty}
        """);
    assertThatThrownBy(() -> check("jira", "priorty", Map.of(), file.toString()).atStart())
        .hasMessageContaining("did you mean 'priority'? (line 4)");
  }

  @Test
  void aPlaceThatTheSystemDoesNotHaveRefusesTheStart() {
    assertThatThrownBy(() -> check("jira", "priority", Map.of("folder", "x")).atStart())
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("countersign.yaml /tickets/0/folder: jira takes no such place");
    assertThatThrownBy(() -> check("jira", "priority", Map.of("type", "odd")).atStart())
        .hasMessageContaining("/tickets/0/type: jira takes one of [normal, standard]");
    assertThatCode(() -> check("jira", "priority", Map.of("type", "normal")).atStart())
        .doesNotThrowAnyException();
  }

  @Test
  void aValueThatTheSystemDoesNotTakeRefusesTheStart() {
    var jira =
        new MemoryTicketing(
            "jira", InstantSource.system(), Map.of("priority", List.of("Highest", "High")));
    assertThatThrownBy(() -> worded(jira, Map.of("critical", "Higest")).atStart())
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("/tickets/0/map/0/transform/critical: 'Higest' isn't taken there")
        .hasMessageContaining("did you mean 'Highest'?");
    assertThatThrownBy(() -> worded(jira, Map.of()).atStart())
        .hasMessageContaining("/tickets/0/map/0/transform: is missing");
    assertThatCode(() -> worded(jira, Map.of("critical", "Highest")).atStart())
        .doesNotThrowAnyException();
  }

  @Test
  void aConnectionThatIsNotThereRefusesItToo() {
    assertThatThrownBy(() -> check("jiro", "priority").atStart())
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("/tickets/0/connection")
        .hasMessageContaining("did you mean 'jira'?");
  }

  @Test
  void aSystemThatCanNotBeAskedIsToldOfAsUnchecked() {
    tickets.failWith(
        new Outcome.Failed<>(FailureCategory.EXTERNAL, FailureCode.UNREACHABLE, "away"));
    assertThatCode(() -> check("jira", "priorty").atStart()).doesNotThrowAnyException();
    assertThat(shortcomings.of("jira")).singleElement().asString().contains("unchecked");
  }
}
