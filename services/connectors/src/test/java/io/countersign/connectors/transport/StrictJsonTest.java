package io.countersign.connectors.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.InputProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class StrictJsonTest {
  @Test
  void whatIsNoTextIsReplacedSoThatItsDigestCanBeTaken() {
    var body = "{\"a\":[\"x\\ud800y\",\"\\ud83d\\ude00\"],\"n\":1}";
    var tree = StrictJson.read(body.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    assertThat(tree.at("/a/0").asString()).isEqualTo("x\uFFFDy");
    assertThat(tree.at("/a/1").asString()).isEqualTo("\uD83D\uDE00");
    assertThat(tree.at("/n").isInt()).isTrue();
    assertThat(CanonicalAnswer.digest(tree)).isNotNull();
  }

  @Test
  void aTreeOfTooManyValuesIsNeverBuilt() {
    var complaints = new ArrayList<InputProblem>();
    var many = "[" + "[],".repeat(500_000) + "1]";
    assertThat(StrictJson.read(many.getBytes(StandardCharsets.UTF_8), complaints::add)).isEmpty();
    var yaml = StrictYaml.upTo(8 * 1024 * 1024);
    assertThat(yaml.read("- a\n".repeat(1_000_000), complaints::add)).isEmpty();
    assertThat(complaints)
        .extracting(InputProblem::detail)
        .anyMatch(it -> it.contains("more than allowed"))
        .anyMatch(it -> it.contains("has more than 1000000 names and values"));
  }
}
