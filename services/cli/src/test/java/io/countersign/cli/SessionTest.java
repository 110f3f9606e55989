package io.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
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

  /** Of the server's own home, where it wrote who it is. */
  private CommandRun runAtHome() throws IOException {
    known(StubServer.publicKey());
    return run();
  }

  private void known(String key) throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file().resolveSibling("identity.pub"), key + "\n");
  }

  private Path file() {
    return home.resolve("new/session");
  }

  @Test
  void keepsTheSessionForItsOwnerOnlyAndShowsNeitherItNorThePassword() throws Exception {
    server.on(LOGIN, 200, SESSION);
    var run =
        runAtHome().input("pass word\nmore").execute("login", "--user", "anna", "--password-stdin");
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
  void asksForNameAndPasswordOnATerminal() throws IOException {
    server.on(LOGIN, 200, SESSION);
    var run = runAtHome().person("anna", "geheim").execute("login", "-o", "json");
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
    known(StubServer.publicKey());
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
    known(StubServer.publicKey());
    Files.writeString(file(), "{\"server\":\"http://127.0.0.1:1\",\"session\":\"local\"}");
    assertThat(run().execute("logout").exit()).isEqualTo(3);
    assertThat(file()).doesNotExist();
  }

  /** Whoever listens on the port after the server died. */
  @Test
  void tellsAnImpostorNeitherTheSessionNorAPassword() throws Exception {
    server.on(LOGIN, 200, SESSION).on("GET /api/v1/doctor", 200, "{\"ok\":true,\"checks\":[]}");
    known("MCowBQYDK2VwAyEAsomebodyElse");
    Files.writeString(
        file(), "{\"server\":\"http://127.0.0.1:1\",\"identity\":\"other\",\"session\":\"local\"}");
    var doctor = run().execute("doctor");
    assertThat(doctor.exit()).isEqualTo(3);
    assertThat(doctor.messages()).contains("UNPROVEN_SERVER", "was told nothing");
    assertThat(run().input("pw").execute("login", "--user", "a", "--password-stdin").exit())
        .isEqualTo(3);
    assertThat(run().person("pw", "n").execute("login", "--user", "a").exit()).isEqualTo(3);
    assertThat(server.asked()).isEmpty();
  }

  /** Another user of the machine passes the challenge on to the true server, on another port. */
  @Test
  void tellsNothingToWhoPassesOnAnothersProof() throws Exception {
    server.on(LOGIN, 200, SESSION).relayingFrom(1);
    var login = runAtHome().input("pw").execute("login", "--user", "a", "--password-stdin");
    assertThat(login.exit()).isEqualTo(3);
    assertThat(login.messages()).contains("a server on 127.0.0.1, port 1");
    assertThat(server.asked()).isEmpty();
    var tunnel =
        Map.of(
            "COUNTERSIGN_HOME",
            home.resolve("new").toString(),
            "COUNTERSIGN_URL",
            "http://127.0.0.1:" + server.port(),
            "COUNTERSIGN_PLAIN_HTTP",
            "allow");
    assertThat(
            new CommandRun(tunnel)
                .input("pw")
                .execute("login", "--user", "a", "--password-stdin")
                .exit())
        .isZero();
  }

  /** Where another user listens on the same port of another address of this machine. */
  @Test
  void tellsNothingToWhoPassesOnTheProofFromAnotherAddress() throws Exception {
    server.on(LOGIN, 200, SESSION).on("GET /api/v1/doctor", 200, "{\"ok\":true,\"checks\":[]}");
    known(StubServer.publicKey());
    Files.writeString(file(), "{\"server\":\"http://127.0.0.1:1\",\"session\":\"local\"}");
    try (var relay = new Relay("::1", server.port())) {
      Assumptions.assumeTrue(relay.listens(), "SKIPPED: there is no ::1 here");
      var there = at("http://[::1]:" + server.port());
      var doctor = new CommandRun(there).execute("doctor");
      assertThat(doctor.exit()).isEqualTo(3);
      assertThat(doctor.messages()).contains("UNPROVEN_SERVER", "a server on 127.0.0.1");
      var login =
          new CommandRun(there).input("pw").execute("login", "--user", "a", "--password-stdin");
      assertThat(login.exit()).isEqualTo(3);
      assertThat(relay.secrets()).isEmpty();
    }
    var elsewhere =
        new CommandRun(at("http://127.0.0.2:" + server.port()))
            .input("pw")
            .execute("login", "--user", "a", "--password-stdin");
    assertThat(elsewhere.messages()).contains("is on another machine");
    assertThat(server.asked()).isEmpty();
    var byName = new CommandRun(at("http://localhost:" + server.port())).execute("doctor");
    assertThat(byName.exit()).isZero();
  }

  private Map<String, String> at(String url) {
    return Map.of("COUNTERSIGN_HOME", home.resolve("new").toString(), "COUNTERSIGN_URL", url);
  }

  @Test
  void aServerOfAnotherHomeIsKnownOnceAPersonOrAnArgumentAcceptedIt() throws Exception {
    server.on(LOGIN, 200, SESSION).on("GET /api/v1/doctor", 200, "{\"ok\":true,\"checks\":[]}");
    assertThat(run().input("pw").execute("login", "--user", "a", "--password-stdin").exit())
        .isEqualTo(3);
    var asked = run().person("pw", "y").execute("login", "--user", "a");
    assertThat(asked.exit()).isZero();
    var shown = asked.messages().lines().filter(it -> it.contains("SHA256:")).findFirst();
    assertThat(run().execute("doctor").exit()).isZero();
    assertThat(server.last().authorization()).isEqualTo("Bearer s-3cret");

    Files.delete(file());
    var named = shown.orElseThrow().strip();
    assertThat(
            run()
                .input("pw")
                .execute("login", "--user", "a", "--password-stdin", "--identity", named)
                .exit())
        .isZero();
  }

  /** An invited person has no password yet by which to log in. */
  @Test
  void whoRedeemsAcceptsTheServerBeforeTellingItASecret() throws Exception {
    server.on("POST /api/v1/password-reset", 200, "{}").on(LOGIN, 200, SESSION);
    var no = run().person("n").execute("user", "redeem", "zoe");
    assertThat(no.exit()).isEqualTo(3);
    assertThat(no.messages()).contains("SHA256:").doesNotContain("One-time secret");
    var wrong =
        run()
            .input("s\npw\n")
            .execute("user", "redeem", "zoe", "--password-stdin", "--identity", "SHA256:other");
    assertThat(wrong.exit()).isEqualTo(3);
    assertThat(server.asked()).isEmpty();
    assertThat(file()).doesNotExist();

    assertThat(run().person("y", "s", "pw", "pw").execute("user", "redeem", "zoe").exit()).isZero();
    assertThat(run().input("pw").execute("login", "--user", "zoe", "--password-stdin").exit())
        .isZero();
    assertThat(server.last().authorization()).isNull();
  }

  @Test
  void whoNeverLoggedInIsNotToldOfALogin() throws Exception {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "{\"server\":\"http://127.0.0.1:1\",\"session\":\"local\"}");
    assertThat(run().execute("doctor").messages())
        .contains("isn't known here")
        .doesNotContain("that you logged in to");
  }

  @Test
  void aFingerprintIsEnoughToRedeemWithoutATerminal() throws Exception {
    server.on("POST /api/v1/password-reset", 200, "{}");
    var unnamed = run().input("s\npw").execute("user", "redeem", "zoe", "--password-stdin");
    assertThat(unnamed.exit()).isEqualTo(3);
    assertThat(unnamed.messages()).contains("--identity");
    var shown =
        unnamed.messages().lines().map(String::strip).filter(it -> it.startsWith("SHA256:"));
    var named =
        run()
            .input("s\npw")
            .execute(
                "user",
                "redeem",
                "zoe",
                "--password-stdin",
                "--identity",
                shown.findFirst().orElseThrow());
    assertThat(named.exit()).isZero();
    assertThat(run().execute("doctor").exit()).isEqualTo(1);
    assertThat(server.last().authorization()).isNull();
  }

  @Test
  void tellsNothingWhereOthersCouldHaveSaidWhichServerIsKnown() throws Exception {
    server.on(LOGIN, 200, SESSION);
    known(StubServer.publicKey());
    Files.setPosixFilePermissions(file().getParent(), PosixFilePermissions.fromString("rwxrwxr-x"));
    var login = run().input("pw").execute("login", "--user", "a", "--password-stdin");
    assertThat(login.exit()).isEqualTo(3);
    assertThat(login.messages()).contains("Others may write to");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void sendsNothingToAnotherMachineByPlainHttp() {
    var far =
        Map.of("COUNTERSIGN_HOME", home.toString(), "COUNTERSIGN_URL", "http://192.0.2.1:7780");
    var login = new CommandRun(far).input("pw").execute("login", "--user", "a", "--password-stdin");
    assertThat(login.exit()).isEqualTo(3);
    assertThat(login.messages()).contains("Use https://");
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
