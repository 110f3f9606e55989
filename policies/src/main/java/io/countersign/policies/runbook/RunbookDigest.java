package io.countersign.policies.runbook;

import io.countersign.domain.Digest;
import io.countersign.domain.remediation.Runbook;
import io.countersign.domain.remediation.Runbook.ProbeTemplate;
import io.countersign.domain.remediation.Runbook.StepTemplate;
import java.util.Map;
import java.util.TreeMap;

/** What identifies a runbook by what it does: comments and layout of its file don't count. */
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
    json.put("requires", runbook.requires());
    json.put("equal", runbook.equal());
    json.put("steps", runbook.steps().stream().map(RunbookDigest::step).toList());
    json.put("rollback", runbook.rollback().stream().map(RunbookDigest::step).toList());
    json.put("probes", runbook.probes().stream().map(RunbookDigest::probe).toList());
    return Digest.ofJson(json);
  }

  private static Map<String, Object> step(StepTemplate step) {
    return Map.of(
        "action", step.action(),
        "parameters", step.parameters(),
        "expected", step.expected(),
        "timeoutSeconds", step.timeoutSeconds());
  }

  private static Map<String, Object> probe(ProbeTemplate probe) {
    return Map.of(
        "name", probe.name(),
        "signal", probe.signal().name(),
        "comparison", probe.comparison().name(),
        "threshold", probe.threshold());
  }
}
