package io.countersign.server.scenario;

import io.countersign.domain.testing.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everyone around the product, in operator words: monitoring, an approver, somebody who looks. */
final class Operator {
  private static final int MOST_LOGINS = 20;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String BUNDLES = "/api/v1/policy/bundles";
  private static final String APPROVER_PASSWORD = "correct horse battery staple";

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();
  private final String url;
  private final String environment;
  private String administrator = "";
  private String approver = "";
  private String intake = "";

  record Reply(int status, JsonNode body) {}

  Operator(String url) {
    this(url, "shop");
  }

  /**
   * @param environment of everything that is watched
   */
  Operator(String url, String environment) {
    this.url = url;
    this.environment = environment;
  }

  void waitUntilReady(ServerProcess server) throws IOException {
    try {
      var _ =
          expect(
              "the server is ready",
              () -> ready() || !server.alive() ? Optional.of(true) : Optional.empty());
    } catch (AssertionError late) {
      throw new AssertionError(late.getMessage() + "\n" + server.output(), late);
    }
    if (!server.alive()) {
      throw new AssertionError("the server ended:\n" + server.output());
    }
  }

  private boolean ready() {
    try {
      return call("GET", "/actuator/health/readiness", null, "").status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  void setUp(String firstPassword) throws IOException {
    administrator = login("admin", firstPassword);
    must(
        201,
        post(
            "/api/v1/users",
            Map.of(
                "name",
                "ann",
                "password",
                APPROVER_PASSWORD,
                "roles",
                List.of("APPROVER", "RESPONDER")),
            administrator));
    var token =
        post(
            "/api/v1/tokens",
            Map.of(
                "name",
                "monitoring",
                "roles",
                List.of("ALERT_INTAKE"),
                "integration",
                "alertmanager"),
            administrator);
    intake = token.body().path("token").asString();
    declareOrders(2);
    approver = login("ann", APPROVER_PASSWORD);
  }

  /** Somebody new who chose their password themselves; their bearer. */
  String invited(String name, String... roles) throws IOException {
    var invitation =
        post("/api/v1/users", Map.of("name", name, "roles", List.of(roles)), administrator);
    var secret = invitation.body().path("secret").asString();
    var chosen = Map.of("name", name, "secret", secret, "password", APPROVER_PASSWORD);
    must(200, post("/api/v1/password-reset", chosen, ""));
    return login(name, APPROVER_PASSWORD);
  }

  /** The same catalogue, where it says of orders how much they matter. */
  void declareOrders(int tier) throws IOException {
    var catalog =
        Map.of(
            "environment", environment,
            "entities",
                List.of(
                    Map.of("name", "web", "owner", "front", "tier", 1, "entryPoint", true),
                    Map.of("name", "orders", "owner", "back", "tier", tier),
                    Map.of("name", "stock", "owner", "back", "tier", 2)),
            "relations",
                List.of(
                    Map.of("kind", "calls", "from", "web", "to", "orders"),
                    Map.of("kind", "calls", "from", "web", "to", "stock")));
    must(200, call("PUT", "/api/v1/catalog", catalog, administrator));
  }

  String login(String name, String password) throws IOException {
    var credentials = Map.of("name", name, "password", password);
    var reply = post("/api/v1/login", credentials, "");
    for (int i = 0; i < MOST_LOGINS && (reply.status() == 429 || reply.status() == 503); i++) {
      reply = post("/api/v1/login", credentials, ""); // a busy machine says: come again
    }
    must(200, reply);
    return reply.body().path("session").asString();
  }

  /** What Alertmanager posts while an alert of a service fires, or when it has ended. */
  Reply alert(String service, Instant since, Instant ended) throws IOException {
    return alert(
        service,
        since,
        ended,
        Map.of("db_password", "label-canary", "dsn", "postgresql://app:dsn-canary@db/orders"),
        Map.of("note", "password=annotation-canary"));
  }

  /** One that fires, with further labels and annotations. */
  Reply alert(
      String service, Instant since, Map<String, String> labels, Map<String, String> annotations)
      throws IOException {
    return alert(service, since, null, labels, annotations);
  }

  private Reply alert(
      String service,
      Instant since,
      Instant ended,
      Map<String, String> labels,
      Map<String, String> annotations)
      throws IOException {
    var alert =
        Map.of(
            "status", ended == null ? "firing" : "resolved",
            "labels",
                with(
                    labels,
                    Map.of(
                        "alertname", "HighErrorRate",
                        "service", service,
                        "environment", environment,
                        "severity", "critical",
                        "signal", "errors")),
            "annotations", with(annotations, Map.of("summary", service + " fails")),
            "startsAt", since.toString(),
            "endsAt", ended == null ? "0001-01-01T00:00:00Z" : ended.toString(),
            "fingerprint", Integer.toHexString(service.hashCode()));
    var payload =
        Map.of(
            "version",
            "4",
            "groupKey",
            "{}",
            "truncatedAlerts",
            0,
            "status",
            ended == null ? "firing" : "resolved",
            "receiver",
            "countersign",
            "groupLabels",
            Map.of(),
            "commonLabels",
            Map.of(),
            "commonAnnotations",
            Map.of(),
            "externalURL",
            "http://127.0.0.1",
            "alerts",
            List.of(alert));
    return post("/api/v1/webhooks/alertmanager", payload, intake);
  }

  JsonNode expectIncident(String state) {
    return expect(
        "an incident that is " + state,
        () ->
            items("/api/v1/incidents")
                .filter(i -> i.path("state").asString().equals(state))
                .findFirst());
  }

  JsonNode expectRemediation(String state) {
    return expect(
        "a remediation that is " + state,
        () ->
            items("/api/v1/remediations")
                .filter(r -> r.path("state").asString().equals(state))
                .findFirst());
  }

  /** The same of one runbook. */
  JsonNode expectRemediation(String state, String runbook) {
    return expect(
        "a remediation by " + runbook + " that is " + state,
        () ->
            items("/api/v1/remediations")
                .filter(r -> r.path("state").asString().equals(state))
                .filter(r -> r.path("runbook").asString().equals(runbook))
                .findFirst());
  }

  /** An incident that somebody was called for, once the reason holds these words. */
  JsonNode expectEscalation(String words) {
    return expect(
        "an escalation that says " + words,
        () ->
            items("/api/v1/incidents")
                .filter(i -> i.path("escalation").asString().contains(words))
                .findFirst());
  }

  /** Waits until the record holds an event of this type. */
  void expectEvent(String type) {
    expect(type, () -> items("/api/v1/audit/events?type=" + type).findFirst());
  }

  /**
   * Puts other policies in force, as the only administrator may.
   *
   * @param edit changes the files' texts, by name
   */
  void putInForce(Consumer<Map<String, String>> edit) throws IOException {
    var files = new TreeMap<String, String>();
    call("GET", BUNDLES + "/in-force/files", null, administrator)
        .body()
        .path("files")
        .properties()
        .forEach(it -> files.put(it.getKey(), it.getValue().asString()));
    edit.accept(files);
    var proposed = post(BUNDLES, Map.of("files", files), administrator);
    must(200, proposed);
    var digest = Map.of("digest", proposed.body().path("digest").asString());
    must(
        200,
        post(
            BUNDLES + "/" + proposed.body().path("id").asString() + "/approve",
            digest,
            administrator));
  }

  /** A second person approves the same. */
  void approveAsAnother(JsonNode remediation) throws IOException {
    var ben = Map.of("name", "ben", "password", APPROVER_PASSWORD, "roles", List.of("APPROVER"));
    must(201, post("/api/v1/users", ben, administrator));
    must(
        200, decide(remediation, "approve", "as shown to me too", login("ben", APPROVER_PASSWORD)));
  }

  Reply decide(JsonNode remediation, String decision, String reason) throws IOException {
    return decide(remediation, decision, reason, approver);
  }

  /** And no more of it. */
  Reply approveFirstStep(JsonNode remediation) throws IOException {
    var said = decision(remediation, "approve", "as shown");
    said.put("conditions", Map.of("throughStep", 1));
    return decide(remediation, said, approver);
  }

  private Reply decide(JsonNode remediation, String decision, String reason, String session)
      throws IOException {
    return decide(remediation, decision(remediation, decision, reason), session);
  }

  private Reply decide(JsonNode remediation, Map<String, Object> said, String session)
      throws IOException {
    return post(
        "/api/v1/remediations/" + remediation.path("id").asString() + "/decisions", said, session);
  }

  private static Map<String, Object> decision(
      JsonNode remediation, String decision, String reason) {
    var said = new TreeMap<String, Object>();
    said.put("decision", decision);
    said.put("planDigest", remediation.path("planDigest").asString());
    said.put("reason", reason + ", says mail-canary@corp.example, token=reason-canary");
    return said;
  }

  /** Says what became of an effect that was in doubt. */
  Reply settle(JsonNode remediation, String effect) throws IOException {
    return post(
        "/api/v1/remediations/" + remediation.path("id").asString() + "/settlement",
        Map.of("effect", effect, "reason", "looked at it"),
        approver);
  }

  /** All that must not be found anywhere: secrets in use, and how the person is called. */
  List<String> secrets(String... others) {
    var all = new ArrayList<>(List.of(others));
    all.addAll(List.of(APPROVER_PASSWORD, "\"ann\""));
    for (var bearer : List.of(administrator, approver, intake)) {
      all.add(bearer);
      all.add(bearer.substring(bearer.indexOf('.') + 1));
    }
    return all;
  }

  /** The record from its beginning. */
  List<JsonNode> record() throws IOException {
    var all = new ArrayList<JsonNode>();
    var cursor = "";
    do {
      var page = get("/api/v1/audit/events?limit=500" + cursor).body();
      page.path("items").forEach(all::add);
      cursor = page.hasNonNull("next") ? "&cursor=" + page.path("next").asString() : "";
    } while (!cursor.isEmpty());
    return all;
  }

  /** Of all events, in their order. */
  List<String> types() throws IOException {
    return record().stream()
        .sorted(Comparator.comparingLong(event -> event.path("position").asLong()))
        .map(event -> event.path("type").asString())
        .toList();
  }

  Reply get(String path) throws IOException {
    return call("GET", path, null, approver);
  }

  private java.util.stream.Stream<JsonNode> items(String path) throws IOException {
    var found = new ArrayList<JsonNode>();
    get(path).body().path("items").forEach(found::add);
    return found.stream();
  }

  private static Map<String, String> with(Map<String, String> some, Map<String, String> others) {
    var all = new TreeMap<>(some);
    all.putAll(others);
    return all;
  }

  Reply put(String path, Object body) throws IOException {
    return call("PUT", path, body, approver);
  }

  /** As somebody who approves and responds. */
  Reply post(String path, Object body) throws IOException {
    return post(path, body, approver);
  }

  Reply post(String path, Object body, String token) throws IOException {
    return call("POST", path, body, token);
  }

  private Reply call(String method, String path, Object body, String token) throws IOException {
    var request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofMinutes(2))
            .header("Content-Type", "application/json")
            .header("X-Api-Key", "header-canary")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      var text = answer.body();
      return new Reply(answer.statusCode(), JSON.readTree(text.isBlank() ? "{}" : text));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void must(int status, Reply reply) {
    if (reply.status() / 100 != status / 100) {
      throw new AssertionError("expected " + status + ", got " + reply);
    }
  }

  /** A server that is just being started doesn't answer. */
  interface Question<T> {
    Optional<T> ask() throws IOException;
  }

  static <T> T expect(String what, Question<T> question) {
    return Eventually.get(
        what,
        () -> {
          try {
            return question.ask();
          } catch (IOException e) {
            return Optional.empty();
          }
        });
  }
}
