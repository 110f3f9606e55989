package io.countersign.ledger.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.domain.Answer;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.access.Active;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.LedgerSettings;
import io.countersign.ledger.UnusableDatabaseException;
import io.countersign.ledger.postgres.DatabaseUrl;
import io.countersign.ledger.testing.Commands;
import io.countersign.ledger.testing.ScratchFolder;
import io.countersign.ledger.testing.UnpackedBinaries;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Order(1)
class EmbeddedServerTest {
  @TempDir(factory = ScratchFolder.class)
  Path directory;

  @BeforeEach
  void unpacked() throws IOException {
    UnpackedBinaries.linkInto(directory);
  }

  @Test
  void keepsWhatItWasGivenAndLetsNobodyInWithoutAPassword() throws Exception {
    var settings = LedgerSettings.embedded(directory);
    try (var ledger = Ledger.open(settings)) {
      var receipt = ledger.send(Commands.bySystem(Commands.register("person_1", Role.VIEWER)));
      assertThat(receipt.get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS).answer())
          .isEqualTo(new Answer.Done());
      assertThatThrownBy(() -> Ledger.open(settings)).isInstanceOf(IllegalStateException.class);
      try (var connection = ledger.dataSource().getConnection()) {
        var url = connection.getMetaData().getURL();
        assertLocked(url);
        int port = URI.create(url.substring("jdbc:".length())).getPort();
        assertThat(Path.of("/tmp/.s.PGSQL." + port)).doesNotExist();
        assertSetting(connection, "fsync", "on");
        assertSetting(connection, "synchronous_commit", "on");
        assertSetting(connection, "listen_addresses", "127.0.0.1");
      }
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("passwords"))))
        .isEqualTo("rw-------");
    try (var ledger = Ledger.open(settings)) {
      assertThat(ledger.access(new PrincipalId("person_1"))).isInstanceOf(Active.class);
    }
  }

  /** From its first second, which nobody had to wait for: the first start is one of initdb. */
  @Test
  void aNewClusterLetsNobodyInBeforeItHasRoles() throws Exception {
    var bin = directory.resolve("bin");
    var passwords = RolePasswords.of(directory.resolve("passwords"));
    var cluster =
        new PostgresCluster(new PostgresPrograms(bin.resolve("bin")), directory.resolve("data"));
    cluster.initialise(directory.resolve("passwords"));
    int port = PostgresCluster.freePort();
    cluster.start(port);
    try {
      assertThatThrownBy(() -> connect(port, "").close())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password");
      connect(port, passwords.superuser()).close();
    } finally {
      cluster.stop();
    }
  }

  private static Connection connect(int port, String password) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", password);
  }

  @Test
  void aRoleThatGotPowersFromSomebodyElseIsRefusedWithWhatToDo() throws Exception {
    try (var server = EmbeddedServer.start(directory)) {
      asSuperuser(server, "create role first_planted login password 'x' superuser");
      asSuperuser(server, "create role second_planted login password 'x' createrole");
      asSuperuser(
          server, "create role third_planted login password 'x' in role pg_execute_server_program");
    }
    assertThatThrownBy(() -> EmbeddedServer.start(directory).close())
        .isInstanceOf(UnusableDatabaseException.class)
        .hasMessageContaining("first_planted, second_planted, third_planted")
        .hasMessageContaining("docs/operations.md");
    removePlanted();
    EmbeddedServer.start(directory).close();
  }

  private void removePlanted() throws Exception {
    var cluster =
        new PostgresCluster(
            new PostgresPrograms(directory.resolve("bin").resolve("bin")),
            directory.resolve("data"));
    int port = PostgresCluster.freePort();
    cluster.start(port);
    try (var connection =
            connect(port, RolePasswords.of(directory.resolve("passwords")).superuser());
        var statement = connection.createStatement()) {
      statement.execute("drop role first_planted, second_planted, third_planted");
    } finally {
      cluster.stop();
    }
  }

  private void asSuperuser(EmbeddedServer server, String sql) throws Exception {
    var port = URI.create(server.applicationUrl()).getPort();
    try (var connection =
            connect(port, RolePasswords.of(directory.resolve("passwords")).superuser());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Whoever listens where PostgreSQL was gets neither its password nor a statement. */
  @Test
  void aServerThatDoesNotProveToKnowThePasswordIsNotSpokenTo() throws Exception {
    String url;
    try (var server = EmbeddedServer.start(directory)) {
      url = DatabaseUrl.parse(server.applicationUrl()).jdbc();
    }
    for (var request : new int[] {0, 3}) { // "you are in", and "your password, in the clear"
      try (var impostor = new ServerSocket(URI.create(url.substring(5)).getPort())) {
        var heard = CompletableFuture.supplyAsync(() -> answer(impostor, request));
        assertThatThrownBy(() -> DriverManager.getConnection(url, "any", "secret").close())
            .isInstanceOf(SQLException.class);
        assertThat(heard.get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS))
            .doesNotContain("secret");
      }
    }
  }

  /** Refuses TLS, reads the start, asks for a kind of authentication, and listens. */
  private static String answer(ServerSocket impostor, int request) {
    try (var client = impostor.accept()) {
      var in = client.getInputStream();
      in.readNBytes(8);
      client.getOutputStream().write('N');
      int length = new DataInputStream(in).readInt();
      in.readNBytes(length - 4);
      client.getOutputStream().write(new byte[] {'R', 0, 0, 0, 8, 0, 0, 0, (byte) request});
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  @Test
  void itIsStartedAgainWhenItDiesAndWhatWasAcknowledgedIsThere() throws Exception {
    try (var ledger = Ledger.open(LedgerSettings.embedded(directory))) {
      send(ledger, "person_1");
      var postmaster = OrphanedPostmaster.find(directory.resolve("data")).orElseThrow();
      postmaster.destroyForcibly();
      postmaster.onExit().join();
      Eventually.holds("a person is registered again", () -> sent(ledger, "person_2"));
      assertThat(ledger.access(new PrincipalId("person_1"))).isInstanceOf(Active.class);
    }
    assertThat(OrphanedPostmaster.find(directory.resolve("data"))).isEmpty();
  }

  private static boolean sent(Ledger ledger, String person) {
    try {
      send(ledger, person);
      return true;
    } catch (Exception _) {
      return false;
    }
  }

  private static void send(Ledger ledger, String person) throws Exception {
    var receipt = ledger.send(Commands.bySystem(Commands.register(person, Role.VIEWER)));
    assertThat(receipt.get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS).answer())
        .isEqualTo(new Answer.Done());
  }

  /** Not even as the superuser, and not with somebody's guess. */
  private static void assertLocked(String url) {
    for (var user : new String[] {"postgres", "countersign_migrator"}) {
      for (var password : new String[] {"", "postgres"}) {
        assertThatThrownBy(() -> DriverManager.getConnection(url, user, password).close())
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("password");
      }
    }
  }

  private static void assertSetting(Connection connection, String name, String value)
      throws SQLException {
    try (var select = connection.prepareStatement("select current_setting(?)")) {
      select.setString(1, name);
      try (var row = select.executeQuery()) {
        row.next();
        assertThat(row.getString(1)).isEqualTo(value);
      }
    }
  }
}
