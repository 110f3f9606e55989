package io.countersign.ledger.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.intake.IntakeEvent;
import io.countersign.ledger.axon.EventReader;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.testing.TestDatabase;
import java.sql.SQLException;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How an event changes its form: the stored row stays as it is, an upcaster brings it to today's
 * revision on the way out. Here revision 0 of {@code intake.truncated} called its count "dropped".
 */
class UpcastingTest {
  /** What such a class looks like; a real one stands in {@code Upcasters}. */
  private static final class IntakeTruncatedV0ToV1 extends SingleEventUpcaster {
    private static final SimpleSerializedType OLD =
        new SimpleSerializedType("intake.truncated", "0");

    @Override
    protected boolean canUpcast(IntermediateEventRepresentation event) {
      return event.getType().equals(OLD);
    }

    @Override
    protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
      return event.upcastPayload(
          new SimpleSerializedType(OLD.getName(), "1"), JsonNode.class, this::renamed);
    }

    private JsonNode renamed(JsonNode old) {
      var json = (ObjectNode) old.deepCopy();
      json.set("alerts", json.remove("dropped"));
      return json;
    }
  }

  @Test
  void anOldRevisionIsReadAsTodays() throws SQLException {
    try (var connection = TestDatabase.create().connect()) {
      var sql = new SqlConnection(connection);
      sql.execute(
          """
          insert into event values (1, gen_random_uuid(), null, null, null, 'intake.truncated', '0',
            '{"dropped":7,"integration":"alertmanager"}',
            '{"actor":"system","commandId":"0"}', '2026-01-01T00:00:00Z')\
          """);
      var reader =
          new EventReader(
              new EventSerializer(), new EventUpcasterChain(new IntakeTruncatedV0ToV1()));
      var read = reader.after(sql, 0, 10).getFirst();
      assertThat(read.event()).isEqualTo(new IntakeEvent.Truncated("alertmanager", 7));
      assertThat(read.revision()).isEqualTo("1");
      assertThat(read.aggregateId()).isNull();
    }
  }
}
