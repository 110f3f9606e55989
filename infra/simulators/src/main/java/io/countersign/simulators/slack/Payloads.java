package io.countersign.simulators.slack;

import io.countersign.simulators.slack.workspace.SlackApp;
import io.countersign.simulators.slack.workspace.SlackChannel;
import io.countersign.simulators.slack.workspace.SlackUser;
import io.countersign.simulators.slack.workspace.SlackWorkspace;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The payloads of what the app is told, in Slack's own form. */
final class Payloads {
  private static final String LEGACY_TOKEN = "legacy-verification-token";

  private final SlackWorkspace workspace;

  Payloads(SlackWorkspace workspace) {
    this.workspace = workspace;
  }

  /** A button was pressed. */
  ObjectNode press(
      SlackUser user, SlackChannel channel, ObjectNode message, JsonNode button, boolean hidden) {
    var ts = message.path("ts").asString();
    var it = interactive("block_actions", user);
    var container = it.putObject("container").put("type", "message").put("message_ts", ts);
    container.put("channel_id", channel.id()).put("is_ephemeral", hidden);
    it.put("trigger_id", workspace.trigger(user.id()));
    it.putObject("channel").put("id", channel.id()).put("name", nameOf(channel));
    if (!hidden) {
      it.set("message", message.deepCopy());
    }
    it.putObject("state").putObject("values");
    it.putArray("actions").add(action(button));
    return it;
  }

  private static String nameOf(SlackChannel channel) {
    return channel.isDirect() ? "directmessage" : channel.name();
  }

  private ObjectNode action(JsonNode button) {
    var it = JsonNodeFactory.instance.objectNode();
    for (var key : new String[] {"action_id", "block_id", "text", "value", "url", "style"}) {
      if (button.has(key)) {
        it.set(key, button.path(key).deepCopy());
      }
    }
    return it.put("type", "button").put("action_ts", workspace.ts());
  }

  /** A form was sent. */
  ObjectNode submission(SlackUser user, ObjectNode view) {
    var it = interactive("view_submission", user);
    it.put("trigger_id", workspace.trigger(user.id())).set("view", view.deepCopy());
    it.putArray("response_urls");
    return it;
  }

  /** A form was closed without being sent. */
  ObjectNode closing(SlackUser user, ObjectNode view) {
    var it = interactive("view_closed", user);
    it.set("view", view.deepCopy());
    return it.put("is_cleared", false);
  }

  private ObjectNode interactive(String type, SlackUser user) {
    var it = JsonNodeFactory.instance.objectNode().put("type", type);
    it.putObject("team").put("id", SlackWorkspace.TEAM).put("domain", SlackWorkspace.DOMAIN);
    if (workspace.enterprise().isEmpty()) {
      it.putNull("enterprise");
    } else {
      it.putObject("enterprise").put("id", workspace.enterprise()).put("name", "Acme Org");
    }
    var by = it.putObject("user").put("id", user.id()).put("username", user.name());
    by.put("name", user.name()).put("team_id", user.team());
    it.put("api_app_id", SlackApp.ID).put("token", LEGACY_TOKEN);
    return it.put("is_enterprise_install", false);
  }

  /** A command was typed. */
  Map<String, String> command(
      SlackUser user, SlackChannel channel, String command, String text, String answerUrl) {
    var it = new LinkedHashMap<String, String>();
    it.put("token", LEGACY_TOKEN);
    it.put("team_id", user.team());
    it.put("team_domain", SlackWorkspace.DOMAIN);
    if (!workspace.enterprise().isEmpty()) {
      it.put("enterprise_id", workspace.enterprise());
      it.put("enterprise_name", "Acme Org");
    }
    it.put("channel_id", channel.id());
    it.put("channel_name", nameOf(channel));
    it.put("user_id", user.id());
    it.put("user_name", user.name());
    it.put("command", command);
    it.put("text", text);
    it.put("api_app_id", SlackApp.ID);
    it.put("is_enterprise_install", "false");
    it.put("response_url", answerUrl);
    it.put("trigger_id", workspace.trigger(user.id()));
    return it;
  }

  /** The app was mentioned, or written to directly. */
  ObjectNode said(SlackUser user, SlackChannel channel, ObjectNode message) {
    var event = JsonNodeFactory.instance.objectNode();
    event.put("type", channel.isDirect() ? "message" : "app_mention");
    if (channel.isDirect()) {
      event.put("channel_type", "im");
    }
    event.put("user", user.id()).put("text", message.path("text").asString(""));
    event.put("ts", message.path("ts").asString()).put("team", user.team());
    if (message.has("thread_ts")) {
      event.put("thread_ts", message.path("thread_ts").asString());
    }
    event.put("channel", channel.id()).put("event_ts", message.path("ts").asString());
    return wrapped(event);
  }

  /** Somebody came or went. */
  ObjectNode membership(SlackUser user, SlackChannel channel, boolean came) {
    var event = JsonNodeFactory.instance.objectNode();
    event.put("type", came ? "member_joined_channel" : "member_left_channel");
    event.put("user", user.id()).put("channel", channel.id()).put("channel_type", "C");
    event.put("team", user.team()).put("event_ts", workspace.ts());
    return wrapped(event);
  }

  private ObjectNode wrapped(ObjectNode event) {
    var it = JsonNodeFactory.instance.objectNode().put("token", LEGACY_TOKEN);
    it.put("team_id", SlackWorkspace.TEAM).put("api_app_id", SlackApp.ID);
    if (!workspace.enterprise().isEmpty()) {
      it.put("enterprise_id", workspace.enterprise());
    }
    it.set("event", event);
    it.put("type", "event_callback").put("event_id", workspace.id("Ev0"));
    it.put("event_time", workspace.now().getEpochSecond());
    var authorization = it.putArray("authorizations").addObject();
    authorization.putNull("enterprise_id").put("team_id", SlackWorkspace.TEAM);
    authorization.put("user_id", SlackApp.BOT_USER).put("is_bot", true);
    authorization.put("is_enterprise_install", false);
    return it.put("is_ext_shared_channel", false);
  }

  /** Asks whether it's the right address. */
  static ObjectNode challenge(String word) {
    var it = JsonNodeFactory.instance.objectNode().put("token", LEGACY_TOKEN);
    return it.put("challenge", word).put("type", "url_verification");
  }
}
