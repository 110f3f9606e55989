package io.countersign.simulators.jira;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Formatted text: a document on the Cloud's version 3, a string elsewhere. */
final class SiteText {
  /** Before punctuation a backslash takes its meaning; a character may be told by its number. */
  private static final Pattern ESCAPE = Pattern.compile("\\\\(\\p{Punct})|&#(\\d{2,6});");

  private SiteText() {}

  static boolean isDocument(JsonNode text) {
    return text.path("type").asString("").equals("doc")
        && text.path("version").asInt(0) == 1
        && text.path("content").isArray();
  }

  /** As a document, whichever it's kept as. */
  static JsonNode document(JsonNode text) {
    if (!text.isString()) {
      return text;
    }
    var document = SiteJson.object().put("type", "doc").put("version", 1);
    var content = document.putArray("content");
    for (var block : text.asString().split("\n{2,}", -1)) {
      if (!block.isEmpty()) {
        content
            .addObject()
            .put("type", "paragraph")
            .putArray("content")
            .addObject()
            .put("type", "text")
            .put("text", block);
      }
    }
    return document;
  }

  /** As plain text, whichever it's kept as. */
  static String plain(JsonNode text) {
    if (text.isString()) {
      return text.asString();
    }
    return switch (text.path("type").asString("")) {
      case "text" -> text.path("text").asString("");
      case "hardBreak" -> "\n";
      case "doc" -> joined(text, "\n\n");
      case "paragraph", "heading", "codeBlock" -> joined(text, "");
      default -> joined(text, "\n");
    };
  }

  /**
   * As a reader sees it: wiki text by its escapes, of which neither backslashes nor numbers of
   * characters show. Its other markup stands as it was written, so that it's seen not to be inert.
   */
  static String shown(JsonNode text) {
    return text.isString() ? unescaped(text.asString()) : plain(text);
  }

  private static String unescaped(String wiki) {
    return ESCAPE
        .matcher(wiki)
        .replaceAll(
            it ->
                Matcher.quoteReplacement(
                    it.group(1) == null
                        ? Character.toString(Integer.parseInt(it.group(2)))
                        : it.group(1)));
  }

  private static String joined(JsonNode text, String separator) {
    return text.path("content")
        .valueStream()
        .map(SiteText::plain)
        .collect(Collectors.joining(separator));
  }
}
