package io.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorHandlerTest {
  private static final String NOTE = "POST /api/v1/incidents/inc_1/note";

  @TempDir Path home;
  private final StubServer server = new StubServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private CommandRun run(String... arguments) {
    return new CommandRun(home, server.port()).execute(arguments);
  }

  @ParameterizedTest
  @CsvSource({"200,0", "400,1", "404,1", "500,1", "401,3", "403,3", "409,4", "503,5", "502,5"})
  void theExitCodeFollowsTheStatus(int status, int exit) {
    server.on(NOTE, status, "{\"code\":\"SOME_CODE\",\"detail\":\"Because.\",\"errors\":[\"e1\"]}");
    var run = run("note", "inc_1", "text");
    assertThat(run.exit()).isEqualTo(exit);
    assertThat(run.data()).isEmpty();
    if (exit != 0) {
      assertThat(run.messages()).contains("SOME_CODE: Because.").contains("  - e1");
    }
  }

  @Test
  void whatIsWrongWithABodyIsToldByItsPlace() {
    server.on(
        NOTE,
        400,
        "{\"code\":\"BAD_REQUEST\",\"errors\":[{\"at\":\"/text\",\"detail\":\"is too long\"}]}");
    assertThat(run("note", "inc_1", "text").messages()).contains("  - /text is too long");
  }

  @Test
  void anAnswerThatIsNoProblemJsonIsToldByItsStatus() {
    server.on(NOTE, 502, "<html>proxy</html>");
    assertThat(run("note", "inc_1", "text").messages())
        .contains("HTTP_502: the server answered 502", "is it one that answers there?");
  }

  @Test
  void anotherProgramsPageIsNoEmptyList() {
    server.on("GET /api/v1/incidents?limit=50", 200, "<html>a printer</html>");
    var run = run("incidents");
    assertThat(run.exit()).isEqualTo(5);
    assertThat(run.messages()).contains("is no Countersign server", "COUNTERSIGN_PORT says so");
  }

  @Test
  void anOlderServerIsNamedAsSuch() {
    server.on("GET /api/v1/me", 404, "{\"code\":\"NOT_FOUND\",\"detail\":\"Nothing here.\"}");
    assertThat(run("whoami").messages()).contains("is it older than this client?");
  }

  @Test
  void whoAsksTheWrongPortIsToldTheHomesOwn() throws IOException {
    Files.writeString(home.resolve("port"), "17811\n");
    server.close();
    assertThat(run("incidents").messages())
        .contains("The home is " + home, "took port 17811", "COUNTERSIGN_PORT=17811");
  }

  @ParameterizedTest
  @CsvSource({
    "approve,inc_1,inc_1 is an incident,remediations --incident inc_1",
    "incident,rem_1,rem_1 is a remediation,countersign incidents",
    "confirm,rem_1,rem_1 is a remediation,countersign confirmations",
    "unmute,inc_1,inc_1 is an incident,countersign mutes"
  })
  void anIdOfAnotherKindIsSaidToBeOne(String command, String id, String what, String todo) {
    var run = new CommandRun(home, server.port()).person("yes").execute(command, id);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.messages()).contains(what, todo);
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void aServerThatIsNotThereIsFiveAndSaysWhatToDo() {
    server.close();
    var run = run("incidents");
    assertThat(run.exit()).isEqualTo(5);
    assertThat(run.messages()).contains("UNREACHABLE").contains("countersign up");
  }

  @ParameterizedTest
  @CsvSource({
    "unknown,''",
    "note,inc_1",
    "incidents,--nonsense",
    "incidents,-oxml",
    "user,''",
    "'',''"
  })
  void misuseIsTwo(String first, String second) {
    var arguments = second.isEmpty() ? new String[] {first} : new String[] {first, second};
    var run = run(first.isEmpty() ? new String[0] : arguments);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.data()).isEmpty();
    assertThat(run.messages()).isNotEmpty();
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void whoLacksARoleIsToldWhereToSeeIt() {
    server.on(NOTE, 403, "{\"code\":\"FORBIDDEN\",\"detail\":\"This takes the role X.\"}");
    assertThat(run("note", "inc_1", "text").messages())
        .contains("FORBIDDEN: This takes the role X.", "countersign whoami");
  }

  @Test
  void helpTeaches() {
    assertThat(run("--help").data()).contains("approvals", "First steps", "Exit codes");
    assertThat(run("approve", "--help").data()).contains("Examples", "--plan", "exit 4");
    assertThat(run("user", "--help").data()).contains("add", "grant");
    assertThat(run("token", "create", "--help").data()).contains("alert_intake");
    assertThat(run("--version").data()).startsWith("countersign ");
  }

  @Test
  void anIdIsOnePartOfThePathWhateverItHolds() {
    run("note", "../users?x=/", "text");
    assertThat(server.last().request())
        .isEqualTo("POST /api/v1/incidents/..%2Fusers%3Fx%3D%2F/note");
  }
}
