package io.countersign.connectors.webhook;

import io.countersign.connectors.settings.EnumNames;
import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.Secret;
import io.countersign.connectors.spi.Secrets;
import io.countersign.connectors.spi.notice.ApprovalNotifier;
import io.countersign.connectors.spi.notice.Notice;
import io.countersign.connectors.spi.notice.NoticeReceipt;
import io.countersign.connectors.transport.BodySignature;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.connectors.transport.ConnectionAdvice;
import io.countersign.connectors.transport.HttpAnswer;
import io.countersign.domain.CanonicalJson;
import io.countersign.domain.Digest;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/**
 * Posts notices that the receiver can check: {@code Countersign-Signature: v1=HEX} is HMAC-SHA256
 * over {@code TIMESTAMP.BODY}, where the timestamp (Unix seconds) stands in {@code
 * Countersign-Timestamp}. {@code Countersign-Delivery} is the same for a repeat.
 */
public final class SignedWebhook implements ApprovalNotifier {
  private static final long MAX_ANSWER = 64L * 1024;

  private final WebhookSettings settings;
  private final BoundedHttp http;
  private final InstantSource clock;

  public SignedWebhook(WebhookSettings settings, BoundedHttp http, InstantSource clock) {
    this.settings = settings;
    this.http = http;
    this.clock = clock;
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Outcome<NoticeReceipt> notify(Notice notice) {
    return Secrets.resolve(settings.secret()).then(secret -> deliver(notice, secret));
  }

  @Override
  public Duration timeout() {
    return settings.timeout();
  }

  /** The signature, as {@code v1=} and 64 hex digits. */
  public static String signature(Secret secret, String timestamp, String body) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    return "v1=" + BodySignature.of(secret, timestamp + ".", bytes).hex();
  }

  @Override
  public ConnectionHealth check() {
    var asked = HttpRequest.newBuilder(settings.url()).method("HEAD", noBody());
    var answer =
        Secrets.resolve(settings.secret())
            .then(secret -> http.send(asked, null, settings.timeout(), MAX_ANSWER, secret));
    return switch (answer) {
      case Outcome.Ok<HttpAnswer> _ ->
          ConnectionHealth.working(settings.name() + " can be reached; a notice was not sent");
      case Outcome.Failed<HttpAnswer> failed -> ConnectionAdvice.about(failed);
    };
  }

  private Outcome<NoticeReceipt> deliver(Notice notice, Secret secret) {
    var content = content(notice);
    var id = Digest.ofJson(content).hex().substring(0, 32);
    content.put("title", notice.meaning().title());
    if (!notice.incident().isEmpty()) {
      content.put("impact", notice.meaning().impact());
    }
    if (!notice.because().isEmpty()) {
      content.put("because", notice.because());
    }
    var body = CanonicalJson.write(content);
    var timestamp = Long.toString(clock.instant().getEpochSecond());
    var request =
        HttpRequest.newBuilder(settings.url())
            .header("Content-Type", "application/json")
            .header("Countersign-Delivery", id)
            .header("Countersign-Timestamp", timestamp)
            .header("Countersign-Signature", signature(secret, timestamp, body))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return http.send(request, null, settings.timeout(), MAX_ANSWER, secret)
        .then(
            answer ->
                answer.succeeded()
                    ? Outcome.ok(new NoticeReceipt(id))
                    : answer.failure("the receiver " + settings.name()));
  }

  /** What stays as it is however often it's sent: of the same news the receiver has the same id. */
  private static Map<String, Object> content(Notice notice) {
    var content = new TreeMap<String, Object>();
    content.put("kind", EnumNames.of(notice.kind()));
    if (!notice.incident().isEmpty()) {
      content.put("incident", notice.incident());
    }
    if (!notice.remediation().isEmpty()) {
      content.put("remediation", notice.remediation());
      content.put("planDigest", notice.planDigest());
      content.put("risk", notice.risk());
    }
    content.put("url", notice.url());
    content.put("at", notice.at().toString());
    return content;
  }

  private static HttpRequest.BodyPublisher noBody() {
    return HttpRequest.BodyPublishers.noBody();
  }
}
