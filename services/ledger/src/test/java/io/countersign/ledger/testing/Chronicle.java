package io.countersign.ledger.testing;

import io.countersign.domain.Event;
import io.countersign.domain.StandaloneEvent;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.axon.AggregateKind;
import io.countersign.ledger.axon.EventReader;
import io.countersign.ledger.capability.Capabilities;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.codec.EventNames;
import io.countersign.ledger.postgres.NulPolicy;
import io.countersign.ledger.postgres.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A record made by hand: events go into the real table as the product writes them, and from there
 * through the product's reader into its views. One second lies between two events.
 */
public final class Chronicle {
  public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  /** The stream that an event lies in: both null for a standalone one. */
  private record Stream(@Nullable String type, @Nullable String id) {
    static final Stream NONE = new Stream(null, null);
  }

  private final TestDatabase database = TestDatabase.create();
  private final DataSource source = source(database);
  private final Map<String, Long> lengths = new HashMap<>();
  private long position;
  private long viewed;

  public DataSource source() {
    return source;
  }

  public TestDatabase database() {
    return database;
  }

  /** Records what the product itself did. */
  public Chronicle record(Event... events) {
    try (var connection = source.getConnection()) {
      connection.setAutoCommit(false);
      for (var event : events) {
        record("system", "SERVICE", "SYSTEM", event, connection);
      }
      connection.commit();
      return this;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Records what a person did at the API. */
  public Chronicle recordBy(String person, Event event) {
    try (var connection = source.getConnection()) {
      record(person, "PERSON", "API", event, connection);
      return this;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public long head() {
    return position;
  }

  /** When the event at a position was asked for. */
  public static Instant at(long position) {
    return START.plusSeconds(position);
  }

  /** Feeds the views with what is new, in batches of this size. */
  public Chronicle view(int batchSize) {
    try (var connection = source.getConnection()) {
      connection.setAutoCommit(false);
      var sql = new SqlConnection(connection).with(NulPolicy.DROP);
      var reader = new EventReader();
      List<RecordedEvent> batch = reader.after(sql, viewed, batchSize);
      while (!batch.isEmpty()) {
        for (var view : Capabilities.views()) {
          view.apply(batch, sql);
        }
        connection.commit();
        viewed = batch.getLast().position();
        batch = reader.after(sql, viewed, batchSize);
      }
      return this;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Empties the views; the next {@link #view} begins with the first event. */
  public Chronicle forget() {
    for (var view : Capabilities.views()) {
      view.tables().forEach(table -> execute("delete from " + table));
    }
    viewed = 0;
    return this;
  }

  /** A digest of all rows of all views' tables. */
  public Map<String, String> digests() {
    var digests = new HashMap<String, String>();
    for (var view : Capabilities.views()) {
      for (var table : view.tables()) {
        digests.put(table, digest(table));
      }
    }
    return digests;
  }

  public void execute(String sql, @Nullable Object... values) {
    try (var connection = source.getConnection()) {
      execute(connection, sql, values);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void execute(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    }
  }

  private String digest(String table) {
    var sql =
        "select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '')"
            + " from "
            + table
            + " t";
    try (var connection = source.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void record(String actor, String kind, String via, Event event, Connection connection)
      throws SQLException {
    position++;
    var stream = stream(event);
    var name = EventNames.of(event.getClass());
    var command = UUID.nameUUIDFromBytes(("command " + position).getBytes(StandardCharsets.UTF_8));
    var metadata =
        Map.of("actor", actor, "actorKind", kind, "via", via, "commandId", command.toString());
    execute(
        connection,
        """
        insert into event (global_index, event_id, aggregate_type, aggregate_id, sequence_number,
          payload_type, payload_revision, payload, meta_data, recorded_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
        """,
        position,
        UUID.nameUUIDFromBytes(("event " + position).getBytes(StandardCharsets.UTF_8)),
        stream.type(),
        stream.id(),
        stream.id() == null ? null : lengths.merge(stream.id(), 1L, Long::sum) - 1,
        name.type(),
        name.revision(),
        DomainJson.write(event),
        DomainJson.write(metadata),
        at(position).toString());
  }

  private static Stream stream(Event event) {
    return event instanceof StandaloneEvent
        ? Stream.NONE
        : Capabilities.aggregates().stream()
            .filter(kind -> kind.events().isInstance(event))
            .map(kind -> stream(kind, event))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(event.toString()));
  }

  private static <E extends Event> Stream stream(AggregateKind<?, ?, E> kind, Event event) {
    return new Stream(kind.name(), kind.target().apply(kind.events().cast(event)));
  }

  private static DataSource source(TestDatabase database) {
    var source = new PGSimpleDataSource();
    source.setUrl(database.application().jdbc());
    source.setUser(database.application().user());
    source.setPassword(database.application().password());
    return source;
  }
}
