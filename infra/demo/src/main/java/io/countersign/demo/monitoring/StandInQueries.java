package io.countersign.demo.monitoring;

import com.sun.net.httpserver.HttpExchange;
import io.countersign.demo.net.JsonHttp;
import io.countersign.demo.net.LoopbackServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The part of Prometheus' HTTP API that the recorded series need: a name and one service. */
final class StandInQueries {
  private static final Pattern QUERY =
      Pattern.compile("(?<series>[a-z0-9_:]+)\\{service=\"(?<service>[a-z-]+)\"}");
  private static final int MOST = 11_000;

  private final String environment;
  private final Map<String, RecordingRules> recordings;

  StandInQueries(String environment, Map<String, RecordingRules> recordings) {
    this.environment = environment;
    this.recordings = recordings;
  }

  void serve(HttpExchange exchange) throws IOException {
    var form = form(exchange);
    var query = form.getOrDefault("query", "");
    var answer =
        switch (exchange.getRequestURI().getPath()) {
          case "/api/v1/query_range" -> find(query).map(found -> range(found, form));
          case "/api/v1/query" ->
              query.equals("1") ? Optional.of(one()) : find(query).map(StandInQueries::now);
          default -> Optional.<Object>empty();
        };
    reply(exchange, query, answer);
  }

  private static void reply(HttpExchange exchange, String query, Optional<?> data)
      throws IOException {
    var message = "this stand-in knows only the recorded series, not " + query;
    Map<String, ?> body =
        data.isPresent()
            ? Map.of("status", "success", "data", data.get())
            : Map.of("status", "error", "errorType", "bad_data", "error", message);
    int status = data.isPresent() ? 200 : 400;
    LoopbackServer.answer(
        exchange, status, "application/json", JsonHttp.JSON.writeValueAsString(body));
  }

  private record Found(RecordingRules recording, String series, Map<String, String> labels) {}

  private Optional<Found> find(String query) {
    var matcher = QUERY.matcher(query);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var series = matcher.group("series");
    var service = matcher.group("service");
    var labels = Map.of("__name__", series, "service", service, "environment", environment);
    return Optional.ofNullable(recordings.get(service))
        .filter(recording -> recording.knows(series))
        .map(recording -> new Found(recording, series, labels));
  }

  private static Object range(Found found, Map<String, String> form) {
    var at = number(form, "start");
    var end = number(form, "end");
    var step = number(form, "step").max(BigDecimal.valueOf(1, 3));
    var values = new ArrayList<List<Object>>();
    for (int i = 0; i < MOST && at.compareTo(end) <= 0; i++, at = at.add(step)) {
      var instant = at;
      found
          .recording()
          .at(found.series(), instant(at))
          .ifPresent(value -> values.add(List.of(instant, value.toString())));
    }
    var row = Map.of("metric", found.labels(), "values", values);
    return Map.of("resultType", "matrix", "result", values.isEmpty() ? List.of() : List.of(row));
  }

  private static Object now(Found found) {
    var now = Instant.now();
    var rows =
        found.recording().at(found.series(), now).stream()
            .map(value -> Map.of("metric", found.labels(), "value", point(now, value.toString())))
            .toList();
    return Map.of("resultType", "vector", "result", rows);
  }

  private static Object one() {
    return Map.of("resultType", "scalar", "result", point(Instant.now(), "1"));
  }

  private static List<Object> point(Instant at, String value) {
    return List.of(BigDecimal.valueOf(at.toEpochMilli(), 3), value);
  }

  private static BigDecimal number(Map<String, String> form, String name) {
    var text = form.getOrDefault(name, "");
    return text.matches("[0-9]{1,12}([.][0-9]{1,9})?") ? new BigDecimal(text) : BigDecimal.ONE;
  }

  private static Instant instant(BigDecimal seconds) {
    return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
  }

  private static Map<String, String> form(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var query = exchange.getRequestURI().getRawQuery();
    var form = new HashMap<String, String>();
    for (var pair : (body + "&" + (query == null ? "" : query)).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        var value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
        form.put(pair.substring(0, equals), value);
      }
    }
    return form;
  }
}
