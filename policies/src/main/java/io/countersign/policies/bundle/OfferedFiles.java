package io.countersign.policies.bundle;

import io.countersign.domain.policy.bundle.BundleContent;
import io.countersign.policies.approval.ApprovalTimings;
import io.countersign.policies.approval.RuleSet;
import io.countersign.policies.engine.PolicyFile;
import io.countersign.policies.runbook.RunbookLibrary;
import io.countersign.policies.suite.PolicySuites;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The policy files that lie outside of the record: those that the product comes with, and those of
 * an installation's configuration. They have a say once, at the first start.
 *
 * @param shipped of this release
 * @param configured a directory's runbooks, and the times that are set
 */
public record OfferedFiles(List<BundleContent.File> shipped, List<BundleContent.File> configured) {
  public OfferedFiles {
    shipped = List.copyOf(shipped);
    configured = List.copyOf(configured);
  }

  /**
   * @param runbooks a directory, each {@code *.yaml} of it; null where none is configured
   * @throws IOException when the directory or one of its files can't be read
   * @throws IllegalArgumentException for a file that can't be part of a bundle
   */
  public static OfferedFiles read(@Nullable Path runbooks, ApprovalTimings timings)
      throws IOException {
    var configured = new ArrayList<BundleContent.File>();
    if (runbooks != null) {
      configured.addAll(files(BundleCompiler.CONFIGURED, RunbookLibrary.directory(runbooks)));
    }
    ApprovalTimesFile.of(timings).ifPresent(configured::add);
    return new OfferedFiles(shippedFiles(), configured);
  }

  /** What the product comes with. */
  public static List<BundleContent.File> shippedFiles() {
    return Stream.of(
            files(BundleCompiler.RULES, RuleSet.shippedFiles()),
            files(BundleCompiler.TESTS, PolicySuites.shippedFiles()),
            files(BundleCompiler.RUNBOOKS, RunbookLibrary.shippedFiles()))
        .flatMap(List::stream)
        .toList();
  }

  private static List<BundleContent.File> files(String folder, List<PolicyFile> files) {
    return files.stream().map(it -> new BundleContent.File(folder + it.name(), it.text())).toList();
  }

  /**
   * All of it, as the first bundle.
   *
   * @throws IllegalArgumentException where a configured file has the name of a shipped one, or
   *     there are too many
   */
  public BundleContent together() {
    return new BundleContent(Stream.concat(shipped.stream(), configured.stream()).toList());
  }
}
