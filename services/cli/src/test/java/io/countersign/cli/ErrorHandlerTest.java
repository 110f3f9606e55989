package io.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
        .contains("HTTP_502: the server answered 502");
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
