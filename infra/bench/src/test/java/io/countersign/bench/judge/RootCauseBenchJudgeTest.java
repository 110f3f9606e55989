package io.countersign.bench.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.bench.Figure;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One small incident, written as the set's files are. */
class RootCauseBenchJudgeTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir private Path data;

  @Test
  void aCommitThatADeployCarriedIsFoundByWhatTheErrorsName() throws IOException {
    // given a deploy that is named after one commit, and carries another that broke a table
    var scenario = Files.createDirectories(data.resolve("tuning/one/context")).getParent();
    write(
        scenario.resolve("alert.json"),
        "{'service':'shop','metric':'http_5xx_ratio','fired_at':'2026-03-01T10:35:00Z'}");
    write(scenario.resolve("traces.json"), "[]");
    write(
        scenario.resolve("ground_truth.json"),
        "{'root_cause_commit':'bad','decoy_deploy_commits':['good']}");
    write(
        scenario.resolve("context/commits.json"),
        """
        [{'sha':'bad','timestamp':'2026-03-01T10:28:00Z','message':'list favourites',
          'files_changed':['shop-svc/list.py'],'diff':'+ FROM favourites'},
         {'sha':'good','timestamp':'2026-03-01T10:29:00Z','message':'new colours',
          'files_changed':['shop-svc/theme.css'],'diff':''}]
        """);
    write(
        scenario.resolve("context/deploys.json"),
        "[{'timestamp':'2026-03-01T10:30:00Z','service':'shop','commit_sha':'good'}]");
    write(scenario.resolve("context/flags.json"), "[]");
    var metrics = new StringBuilder("timestamp,service,metric,value\n");
    var logs = new StringBuilder();
    for (int minute = 0; minute < 40; minute++) {
      var at = START.plusSeconds(60L * minute);
      metrics.append(at + ",shop,http_5xx_ratio," + (minute > 30 ? 0.6 : 0.002) + "\n");
      if (minute > 30) {
        logs.append(
            "{'timestamp':'%s','service':'shop','severity_text':'ERROR','msg':'no table favourites'}\n"
                .formatted(at));
      }
    }
    write(scenario.resolve("metrics.csv"), metrics.toString());
    write(scenario.resolve("logs.ndjson"), logs.toString());

    // when it's played
    var progress = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    var figures = new RootCauseBenchJudge().judge(data, progress);

    // then that one is blamed
    assertThat(figures)
        .filteredOn(figure -> figure.name().equals("exact") || figure.name().equals("decoys"))
        .extracting(Figure::value)
        .containsExactly(1.0, 0.0);
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text.replace('\'', '"'));
  }
}
