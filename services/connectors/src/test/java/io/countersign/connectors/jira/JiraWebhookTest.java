package io.countersign.connectors.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Secret;
import io.countersign.connectors.testing.Outcomes;
import io.countersign.connectors.transport.StrictJson;
import io.countersign.simulators.jira.JiraEdition;
import io.countersign.simulators.jira.JiraWebhookSender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JiraWebhookTest {
  @TempDir private Path folder;
  private JiraFixture fixture;

  @BeforeEach
  void start() {
    fixture = new JiraFixture(JiraEdition.CLOUD, folder);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private static Map<String, String> headers(byte[] body, String id) {
    return Map.of(
        "x-hub-signature",
        JiraWebhookSender.signature(JiraFixture.SECRET, body),
        "x-atlassian-webhook-identifier",
        id);
  }

  @Test
  void thePublishedSignaturesHoldOnBothSides() throws IOException {
    assumeTrue(JiraDescription.isAtHand(), "SKIPPED: no published signatures at hand");
    var file = JiraDescription.FILES.resolve("webhook-signature-vectors.json");
    var vectors = StrictJson.read(Files.readAllBytes(file)).orElseThrow().path("vectors");
    assertThat(vectors.size()).isEqualTo(4);
    for (var vector : vectors.values()) {
      var body = vector.path("body").asString().getBytes(StandardCharsets.UTF_8);
      var signature = vector.path("signature").asString();
      var secret = vector.path("secret").asString();
      assertThat(JiraHints.isSigned(new Secret(secret), signature, body)).isTrue();
      assertThat(JiraWebhookSender.signature(secret, body)).isEqualTo(signature);
    }
  }

  @Test
  void everyCapturedDeliveryIsTheSameHintEachTime() throws IOException {
    assumeTrue(JiraDescription.isAtHand(), "SKIPPED: no captured deliveries at hand");
    int number = 0;
    try (var files = Files.list(JiraDescription.FILES.resolve("webhooks"))) {
      for (var file : files.filter(it -> !it.endsWith("_index.json")).sorted().toList()) {
        var body = Files.readAllBytes(file);
        var first = Outcomes.value(fixture.ticketing.hint(headers(body, "w" + number), body));
        var again = Outcomes.value(fixture.ticketing.hint(headers(body, "w" + number), body));
        assertThat(again).isEqualTo(first);
        assertThat(first.delivery()).isEqualTo("w" + number++);
        assertThat(first.ticket()).as(file.toString()).isPresent();
      }
    }
    assertThat(number).isEqualTo(31);
  }

  @Test
  void oneByteMoreOrNoSignatureIsNotAuthentic() {
    var body =
        "{\"webhookEvent\":\"jira:issue_updated\",\"issue\":{\"id\":\"1\"}}"
            .getBytes(StandardCharsets.UTF_8);
    var longer = (new String(body, StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8);
    assertThat(Outcomes.failed(fixture.ticketing.hint(headers(body, "w"), longer)).code())
        .isEqualTo(FailureCode.UNAUTHORISED);
    assertThat(Outcomes.failed(fixture.ticketing.hint(Map.of(), body)).code())
        .isEqualTo(FailureCode.UNAUTHORISED);
    assertThat(Outcomes.value(fixture.ticketing.hint(headers(body, "w"), body)).ticket())
        .contains("1");
  }

  @Test
  void whatIsSignedAndNoDeliveryCannotBeRead() {
    var body = "[]".getBytes(StandardCharsets.UTF_8);
    assertThat(Outcomes.failed(fixture.ticketing.hint(headers(body, "w"), body)).code())
        .isEqualTo(FailureCode.BAD_ANSWER);
  }
}
