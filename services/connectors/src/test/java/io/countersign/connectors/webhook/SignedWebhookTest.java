package io.countersign.connectors.webhook;

import static io.countersign.connectors.testing.LoopbackServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Secret;
import io.countersign.connectors.spi.notice.ApprovalNotifier;
import io.countersign.connectors.spi.notice.Notice;
import io.countersign.connectors.testing.ApprovalNotifierContract;
import io.countersign.connectors.testing.LoopbackServer;
import io.countersign.connectors.testing.Outcomes;
import io.countersign.connectors.transport.BoundedHttp;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedWebhookTest extends ApprovalNotifierContract {
  private static final Notice.Meaning MEANING = new Notice.Meaning("shop is slow", "Users");

  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

  @TempDir Path folder;
  private volatile int status = 204;
  private final LoopbackServer server =
      new LoopbackServer((request, exchange) -> answer(exchange, status, ""));
  private SignedWebhook webhook;

  @BeforeEach
  void configure() throws IOException {
    var key = Files.writeString(folder.resolve("key"), "signing-key\n");
    webhook =
        new SignedWebhook(
            new WebhookSettings(
                "chat", URI.create(server.url() + "/hook"), "file:" + key, Duration.ofSeconds(60)),
            new BoundedHttp(),
            InstantSource.fixed(NOW));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  protected ApprovalNotifier notifier() {
    return webhook;
  }

  @Override
  protected int taken() {
    return (int) server.requests().stream().filter(r -> r.method().equals("POST")).count();
  }

  @Override
  protected void down() {
    server.goDown();
  }

  @Test
  void itSaysHowLongADeliveryMayTake() {
    assertThat(webhook.timeout()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void theReceiverCanCheckTheSignature() {
    var delivery = Outcomes.value(webhook.notify(NOTICE));
    var sent = server.last();
    assertThat(sent.header("Countersign-Timestamp")).isEqualTo("1700000000");
    assertThat(sent.header("Countersign-Delivery")).isEqualTo(delivery.id());
    assertThat(sent.header("Countersign-Signature"))
        .isEqualTo(SignedWebhook.signature(new Secret("signing-key"), "1700000000", sent.body()));
    assertThat(sent.body())
        .isEqualTo(
            """
            {"at":"2026-11-22T10:00:00Z","impact":"Users of frontend (tier 1)","incident":"inc_0123456789abcdef",\
            "kind":"approval-requested","planDigest":"%s","remediation":"rem_0123456789abcdef",\
            "risk":"high","title":"frontend is slow for its users","url":"http://127.0.0.1:7780/remediations/rem_0123456789abcdef"}\
            """
                .formatted("a".repeat(64)));
  }

  @Test
  void ofAnIncidentAloneNoRemediationIsTold() {
    var at = Instant.parse("2026-11-22T10:00:00Z");
    Outcomes.value(
        webhook.notify(
            new Notice(Notice.Kind.INCIDENT_ESCALATED, "", "inc_1", "", "", MEANING, "", "u", at)));
    assertThat(server.last().body())
        .isEqualTo(
            """
            {"at":"2026-11-22T10:00:00Z","impact":"Users","incident":"inc_1",\
            "kind":"incident-escalated","title":"shop is slow","url":"u"}\
            """);
  }

  @Test
  void newsOfTheInstallationIsAboutNoIncident() {
    var at = Instant.parse("2026-11-22T10:00:00Z");
    Outcomes.value(
        webhook.notify(
            Notice.ofInstallation(
                Notice.Kind.POLICY_PROPOSED, "other policies", "nobody approves", "u", at)));
    assertThat(server.last().body())
        .isEqualTo(
            """
            {"at":"2026-11-22T10:00:00Z","because":"nobody approves","kind":"policy-proposed",\
            "title":"other policies","url":"u"}\
            """);
  }

  /** Between two attempts more may be known of an incident; the news is the same. */
  @Test
  void whatIsKnownMeanwhileDoesNotMakeItOtherNews() {
    var first = Outcomes.value(webhook.notify(NOTICE));
    var later =
        new Notice(
            NOTICE.kind(),
            NOTICE.remediation(),
            NOTICE.incident(),
            NOTICE.planDigest(),
            NOTICE.risk(),
            MEANING,
            "settle it",
            NOTICE.url(),
            NOTICE.at());
    assertThat(Outcomes.value(webhook.notify(later))).isEqualTo(first);
    assertThat(server.last().body())
        .contains("\"title\":\"shop is slow\"", "\"because\":\"settle it\"");
  }

  @Test
  void theSignatureIsHmacSha256() {
    // RFC 4231 has no example with this preimage; this one was computed with OpenSSL.
    assertThat(SignedWebhook.signature(new Secret("key"), "1", "{}"))
        .isEqualTo("v1=1ba6b8171186efc613e8bcc0cbdab2748f24984d7c5a84faa2637afa0e40d224");
  }

  @Test
  void aRefusalIsFinalAndAnErrorIsNot() {
    status = 403;
    assertThat(Outcomes.failed(webhook.notify(NOTICE)).category()).isEqualTo(FailureCategory.USER);
    status = 503;
    assertThat(Outcomes.failed(webhook.notify(NOTICE)).category().retryable()).isTrue();
  }

  @Test
  void withoutItsKeyNothingIsSent() throws IOException {
    Files.delete(folder.resolve("key"));
    assertThat(Outcomes.failed(webhook.notify(NOTICE)).code()).isEqualTo(FailureCode.UNAUTHORISED);
    assertThat(webhook.check().ok()).isFalse();
    assertThat(server.requests()).isEmpty();
  }
}
