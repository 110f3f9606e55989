package io.countersign.connectors.slack;

import io.countersign.connectors.spi.TextLimit;
import io.countersign.connectors.spi.conversation.ConversationInbox.Reading;
import io.countersign.connectors.spi.conversation.ConversationPerson;
import io.countersign.connectors.spi.conversation.ConversationRequest;
import io.countersign.connectors.spi.conversation.ConversationRequest.Commanded;
import io.countersign.connectors.spi.conversation.ConversationRequest.Pressed;
import io.countersign.connectors.spi.conversation.ConversationRequest.Submitted;
import io.countersign.connectors.spi.conversation.ConversationRequest.Unheeded;
import io.countersign.connectors.spi.conversation.PlainText;
import io.countersign.connectors.transport.StrictJson;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The reading of what Slack delivers. Ids, values and addresses that are used have to be there and
 * in form; names of people may be empty and are read nowhere.
 */
final class SlackReading {
  private static final String ID = "[A-Z0-9]{2,30}";
  private static final int MAX_TEXT = 3000;
  private static final int MAX_VALUE = 3000;

  private SlackReading() {}

  /** Something that is used isn't there, or not in form. */
  static final class Missing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Missing(String what) {
      super(what);
    }
  }

  static Reading read(Map<String, String> headers, byte[] body) {
    try {
      var type = headers.getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
      return new Reading.Read(
          type.startsWith("application/json")
              ? SlackEvents.request(json(body))
              : form(fields(new String(body, StandardCharsets.UTF_8))));
    } catch (Missing e) {
      return new Reading.Unreadable(String.valueOf(e.getMessage()));
    }
  }

  static JsonNode json(byte[] body) {
    return StrictJson.read(body)
        .filter(JsonNode::isObject)
        .orElseThrow(() -> new Missing("it isn't a JSON object"));
  }

  private static Map<String, String> fields(String form) {
    var found = new LinkedHashMap<String, String>();
    for (var pair : form.split("&", -1)) {
      var parts = pair.split("=", 2);
      var name = decoded(parts[0]);
      if (found.put(name, parts.length > 1 ? decoded(parts[1]) : "") != null) {
        throw new Missing("a field comes twice");
      }
    }
    return found;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw new Missing("it isn't a form");
    }
  }

  private static ConversationRequest form(Map<String, String> fields) {
    var payload = fields.get("payload");
    if (payload != null) {
      return interactive(json(payload.getBytes(StandardCharsets.UTF_8)));
    }
    if (fields.containsKey("ssl_check")) {
      return new Unheeded(nobody(), "ssl_check");
    }
    return command(fields);
  }

  /** A command's fields, however they came. */
  static ConversationRequest command(Map<String, String> fields) {
    var enterprise = fields.getOrDefault("enterprise_id", "");
    return new Commanded(
        person(
            enterprise.isEmpty() ? fields.getOrDefault("team_id", "") : enterprise,
            fields.getOrDefault("user_id", "")),
        id(fields.getOrDefault("channel_id", ""), "channel_id"),
        matching(fields.getOrDefault("command", ""), "/\\S{1,100}", "command"),
        TextLimit.cut(fields.getOrDefault("text", "").strip(), MAX_TEXT),
        fields.getOrDefault("trigger_id", ""),
        fields.getOrDefault("response_url", ""));
  }

  /** A payload of somebody's doing something with what we show. */
  static ConversationRequest interactive(JsonNode payload) {
    var type = matching(text(payload, "type"), "[a-z_]{1,100}", "type");
    return switch (type) {
      case "block_actions" -> pressed(payload);
      case "view_submission" -> submitted(payload);
      default -> new Unheeded(anybody(payload), type);
    };
  }

  /** One button at a time; what isn't one of a message's, or only opened a link, isn't for us. */
  private static ConversationRequest pressed(JsonNode payload) {
    var by = person(payload);
    var container = payload.path("container");
    var action = payload.path("actions").path(0);
    if (!action.isObject()) {
      throw new Missing("actions");
    }
    var value = text(action, "value");
    if (!text(action, "type").equals("button")
        || value.isEmpty()
        || !text(container, "type").startsWith("message")) {
      return new Unheeded(by, "block_actions");
    }
    return new Pressed(
        by,
        id(text(container, "channel_id"), "container.channel_id"),
        matching(text(container, "message_ts"), "\\d{1,15}\\.\\d{1,9}", "container.message_ts"),
        bounded(value, "actions[0].value"),
        text(payload, "trigger_id"),
        text(payload, "response_url"));
  }

  private static ConversationRequest submitted(JsonNode payload) {
    var by = person(payload);
    var view = payload.path("view");
    if (!text(view, "callback_id").equals(FormView.CALLBACK)) {
      return new Unheeded(by, "view_submission");
    }
    var filled = new LinkedHashMap<String, String>();
    view.path("state")
        .path("values")
        .propertyStream()
        .forEach(it -> filled.put(it.getKey(), value(it.getValue())));
    return new Submitted(
        by, bounded(text(view, "private_metadata"), "view.private_metadata"), filled);
  }

  /** Of a block, whose one element has an id of its own. */
  private static String value(JsonNode block) {
    return block.valueStream().map(it -> text(it, "value")).findFirst().orElse("");
  }

  private static ConversationPerson person(JsonNode payload) {
    return person(workspace(payload), text(payload.path("user"), "id"));
  }

  /** Whoever it is, for what we don't act on. */
  private static ConversationPerson anybody(JsonNode payload) {
    try {
      return person(payload);
    } catch (Missing _) {
      return nobody();
    }
  }

  /** Ids of people are unique in the enterprise, or in their own team where there is none. */
  private static String workspace(JsonNode payload) {
    var enterprise = text(payload.path("enterprise"), "id");
    if (enterprise.isEmpty()) {
      enterprise = text(payload.path("team"), "enterprise_id");
    }
    if (!enterprise.isEmpty()) {
      return enterprise;
    }
    var team = text(payload.path("user"), "team_id");
    return team.isEmpty() ? text(payload.path("team"), "id") : team;
  }

  static ConversationPerson person(String workspace, String user) {
    return new ConversationPerson(id(workspace, "team or enterprise"), id(user, "user"));
  }

  static ConversationPerson nobody() {
    return new ConversationPerson("", "");
  }

  static String id(String text, String where) {
    return matching(text, ID, where);
  }

  static String matching(String text, String pattern, String where) {
    if (!text.matches(pattern)) {
      throw new Missing(where + " is missing or not in form");
    }
    return text;
  }

  private static String bounded(String text, String where) {
    if (text.length() > MAX_VALUE) {
      throw new Missing(where + " is longer than any of ours");
    }
    return text;
  }

  /** Of another type, or null, is as if it weren't there. */
  static String text(JsonNode node, String key) {
    var value = node.path(key);
    return value.isString() ? value.asString() : "";
  }

  /** As a person wrote it, in plain text. */
  static String plain(String text) {
    var unescaped = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    return TextLimit.cut(PlainText.of(unescaped).strip(), MAX_TEXT);
  }
}
