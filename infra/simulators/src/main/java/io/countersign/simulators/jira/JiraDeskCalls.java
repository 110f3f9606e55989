package io.countersign.simulators.jira;

import io.countersign.simulators.http.SimulatedAnswer;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The service desk's own comments, and the properties of comments. */
final class JiraDeskCalls {
  private final JiraCall call;
  private final JiraSite site;

  JiraDeskCalls(JiraCall call) {
    this.call = call;
    this.site = call.site();
  }

  /**
   * @param path {@code request/ISSUE/comment} or {@code comment/ID/properties/KEY}
   */
  SimulatedAnswer answer(List<String> path) {
    var method = call.request().method();
    if (path.size() == 3 && path.getFirst().equals("request") && path.get(2).equals("comment")) {
      return method.equals("POST") ? comment(site.issue(path.get(1))) : call.wrongMethod();
    }
    if (path.size() == 4 && path.get(2).equals("properties")) {
      return method.equals("PUT") ? property(path.get(1), path.get(3)) : call.wrongMethod();
    }
    return SimulatedAnswer.empty(404);
  }

  private SimulatedAnswer comment(SiteIssue issue) {
    if (!"service_desk".equals(site.settings().projects().get(issue.project))) {
      throw SiteRefusal.noIssue();
    }
    var body = call.body().path("body");
    if (!body.isString() || !call.body().path("public").isBoolean()) {
      throw new SiteRefusal(Map.of("body", "Comment body can not be empty!"));
    }
    boolean shown = call.body().path("public").asBoolean();
    var properties = SiteJson.array();
    properties
        .addObject()
        .put("key", "sd.public.comment")
        .putObject("value")
        .put("internal", !shown);
    var text = SiteJson.text(call.isCloud() ? read(body.asString()) : body.asString());
    var made = site.comment(call.user(), issue, text, properties, SiteJson.object());
    return SimulatedAnswer.json(201, json(issue, made, text.asString(), shown).toString());
  }

  /** The Cloud makes a document of it. */
  private static String read(String wiki) {
    return wiki.replaceAll("\\\\([\\[{!|])", "$1").replace("&#92;", "\\");
  }

  private ObjectNode json(SiteIssue issue, SiteComment comment, String text, boolean shown) {
    var json = SiteJson.object().put("id", comment.id).put("body", text).put("public", shown);
    json.set("author", call.json().user(comment.author));
    json.putObject("created")
        .put("jira", SiteJson.time(comment.created))
        .put("epochMillis", comment.created.toEpochMilli());
    var self = "/rest/servicedeskapi/request/" + issue.id + "/comment/" + comment.id;
    json.putObject("_links").put("self", call.json().rest().replaceAll("/rest/.*", "") + self);
    return json;
  }

  private SimulatedAnswer property(String comment, String key) {
    var found =
        site.visible().stream()
            .flatMap(it -> it.comments.stream())
            .filter(it -> it.id.equals(comment))
            .findFirst();
    if (found.isEmpty()) {
      throw new SiteRefusal(404, "Can not find a comment for the id: " + comment + ".");
    }
    var before = found.get().properties.put(key, call.body());
    return SimulatedAnswer.empty(before == null ? 201 : 200);
  }
}
