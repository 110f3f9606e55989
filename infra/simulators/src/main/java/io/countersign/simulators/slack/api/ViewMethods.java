package io.countersign.simulators.slack.api;

import io.countersign.simulators.slack.workspace.BlockKit;
import io.countersign.simulators.slack.workspace.SlackApp;
import io.countersign.simulators.slack.workspace.SlackError;
import io.countersign.simulators.slack.workspace.SlackWorkspace;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The methods {@code views.*}: forms that somebody sees until they are sent or closed. */
public final class ViewMethods {
  private static final int MAX_STACK = 3;

  private final SlackWorkspace workspace;

  public ViewMethods(SlackWorkspace workspace) {
    this.workspace = workspace;
  }

  public Map<String, WebApi.Method> methods() {
    return Map.of(
        "views.open", new WebApi.Method(List.of(), this::open),
        "views.push", new WebApi.Method(List.of(), this::push),
        "views.update", new WebApi.Method(List.of(), this::update));
  }

  private ObjectNode open(MethodCall call) {
    var view = checked(call);
    var user = workspace.pull(call.needed("trigger_id", "invalid_trigger_id"));
    return WebApi.ok().set("view", show(workspace, user, view, "", ""));
  }

  private ObjectNode push(MethodCall call) {
    var view = checked(call);
    var user = workspace.pull(call.needed("trigger_id", "invalid_trigger_id"));
    var stack =
        workspace.views().values().stream()
            .filter(it -> user.equals(workspace.viewers().get(it.path("id").asString())))
            .toList();
    if (stack.isEmpty()) {
      throw new SlackError("not_found");
    }
    if (stack.size() >= MAX_STACK) {
      throw new SlackError("push_limit_reached");
    }
    var below = stack.getLast();
    return WebApi.ok()
        .set(
            "view",
            show(
                workspace,
                user,
                view,
                below.path("id").asString(),
                below.path("root_view_id").asString()));
  }

  private ObjectNode update(MethodCall call) {
    var view = checked(call);
    var shown = workspace.views().get(call.needed("view_id", "not_found"));
    if (shown == null) {
      throw new SlackError("not_found");
    }
    if (call.has("hash") && !call.text("hash").equals(shown.path("hash").asString())) {
      throw new SlackError("hash_conflict");
    }
    replace(workspace, shown, view);
    return WebApi.ok().set("view", shown.deepCopy());
  }

  private static JsonNode checked(MethodCall call) {
    var view = call.nested("view", "invalid_arguments");
    if (view.isEmpty()) {
      throw new SlackError("invalid_arguments", "[ERROR] missing required field: view");
    }
    return checked(view.get());
  }

  public static JsonNode checked(JsonNode view) {
    if (view.toString().length() > 250_000) {
      throw new SlackError("view_too_large");
    }
    var problems = BlockKit.ofView(view);
    if (!problems.isEmpty()) {
      throw new SlackError("invalid_arguments", problems.toArray(String[]::new));
    }
    return view;
  }

  /** Shows a view to somebody; {@code below} is the one that it covers. */
  public static ObjectNode show(
      SlackWorkspace workspace, String user, JsonNode view, String below, String root) {
    var it = JsonNodeFactory.instance.objectNode();
    var id = workspace.id("V0");
    it.put("id", id).put("team_id", SlackWorkspace.TEAM).put("type", "modal");
    it.put("external_id", "").put("app_id", SlackApp.ID).put("bot_id", SlackApp.BOT_ID);
    it.put("app_installed_team_id", SlackWorkspace.TEAM);
    it.put("root_view_id", root.isEmpty() ? id : root);
    if (below.isEmpty()) {
      it.putNull("previous_view_id");
    } else {
      it.put("previous_view_id", below);
    }
    workspace.views().put(id, it);
    workspace.viewers().put(id, user);
    replace(workspace, it, view);
    return it.deepCopy();
  }

  /** Shows another content in a view's place. */
  public static void replace(SlackWorkspace workspace, ObjectNode shown, JsonNode view) {
    for (var word : List.of("title", "submit", "close")) {
      if (view.hasNonNull(word)) {
        shown.set(word, view.path(word).deepCopy());
      } else {
        shown.putNull(word);
      }
    }
    shown.put("callback_id", view.path("callback_id").asString(""));
    shown.put("private_metadata", view.path("private_metadata").asString(""));
    shown.put("clear_on_close", view.path("clear_on_close").asBoolean(false));
    shown.put("notify_on_close", view.path("notify_on_close").asBoolean(false));
    shown.set("blocks", Messages.named((ArrayNode) view.path("blocks").deepCopy()));
    shown.putObject("state").putObject("values");
    shown.put("hash", workspace.ts());
  }
}
