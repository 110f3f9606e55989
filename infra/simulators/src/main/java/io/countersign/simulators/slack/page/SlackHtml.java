package io.countersign.simulators.slack.page;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Blocks, messages and forms as HTML. All that comes from outside is escaped. */
final class SlackHtml {
  private SlackHtml() {}

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  static String hidden(String name, String value) {
    return "<input type=\"hidden\" name=\"" + name + "\" value=\"" + escaped(value) + "\">";
  }

  /** A message's content; {@code form} opens a form for its buttons. */
  static String message(JsonNode message, String form) {
    var html = new StringBuilder();
    if (message.path("blocks").isEmpty()) {
      html.append("<p class=\"text\">")
          .append(text(message.path("text").asString("")))
          .append("</p>");
    }
    message.path("blocks").forEach(it -> html.append(block(it, form)));
    return html.toString();
  }

  /** What Slack has in its text escaped already is told from what it hasn't. */
  private static String text(String text) {
    return escaped(text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"));
  }

  private static String block(JsonNode block, String form) {
    return switch (block.path("type").asString("")) {
      case "header" -> "<h3>" + said(block.path("text")) + "</h3>";
      case "section" -> section(block);
      case "context" -> context(block);
      case "actions" -> actions(block, form);
      case "divider" -> "<hr>";
      default -> "";
    };
  }

  private static String said(JsonNode text) {
    return escaped(text.path("text").asString(""));
  }

  private static String section(JsonNode block) {
    var html = new StringBuilder();
    if (block.has("text")) {
      html.append("<p class=\"text\">").append(said(block.path("text"))).append("</p>");
    }
    if (block.has("fields")) {
      html.append("<ul class=\"fields\">");
      block.path("fields").forEach(it -> html.append("<li>").append(said(it)).append("</li>"));
      html.append("</ul>");
    }
    return html.toString();
  }

  private static String context(JsonNode block) {
    var html = new StringBuilder("<p class=\"context\">");
    block.path("elements").forEach(it -> html.append(said(it)).append(' '));
    return html.append("</p>").toString();
  }

  private static String actions(JsonNode block, String form) {
    var html = new StringBuilder(form);
    for (var it : block.path("elements")) {
      if (it.has("url")) {
        var url = escaped(it.path("url").asString(""));
        html.append("<a class=\"button\" rel=\"noreferrer\" href=\"").append(url).append("\">");
        html.append(said(it.path("text"))).append("</a> ");
      } else {
        html.append("<button name=\"action\" class=\"")
            .append(escaped(it.path("style").asString("")));
        html.append("\" value=\"").append(escaped(it.path("action_id").asString(""))).append("\">");
        html.append(said(it.path("text"))).append("</button> ");
      }
    }
    return html.append(form.isEmpty() ? "" : "</form>").toString();
  }

  /** The parts of a form that somebody fills in, with what is wrong with them. */
  static String view(JsonNode view, Map<String, String> errors) {
    var html = new StringBuilder("<h2>").append(said(view.path("title"))).append("</h2>");
    for (var block : view.path("blocks")) {
      html.append(
          block.path("type").asString("").equals("input")
              ? input(block, errors)
              : block(block, ""));
    }
    return html.toString();
  }

  private static String input(JsonNode block, Map<String, String> errors) {
    var id = escaped(block.path("block_id").asString(""));
    var element = block.path("element");
    var html = new StringBuilder("<label>").append(said(block.path("label"))).append("<br>");
    var attributes =
        " name=\"field." + id + "\" maxlength=\"" + element.path("max_length").asInt(3000) + "\"";
    html.append(
        element.path("multiline").asBoolean(false)
            ? "<textarea rows=\"3\" cols=\"60\"" + attributes + "></textarea>"
            : "<input size=\"60\"" + attributes + ">");
    var error = errors.get(block.path("block_id").asString(""));
    if (error != null) {
      html.append("<strong class=\"error\">").append(escaped(error)).append("</strong>");
    }
    return html.append("</label>").toString();
  }

  static String page(String title, String body) {
    return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>"
        + escaped(title)
        + "</title><meta name=\"viewport\" content=\"width=device-width\"><style>"
        + STYLE
        + "</style></head><body>"
        + body
        + "</body></html>";
  }

  private static final String STYLE =
      """
      body{font:16px/1.4 system-ui,sans-serif;margin:0;color:#1d1c1d;background:#fff;display:flex}
      nav{background:#3f0e40;color:#fff;padding:1rem;min-height:100vh;min-width:12rem}
      nav a{color:#fff;display:block;padding:.2rem 0}nav a[aria-current]{font-weight:700}
      main{padding:1rem;flex:1;max-width:60rem}
      .message,.view{border:1px solid #ddd;border-radius:.4rem;padding:.6rem 1rem;margin:.6rem 0}
      .reply{margin-left:2.5rem}.whisper{background:#f6f4e8}.view{border-color:#3f0e40}
      .text,.fields li{white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:isolate}
      .fields{display:grid;grid-template-columns:1fr 1fr;gap:.4rem;padding:0;list-style:none}
      .context,.by{color:#616061;font-size:.85rem;margin:.2rem 0}.error{color:#b00020;display:block}
      button,.button{font:inherit;padding:.3rem .8rem;border:1px solid #888;border-radius:.3rem;
      background:#fff;color:#1d1c1d;text-decoration:none;display:inline-block}
      .primary{background:#007a5a;color:#fff}.danger{background:#b3123b;color:#fff}
      """;
}
