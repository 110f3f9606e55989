package io.countersign.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.canonical.CatalogContent;
import io.countersign.connectors.canonical.CatalogDocument;
import io.countersign.connectors.intake.ParsedBody;
import io.countersign.policies.engine.Compilation;
import io.countersign.policies.engine.PolicyFile;
import io.countersign.policies.runbook.RunbookCompiler;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** YAML is the same in each file that is written in it. */
class YamlEverywhereTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: &x 1\\nb: *x                    | aliases    | 2",
        "a: 1\\nb:\\n  <<: {c: 1}          | merge keys | 3",
        "a: &x {c: 1}\\nb:\\n  <<: *x       | merge keys | 3",
        "a: 1\\nb: !!str 2                  | tags       | 2",
        "a: 1\\nb: 2\\na: 3                | twice      | 3"
      })
  void whatOneFileRefusesEachDoesInItsLine(String text, String word, int line) {
    var yaml = text.replace("\\n", "\n");
    assertThat(configuration(yaml)).contains(word).containsPattern("line " + line + "\\b");
    assertThat(catalogue(yaml)).contains(word).containsPattern("line " + line + "\\b");
    assertThat(runbook(yaml)).contains(word).containsPattern(":" + line + ":");
  }

  @ParameterizedTest
  @CsvSource({"a: &x 1"})
  void anAnchorAloneIsNothingInAnyFile(String yaml) {
    for (var said : List.of(configuration(yaml), catalogue(yaml), runbook(yaml))) {
      assertThat(said).doesNotContain("anchor");
    }
  }

  private static String configuration(String yaml) {
    try {
      return ConfigurationFile.parse(yaml, "countersign.yaml").toString();
    } catch (StartRefusedException e) {
      return String.valueOf(e.getMessage()) + e.problems();
    }
  }

  private static String catalogue(String yaml) {
    var parsed = CatalogDocument.parse(yaml.getBytes(StandardCharsets.UTF_8), "x");
    return ((ParsedBody.Malformed<CatalogContent>) parsed).problems().toString();
  }

  private static String runbook(String yaml) {
    var compiled = RunbookCompiler.compile(List.of(new PolicyFile("x.yaml", yaml)));
    return ((Compilation.Rejected<?>) compiled).problems().toString();
  }
}
