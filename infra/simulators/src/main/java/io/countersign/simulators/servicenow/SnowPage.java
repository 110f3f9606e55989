package io.countersign.simulators.servicenow;

import io.countersign.simulators.http.SimulatedAnswer;
import io.countersign.simulators.http.SimulatedRequest;
import io.countersign.simulators.http.SimulatorServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The page on which a person edits records as one of the users, and approves changes. */
final class SnowPage {
  private static final Pattern FORM =
      Pattern.compile("(incident|change_request)[.]do[?](?:.*&)?sys_id=([0-9a-f]+).*");

  private final SnowInstance instance;

  SnowPage(SnowInstance instance) {
    this.instance = instance;
  }

  SimulatedAnswer answer(SimulatedRequest request) {
    var path = request.path().split("/", -1);
    try {
      var form = form(request);
      if (form.isPresent()) {
        return SimulatedAnswer.seeOther(form.get());
      }
      if (path.length < 3) {
        return SimulatedAnswer.page(list());
      }
      if (request.method().equals("POST")) {
        act(path[1], path[2], SimulatorServer.parameters(request.text()));
        return SimulatedAnswer.seeOther(request.path());
      }
      return SimulatedAnswer.page(record(path[1], path[2]));
    } catch (SnowRefusal refusal) {
      return SimulatedAnswer.json(refusal.status(), refusal.body());
    }
  }

  /** The addresses by which people open a record, in the frame and alone. */
  private static Optional<String> form(SimulatedRequest request) {
    var address =
        request.path().equals("/nav_to.do")
            ? request.query().getOrDefault("uri", "")
            : request.path().substring(1) + "?sys_id=" + request.query().getOrDefault("sys_id", "");
    var form = FORM.matcher(address);
    return form.matches()
        ? Optional.of("/" + form.group(1) + "/" + form.group(2))
        : Optional.empty();
  }

  private void act(String table, String id, Map<String, String> form) {
    var as = form.getOrDefault("as", "alice");
    var what = form.getOrDefault("do", "");
    var value = form.getOrDefault("value", "");
    switch (what) {
      case "approve" -> instance.decide(as, id, true, value);
      case "reject" -> instance.decide(as, id, false, value);
      default -> instance.update(as, table, id, Map.of(what, value));
    }
  }

  private String list() {
    var body = new StringBuilder();
    for (var table : List.of("incident", "change_request")) {
      body.append("<h2>").append(table).append("</h2><ul>");
      for (var row : instance.all(table)) {
        body.append(
            "<li><a href=\"/%s/%s\">%s</a> %s <em>%s</em></li>"
                .formatted(
                    table,
                    row.getOrDefault("sys_id", ""),
                    row.getOrDefault("number", ""),
                    escaped(row.getOrDefault("short_description", "")),
                    row.getOrDefault("state", "")));
      }
      body.append("</ul>");
    }
    return page("ServiceNow", body.toString());
  }

  private String record(String table, String id) {
    var row = instance.row(table, id);
    var rows =
        row.entrySet().stream()
            .map(it -> "<tr><th>" + escaped(it.getKey()) + "<td>" + escaped(it.getValue()))
            .collect(Collectors.joining("\n", "<table>", "</table>"));
    var notes =
        instance.all("sys_journal_field").stream()
            .filter(it -> it.getOrDefault("element_id", "").equals(id))
            .map(
                it ->
                    "<li><b>%s</b> (%s)<pre>%s</pre>"
                        .formatted(
                            escaped(it.getOrDefault("sys_created_by", "")),
                            it.getOrDefault("element", ""),
                            escaped(it.getOrDefault("value", ""))))
            .collect(Collectors.joining("\n", "<ol>", "</ol>"));
    var forms =
        List.of("state", "priority", "assigned_to", "work_notes", "comments", "approve", "reject")
            .stream()
            .map(SnowPage::form)
            .collect(Collectors.joining("\n"));
    return page(row.getOrDefault("number", ""), rows + forms + notes);
  }

  private static String form(String what) {
    var users =
        List.of("alice", "bob", "carol").stream()
            .map(it -> "<option>" + it + "</option>")
            .collect(Collectors.joining());
    return ("<form method=post><input type=hidden name=do value=%s>%s"
            + "<input name=value aria-label=%s> as <select name=as aria-label=as>%s</select>"
            + "<button>%s</button></form>")
        .formatted(what, what, what, users, what);
  }

  private static String page(String title, String body) {
    return "<!doctype html><html lang=en><meta charset=utf-8><title>%s</title><h1>%s</h1>%s"
            .formatted(escaped(title), escaped(title), body)
        + "<p><a href=/>all records</a></html>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
