package io.countersign.simulators.slack.api;

import io.countersign.simulators.http.SimulatedAnswer;
import io.countersign.simulators.http.SimulatedRequest;
import io.countersign.simulators.slack.workspace.SlackError;
import io.countersign.simulators.slack.workspace.SlackToken;
import io.countersign.simulators.slack.workspace.SlackWorkspace;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The Web API: who may call what, and how errors are told. */
public final class WebApi {
  private static final String JSON = "application/json; charset=utf-8";

  /**
   * A method.
   *
   * @param scopes one of which is needed; none where anybody may
   */
  public record Method(List<String> scopes, Function<MethodCall, ObjectNode> work) {}

  private final SlackWorkspace workspace;
  private final Map<String, Method> methods = new HashMap<>();

  public WebApi(SlackWorkspace workspace, Supplier<URI> sockets) {
    this.workspace = workspace;
    methods.putAll(new AuthMethods(workspace, sockets).methods());
    methods.putAll(new ChatMethods(workspace).methods());
    methods.putAll(new ChannelMethods(workspace).methods());
    methods.putAll(new HistoryMethods(workspace).methods());
    methods.putAll(new UserMethods(workspace).methods());
    methods.putAll(new ViewMethods(workspace).methods());
  }

  /** An answer that says that it went well. */
  public static ObjectNode ok() {
    return JsonNodeFactory.instance.objectNode().put("ok", true);
  }

  public SimulatedAnswer answer(SimulatedRequest request) {
    var name = request.path().substring("/api/".length());
    var arguments = MethodCall.arguments(request);
    if (name.equals("api.test")) {
      return json(200, echo(arguments), Map.of());
    }
    synchronized (workspace) {
      try {
        var token = token(request, arguments);
        return call(name, new MethodCall(token, arguments));
      } catch (SlackError e) {
        return json(200, error(e), Map.of());
      }
    }
  }

  private SimulatedAnswer call(String name, MethodCall call) {
    var method = methods.get(name);
    var headers = new LinkedHashMap<String, String>();
    headers.put("X-OAuth-Scopes", String.join(",", call.token().scopes()));
    headers.put("X-Slack-Req-Id", workspace.id("req"));
    try {
      if (method == null) {
        throw new SlackError("unknown_method");
      }
      headers.put("X-Accepted-OAuth-Scopes", String.join(",", method.scopes()));
      checkType(name, call.token());
      if (!method.scopes().isEmpty()
          && method.scopes().stream().noneMatch(call.token().scopes()::contains)) {
        return json(200, missingScope(method.scopes().getFirst(), call.token()), headers);
      }
      if (name.equals("chat.postMessage") && call.has("channel") && !takesPost(call)) {
        headers.put("Retry-After", "1");
        return json(429, error(new SlackError("ratelimited")), headers);
      }
      return json(200, method.work().apply(call), headers);
    } catch (MissingScope e) {
      return json(200, missingScope(e.scope, call.token()), headers);
    } catch (SlackError e) {
      return json(200, error(e), headers);
    }
  }

  private boolean takesPost(MethodCall call) {
    return workspace.takesPost(workspace.channel(call.text("channel")).id());
  }

  private static void checkType(String name, SlackToken token) {
    if (token.isApp() != name.startsWith("apps.connections")) {
      throw new SlackError(token.isApp() ? "not_allowed_token_type" : "invalid_auth");
    }
  }

  private SlackToken token(SimulatedRequest request, Map<String, JsonNode> arguments) {
    var bearer = request.header("authorization").orElse("");
    var value =
        bearer.startsWith("Bearer ")
            ? bearer.substring(7).strip()
            : arguments.containsKey("token") ? arguments.get("token").asString("") : "";
    if (value.isEmpty()) {
      throw new SlackError("not_authed");
    }
    var token = workspace.tokens().get(value);
    if (token == null) {
      throw new SlackError("invalid_auth");
    }
    if (!token.refused().isEmpty()) {
      throw new SlackError(token.refused());
    }
    return token;
  }

  /** A scope that depends on what a method is asked about. */
  public static final class MissingScope extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String scope;

    private MissingScope(String scope) {
      super(scope);
      this.scope = scope;
    }
  }

  public static void need(MethodCall call, String scope) {
    if (!call.token().scopes().contains(scope)) {
      throw new MissingScope(scope);
    }
  }

  private static ObjectNode missingScope(String needed, SlackToken token) {
    return error(new SlackError("missing_scope"))
        .put("needed", needed)
        .put("provided", String.join(",", token.scopes()));
  }

  private static ObjectNode error(SlackError error) {
    var it = JsonNodeFactory.instance.objectNode().put("ok", false).put("error", error.code());
    if (!error.messages().isEmpty()) {
      var messages = it.putObject("response_metadata").putArray("messages");
      error.messages().forEach(messages::add);
    }
    return it;
  }

  private static ObjectNode echo(Map<String, JsonNode> arguments) {
    var error = arguments.get("error");
    var it = error == null ? ok() : error(new SlackError(error.asString("")));
    var args = it.putObject("args");
    arguments.forEach((name, value) -> args.set(name, value));
    return it;
  }

  public static SimulatedAnswer json(int status, JsonNode body, Map<String, String> headers) {
    return new SimulatedAnswer(
        status, JSON, body.toString().getBytes(StandardCharsets.UTF_8), headers);
  }
}
