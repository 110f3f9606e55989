package io.countersign.policies.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is recorded of the evaluator is what evaluates. */
class PolicyEngineTest {
  @Test
  void theVersionIsTheLibrarys() throws Exception {
    assertThat(Files.readString(Path.of("../pom.xml")))
        .contains("<cel.version>" + PolicyEngine.CEL + "</cel.version>");
    assertThat(PolicyEngine.VERSION).isEqualTo("cel 0.14.0, rules 1");
  }
}
