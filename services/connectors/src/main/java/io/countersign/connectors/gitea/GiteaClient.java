package io.countersign.connectors.gitea;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.connectors.transport.HttpAnswer;
import io.countersign.connectors.transport.ListBudget;
import io.countersign.connectors.transport.StrictJson;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The questions to one Gitea, and its errors as outcomes. */
final class GiteaClient {
  static final int PAGE = 50;
  static final int MOST_PAGES = 100;
  private static final long MAX_ANSWER = 16L * 1024 * 1024;

  private final GiteaSettings settings;
  private final BoundedHttp http;

  GiteaClient(GiteaSettings settings, BoundedHttp http) {
    this.settings = settings;
    this.http = http;
  }

  /**
   * Items of a list, and when it was begun to be told.
   *
   * @param next the number of the page that comes then; 0 where these are all
   */
  record Items(List<JsonNode> items, @Nullable Instant date, int next) {}

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  Outcome<JsonNode> get(String path) {
    return ask("GET", path, null, 200);
  }

  Outcome<JsonNode> ask(String method, String path, @Nullable JsonNode body, int expected) {
    return send(method, path, body).then(answer -> read(answer, expected));
  }

  /**
   * A list read to its end, newest first: what is new meanwhile comes twice and nothing is lost.
   */
  Outcome<Items> list(String path) {
    return list(path, _ -> false);
  }

  /** The same, no further than the page with what is looked for. */
  Outcome<Items> list(String path, Predicate<JsonNode> isLast) {
    return some(path, 1, isLast)
        .then(
            it ->
                it.next() == 0
                    ? Outcome.ok(it)
                    : bad("tells more of " + path.replaceAll("\\?.*", "") + " than is read"));
  }

  /**
   * As much of it as is read at once.
   *
   * @param from the number of the page to begin with, from 1
   */
  Outcome<Items> some(String path, int from, Predicate<JsonNode> isLast) {
    var budget = ListBudget.ofOne();
    var found = new ArrayList<JsonNode>();
    Instant begun = null;
    var begin = path + (path.contains("?") ? "&" : "?") + "limit=" + PAGE + "&page=";
    for (int page = from; page < from + MOST_PAGES; page++) {
      switch (send("GET", begin + page, null)) {
        case Outcome.Failed<HttpAnswer> failed -> {
          return failed.as();
        }
        case Outcome.Ok<HttpAnswer>(var answer) -> {
          begun = begun == null ? answer.date() : begun;
          if (!budget.admits(answer.body().length)) {
            return page == from
                ? bad(ListBudget.SPENT)
                : Outcome.ok(new Items(List.copyOf(found), begun, page));
          }
          switch (read(answer, 200)) {
            case Outcome.Failed<JsonNode> failed -> {
              return failed.as();
            }
            case Outcome.Ok<JsonNode>(var items) -> {
              items.values().forEach(found::add);
              boolean last = items.valueStream().anyMatch(isLast);
              boolean all = from == 1 && found.size() >= total(answer);
              if (last || items.isEmpty() || all) {
                return Outcome.ok(new Items(List.copyOf(found), begun, 0));
              }
            }
          }
        }
      }
    }
    return Outcome.ok(new Items(List.copyOf(found), begun, from + MOST_PAGES));
  }

  /** What is newest of a list. */
  Outcome<Items> firstPage(String path) {
    return get(path + (path.contains("?") ? "&" : "?") + "limit=" + PAGE + "&page=1")
        .then(it -> Outcome.ok(new Items(it.valueStream().toList(), null, 0)));
  }

  /** Without it the list goes on until a page is empty. */
  private static long total(HttpAnswer answer) {
    var total = answer.header("X-Total-Count");
    return total.matches("\\d{1,12}") ? Long.parseLong(total) : Long.MAX_VALUE;
  }

  private Outcome<HttpAnswer> send(String method, String path, @Nullable JsonNode body) {
    var content =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(StrictJson.write(body));
    var request =
        HttpRequest.newBuilder(URI.create(settings.base() + "/api/v1/" + path))
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .method(method, content);
    return http.send(request, settings.token(), settings.timeout(), MAX_ANSWER);
  }

  private Outcome<JsonNode> read(HttpAnswer answer, int expected) {
    if (!answer.succeeded()) {
      var said =
          StrictJson.read(answer.kept(8_000))
              .map(it -> it.path("message").asString(""))
              .orElseGet(answer::excerpt);
      return answer.failureSaying(
          "Gitea " + settings.name() + " answered HTTP " + answer.status() + ": " + said);
    }
    var json = answer.json();
    return answer.status() == expected && json.isPresent()
        ? Outcome.ok(json.get())
        : bad("answered HTTP " + answer.status() + " in place of " + expected + " with JSON");
  }

  private <T> Outcome<T> bad(String why) {
    return Outcome.failed(
        FailureCategory.EXTERNAL, FailureCode.BAD_ANSWER, "Gitea " + settings.name() + " " + why);
  }
}
