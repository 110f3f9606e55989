package io.countersign.simulators.jira;

import io.countersign.simulators.http.SimulatedAnswer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The calls about issues. */
final class JiraIssueCalls {
  private static final Pattern FILE = Pattern.compile("filename=\"([^\"]*)\"");

  private final JiraCall call;
  private final JiraSite site;

  JiraIssueCalls(JiraCall call) {
    this.call = call;
    this.site = call.site();
  }

  SimulatedAnswer answer(List<String> path) {
    if (path.size() == 1) {
      return call.request().method().equals("POST") ? create() : call.wrongMethod();
    }
    if (path.get(1).equals("bulkfetch")) {
      return bulkFetch();
    }
    var issue = site.issue(path.get(1));
    if (path.size() == 2) {
      return whole(issue);
    }
    return switch (path.get(2)) {
      case "transitions" -> transitions(issue);
      case "comment" -> comments(issue, path.subList(3, path.size()));
      case "properties" -> properties(issue, path.subList(3, path.size()));
      case "remotelink" -> remoteLinks(issue);
      case "changelog" -> changelog(issue);
      case "editmeta" -> JiraCall.ok(new JiraMetaCalls(call).editmeta());
      case "attachments" -> attach(issue);
      default -> SimulatedAnswer.empty(404);
    };
  }

  private SimulatedAnswer create() {
    var fields = object(call.body().path("fields"));
    var issue = site.create(call.user(), fields, call.body().path("properties"), call.v3());
    var json = SiteJson.object().put("id", String.valueOf(issue.id)).put("key", issue.key);
    json.put("self", call.json().rest() + "/issue/" + issue.id);
    return SimulatedAnswer.json(201, json.toString());
  }

  private SimulatedAnswer bulkFetch() {
    var json = SiteJson.object().put("expand", "");
    var found = json.putArray("issues");
    var wanted = JiraApi.words(call.body().path("fields"));
    for (var id : call.body().path("issueIdsOrKeys").values()) {
      site.visible().stream()
          .filter(
              it -> String.valueOf(it.id).equals(id.asString("")) || it.key.equals(id.asString("")))
          .forEach(it -> found.add(call.json().issue(it, wanted, Set.of())));
    }
    json.putArray("issueErrors");
    return JiraCall.ok(json);
  }

  private SimulatedAnswer whole(SiteIssue issue) {
    return switch (call.request().method()) {
      case "GET" -> {
        var properties = call.words("properties");
        var json =
            call.json()
                .issue(issue, call.words("fields"), properties == null ? Set.of() : properties);
        if (call.query("expand", "").contains("changelog")) {
          json.set("changelog", histories(issue));
        }
        yield JiraCall.ok(json);
      }
      case "PUT" -> {
        site.edit(call.user(), issue, edited(issue), call.v3());
        yield SimulatedAnswer.empty(204);
      }
      case "DELETE" -> {
        site.delete(call.user(), issue);
        yield SimulatedAnswer.empty(204);
      }
      default -> call.wrongMethod();
    };
  }

  /** The fields of an edit, with what is added to and removed from labels. */
  private ObjectNode edited(SiteIssue issue) {
    var fields = object(call.body().path("fields"));
    var verbs = call.body().path("update").path("labels");
    if (verbs.isArray()) {
      var labels = SiteJson.array();
      issue.field("labels").values().forEach(labels::add);
      for (var verb : verbs.values()) {
        verb.properties().forEach(it -> changeLabels(labels, it.getKey(), it.getValue()));
      }
      fields.set("labels", labels);
    }
    return fields;
  }

  private static void changeLabels(ArrayNode labels, String verb, JsonNode value) {
    if (verb.equals("add") && labels.valueStream().noneMatch(value::equals)) {
      labels.add(value);
    }
    if (verb.equals("remove")) {
      for (int i = labels.size() - 1; i >= 0; i--) {
        if (labels.get(i).equals(value)) {
          labels.remove(i);
        }
      }
    }
  }

  private SimulatedAnswer transitions(SiteIssue issue) {
    if (call.request().method().equals("GET")) {
      return JiraCall.ok(new JiraMetaCalls(call).transitions(issue));
    }
    var id = call.body().path("transition").path("id");
    if (!id.asString("").matches("\\d+")) {
      throw new SiteRefusal(400, "'transition' identifier must be an integer");
    }
    site.transition(
        call.user(), issue, id.asString(), object(call.body().path("fields")), call.v3());
    return SimulatedAnswer.empty(204);
  }

  private SimulatedAnswer comments(SiteIssue issue, List<String> path) {
    if (path.isEmpty()) {
      return call.request().method().equals("POST") ? comment(issue) : commentPage(issue);
    }
    var comment =
        issue.comments.stream()
            .filter(it -> it.id.equals(path.getFirst()))
            .findFirst()
            .orElseThrow(() -> new SiteRefusal(404, "Can not find a comment for the id."));
    return switch (call.request().method()) {
      case "PUT" -> {
        site.editComment(call.user(), issue, comment, text(call.body().path("body")));
        yield JiraCall.ok(call.json().comment(issue, comment));
      }
      case "DELETE" -> {
        site.deleteComment(call.user(), issue, comment);
        yield SimulatedAnswer.empty(204);
      }
      default -> JiraCall.ok(call.json().comment(issue, comment));
    };
  }

  private SimulatedAnswer comment(SiteIssue issue) {
    var body = call.body();
    var comment =
        site.comment(
            call.user(),
            issue,
            text(body.path("body")),
            body.path("properties"),
            body.path("visibility"));
    return SimulatedAnswer.json(201, call.json().comment(issue, comment).toString());
  }

  private JsonNode text(JsonNode text) {
    if (call.v3() ? !SiteText.isDocument(text) : !text.isString()) {
      throw new SiteRefusal(Map.of("comment", "Comment body is not valid!"));
    }
    return text;
  }

  private SimulatedAnswer commentPage(SiteIssue issue) {
    var startAt = call.number("startAt", 0);
    int most = Math.min(100, call.number("maxResults", 50));
    var json = call.json().comments(issue, startAt, most);
    json.remove("self");
    if (call.query("expand", "").contains("properties")) {
      var page = json.putArray("comments");
      issue.comments.stream()
          .skip(startAt)
          .limit(most)
          .forEach(it -> page.add(call.json().commentWithProperties(issue, it)));
    }
    return JiraCall.ok(json);
  }

  private SimulatedAnswer properties(SiteIssue issue, List<String> path) {
    var key = path.isEmpty() ? "" : path.getFirst();
    return switch (call.request().method()) {
      case "PUT" ->
          SimulatedAnswer.empty(issue.properties.put(key, call.body()) == null ? 201 : 200);
      case "DELETE" -> SimulatedAnswer.empty(issue.properties.remove(key) == null ? 404 : 204);
      default -> {
        var value = issue.properties.get(key);
        if (value == null) {
          throw new SiteRefusal(404, "The property with key '" + key + "' does not exist.");
        }
        yield JiraCall.ok(SiteJson.object().put("key", key).set("value", value));
      }
    };
  }

  private SimulatedAnswer remoteLinks(SiteIssue issue) {
    if (!call.request().method().equals("POST")) {
      return SimulatedAnswer.json(200, SiteJson.array().addAll(issue.remoteLinks).toString());
    }
    var global = call.body().path("globalId").asString("");
    var before =
        issue.remoteLinks.stream()
            .filter(it -> !global.isEmpty() && it.path("globalId").asString("").equals(global))
            .findFirst();
    before.ifPresent(issue.remoteLinks::remove);
    long id =
        before.map(it -> it.path("id").asLong()).orElseGet(() -> Long.parseLong(site.innerId()));
    var self = call.json().rest() + "/issue/" + issue.id + "/remotelink/" + id;
    issue.remoteLinks.add(call.body().deepCopy().put("id", id).put("self", self));
    var json = SiteJson.object().put("id", id).put("self", self);
    return SimulatedAnswer.json(before.isPresent() ? 200 : 201, json.toString());
  }

  private ObjectNode histories(SiteIssue issue) {
    var json = SiteJson.object().put("startAt", 0).put("maxResults", issue.history.size());
    json.put("total", issue.history.size());
    var all = json.putArray("histories");
    issue.history.forEach(it -> all.add(call.json().history(it)));
    return json;
  }

  private SimulatedAnswer changelog(SiteIssue issue) {
    if (!call.isCloud()) {
      return SimulatedAnswer.empty(404);
    }
    int startAt = call.number("startAt", 0);
    int most = Math.min(100, call.number("maxResults", 100));
    var json =
        SiteJson.object().put("self", call.json().rest() + "/issue/" + issue.id + "/changelog");
    json.put("startAt", startAt).put("maxResults", most).put("total", issue.history.size());
    json.put("isLast", startAt + most >= issue.history.size());
    var all = json.putArray("values");
    issue.history.stream()
        .skip(startAt)
        .limit(most)
        .forEach(it -> all.add(call.json().history(it)));
    return JiraCall.ok(json);
  }

  private SimulatedAnswer attach(SiteIssue issue) {
    if (call.request().header("x-atlassian-token").isEmpty()) {
      return new SimulatedAnswer(
          403, "text/html", "XSRF check failed".getBytes(StandardCharsets.UTF_8), Map.of());
    }
    var name = FILE.matcher(call.request().text());
    var file =
        site.attach(
            call.user(), issue, name.find() ? name.group(1) : "file", call.request().body().length);
    return SimulatedAnswer.json(200, SiteJson.array().add(call.json().attachment(file)).toString());
  }

  private static ObjectNode object(JsonNode node) {
    return node instanceof ObjectNode object ? object.deepCopy() : SiteJson.object();
  }
}
