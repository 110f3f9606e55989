package io.countersign.server.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A gate in the record of an embedded PostgreSQL: while it's closed to a type of event, whoever
 * writes one waits, and it isn't there when that server is killed. The gate is kept in the
 * database, so it outlives the server.
 */
final class RecordGate {
  private static final String NONE = "";

  /** Each look is a statement of its own, so it sees that the gate was opened. */
  private static final String MAKE =
      """
      create table test_gate as select ''::text as closed_to;
      create function test_gate_wait() returns trigger language plpgsql volatile as $$
      begin
        while exists (select from test_gate where closed_to = new.payload_type) loop
          perform pg_sleep(0.02);
        end loop;
        return new;
      end $$;
      create trigger test_gate before insert on event for each row execute function test_gate_wait();
      """;

  private final Path data;

  private RecordGate(Path data) {
    this.data = data;
  }

  /**
   * @param home of a server that has started
   */
  static RecordGate in(Path home) throws IOException, SQLException {
    var gate = new RecordGate(home.resolve("data"));
    gate.execute(MAKE);
    return gate;
  }

  /** From now on it's closed to this type, and open to all others. */
  void closeTo(String type) throws IOException, SQLException {
    execute("update test_gate set closed_to = '" + type + "'");
  }

  void open() throws IOException, SQLException {
    closeTo(NONE);
  }

  /** As the owner of the tables; PostgreSQL outlives a killed server until the next one starts. */
  private void execute(String sql) throws IOException, SQLException {
    var port = Files.readAllLines(data.resolve("data").resolve("postmaster.pid")).get(3).strip();
    var password = Files.readAllLines(data.resolve("passwords")).get(1);
    var url = "jdbc:postgresql://127.0.0.1:" + port + "/countersign";
    try (var connection = DriverManager.getConnection(url, "countersign_migrator", password);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
