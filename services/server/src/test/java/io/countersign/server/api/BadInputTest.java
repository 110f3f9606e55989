package io.countersign.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.server.TestServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Parameters that no caller means well with: each is a caller's fault and none of ours. */
class BadInputTest {
  private static final List<String> BAD =
      List.of(
          "%00",
          "a%00b",
          "%ED%A0%80",
          "%FF",
          "%2B999999999-12-31T23:59:59Z",
          "-999999999-01-01T00:00:00Z",
          "99999999999999999999",
          "-1",
          "service%2Fa%2F%00",
          "..%252F..",
          "%F0%9F%92%A9".repeat(300));

  private final TestServer server = TestServer.running();

  @Test
  void noParameterOfAnyReadIsAFailureOfOurs() {
    var description = server.get("", "/v3/api-docs").json().path("paths");
    var failed = new ArrayList<String>();
    int tried = 0;
    for (var path : description.properties()) {
      var parameters = path.getValue().path("get").path("parameters");
      for (var parameter : parameters.values()) {
        for (var bad : BAD) {
          tried++;
          var reply = get(address(path.getKey(), parameter.path("name").asString(), bad));
          if (reply.status() >= 500 && !reply.code().equals("UNAVAILABLE")) {
            failed.add(reply.status() + " " + path.getKey() + " " + parameter + " " + bad);
          }
          if (bad.contains("%00") && reply.status() / 100 != 4) {
            failed.add(reply.status() + " " + path.getKey() + " " + parameter + " " + bad);
          }
        }
      }
    }
    assertThat(tried).isGreaterThan(100);
    assertThat(failed).isEmpty();
  }

  private static String address(String path, String name, String value) {
    var filled = path.replace("{" + name + "}", value).replaceAll("\\{[^}]+}", "x");
    return path.contains("{" + name + "}") ? filled : filled + "?" + name + "=" + value;
  }

  private TestServer.Reply get(String path) {
    return server.send(
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .header("Authorization", "Bearer " + server.administrator())
            .GET());
  }

  @Test
  void noYearBeyondAllClocksIsTaken() {
    var until =
        Map.of("entity", "service/a/b", "until", "+999999999-12-31T23:59:59Z", "reason", "x");
    var reply = server.post(server.person("commander"), "/api/v1/mutes", until);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text()).contains("/until");
    var trail = "/api/v1/audit/events?from=%2B999999999-12-31T23:59:59Z";
    assertThat(get(trail).status()).isEqualTo(400);
  }

  @Test
  void aMemberThatIsNotKnownIsNamedAndSoIsWhereSomethingElseBelongs() {
    var commander = server.person("commander");
    var misspelt = server.post(commander, "/api/v1/mutes", Map.of("entity", "x", "untill", "y"));
    assertThat(misspelt.status()).isEqualTo(400);
    assertThat(misspelt.json().path("errors").toString())
        .contains("\"at\":\"/untill\"", "there are ", "entity", "until");
    var secret =
        server.post(
            commander, "/api/v1/mutes", Map.of("ghp_canary1canary1canary1canary1\u001b[1m", 7));
    assertThat(secret.text()).contains("/[redacted]").doesNotContain("canary1");
    var odd = server.post(commander, "/api/v1/mutes", Map.of("entity", Map.of("a", 1)));
    assertThat(odd.json().path("errors").toString()).contains("\"/entity\"", "belongs here");
  }

  /** A word isn't a truth value, a number no word: nobody decides by what was made of it. */
  @Test
  void noMemberOfAnyCommandIsTakenForWhatItIsNot() {
    var description = server.get("", "/v3/api-docs").json();
    var taken = new ArrayList<String>();
    int tried = 0;
    for (var path : description.path("paths").properties()) {
      for (var method : path.getValue().properties()) {
        for (var member : members(description, method.getValue())) {
          for (var odd : odd(member.getValue())) {
            tried++;
            var json = "{\"" + member.getKey() + "\":" + odd + "}";
            var reply = told(method.getKey(), path.getKey(), json);
            if (reply.status() != 400 || !reply.text().contains("isn't what belongs here")) {
              taken.add(path.getKey() + " " + json + ": " + reply.text());
            }
          }
        }
      }
    }
    assertThat(tried).isGreaterThan(50);
    assertThat(taken).isEmpty();
  }

  private static Collection<Map.Entry<String, JsonNode>> members(
      JsonNode description, JsonNode method) {
    var body = method.path("requestBody").path("content").path("application/json").path("schema");
    var name = body.path("$ref").asString("").replaceFirst(".*/", "");
    return description
        .path("components")
        .path("schemas")
        .path(name)
        .path("properties")
        .properties();
  }

  private static List<String> odd(JsonNode member) {
    if (member.has("additionalProperties")) {
      return List.of("{\"x\":null}", "{\"x\":1}");
    }
    return switch (member.path("type").asString("")) {
      case "boolean" -> List.of("\"true\"", "\"\"", "1", "0.0");
      case "array" -> List.of("[1]", "[true]", "[null]", "\"viewer\"");
      case "string" -> List.of("1", "0.5", "true", "[\"x\"]");
      default -> List.of();
    };
  }

  /** By an administrator, and where the door is closed to one, by somebody who decides. */
  private TestServer.Reply told(String method, String path, String json) {
    var reply = told(server.administrator(), method, path, json);
    return reply.status() == 403 ? told(server.person("commander"), method, path, json) : reply;
  }

  private TestServer.Reply told(String token, String method, String path, String json) {
    return server.send(
        server
            .request(token, path.replaceAll("\\{[^}]+}", "x"))
            .method(method.toUpperCase(Locale.ROOT), HttpRequest.BodyPublishers.ofString(json)));
  }

  @Test
  void theContainersOwnAddressForFailuresIsNone() {
    assertThat(get("/error").status()).isEqualTo(404);
    assertThat(get("/error").header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(server.get("", "/error").status()).isEqualTo(401);
  }
}
