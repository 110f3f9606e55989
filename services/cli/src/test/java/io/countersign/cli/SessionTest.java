package io.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
  private static final String LOGIN = "POST /api/v1/login";
  private static final String SESSION =
      """
      {"session":"s-3cret","principal":"p_1","name":"anna","roles":["approver"],
       "expiresAt":"2026-01-01T22:00:00Z"}\
      """;

  @TempDir Path home;
  private final StubServer server = new StubServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private CommandRun run() {
    return new CommandRun(home.resolve("new"), server.port());
  }

  private Path file() {
    return home.resolve("new/session");
  }

  @Test
  void keepsTheSessionForItsOwnerOnlyAndShowsNeitherItNorThePassword() throws Exception {
    server.on(LOGIN, 200, SESSION);
    var run = run().input("pass word\nmore").execute("login", "--user", "anna", "--password-stdin");
    assertThat(run.exit()).isZero();
    assertThat(server.last().body()).contains("\"password\":\"pass word\"");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(run.data() + run.messages()).doesNotContain("s-3cret").doesNotContain("pass word");
    assertThat(run.messages())
        .contains("Logged in as anna (approver)")
        .contains("the session ends in 12h");
  }

  @Test
  void asksForNameAndPasswordOnATerminal() {
    server.on(LOGIN, 200, SESSION);
    var run = run().person("anna", "geheim").execute("login", "-o", "json");
    assertThat(server.last().body()).contains("\"name\":\"anna\"").contains("\"geheim\"");
    assertThat(run.data()).contains("\"principal\"").doesNotContain("s-3cret");
  }

  @Test
  void refusesToTakeAPasswordInAnyOtherWay() {
    assertThat(run().execute("login", "--user", "anna").exit()).isEqualTo(2);
    assertThat(run().execute("login", "--user", "anna", "--password", "x").exit()).isEqualTo(2);
    assertThat(run().execute("login", "--password-stdin").exit()).isEqualTo(2);
    assertThat(run().input("").execute("login", "--user", "a", "--password-stdin").exit())
        .isEqualTo(2);
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void sendsTheSessionToTheServerThatGaveItAndToNoOther() throws Exception {
    server.on("GET /api/v1/doctor", 200, "{\"ok\":true,\"checks\":[]}");
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "{\"server\":\"http://127.0.0.1:1\",\"session\":\"local\"}");
    run().execute("doctor");
    assertThat(server.last().authorization()).isEqualTo("Bearer local");
    Files.writeString(file(), "{\"server\":\"https://far.example\",\"session\":\"far\"}");
    run().execute("doctor");
    assertThat(server.last().authorization()).isNull();
  }

  @Test
  void forgetsTheSessionEvenWhenTheServerDoesNotKnowItAnyMore() throws Exception {
    server.on("POST /api/v1/logout", 401, "{\"code\":\"UNAUTHENTICATED\",\"detail\":\"no\"}");
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "{\"server\":\"http://127.0.0.1:1\",\"session\":\"local\"}");
    assertThat(run().execute("logout").exit()).isEqualTo(3);
    assertThat(file()).doesNotExist();
  }

  @Test
  void findsTheServerByUrlByPortAndByTheWrittenPort() throws Exception {
    server.on("GET /api/v1/doctor", 200, "{\"ok\":true,\"checks\":[]}");
    var place = home.toString();
    Files.writeString(home.resolve("port"), server.port() + "\n");
    var byFile = Map.of("COUNTERSIGN_HOME", place, "COUNTERSIGN_PORT", "0");
    var byUrl =
        Map.of(
            "COUNTERSIGN_HOME",
            place,
            "COUNTERSIGN_URL",
            "http://127.0.0.1:" + server.port() + "/");
    var noUrl = Map.of("COUNTERSIGN_HOME", place, "COUNTERSIGN_URL", "ftp://x");
    assertThat(new CommandRun(byFile).execute("doctor").exit()).isZero();
    assertThat(new CommandRun(byUrl).execute("doctor").exit()).isZero();
    assertThat(new CommandRun(noUrl).execute("doctor").exit()).isEqualTo(5);
  }
}
