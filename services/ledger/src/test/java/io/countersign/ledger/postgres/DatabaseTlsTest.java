package io.countersign.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.ledger.testing.ScratchFolder;
import io.countersign.ledger.testing.SelfMadeCertificate;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTlsTest {
  @TempDir(factory = ScratchFolder.class)
  Path folder;

  @Test
  void aDatabaseIsProvenByItsCertificateWhereTheUrlSaysSo() throws Exception {
    var theirs = SelfMadeCertificate.in(folder.resolve("a b&c"), "localhost");
    var stranger = SelfMadeCertificate.in(folder.resolve("stranger"), "localhost");
    try (var server = server(folder.resolve("data"), theirs)) {
      try (var connection = connect(server.getPort(), theirs.certificate());
          var select =
              connection.prepareStatement(
                  "select ssl from pg_stat_ssl where pid = pg_backend_pid()");
          var row = select.executeQuery()) {
        assertThat(row.next()).isTrue();
        assertThat(row.getBoolean(1)).isTrue();
      }
      assertThatThrownBy(() -> connect(server.getPort(), stranger.certificate()))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("SSL");
    }
  }

  private static Connection connect(int port, Path authority) throws SQLException {
    var file = URLEncoder.encode(authority.toString(), StandardCharsets.UTF_8);
    var url =
        DatabaseUrl.parse(
            "postgresql://postgres@localhost:%s/postgres?sslmode=verify-full&sslrootcert=%s"
                .formatted(port, file));
    return DriverManager.getConnection(url.jdbc(), url.user(), url.password());
  }

  private static EmbeddedPostgres server(Path data, SelfMadeCertificate certificate)
      throws Exception {
    var key = certificate.key();
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    // Its options pass through a shell, which blanks would split.
    var plain = Files.createDirectories(data.resolveSibling("plain"));
    var options =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setPGStartupWait(Duration.ofMinutes(5))
            .setServerConfig("ssl", "on")
            .setServerConfig(
                "ssl_cert_file",
                Files.copy(certificate.certificate(), plain.resolve("cert.pem")).toString())
            .setServerConfig("ssl_key_file", Files.move(key, plain.resolve("key.pem")).toString());
    return options.start();
  }
}
