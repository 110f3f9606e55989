package io.countersign.policies.bundle;

import io.countersign.domain.policy.bundle.BundleContent;
import io.countersign.policies.approval.ApprovalTimings;
import io.countersign.policies.engine.Compilation;
import io.countersign.policies.engine.PolicyFile;
import io.countersign.policies.engine.PolicyProblems;
import io.countersign.policies.engine.PolicySection;
import io.countersign.policies.engine.PolicyYaml;
import java.util.Optional;
import java.util.OptionalInt;

/** The file of the times that an installation sets instead of its rules' own. */
final class ApprovalTimesFile {
  private static final String REMIND = "remindSeconds";
  private static final String ESCALATE = "escalateSeconds";
  private static final String EXPIRE = "expireSeconds";
  private static final int LONGEST = 604_800;

  private ApprovalTimesFile() {}

  /** Empty where the rules' own times hold. */
  static Optional<BundleContent.File> of(ApprovalTimings timings) {
    var text =
        line(REMIND, timings.remindSeconds())
            + line(ESCALATE, timings.escalateSeconds())
            + line(EXPIRE, timings.expireSeconds());
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(new BundleContent.File(BundleCompiler.TIMES, text));
  }

  private static String line(String key, OptionalInt seconds) {
    return seconds.isEmpty() ? "" : key + ": " + seconds.getAsInt() + "\n";
  }

  static Compilation<ApprovalTimings> read(PolicyFile file) {
    var problems = new PolicyProblems();
    var read = PolicyYaml.read(file, problems).map(ApprovalTimesFile::timings);
    return problems.unless(read::orElseThrow);
  }

  private static ApprovalTimings timings(PolicySection section) {
    var timings =
        new ApprovalTimings(
            seconds(section, REMIND), seconds(section, ESCALATE), seconds(section, EXPIRE));
    section.close();
    return timings;
  }

  private static OptionalInt seconds(PolicySection section, String key) {
    return section.has(key)
        ? OptionalInt.of(section.integer(key, 1, LONGEST))
        : OptionalInt.empty();
  }
}
