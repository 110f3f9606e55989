package io.countersign.simulators.slack.api;

import io.countersign.simulators.http.SimulatedRequest;
import io.countersign.simulators.http.SimulatorServer;
import io.countersign.simulators.slack.workspace.SlackError;
import io.countersign.simulators.slack.workspace.SlackToken;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A call of a method: its arguments, whether they came as a query, a form or JSON. In a form what
 * is nested comes as JSON in a text.
 */
public final class MethodCall {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final SlackToken token;
  private final Map<String, JsonNode> arguments;

  public MethodCall(SlackToken token, Map<String, JsonNode> arguments) {
    this.token = token;
    this.arguments = arguments;
  }

  public static Map<String, JsonNode> arguments(SimulatedRequest request) {
    var found = new LinkedHashMap<String, JsonNode>();
    request
        .query()
        .forEach((name, value) -> found.put(name, JSON.getNodeFactory().stringNode(value)));
    if (request.header("content-type").orElse("").startsWith("application/json")) {
      json(request.text()).propertyStream().forEach(it -> found.put(it.getKey(), it.getValue()));
    } else {
      SimulatorServer.parameters(new String(request.body(), StandardCharsets.UTF_8))
          .forEach((name, value) -> found.put(name, JSON.getNodeFactory().stringNode(value)));
    }
    return found;
  }

  /** Nothing where it's no JSON. */
  public static JsonNode json(String text) {
    try {
      return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
    } catch (JacksonException _) {
      return MissingNode.getInstance();
    }
  }

  public SlackToken token() {
    return token;
  }

  public boolean has(String name) {
    var value = arguments.get(name);
    return value != null && !value.isNull() && !(value.isString() && value.asString().isEmpty());
  }

  public String text(String name) {
    var value = arguments.get(name);
    return value == null || value.isNull() ? "" : value.asString("");
  }

  public String needed(String name, String error) {
    if (!has(name)) {
      throw new SlackError(error);
    }
    return text(name);
  }

  public boolean flag(String name) {
    return text(name).matches("(?i)true|1");
  }

  /** A whole number; another one where it is none. */
  public int number(String name, int fallback) {
    try {
      return has(name) ? Integer.parseInt(text(name)) : fallback;
    } catch (NumberFormatException _) {
      return fallback;
    }
  }

  /** What is nested, however it came; empty where it isn't there, an error where it's no JSON. */
  public Optional<JsonNode> nested(String name, String error) {
    var value = arguments.get(name);
    if (value == null || !has(name)) {
      return Optional.empty();
    }
    var read = value.isString() ? json(value.asString()) : value;
    if (read.isMissingNode()) {
      throw new SlackError(error);
    }
    return Optional.of(read);
  }
}
