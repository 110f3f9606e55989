package io.countersign.connectors.transport;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.Redaction;
import io.countersign.connectors.spi.Secret;
import io.countersign.connectors.spi.Secrets;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 requests with a bounded time and answer, no redirects, and failures as outcomes. One
 * instance serves all connectors; it's safe for use by many threads.
 */
public final class BoundedHttp {
  private static final Duration CONNECT = Duration.ofSeconds(3);

  private final HttpClient client;

  public BoundedHttp() {
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();
  }

  /**
   * Any answer is Ok, whatever its status.
   *
   * @param bearer a secret's reference, resolved now
   * @param timeout for everything, from the connection to the body's last byte
   * @param maxBytes of the body; a longer one is BAD_ANSWER
   * @param hidden what else of the request must not come back in a text
   */
  public Outcome<HttpAnswer> send(
      HttpRequest.Builder request,
      @Nullable String bearer,
      Duration timeout,
      long maxBytes,
      Secret... hidden) {
    if (bearer == null) {
      return exchange(request.build(), timeout, maxBytes, Redaction.of(hidden));
    }
    return switch (Secrets.resolve(bearer)) {
      case Outcome.Failed<Secret> failed -> failed.as();
      case Outcome.Ok<Secret>(var secret) when !isHeaderValue(secret) ->
          Outcome.failed(
              FailureCategory.USER,
              FailureCode.UNAUTHORISED,
              bearer + " can't be sent as a bearer token");
      case Outcome.Ok<Secret>(var secret) -> {
        var secrets = new ArrayList<>(List.of(hidden));
        secrets.add(secret);
        request.setHeader("Authorization", "Bearer " + secret.reveal());
        yield exchange(
            request.build(), timeout, maxBytes, Redaction.of(secrets.toArray(Secret[]::new)));
      }
    };
  }

  private Outcome<HttpAnswer> exchange(
      HttpRequest request, Duration timeout, long maxBytes, Redaction redaction) {
    var body =
        HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), maxBytes);
    var answer = client.sendAsync(request, body);
    var where = request.uri().getScheme() + "://" + request.uri().getAuthority();
    try {
      // The request's own timeout would end with the headers, and a body can trickle for ever.
      var got = answer.get(Math.max(1, timeout.toMillis()), TimeUnit.MILLISECONDS);
      return Outcome.ok(
          new HttpAnswer(
              got.statusCode(),
              got.body(),
              date(got.headers()),
              got.headers().firstValue("ETag").filter(BoundedHttp::isTag).orElse(null),
              got.headers(),
              redaction));
    } catch (TimeoutException e) {
      return abandoned(answer, where + " gave no answer within " + timeout.toMillis() + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return abandoned(answer, "interrupted while waiting for " + where);
    } catch (CancellationException e) {
      return Outcome.failed(FailureCategory.INTERNAL, FailureCode.TIMEOUT, "cancelled: " + where);
    } catch (ExecutionException e) {
      return failure(e.getCause(), where);
    }
  }

  /** What is longer than any tag, or couldn't be sent back, is none. */
  private static boolean isTag(String text) {
    return text.length() <= 200 && text.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
  }

  private static @Nullable Instant date(HttpHeaders headers) {
    try {
      return headers
          .firstValue("Date")
          .map(text -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)))
          .orElse(null);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Outcome<HttpAnswer> abandoned(CompletableFuture<?> answer, String why) {
    answer.cancel(true);
    return Outcome.failed(FailureCategory.EXTERNAL, FailureCode.TIMEOUT, why);
  }

  private static Outcome<HttpAnswer> failure(@Nullable Throwable cause, String where) {
    return switch (cause) {
      case HttpConnectTimeoutException _ -> unreachable(where + " can't be connected to in time");
      case ConnectException _ -> unreachable(where + " can't be connected to");
      case SSLHandshakeException _ -> unreachable(where + " has no acceptable certificate");
      case HttpTimeoutException _ ->
          Outcome.failed(
              FailureCategory.EXTERNAL, FailureCode.TIMEOUT, where + " gave no answer in time");
      case IOException _ ->
          Outcome.failed(
              FailureCategory.EXTERNAL,
              FailureCode.BAD_ANSWER,
              "the answer of " + where + " was lost, or is too long");
      case null, default ->
          Outcome.failed(
              FailureCategory.INTERNAL,
              FailureCode.BAD_ANSWER,
              "asking " + where + " failed: " + (cause == null ? "" : cause.getClass().getName()));
    };
  }

  private static Outcome<HttpAnswer> unreachable(String why) {
    return Outcome.failed(FailureCategory.EXTERNAL, FailureCode.UNREACHABLE, why);
  }

  /** Anything else makes the client throw an error that quotes the value. */
  private static boolean isHeaderValue(Secret secret) {
    return secret.reveal().chars().allMatch(c -> c > 0x20 && c < 0x7f);
  }
}
