package io.countersign.connectors.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
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
}
