package io.countersign.policies.runbook;

import io.countersign.domain.Digest;
import io.countersign.domain.planning.Runbook;
import io.countersign.domain.planning.Runbook.ProbeTemplate;
import io.countersign.domain.planning.Runbook.StepTemplate;
import java.util.Map;
import java.util.TreeMap;

/**
 * The digest that identifies a runbook by what it does: comments and layout of its file don't
 * count.
 */
final class RunbookDigest {
  private RunbookDigest() {}

  static Digest of(Runbook runbook) {
    var json = new TreeMap<String, Object>();
    json.put("t", "countersign-runbook/1");
    json.put("id", runbook.id());
    json.put("title", runbook.title());
    json.put("causes", runbook.causes().stream().map(Enum::name).sorted().toList());
    json.put("entities", runbook.entityKinds().stream().sorted().toList());
    json.put("action", runbook.actionClass());
    json.put("risk", runbook.risk());
    json.put("requires", runbook.conditions().requires());
    json.put("equal", runbook.conditions().equal());
    conditions(runbook, json);
    var closing = runbook.whenWindowCloses();
    if (closing != null) {
      json.put("whenWindowCloses", closing.name());
    }
    json.put("steps", runbook.steps().stream().map(RunbookDigest::step).toList());
    json.put("rollback", runbook.rollback().stream().map(RunbookDigest::step).toList());
    json.put("probes", runbook.probes().stream().map(RunbookDigest::probe).toList());
    return Digest.ofJson(json);
  }

  /** What a runbook doesn't use isn't in its digest, so that older ones keep theirs. */
  private static void conditions(Runbook runbook, Map<String, Object> json) {
    var conditions = runbook.conditions();
    if (!conditions.oneOf().isEmpty()) {
      json.put("oneOf", conditions.oneOf());
    }
    if (!conditions.unmoved().isEmpty()) {
      json.put("unmoved", conditions.unmoved().stream().map(Enum::name).sorted().toList());
    }
    var sizing = runbook.sizing();
    if (sizing != null) {
      json.put(
          "sizing",
          Map.of(
              "field", sizing.field(),
              "maximumField", sizing.maximumField(),
              "maximum", sizing.maximum(),
              "utilisation", sizing.utilisation(),
              "tolerable", sizing.tolerable()));
    }
  }

  private static Map<String, Object> step(StepTemplate step) {
    return Map.of(
        "action", step.action(),
        "parameters", step.parameters(),
        "expected", step.expected(),
        "timeoutSeconds", step.timeoutSeconds());
  }

  private static Map<String, Object> probe(ProbeTemplate probe) {
    var json = new TreeMap<String, Object>();
    json.put("name", probe.name());
    json.put("signal", probe.signal().name());
    json.put("comparison", probe.comparison().name());
    json.put("threshold", probe.threshold());
    if (!probe.usualFactor().isEmpty()) {
      json.put("usualFactor", probe.usualFactor());
    }
    if (probe.ifMeasured()) {
      json.put("ifMeasured", true);
    }
    return json;
  }
}
