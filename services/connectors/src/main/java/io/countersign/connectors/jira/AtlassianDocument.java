package io.countersign.connectors.jira;

import java.time.Instant;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Plain text as a document in the Atlassian Document Format, and back. What is written means
 * nothing but itself: addresses become links, nothing else becomes anything.
 */
final class AtlassianDocument {
  private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"'|)\\]]+");

  private AtlassianDocument() {}

  static ObjectNode of(String text) {
    var document = JsonNodeFactory.instance.objectNode().put("type", "doc").put("version", 1);
    var content = document.putArray("content");
    for (var block : text.replace("\r\n", "\n").split("\n{2,}", -1)) {
      if (!block.isEmpty()) {
        var lines = content.addObject().put("type", "paragraph").putArray("content");
        addLines(lines, block);
      }
    }
    return document;
  }

  private static void addLines(ArrayNode content, String block) {
    boolean first = true;
    for (var line : block.split("\n", -1)) {
      if (!first) {
        content.addObject().put("type", "hardBreak");
      }
      first = false;
      addLine(content, line);
    }
  }

  private static void addLine(ArrayNode content, String line) {
    var link = LINK.matcher(line);
    int end = 0;
    while (link.find()) {
      addText(content, line.substring(end, link.start()));
      var marks = addText(content, link.group()).putArray("marks");
      marks.addObject().put("type", "link").putObject("attrs").put("href", link.group());
      end = link.end();
    }
    addText(content, line.substring(end));
  }

  /** A text that is empty isn't allowed. */
  private static ObjectNode addText(ArrayNode content, String text) {
    var node = JsonNodeFactory.instance.objectNode().put("type", "text").put("text", text);
    if (!text.isEmpty()) {
      content.add(node);
    }
    return node;
  }

  /** The words of a document, by whomever it was written. */
  static String text(JsonNode node) {
    var attributes = node.path("attrs");
    return switch (node.path("type").asString("")) {
      case "doc", "panel", "expand", "layoutSection", "layoutColumn", "tableCell", "tableHeader" ->
          joined(node, "\n\n");
      case "paragraph", "heading", "codeBlock", "taskItem", "decisionItem" -> joined(node, "");
      case "text" -> marked(node);
      case "hardBreak" -> "\n";
      case "mention", "status", "placeholder" -> attributes.path("text").asString("");
      case "emoji" -> attributes.path("text").asString(attributes.path("shortName").asString(""));
      case "inlineCard", "blockCard", "embedCard" -> attributes.path("url").asString("");
      case "date" -> date(attributes.path("timestamp").asString(""));
      case "rule" -> "---";
      case "media", "mediaInline" -> "[attachment]";
      case "bulletList" -> listed(node, "- ");
      case "orderedList" -> listed(node, "1. ");
      case "blockquote" ->
          joined(node, "\n\n")
              .indent(0)
              .lines()
              .map(it -> "> " + it)
              .collect(Collectors.joining("\n"));
      case "tableRow" -> joined(node, " | ");
      default -> joined(node, "\n");
    };
  }

  private static String joined(JsonNode node, String separator) {
    return node.path("content")
        .valueStream()
        .map(AtlassianDocument::text)
        .collect(Collectors.joining(separator));
  }

  private static String listed(JsonNode node, String bullet) {
    return node.path("content")
        .valueStream()
        .map(it -> bullet + joined(it, "\n").replace("\n", "\n  "))
        .collect(Collectors.joining("\n"));
  }

  /** A link's words hide where it leads. */
  private static String marked(JsonNode node) {
    var text = node.path("text").asString("");
    return node.path("marks")
        .valueStream()
        .filter(it -> it.path("type").asString("").equals("link"))
        .map(it -> it.path("attrs").path("href").asString(""))
        .filter(it -> !it.isEmpty() && !it.equals(text))
        .findFirst()
        .map(it -> text + " (" + it + ")")
        .orElse(text);
  }

  private static String date(String millis) {
    return millis.matches("\\d{1,15}")
        ? Instant.ofEpochMilli(Long.parseLong(millis)).toString().substring(0, 10)
        : "";
  }
}
