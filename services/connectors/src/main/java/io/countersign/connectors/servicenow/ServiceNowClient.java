package io.countersign.connectors.servicenow;

import io.countersign.connectors.poll.ListPlace;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.Secret;
import io.countersign.connectors.spi.Secrets;
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
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The questions to one instance, and its errors as outcomes. */
final class ServiceNowClient {
  private static final long MAX_ANSWER = 16L * 1024 * 1024;
  private static final int MOST_PAGES = 200;
  private static final Pattern NEXT = Pattern.compile("<[^>?]*\\?([^>]*)>\\s*;\\s*rel=\"?next\"?");

  private final ServiceNowSettings settings;
  private final BoundedHttp http;

  ServiceNowClient(ServiceNowSettings settings, BoundedHttp http) {
    this.settings = settings;
    this.http = http;
  }

  /**
   * An answer.
   *
   * @param next the query of the next page; empty where there is none
   * @param date when it was given, by the other side's clock
   * @param bytes of it
   */
  private record Answered(JsonNode result, String next, @Nullable Instant date, int bytes) {}

  /** All rows of a list, and when it was begun to be told. */
  record Rows(List<JsonNode> rows, @Nullable Instant date) {}

  /**
   * A part of a list.
   *
   * @param next the place behind it, in the next list where this one is at its end
   * @param date when it was told
   */
  record Part(List<JsonNode> rows, ListPlace next, @Nullable Instant date) {}

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  Outcome<JsonNode> get(String path) {
    return ask("GET", path, null, Set.of(200)).then(it -> Outcome.ok(it.result()));
  }

  Outcome<JsonNode> send(String method, String path, @Nullable JsonNode body, Set<Integer> right) {
    return ask(method, path, body, right).then(it -> Outcome.ok(it.result()));
  }

  /** A page may be short or empty, of rows that we may not see, and there are more after it. */
  Outcome<Rows> list(String table, String query, String fields, int limit) {
    var next = address(table, query, fields, limit);
    var budget = ListBudget.ofOne();
    var rows = new ArrayList<JsonNode>();
    Instant begun = null;
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      switch (ask("GET", next, null, Set.of(200))) {
        case Outcome.Failed<Answered> failed -> {
          return failed.as();
        }
        case Outcome.Ok<Answered>(var answer) -> {
          begun = begun == null ? answer.date() : begun;
          if (!budget.admits(answer.bytes())) {
            return bad(ListBudget.SPENT);
          }
          answer.result().values().forEach(rows::add);
          if (answer.next().isEmpty()) {
            return Outcome.ok(new Rows(List.copyOf(rows), begun));
          }
          next = "now/table/" + table + "?" + answer.next();
        }
      }
    }
    return bad("has more pages than are read: " + MOST_PAGES);
  }

  /**
   * One page of a list, however long that is.
   *
   * @param query without an order
   */
  Outcome<Part> part(String table, String query, String fields, int limit, ListPlace from) {
    var behind = from.after().isEmpty() ? "" : "^sys_id>" + from.after();
    var path =
        address(table, query + behind + "^ORDERBYsys_id", fields, limit)
            + "&sysparm_offset="
            + from.passed();
    return ask("GET", path, null, Set.of(200))
        .then(
            answer -> {
              var rows = answer.result().valueStream().toList();
              var ids = rows.stream().map(it -> new ServiceNowRecord(it).value("sys_id")).toList();
              return from.behind(ids, limit, !answer.next().isEmpty())
                  .then(next -> Outcome.ok(new Part(rows, next, answer.date())));
            });
  }

  private static String address(String table, String query, String fields, int limit) {
    return "now/table/"
        + table
        + "?sysparm_query="
        + encoded(query)
        + "&sysparm_fields="
        + encoded(fields)
        + "&sysparm_display_value=all&sysparm_exclude_reference_link=true&sysparm_limit="
        + limit;
  }

  private Outcome<Answered> ask(
      String method, String path, @Nullable JsonNode body, Set<Integer> right) {
    var content =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(StrictJson.write(body));
    var request =
        HttpRequest.newBuilder(URI.create(settings.base() + "/api/" + path))
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .method(method, content);
    return send(request).then(answer -> read(answer, right));
  }

  private Outcome<HttpAnswer> send(HttpRequest.Builder request) {
    var password = settings.password();
    if (password == null) {
      return http.send(request, settings.bearer(), settings.timeout(), MAX_ANSWER);
    }
    return Secrets.resolve(password)
        .then(
            secret -> {
              var pair = (settings.user() + ":" + secret.reveal()).getBytes(StandardCharsets.UTF_8);
              var basic = new Secret(Base64.getEncoder().encodeToString(pair));
              request.setHeader("Authorization", "Basic " + basic.reveal());
              return http.send(request, null, settings.timeout(), MAX_ANSWER, secret, basic);
            });
  }

  /** An instance that sleeps answers a page, with 200. */
  private Outcome<Answered> read(HttpAnswer answer, Set<Integer> right) {
    if (!answer.succeeded()) {
      return failure(answer);
    }
    var json = answer.saysJson() ? answer.json() : Optional.<JsonNode>empty();
    if (json.isEmpty() || !json.get().has("result")) {
      return bad("answered no JSON, as an instance does that sleeps: " + answer.excerpt());
    }
    if (!right.contains(answer.status())) {
      return bad("answered HTTP " + answer.status() + " in place of " + right);
    }
    var next = NEXT.matcher(String.join(",", answer.headers().allValues("Link")));
    return Outcome.ok(
        new Answered(
            json.get().path("result"),
            next.find() ? next.group(1) : "",
            answer.date(),
            answer.body().length));
  }

  /** A rule's refusal comes with the status of a missing permission. */
  private Outcome<Answered> failure(HttpAnswer answer) {
    var error = StrictJson.read(answer.kept(8_000)).map(it -> it.path("error"));
    var said =
        error
            .map(it -> it.path("message").asString("") + ": " + it.path("detail").asString(""))
            .filter(it -> it.length() > 2)
            .orElseGet(answer::excerpt);
    var message =
        "ServiceNow " + settings.name() + " answered HTTP " + answer.status() + ": " + said;
    boolean byRule =
        answer.status() == 403 && (said.contains("Business Rule") || said.contains("Data Policy"));
    return byRule
        ? Outcome.failed(FailureCategory.USER, FailureCode.REFUSED, message)
        : answer.failureSaying(message);
  }

  private <T> Outcome<T> bad(String why) {
    return Outcome.failed(
        FailureCategory.EXTERNAL,
        FailureCode.BAD_ANSWER,
        "ServiceNow " + settings.name() + " " + why);
  }
}
