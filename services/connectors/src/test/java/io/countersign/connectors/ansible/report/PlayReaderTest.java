package io.countersign.connectors.ansible.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.ansible.report.PlayOutcome.Seen;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.testing.Outcomes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlayReaderTest {
  @TempDir Path folder;

  @Test
  void linesAndThePlaysOwnCountsHaveToAgree() throws IOException {
    var line = task("ok", "'changed':true");
    assertThat(read(line, stats(1, 1, 0, 0)).disagreement()).isNull();
    assertThat(read(line, stats(2, 2, 0, 0)).disagreement())
        .isEqualTo("of web the play counts changed=2, and its lines tell 1");
    assertThat(read(line, stats(1, 0, 0, 0)).disagreement()).contains("changed=0");
    assertThat(read(line, stats(1, 1, 0, 1)).disagreement()).contains("skipped=1");
    assertThat(read(line, stats(1, 1, 1, 0)).disagreement()).contains("failed=1");
    assertThat(read("{'_event':", stats(1, 1, 0, 0)).disagreement())
        .endsWith("lines that can't be read: 1");
  }

  @Test
  void aFailureThatIsIgnoredMayHaveChangedSomething() throws IOException {
    var ignored = task("failed", "'changed':true,'msg':'ignored'");
    assertThat(read(ignored, stats(1, 1, 0, 0)).disagreement()).isNull();
    assertThat(read(ignored, stats(1, 0, 0, 0)).disagreement()).isNull();
  }

  @Test
  void whatWouldChangeIsShownHoweverManyTasksFollowIt() throws IOException {
    var many =
        IntStream.range(0, 400)
            .mapToObj(_ -> task("ok", "'changed':false"))
            .collect(Collectors.joining("\n"));
    var report = read(task("ok", "'changed':true") + "\n" + many, stats(401, 1, 0, 0));
    assertThat(PlaySummary.foreseen(report)).isEqualTo("would change: it");
  }

  @Test
  void moreChangesThanTheCardHoldsAreCounted() throws IOException {
    var many =
        IntStream.range(0, 300)
            .mapToObj(_ -> task("ok", "'changed':true"))
            .collect(Collectors.joining("\n"));
    assertThat(PlaySummary.foreseen(read(many, stats(300, 300, 0, 0))))
        .startsWith("would change 300 times: it; it")
        .hasSizeLessThanOrEqualTo(1024);
  }

  @Test
  void onlyWhatNeverWasConnectedToIsCertainNotToHaveActed() throws IOException {
    var never =
        task("unreachable", "'msg':'Failed: ssh: connect to host web port 22: No route to host'");
    assertThat(code(read(never, stats(0, 0, 0, 0).replace("unreachable':0", "unreachable':1"))))
        .isEqualTo(FailureCode.UNREACHABLE);
    var broken = task("unreachable", "'msg':'Shared connection to web closed.'");
    for (var lines : List.of(broken, task("ok", "'changed':false,'action':'uri'") + "\n" + never)) {
      int ok = lines.equals(broken) ? 0 : 1;
      var stats = stats(ok, 0, 0, 0).replace("unreachable':0", "unreachable':1");
      assertThat(code(read(lines, stats)).effectUnknown()).isTrue();
    }
  }

  @Test
  void aTaskThatFailedMayHaveAskedForWhatComesLateUnlessItOnlyGuards() throws IOException {
    var guard = task("failed", "'action':'assert','msg':'no'");
    assertThat(code(read(guard, stats(0, 0, 1, 0)))).isEqualTo(FailureCode.REFUSED);
    var uri = task("failed", "'action':'uri','msg':'timed out'");
    assertThat(code(read(uri, stats(0, 0, 1, 0))).effectUnknown()).isTrue();
  }

  @Test
  void whatSkippedEverythingDidNothing() throws IOException {
    assertThat(code(read(task("skipped", "'changed':false"), stats(0, 0, 0, 1))))
        .isEqualTo(FailureCode.REFUSED);
  }

  private static FailureCode code(PlayReport report) {
    return Outcomes.failed(PlayOutcome.of(report, () -> Seen.AS_BEFORE, false)).code();
  }

  private PlayReport read(String... lines) throws IOException {
    var output = folder.resolve("output");
    Files.writeString(output, String.join("\n", lines).replace('\'', '"') + "\n");
    var errors = Files.writeString(folder.resolve("errors"), "");
    return PlayReader.read(output, errors, Concealment.of(List.of(), List.of(), false), null);
  }

  private static String task(String ending, String told) {
    return "{'_event':'v2_runner_on_%s','task':{'name':'it'},'hosts':{'web':{%s}}}"
        .formatted(ending, told);
  }

  private static String stats(int ok, int changed, int failures, int skipped) {
    return ("{'_event':'v2_playbook_on_stats','stats':{'web':"
            + "{'ok':%s,'changed':%s,'failures':%s,'unreachable':0,'skipped':%s}}}")
        .formatted(ok, changed, failures, skipped);
  }
}
