package io.countersign.demo.product;

import io.countersign.demo.net.JsonHttp;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A client of the product's HTTP API, as one person. */
public final class ProductApi {
  private final URI base;
  private final String session;

  private ProductApi(URI base, String session) {
    this.base = base;
    this.session = session;
  }

  /** The failure of a request that the product refused, or answered with nonsense. */
  public static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message);
    }
  }

  public static ProductApi login(URI base, String name, String password) {
    var nobody = new ProductApi(base, "");
    var answer = nobody.post("/api/v1/login", Map.of("name", name, "password", password));
    return new ProductApi(base, answer.path("session").asString());
  }

  public static ProductApi withToken(URI base, String token) {
    return new ProductApi(base, token);
  }

  public JsonNode get(String path) {
    return checked("GET " + path, JsonHttp.get(base.resolve(path), session));
  }

  /** What isn't JSON. */
  public String text(String path) {
    return textIfAny(path).orElseThrow(() -> new Refused("GET " + path + " was refused"));
  }

  /** The same; empty where it's refused. */
  public Optional<String> textIfAny(String path) {
    return JsonHttp.text(base.resolve(path), session);
  }

  public JsonNode post(String path, Map<String, ?> body) {
    var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
    return checked("POST " + path, JsonHttp.send("POST", base.resolve(path), session, body, key));
  }

  public JsonNode put(String path, Map<String, ?> body) {
    return checked(
        "PUT " + path, JsonHttp.send("PUT", base.resolve(path), session, body, Map.of()));
  }

  /** Every item of a list, over all its pages. */
  public List<JsonNode> all(String path) {
    var items = new ArrayList<JsonNode>();
    var cursor = "";
    var separator = path.contains("?") ? "&" : "?";
    do {
      var page = get(path + (cursor.isEmpty() ? "" : separator + "cursor=" + cursor));
      page.path("items").forEach(items::add);
      cursor = page.path("next").asString("");
    } while (!cursor.isEmpty());
    return items;
  }

  private static JsonNode checked(String request, JsonHttp.Reply reply) {
    if (!reply.succeeded()) {
      throw new Refused(request + " was answered " + reply.status() + ": " + reply.body());
    }
    return reply.body();
  }
}
