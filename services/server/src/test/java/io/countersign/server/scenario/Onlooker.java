package io.countersign.server.scenario;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Somebody who looks at everything over and over while it happens, and writes down what they were
 * shown and up to which position that was: only where the views stood still meanwhile.
 */
final class Onlooker implements AutoCloseable {
  private static final String VIEWED =
      "select token from token_entry where processor_name = 'views'";

  /**
   * What was shown.
   *
   * @param position up to which the views were fed as it was shown
   * @param at when it was asked for
   */
  record Sight(String path, long position, Instant at, JsonNode shown) {}

  private final Operator operator;
  private final DataSource source;
  private final List<Sight> sights = new CopyOnWriteArrayList<>();
  private final AtomicBoolean done = new AtomicBoolean();
  private final Thread thread = new Thread(this::look, "onlooker");

  Onlooker(ShopScene scene) {
    operator = scene.operator;
    source = scene.source();
    thread.start();
  }

  /** Waits until they were shown one in this state. */
  void expect(String kind, String state) {
    var _ =
        Operator.expect(
            "the onlooker saw " + kind + " " + state,
            () -> states(kind).contains(state) ? Optional.of(state) : Optional.empty());
  }

  List<String> states(String kind) {
    return sights.stream()
        .filter(it -> it.path().contains(kind))
        .map(it -> it.shown().path("state").asString())
        .distinct()
        .toList();
  }

  /** What was seen, each position of each thing once. */
  List<Sight> sights() throws InterruptedException {
    done.set(true);
    thread.join();
    return List.copyOf(sights);
  }

  @Override
  public void close() {
    done.set(true);
  }

  private void look() {
    while (!done.get()) {
      try {
        for (var kind : List.of("incidents", "remediations")) {
          for (var item : operator.get("/api/v1/" + kind).body().path("items")) {
            look("/api/v1/" + kind + "/" + item.path("id").asString());
          }
        }
      } catch (IOException | SQLException e) {
        // a busy machine: it's looked at again
        continue;
      }
    }
  }

  private void look(String path) throws IOException, SQLException {
    long before = viewed();
    if (sights.stream().anyMatch(it -> it.path().equals(path) && it.position() == before)) {
      return;
    }
    var at = Instant.now();
    var reply = operator.get(path);
    if (reply.status() == 200 && viewed() == before) {
      sights.add(new Sight(path, before, at, told(reply.body())));
    }
  }

  /** Without what an answer of the past says that it leaves out, and what is proved by now. */
  static JsonNode told(JsonNode answer) {
    var copy = ((ObjectNode) answer).deepCopy();
    List.of("asOf", "stillOpen", "tickets", "incidentTickets", "you", "provedUpTo")
        .forEach(copy::remove);
    return copy;
  }

  private long viewed() throws SQLException {
    try (var connection = source.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(VIEWED)) {
      rows.next();
      return Long.parseLong(rows.getString(1).replaceAll("[^0-9]", ""));
    }
  }
}
