package io.countersign.bench.judge;

import io.countersign.bench.Figure;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.diagnosis.Evidence;
import io.countersign.domain.diagnosis.Thresholds;
import io.countersign.domain.diagnosis.scoring.Diagnoser;
import io.countersign.policies.diagnosis.ThresholdsReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The judge of the faults of {@code petshop}: which of its nodes is at the root, by five-minute
 * points around it and two normal days, which for some cases lie months later.
 */
final class PetShopJudge implements DataSetJudge {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Thresholds THRESHOLDS = ThresholdsReader.shipped();

  /**
   * How many points the normal windows have that specificity is measured on, and their distance.
   */
  private static final int WINDOW = 5;

  private static final int APART = 20;

  /** One fault: where in the ranking the true root is, from 1; 0 if it isn't there. */
  private record Case(String kind, int rank) {
    boolean within(int places) {
      return rank > 0 && rank <= places;
    }
  }

  @Override
  public String set() {
    return "petshop";
  }

  @Override
  public List<Figure> judge(Path data, PrintStream progress) throws IOException {
    List<Case> cases = new ArrayList<>();
    int quiet = 0;
    int normal = 0;
    for (var traffic : List.of("low_traffic", "high_traffic")) {
      var shop = PetShopData.read(data.resolve(traffic));
      try (var issues = Files.list(data.resolve(traffic).resolve("train"))) {
        for (var issue : issues.sorted().toList()) {
          cases.add(play(shop, traffic, issue, progress));
        }
      }
      for (int from = APART; from + WINDOW < shop.length(); from += APART) {
        normal++;
        quiet += diagnosis(shop.normal(from, WINDOW)).decided() ? 0 : 1;
      }
    }
    progress.println(quiet + " of " + normal + " normal windows without a decided cause");
    return figures(cases, normal == 0 ? 0 : (double) quiet / normal);
  }

  private static Case play(PetShopData shop, String traffic, Path issue, PrintStream progress)
      throws IOException {
    var text = JSON.readTree(Files.readString(issue.resolve("target.json")));
    var target = text.path("target");
    var root = PetShopData.entity(text.path("root_cause").path("node").asString());
    var diagnosis = diagnosis(shop.incident(issue.resolve("metrics.csv"), target(target)));
    var ranked = diagnosis.causes().stream().map(Cause::entity).distinct().toList();
    var kind = traffic + " " + target.path("metric").asString();
    var found = new Case(kind, ranked.indexOf(root) + 1);
    progress.println(
        kind + " " + issue.getFileName() + ": " + found.rank() + " " + best(diagnosis));
    return found;
  }

  private static PetShopData.Target target(JsonNode target) {
    return new PetShopData.Target(
        target.path("node").asString(),
        target.path("metric").asString(),
        target.path("agg").asString(),
        target.path("timestamp").asLong());
  }

  private static Diagnosis diagnosis(Evidence evidence) {
    return Diagnoser.diagnose(1, 1, evidence, THRESHOLDS);
  }

  private static String best(Diagnosis diagnosis) {
    return diagnosis.causes().stream()
        .limit(3)
        .map(cause -> cause.entity().name() + " " + cause.score())
        .toList()
        .toString();
  }

  private List<Figure> figures(List<Case> cases, double specificity) {
    List<Figure> figures = new ArrayList<>();
    figures.add(
        figure("top1", share(cases, 1))
            .atLeast(.376)
            .published(Map.of("traversal", .333, "largest deviation", .375)));
    figures.add(
        figure("top3", share(cases, 3))
            .atLeast(.689)
            .published(Map.of("traversal", .688, "largest deviation", .562)));
    var kinds = new TreeMap<String, List<Case>>();
    cases.forEach(it -> kinds.computeIfAbsent(it.kind(), _ -> new ArrayList<>()).add(it));
    kinds.forEach(
        (kind, of) -> {
          figures.add(figure("top1 " + kind, share(of, 1)));
          figures.add(figure("top3 " + kind, share(of, 3)));
        });
    figures.add(
        figure("specificity", specificity)
            .published(Map.of("traversal, low latency", .167, "traversal, high latency", .333)));
    return figures;
  }

  private Figure figure(String name, double value) {
    return Figure.of("judge", set(), name, value);
  }

  private static double share(List<Case> cases, int places) {
    return cases.stream().filter(it -> it.within(places)).count() / (double) cases.size();
  }
}
