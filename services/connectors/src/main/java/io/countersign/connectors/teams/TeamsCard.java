package io.countersign.connectors.teams;

import io.countersign.connectors.notice.NoticeWords;
import io.countersign.domain.CanonicalJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A notice as an Adaptive Card in the message that a workflow takes. What comes from outside stands
 * in text runs, which know no markup: a name or an address in it is neither a mention nor a link.
 */
final class TeamsCard {
  /** Teams refuses a message that is longer. */
  static final int MOST_BYTES = 28 * 1024;

  private TeamsCard() {}

  /**
   * The message's JSON.
   *
   * @param mentioned the addresses (user principal names) of whom it's for; may be none
   */
  static String message(NoticeWords words, List<String> mentioned) {
    var content =
        Map.of(
            "$schema",
            "http://adaptivecards.io/schemas/adaptive-card.json",
            "type",
            "AdaptiveCard",
            "version",
            "1.4",
            "body",
            body(words, mentioned.size()),
            "actions",
            actions(words.url()),
            "msteams",
            Map.of("width", "Full", "entities", entities(mentioned)));
    var attachment =
        Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", content);
    return CanonicalJson.write(Map.of("type", "message", "attachments", List.of(attachment)));
  }

  private static List<Object> body(NoticeWords words, int mentioned) {
    var body = new ArrayList<Object>();
    body.add(paragraph(Map.of("type", "TextRun", "text", words.headline(), "weight", "Bolder")));
    if (mentioned > 0) {
      body.add(Map.of("type", "TextBlock", "wrap", true, "text", mentions(mentioned)));
    }
    for (var fact : words.facts()) {
      body.add(
          paragraph(
              Map.of("type", "TextRun", "text", fact.name() + ": ", "isSubtle", true),
              Map.of("type", "TextRun", "text", fact.value())));
    }
    return body;
  }

  private static Map<String, Object> paragraph(Object... runs) {
    return Map.of("type", "RichTextBlock", "inlines", List.of(runs));
  }

  private static String mentions(int mentioned) {
    return String.join(
        " ",
        IntStream.rangeClosed(1, mentioned).mapToObj(it -> "<at>" + name(it) + "</at>").toList());
  }

  private static List<Object> entities(List<String> mentioned) {
    var entities = new ArrayList<Object>();
    for (int i = 0; i < mentioned.size(); i++) {
      entities.add(
          Map.of(
              "type",
              "mention",
              "text",
              "<at>" + name(i + 1) + "</at>",
              "mentioned",
              Map.of("id", mentioned.get(i), "name", name(i + 1))));
    }
    return entities;
  }

  /** Not the person's: the address says who it is. */
  private static String name(int number) {
    return "on call " + number;
  }

  private static List<Object> actions(String url) {
    return url.isEmpty()
        ? List.of()
        : List.of(Map.of("type", "Action.OpenUrl", "title", "Look at it", "url", url));
  }
}
