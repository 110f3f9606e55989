package io.countersign.bench.judge;

import io.countersign.bench.Figure;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.diagnosis.Thresholds;
import io.countersign.domain.diagnosis.scoring.Diagnoser;
import io.countersign.policies.diagnosis.ThresholdsReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** The judge of the incidents of {@code rootcausebench}: which commit is to blame, or none. */
final class RootCauseBenchJudge implements DataSetJudge {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Thresholds THRESHOLDS = ThresholdsReader.shipped();
  private static final String NONE = "none";

  /**
   * One incident.
   *
   * @param answer a commit, {@code none}, or {@code unknown}
   * @param ranked the changes that were weighed, best first
   */
  private record Case(
      String truth, String answer, List<String> ranked, boolean decided, Set<String> decoys) {
    boolean exact() {
      return answer.equals(truth);
    }

    boolean fooled() {
      return decoys.contains(answer);
    }

    boolean nearlyRight() {
      return ranked.stream().limit(3).anyMatch(truth::equals);
    }
  }

  @Override
  public String set() {
    return "rootcausebench";
  }

  @Override
  public List<Figure> judge(Path data, PrintStream progress) throws IOException {
    List<Case> cases = new ArrayList<>();
    try (var scenarios = Files.list(data.resolve("tuning"))) {
      for (var scenario : scenarios.sorted().toList()) {
        var played = play(scenario);
        progress.println(scenario.getFileName() + ": " + played);
        cases.add(played);
      }
    }
    return figures(cases);
  }

  private static Case play(Path scenario) throws IOException {
    var diagnosis =
        Diagnoser.diagnose(1, 1, RootCauseBenchScenario.read(scenario).evidence(), THRESHOLDS);
    var truth = JSON.readTree(Files.readString(scenario.resolve("ground_truth.json")));
    var decoys = new HashSet<String>();
    truth.path("decoy_deploy_commits").forEach(it -> decoys.add(it.asString()));
    var ranked =
        diagnosis.causes().stream().map(Cause::change).filter(Objects::nonNull).distinct().toList();
    return new Case(
        truth.path("root_cause_commit").asString(),
        answer(diagnosis),
        ranked,
        diagnosis.decided(),
        decoys);
  }

  /** What the diagnosis holds for likeliest, whether or not it's sure enough to act upon it. */
  private static String answer(Diagnosis diagnosis) {
    if (diagnosis.causes().isEmpty()) {
      return "unknown";
    }
    var best = diagnosis.causes().getFirst();
    return switch (best.kind()) {
      case RELEASE -> Objects.requireNonNullElse(best.change(), "unknown");
      case UNKNOWN -> "unknown";
      case PROCESS_DEATH, RESOURCE_EXHAUSTION, LOAD, EXTERNAL -> NONE;
    };
  }

  private List<Figure> figures(List<Case> cases) {
    long blamed = cases.stream().filter(it -> !it.truth().equals(NONE)).count();
    return List.of(
        figure("exact", cases.stream().filter(Case::exact).count())
            .atLeast(5)
            .published(
                Map.of(
                    "latest deploy", 1.0,
                    "alerting service's deploy", 2.0,
                    "scripted", 4.0,
                    "always none", 3.0)),
        figure("decoys", cases.stream().filter(Case::fooled).count()).atMost(3),
        figure("exactAndDecided", cases.stream().filter(it -> it.exact() && it.decided()).count()),
        figure(
            "fooledAndDecided", cases.stream().filter(it -> it.fooled() && it.decided()).count()),
        figure("culpritInTop3", cases.stream().filter(Case::nearlyRight).count()),
        figure("cases", cases.size()),
        figure("casesWithACulprit", blamed));
  }

  private Figure figure(String name, double value) {
    return Figure.of("judge", set(), name, value);
  }
}
