package io.countersign.demo.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client for JSON over HTTP, as somebody who holds a bearer secret. */
public final class JsonHttp {
  public static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  private JsonHttp() {}

  /**
   * @param body missing when the answer wasn't JSON
   */
  public record Reply(int status, JsonNode body) {
    public boolean succeeded() {
      return status / 100 == 2;
    }
  }

  /**
   * @param bearer left out when empty
   * @throws UncheckedIOException when nothing answers
   */
  public static Reply get(URI url, String bearer) {
    return send(request(url, bearer).GET());
  }

  /** As {@link #get}; a JSON body and further headers. */
  public static Reply send(
      String method, URI url, String bearer, Map<String, ?> body, Map<String, String> headers) {
    var request = request(url, bearer).header("Content-Type", "application/json");
    headers.forEach(request::header);
    return send(request.method(method, BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  /** As {@link #get}; the answer as text. */
  public static String text(URI url) throws IOException {
    var answer = exchange(HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(1)).build());
    if (answer.status() != 200) {
      throw new IOException(url + " answered " + answer.status());
    }
    return answer.text();
  }

  /** As {@link #get}; what isn't JSON, empty where it's refused. */
  public static Optional<String> text(URI url, String bearer) {
    try {
      var answer = exchange(request(url, bearer).build());
      return Optional.of(answer).filter(it -> it.status() / 100 == 2).map(Answer::text);
    } catch (IOException silent) {
      throw new UncheckedIOException(silent);
    }
  }

  private static HttpRequest.Builder request(URI url, String bearer) {
    var request =
        HttpRequest.newBuilder(url).timeout(TIMEOUT).header("User-Agent", "countersign-demo");
    return bearer.isEmpty() ? request : request.header("Authorization", "Bearer " + bearer);
  }

  private static Reply send(HttpRequest.Builder request) {
    try {
      var answer = exchange(request.build());
      return new Reply(answer.status(), parsed(answer.text()));
    } catch (IOException silent) {
      throw new UncheckedIOException(silent);
    }
  }

  private record Answer(int status, String text) {}

  private static Answer exchange(HttpRequest request) throws IOException {
    try {
      var response = CLIENT.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JacksonException _) {
      return JSON.missingNode();
    }
  }
}
