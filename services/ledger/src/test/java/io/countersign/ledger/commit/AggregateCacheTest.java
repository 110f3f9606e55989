package io.countersign.ledger.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.PrincipalId;
import io.countersign.ledger.access.AccessKind;
import io.countersign.ledger.axon.AggregateState;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AggregateCacheTest {
  private static final String PERSON = new PrincipalId("person_a").value();

  private final TestDatabase database = TestDatabase.create();
  private final AggregateCache cache = new AggregateCache();
  private Connection connection;

  @BeforeEach
  void remember() throws SQLException {
    connection = database.connect();
    cache.catchUp(1, new SqlConnection(connection));
    var state = new AggregateState<>(AccessKind.KIND, PERSON, AccessKind.KIND.initial(), 9);
    cache.committed(Map.of(PERSON, state), 10);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void whatNobodyElseWroteToIsRemembered() {
    cache.catchUp(11, new SqlConnection(connection));
    assertThat(cache.state(PERSON)).isPresent();
  }

  @Test
  void aHeadThatWentBackEmptiesIt() {
    cache.catchUp(10, new SqlConnection(connection));
    assertThat(cache.state(PERSON)).isEmpty();
  }

  /** The standby that took over may have other events at the positions that we know. */
  @Test
  void anotherSessionEmptiesIt() throws SQLException {
    try (var other = database.connect()) {
      cache.catchUp(11, new SqlConnection(other));
      assertThat(cache.state(PERSON)).isEmpty();
    }
  }
}
