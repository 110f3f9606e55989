package io.countersign.connectors.teams;

import io.countersign.connectors.notice.NoticeWords;
import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.Secrets;
import io.countersign.connectors.spi.notice.AddressedNotifier;
import io.countersign.connectors.spi.notice.Notice;
import io.countersign.connectors.spi.notice.NoticeReceipt;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.connectors.transport.ConnectionAdvice;
import io.countersign.connectors.transport.HttpAnswer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Posts notices as cards to a workflow's webhook ("when a Teams webhook request is received"). Its
 * cards have a link and no decision: who decides is known where the link leads.
 */
final class TeamsNotifier implements AddressedNotifier {
  private static final long MAX_ANSWER = 64L * 1024;
  private static final int MOST_MENTIONED = 20;
  private static final int LONGEST_ADDRESS = 254;

  private final TeamsSettings settings;
  private final BoundedHttp http;
  private final InstantSource clock;
  private final AtomicReference<Instant> quietUntil = new AtomicReference<>(Instant.MIN);

  TeamsNotifier(TeamsSettings settings, BoundedHttp http, InstantSource clock) {
    this.settings = settings;
    this.http = http;
    this.clock = clock;
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Duration timeout() {
    return settings.timeout();
  }

  @Override
  public Outcome<NoticeReceipt> notify(Notice notice) {
    return notify(notice, List.of());
  }

  @Override
  public Outcome<NoticeReceipt> notify(Notice notice, List<String> addresses) {
    if (addresses.size() > MOST_MENTIONED
        || addresses.stream().anyMatch(it -> it.length() > LONGEST_ADDRESS)) {
      return refused("too many, or too long, addresses of who is mentioned");
    }
    var words = NoticeWords.of(notice);
    var message = TeamsCard.message(words, addresses);
    if (message.getBytes(StandardCharsets.UTF_8).length > TeamsCard.MOST_BYTES) {
      return refused("the card would be longer than Teams takes");
    }
    var quiet = Duration.between(clock.instant(), quietUntil.get());
    return quiet.isPositive()
        ? leftAlone(quiet)
        : address().then(it -> post(it, message)).then(answer -> receipt(answer, words.id()));
  }

  /** It said when it may be asked again; until then it isn't. */
  private Outcome<NoticeReceipt> leftAlone(Duration quiet) {
    return new Outcome.Failed<>(
        FailureCategory.INSUFFICIENT_RESOURCES,
        FailureCode.BAD_ANSWER,
        "the workflow of " + name() + " asked to be left alone for a while",
        quiet);
  }

  /** Whether it's reached: a workflow takes no HEAD, and nothing is posted by it. */
  @Override
  public ConnectionHealth check() {
    return switch (address().then(it -> send(it, HttpRequest.newBuilder(it.uri()).HEAD()))) {
      case Outcome.Ok<HttpAnswer> _ ->
          ConnectionHealth.working(name() + " can be reached; a notice was not sent");
      case Outcome.Failed<HttpAnswer> failed -> ConnectionAdvice.about(failed);
    };
  }

  private Outcome<WebhookAddress> address() {
    return Secrets.resolve(settings.url()).then(WebhookAddress::of);
  }

  private Outcome<HttpAnswer> post(WebhookAddress address, String message) {
    return send(
        address,
        HttpRequest.newBuilder(address.uri())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(message)));
  }

  private Outcome<HttpAnswer> send(WebhookAddress address, HttpRequest.Builder request) {
    return http.send(request, null, settings.timeout(), MAX_ANSWER, address.hidden());
  }

  private Outcome<NoticeReceipt> receipt(HttpAnswer answer, String id) {
    if (!answer.succeeded() && answer.retryAfter().isPositive()) {
      quietUntil.set(clock.instant().plus(answer.retryAfter()));
    }
    return answer.succeeded()
        ? Outcome.ok(new NoticeReceipt(id))
        : answer.failure("the workflow of " + name());
  }

  private static Outcome<NoticeReceipt> refused(String why) {
    return Outcome.failed(FailureCategory.USER, FailureCode.REFUSED, why);
  }
}
