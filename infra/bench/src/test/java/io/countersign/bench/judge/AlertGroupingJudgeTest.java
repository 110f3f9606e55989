package io.countersign.bench.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.countersign.bench.Figure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertGroupingJudgeTest {
  private final PrintStream progress = new PrintStream(new ByteArrayOutputStream());

  /** Two chains that touch nowhere fail at once; an hour later the first fails again. */
  @Test
  void faultsApartInTheGraphOrInTimeAreThreeIncidents(@TempDir Path data) throws IOException {
    Files.write(
        data.resolve("topology.csv"),
        List.of(
            "kind,a,b,label,",
            "node,web,Service,,",
            "node,db,Service,,",
            "node,mail,Service,,",
            "node,db-0,Service_Instance,,",
            "edge,web,db,control_flow,",
            "edge,db-0,db,instance_of,",
            "edge,db,db-0,has_instance,"));
    List<String> alerts = new ArrayList<>();
    List<String> truth = new ArrayList<>(List.of("alert_id,incident"));
    tell(alerts, truth, 0, "db-0", "cpu", "first");
    tell(alerts, truth, 1, "mail", "cpu", "second");
    tell(alerts, truth, 2, "web", "errors", "first");
    tell(alerts, truth, 3, "mail", "errors", "second");
    tell(alerts, truth, 3600, "db-0", "cpu", "third");
    tell(alerts, truth, 3601, "web", "errors", "third");
    pack(data.resolve("tuning_alerts.jsonl.gz"), alerts);
    pack(data.resolve("tuning_truth_alert.csv.gz"), truth);

    var figures = new AlertGroupingJudge().judge(data, progress);
    assertThat(value(figures, "pairF1")).isEqualTo(1);
    assertThat(value(figures, "compression")).isEqualTo(.5);
  }

  /** Without resolutions, five alerts that come again tell that the fault did; one alone flaps. */
  @Test
  void oneAlertThatComesAgainFlapsFiveAreANewFault(@TempDir Path data) throws IOException {
    Files.write(data.resolve("topology.csv"), List.of("node,db,Service,,"));
    List<String> alerts = new ArrayList<>();
    List<String> truth = new ArrayList<>(List.of("alert_id,incident"));
    for (int i = 0; i < 6; i++) {
      tell(alerts, truth, i, "db", "signal" + i, "first");
    }
    tell(alerts, truth, 60, "db", "signal0", "first");
    for (int i = 0; i < 6; i++) {
      tell(alerts, truth, 120 + i, "db", "signal" + i, i < 4 ? "first" : "second");
    }
    pack(data.resolve("heldout_alerts.jsonl.gz"), alerts);
    pack(data.resolve("heldout_truth_alert.csv.gz"), truth);

    var figures = new AlertGroupingJudge().judge(data, progress);
    var inferred = of(figures, "alert-grouping/heldout/ends-inferred");
    assertThat(value(inferred, "pairF1")).isEqualTo(1);
    // as shipped nothing tells that the first one is over
    var shipped = of(figures, "alert-grouping/heldout");
    assertThat(value(shipped, "pairRecall")).isEqualTo(1);
    assertThat(value(shipped, "pairPrecision")).isLessThan(1);
  }

  @Test
  void theGoalsAreReachedOnTheTuningHalf() throws IOException {
    var shared = System.getProperty("COUNTERSIGN_SHARED", System.getenv("COUNTERSIGN_SHARED"));
    var data = Path.of(shared == null ? "../../../shared" : shared, "data/alert-grouping");
    assumeTrue(Files.isDirectory(data), "skipped: no set alert-grouping in $COUNTERSIGN_SHARED");
    assertThat(new AlertGroupingJudge().judge(data, progress)).allMatch(Figure::reached);
  }

  private static void tell(
      List<String> alerts,
      List<String> truth,
      long second,
      String entity,
      String signal,
      String of) {
    var id = "a" + alerts.size();
    long at = 1_760_000_000_000L + second * 1000;
    alerts.add(
        "{\"id\":\""
            + id
            + "\",\"ts_ms\":"
            + at
            + ",\"entity\":\""
            + entity
            + "\",\"kind\":\"metric\",\"signal\":\""
            + signal
            + "\",\"state\":\"up\"}");
    truth.add(id + "," + of);
  }

  private static void pack(Path file, List<String> lines) throws IOException {
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static List<Figure> of(List<Figure> figures, String set) {
    return figures.stream().filter(it -> it.set().equals(set)).toList();
  }

  private static double value(List<Figure> figures, String name) {
    return figures.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow().value();
  }
}
