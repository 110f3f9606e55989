package io.countersign.policies.diagnosis;

import io.countersign.domain.incident.Signs;
import io.countersign.domain.incident.Thresholds;
import io.countersign.policies.engine.Compilation;
import io.countersign.policies.engine.PolicyFile;
import io.countersign.policies.engine.PolicyYaml;
import io.countersign.policies.engine.Problems;
import io.countersign.policies.engine.Section;
import io.countersign.policies.engine.ShippedFiles;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** The diagnoser's thresholds from their file. */
public final class DiagnosisThresholds {
  private static final int WEEK = 604_800;
  private static final BigDecimal MANY = BigDecimal.valueOf(1_000);

  private DiagnosisThresholds() {}

  /** Those that the product comes with. */
  public static Thresholds shipped() {
    var files = ShippedFiles.read("diagnosis", List.of("thresholds.yaml", "signs.yaml"));
    return compile(files.getFirst(), files.getLast()).orThrow();
  }

  /**
   * Every threshold has to be there: a file says all of it.
   *
   * @param signs what events and error lines speak for
   */
  public static Compilation<Thresholds> compile(PolicyFile thresholds, PolicyFile signs) {
    var problems = new Problems();
    var words = PolicyYaml.read(signs, problems).map(DiagnosisSigns::read).orElse(Signs.NONE);
    var read = PolicyYaml.read(thresholds, problems).map(file -> read(file, words));
    return problems.unless(read::orElseThrow);
  }

  private static Thresholds read(Section file, Signs signs) {
    var unhealthy = file.requiredSection("unhealthy");
    var closer = file.requiredSection("closer");
    var order = file.requiredSection("order");
    var changes = file.requiredSection("changes");
    var decision = file.requiredSection("decision");
    var thresholds =
        new Thresholds(
            number(unhealthy, "errorRatio", BigDecimal.ONE),
            number(unhealthy, "latencySeconds", MANY),
            number(unhealthy, "latencyAloneSeconds", MANY),
            number(unhealthy, "saturation", MANY),
            factor(unhealthy, "baselineFactor"),
            factor(unhealthy, "loadFactor"),
            unhealthy.integer("sustainedPoints", 1, 100),
            seconds(unhealthy, "coarseStepSeconds"),
            seconds(unhealthy, "recoverySeconds"),
            seconds(unhealthy, "vanishedAfterSeconds"),
            closer(closer),
            seconds(order, "onsetToleranceSeconds"),
            seconds(changes, "toleranceSeconds"),
            seconds(changes, "lookbackSeconds"),
            seconds(changes, "promptSeconds"),
            seconds(order, "gradualRiseSeconds"),
            decision.integer("minimumScore", 1, 1_000),
            decision.integer("margin", 0, 1_000),
            decision.integer("marginWithin", 0, 1_000),
            signs);
    List.of(unhealthy, closer, order, changes, decision, file).forEach(Section::close);
    return thresholds;
  }

  private static Thresholds.Closer closer(Section section) {
    return new Thresholds.Closer(
        number(section, "deviations", MANY),
        number(section, "leastErrors", BigDecimal.ONE),
        number(section, "leastLatencySeconds", MANY));
  }

  private static double number(Section section, String key, BigDecimal most) {
    return section.decimal(key, BigDecimal.ZERO, most).doubleValue();
  }

  private static double factor(Section section, String key) {
    return section.decimal(key, BigDecimal.ONE, MANY).doubleValue();
  }

  private static Duration seconds(Section section, String key) {
    return Duration.ofSeconds(section.integer(key, 0, WEEK));
  }
}
