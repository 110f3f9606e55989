package io.countersign.policies.diagnosis;

import io.countersign.domain.diagnosis.CauseIndicators;
import io.countersign.domain.diagnosis.Thresholds;
import io.countersign.policies.engine.Compilation;
import io.countersign.policies.engine.PolicyFile;
import io.countersign.policies.engine.PolicyProblems;
import io.countersign.policies.engine.PolicySection;
import io.countersign.policies.engine.PolicyYaml;
import io.countersign.policies.engine.ShippedFiles;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** The reader of the diagnoser's thresholds from their file. */
public final class ThresholdsReader {
  private static final int WEEK = 604_800;
  private static final BigDecimal MANY = BigDecimal.valueOf(1_000);

  private ThresholdsReader() {}

  /** Those that the product comes with. */
  public static Thresholds shipped() {
    var files = ShippedFiles.read("diagnosis", List.of("thresholds.yaml", "signs.yaml"));
    return compile(files.getFirst(), files.getLast()).orThrow();
  }

  /**
   * Every threshold has to be there: a file says all of it.
   *
   * @param indicators what events and error lines speak for
   */
  public static Compilation<Thresholds> compile(PolicyFile thresholds, PolicyFile indicators) {
    var problems = new PolicyProblems();
    var causeIndicators =
        PolicyYaml.read(indicators, problems)
            .map(CauseIndicatorsReader::read)
            .orElse(CauseIndicators.NONE);
    var read = PolicyYaml.read(thresholds, problems).map(file -> read(file, causeIndicators));
    return problems.unless(read::orElseThrow);
  }

  private static Thresholds read(PolicySection file, CauseIndicators indicators) {
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
            indicators);
    List.of(unhealthy, closer, order, changes, decision, file).forEach(PolicySection::close);
    return thresholds;
  }

  private static Thresholds.Closer closer(PolicySection section) {
    return new Thresholds.Closer(
        number(section, "deviations", MANY),
        number(section, "leastErrors", BigDecimal.ONE),
        number(section, "leastLatencySeconds", MANY));
  }

  private static double number(PolicySection section, String key, BigDecimal most) {
    return section.decimal(key, BigDecimal.ZERO, most).doubleValue();
  }

  private static double factor(PolicySection section, String key) {
    return section.decimal(key, BigDecimal.ONE, MANY).doubleValue();
  }

  private static Duration seconds(PolicySection section, String key) {
    return Duration.ofSeconds(section.integer(key, 0, WEEK));
  }
}
