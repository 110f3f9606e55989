package io.countersign.simulators.jira;

import io.countersign.simulators.http.SimulatedAnswer;
import io.countersign.simulators.http.SimulatedRequest;
import io.countersign.simulators.http.SimulatorServer;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The page on which a person edits issues as one of the users. */
final class JiraPage {
  private final JiraSite site;
  private final SiteFieldForms forms;

  JiraPage(JiraSite site) {
    this.site = site;
    this.forms = new SiteFieldForms(site.settings());
  }

  SimulatedAnswer answer(SimulatedRequest request) {
    var key = request.path().startsWith("/browse/") ? request.path().substring(8) : "";
    try {
      if (request.method().equals("POST")) {
        var form = SimulatorServer.parameters(request.text());
        act(
            key,
            form.getOrDefault("as", "alice"),
            form.getOrDefault("do", ""),
            form.getOrDefault("value", ""));
        return SimulatedAnswer.seeOther("/browse/" + key);
      }
      return SimulatedAnswer.page(key.isEmpty() ? list() : issue(site.issue(key)));
    } catch (SiteRefusal refusal) {
      return SimulatedAnswer.json(refusal.status(), refusal.body());
    }
  }

  private void act(String key, String user, String what, String value) {
    switch (what) {
      case "comment" -> site.commentAs(user, key, value);
      case "move" -> site.transitionAs(user, key, value);
      case "delete" -> site.deleteAs(user, key);
      default -> site.editAs(user, key, what, value);
    }
  }

  private String list() {
    return page(
        "Jira",
        site.visible().stream()
            .map(
                it ->
                    "<li><a href=\"/browse/%s\">%s</a> %s <em>%s</em></li>"
                        .formatted(it.key, it.key, word(it, "summary"), site.statusOf(it.key)))
            .collect(Collectors.joining("\n", "<ul>", "</ul>")));
  }

  private String issue(SiteIssue issue) {
    var rows =
        site.settings().fields().stream()
            .map(it -> "<tr><th>" + escaped(it.name()) + "<td>" + shown(issue, it))
            .collect(Collectors.joining("\n", "<table>", "</table>"));
    var comments =
        issue.comments.stream()
            .map(
                it ->
                    "<li><b>%s</b>%s<pre>%s</pre>"
                        .formatted(
                            escaped(it.author.displayName()),
                            it.isInternal() ? " (internal)" : "",
                            escaped(SiteText.shown(it.body))))
            .collect(Collectors.joining("\n", "<ol>", "</ol>"));
    return page(
        issue.key + ": " + site.statusOf(issue.key),
        rows
            + form("move", select(site.offered(issue).stream().map(SiteTransition::name).toList()))
            + form("priority", select(forms.field("priority").orElseThrow().values()))
            + form(
                "assignee", select(site.settings().users().stream().map(SiteUser::name).toList()))
            + form("comment", "<textarea name=value aria-label=comment></textarea>")
            + comments);
  }

  /** Only what may be formatted has escapes. */
  private String shown(SiteIssue issue, SiteField field) {
    var value = issue.fields.get(field.id());
    return field.type().equals("doc") && value != null
        ? "<pre>" + escaped(SiteText.shown(value)) + "</pre>"
        : word(issue, field.id());
  }

  private String word(SiteIssue issue, String field) {
    var value = issue.fields.get(field);
    var text = value == null ? "" : Objects.toString(forms.item(field, null, value).toText(), "");
    return escaped(text);
  }

  private String form(String what, String input) {
    var users = site.settings().users().stream().skip(1).map(SiteUser::name).toList();
    return "<form method=post><input type=hidden name=do value=%s>%s as %s<button>%s</button></form>"
        .formatted(what, input, select(users).replace("name=value", "name=as"), what);
  }

  private static String select(List<String> values) {
    return values.stream()
        .map(it -> "<option>" + escaped(it) + "</option>")
        .collect(Collectors.joining("", "<select name=value aria-label=choice>", "</select>"));
  }

  private static String page(String title, String body) {
    return "<!doctype html><html lang=en><meta charset=utf-8><title>%s</title><h1>%s</h1>%s"
            .formatted(escaped(title), escaped(title), body)
        + "<p><a href=/>all issues</a></html>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
