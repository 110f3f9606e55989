package io.countersign.connectors.slack;

import static io.countersign.connectors.slack.SlackReading.id;
import static io.countersign.connectors.slack.SlackReading.matching;
import static io.countersign.connectors.slack.SlackReading.text;

import io.countersign.connectors.spi.conversation.ConversationRequest;
import io.countersign.connectors.spi.conversation.ConversationRequest.Challenged;
import io.countersign.connectors.spi.conversation.ConversationRequest.Mentioned;
import io.countersign.connectors.spi.conversation.ConversationRequest.Unheeded;
import tools.jackson.databind.JsonNode;

/** The reading of events. What a bot says is never heeded: two of them would talk for ever. */
final class SlackEvents {
  private static final String TS = "\\d{1,15}\\.\\d{1,9}";
  private static final String KIND = "[a-z_.]{1,100}";

  private SlackEvents() {}

  static ConversationRequest request(JsonNode body) {
    return switch (matching(text(body, "type"), KIND, "type")) {
      case "url_verification" ->
          new Challenged(matching(text(body, "challenge"), "[!-~]{1,500}", "challenge"));
      case "event_callback" -> event(body, body.path("event"));
      case String other -> new Unheeded(SlackReading.nobody(), other);
    };
  }

  private static ConversationRequest event(JsonNode body, JsonNode event) {
    var kind = matching(text(event, "type"), KIND, "event.type");
    boolean direct = kind.equals("message") && text(event, "channel_type").equals("im");
    if (!(direct || kind.equals("app_mention")) || !isByPerson(event)) {
      return new Unheeded(SlackReading.nobody(), kind);
    }
    var message = matching(text(event, "ts"), TS, "event.ts");
    var thread = text(event, "thread_ts");
    return new Mentioned(
        SlackReading.person(workspace(body, event), text(event, "user")),
        id(text(event, "channel"), "event.channel"),
        message,
        thread.isEmpty() ? message : matching(thread, TS, "event.thread_ts"),
        id(text(body, "event_id").toUpperCase(java.util.Locale.ROOT), "event_id"),
        SlackReading.plain(text(event, "text").replaceFirst("^\\s*<@[A-Z0-9]{2,30}>", "")));
  }

  private static boolean isByPerson(JsonNode event) {
    return text(event, "bot_id").isEmpty()
        && text(event, "subtype").isEmpty()
        && !text(event, "user").isEmpty();
  }

  private static String workspace(JsonNode body, JsonNode event) {
    var enterprise = text(body, "enterprise_id");
    if (!enterprise.isEmpty()) {
      return enterprise;
    }
    for (var team : new String[] {text(event, "user_team"), text(event, "team")}) {
      if (!team.isEmpty()) {
        return team;
      }
    }
    return text(body, "team_id");
  }
}
