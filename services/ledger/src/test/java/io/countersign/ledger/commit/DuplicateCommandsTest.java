package io.countersign.ledger.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Answer;
import io.countersign.domain.Event;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.RefusalEvent;
import io.countersign.domain.intake.IntakeEvent;
import io.countersign.ledger.axon.EventReader;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.codec.EventIds;
import io.countersign.ledger.codec.EventNames;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.testing.Samples;
import io.countersign.ledger.testing.TestDatabase;
import java.lang.reflect.RecordComponent;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused once is refused again: whoever refuses, of all that there are. */
class DuplicateCommandsTest {
  private static final UUID COMMAND = new UUID(8, 8);

  private final DuplicateCommands duplicates = new DuplicateCommands(new EventReader());

  static Stream<Class<? extends Event>> events() {
    return EventNames.all().keySet().stream();
  }

  static Stream<Class<? extends Event>> refusals() {
    return events().filter(RefusalEvent.class::isAssignableFrom);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aRefusedCommandThatIsSentAgainGetsTheSameRefusal(Class<? extends Event> type)
      throws SQLException {
    var refusal = (RefusalEvent) Samples.of(type);
    assertThat(answerAfter(refusal))
        .isEqualTo(new Answer.Refused(refusal.code(), refusal.code().meaning()));
  }

  /** A failed login may lock: both stand in the record, and it was refused. */
  @ParameterizedTest
  @MethodSource("refusals")
  void whateverElseWasRecordedWithIt(Class<? extends Event> type) throws SQLException {
    var refusal = (RefusalEvent) Samples.of(type);
    assertThat(answerAfter(Samples.of(IntakeEvent.Truncated.class), refusal))
        .isInstanceOfSatisfying(
            Answer.Refused.class, it -> assertThat(it.code()).isEqualTo(refusal.code()));
  }

  @Test
  void whatWasDoneIsDone() throws SQLException {
    assertThat(answerAfter(Samples.of(IntakeEvent.Refused.class))).isEqualTo(new Answer.Done());
  }

  /** By its name, and by what it tells: nobody else says who was refused, and why. */
  @ParameterizedTest
  @MethodSource("events")
  void everyRefusedAttemptIsARefusal(Class<? extends Event> type) {
    var told = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toList();
    boolean attempt =
        type.getSimpleName().equals("AttemptRefused")
            || told.containsAll(List.of(RefusalCode.class, PrincipalId.class));
    assertThat(RefusalEvent.class.isAssignableFrom(type)).isEqualTo(attempt);
  }

  private Answer answerAfter(Event... events) throws SQLException {
    try (var connection = TestDatabase.create().connect()) {
      var sql = new SqlConnection(connection);
      for (int number = 0; number < events.length; number++) {
        record(events[number], number, sql);
      }
      var outcome = duplicates.of(List.of(COMMAND), sql).get(COMMAND);
      assertThat(outcome).isInstanceOf(SubmissionOutcome.Answered.class);
      return ((SubmissionOutcome.Answered) outcome).receipt().answer();
    }
  }

  /** As the product writes it: the id says which command, and which of its events. */
  private static void record(Event event, int number, SqlConnection sql) {
    var name = EventNames.of(event.getClass());
    sql.execute(
        """
        insert into event (global_index, event_id, payload_type, payload_revision, payload,
          meta_data, recorded_at)
        values (?, ?, ?, ?, ?, ?, ?)\
        """,
        number + 1L,
        EventIds.of(COMMAND, number),
        name.type(),
        name.revision(),
        DomainJson.write(event),
        DomainJson.write(Map.of("commandId", COMMAND.toString())),
        "2026-03-01T12:00:00Z");
  }
}
