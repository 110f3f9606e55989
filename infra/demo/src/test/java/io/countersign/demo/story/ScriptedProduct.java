package io.countersign.demo.story;

import com.sun.net.httpserver.HttpExchange;
import io.countersign.demo.net.JsonHttp;
import io.countersign.demo.net.LoopbackServer;
import io.countersign.demo.product.ProductApi;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** A product that plays one incident by script: it waits for the decision, then all goes well. */
final class ScriptedProduct implements AutoCloseable {
  private static final String PLAN =
      """
      {"steps":[{"number":1,"executor":"deployer","action":"rollback",
         "target":{"kind":"service","environment":"production","name":"orders"},"parameters":{},
         "expected":{"version":"2.4.0"}}],
       "rollback":[{"action":"deploy","target":"service/production/orders",
         "parameters":{"version":"2.4.0"}}],
       "probes":[{"name":"error-ratio","entity":"service/production/orders",
         "comparison":"BELOW","threshold":"0.05"}]}\
      """;
  private static final List<String> BEFORE =
      List.of(
          "incident.opened",
          "incident.alert-attached",
          "incident.diagnosis-made",
          "remediation.approval-requested");
  private static final List<String> AFTER =
      List.of(
          "remediation.approval-granted",
          "remediation.step-completed",
          "remediation.verification-passed",
          "incident.resolved");

  private final List<JsonNode> decisions = new CopyOnWriteArrayList<>();
  private final LoopbackServer listener = new LoopbackServer(Map.of("/", this::serve));
  private final String cause;
  private final String end;

  /**
   * @param cause the incident's, as JSON
   * @param end the incident's state once the plan was approved
   */
  ScriptedProduct(String cause, String end) {
    this.cause = cause;
    this.end = end;
  }

  ProductApi api() {
    return ProductApi.login(listener.url(""), "demo-approver", "password");
  }

  List<JsonNode> decisions() {
    return decisions;
  }

  private void serve(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), "UTF-8");
    LoopbackServer.answer(exchange, 200, "application/json", answer(exchange, body));
  }

  private String answer(HttpExchange exchange, String body) {
    boolean decided = !decisions.isEmpty();
    var path = exchange.getRequestURI().toString();
    return switch (path) {
      case "/api/v1/login" -> "{\"session\":\"s\"}";
      case "/api/v1/incidents" -> items(incident(decided));
      case "/api/v1/incidents/inc_1" -> incident(decided);
      case "/api/v1/incidents/inc_1/timeline?limit=500" ->
          items(timeline(BEFORE, 1) + (decided ? "," + timeline(AFTER, 5) : ""));
      case "/api/v1/remediations?incident=inc_1", "/api/v1/remediations?state=awaiting_approval" ->
          items(remediation(decided));
      case "/api/v1/remediations/rem_1" -> remediation(decided);
      default -> {
        decisions.add(JsonHttp.JSON.readTree(body));
        yield "{}";
      }
    };
  }

  private static String items(String items) {
    return "{\"items\":[" + items + "]}";
  }

  private String incident(boolean decided) {
    return """
    {"id":"inc_1","title":"shop-web fails for its users","state":"STATE","cause":CAUSE,
     "alertList":[{"name":"HighErrorRate","entity":"service/production/orders",
       "severity":"critical"}],
     "diagnoses":[{"decided":true,"causes":[CAUSE],
       "claims":[{"id":"c1","source":"prometheus"}]}]}\
    """
        .replace("STATE", decided ? end : "open")
        .replace("CAUSE", cause);
  }

  private static String remediation(boolean decided) {
    return """
    {"id":"rem_1","state":"STATE","planDigest":"0123456789abcdef","plan":PLAN,
     "dryRunSummary":"would replace 2.4.0 by 2.3.1",
     "policy":{"risk":"medium","quorum":1,"roles":["approver"]},
     "verification":{"passed":true,"readings":[{"probe":"error-ratio","value":"0"}]}}\
    """
        .replace("STATE", decided ? "completed" : "awaiting_approval")
        .replace("PLAN", PLAN);
  }

  private static String timeline(List<String> types, int from) {
    return IntStream.range(0, types.size())
        .mapToObj(i -> entry(from + i, types.get(i)))
        .collect(Collectors.joining(","));
  }

  private static String entry(int position, String type) {
    return """
    {"position":POSITION,"at":"2026-01-01T10:00:0DIGITZ","type":"TYPE","actor":"p_1",
     "actorName":"demo-approver","summary":"as the record says\\u001b[2J"}\
    """
        .replace("POSITION", Integer.toString(position))
        .replace("DIGIT", Integer.toString(position % 10))
        .replace("TYPE", type);
  }

  @Override
  public void close() {
    listener.close();
  }
}
