package io.countersign.policies.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.policies.approval.RuleSet;
import io.countersign.policies.runbook.RunbookLibrary;
import io.countersign.policies.suite.PolicySuites;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A file that no list names is in no bundle: a merge had lost two rules that way. */
class ShippedFilesTest {
  @Test
  void whatLiesThereIsShipped() throws IOException {
    holds("approval", RuleSet.shippedFiles());
    holds("approval/tests", PolicySuites.shippedFiles());
    holds("runbooks", RunbookLibrary.shippedFiles());
  }

  private static void holds(String folder, List<PolicyFile> shipped) throws IOException {
    try (var files = Files.list(Path.of("src/main/resources/policies", folder))) {
      var there =
          files.filter(Files::isRegularFile).map(it -> it.getFileName().toString()).toList();
      assertThat(shipped)
          .extracting(PolicyFile::name)
          .containsExactlyInAnyOrderElementsOf(there)
          .isSorted();
    }
  }
}
