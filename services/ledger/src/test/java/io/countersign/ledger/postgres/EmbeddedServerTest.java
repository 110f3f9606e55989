package io.countersign.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.domain.Answer;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.access.Active;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.LedgerSettings;
import io.countersign.ledger.testing.Commands;
import io.countersign.ledger.testing.ScratchFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServerTest {
  @TempDir(factory = ScratchFolder.class)
  Path directory;

  @Test
  void keepsWhatItWasGivenAndLetsNobodyInWithoutAPassword() throws Exception {
    var settings = LedgerSettings.embedded(directory);
    try (var ledger = Ledger.open(settings)) {
      var receipt = ledger.send(Commands.bySystem(Commands.register("person_1", Role.VIEWER)));
      assertThat(receipt.get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS).answer())
          .isEqualTo(new Answer.Done());
      assertThatThrownBy(() -> Ledger.open(settings)).isInstanceOf(IllegalStateException.class);
      try (var connection = ledger.dataSource().getConnection()) {
        assertLocked(connection.getMetaData().getURL());
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
