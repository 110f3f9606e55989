package io.countersign.simulators.jira;

import io.countersign.simulators.http.SimulatedAnswer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Searches: by tokens on the Cloud, where the old one is gone, by offsets elsewhere. */
final class JiraSearchCalls {
  private final JiraCall call;

  JiraSearchCalls(JiraCall call) {
    this.call = call;
  }

  SimulatedAnswer answer(List<String> path) {
    var what = path.size() > 1 ? path.get(1) : "";
    if (!call.isCloud()) {
      return what.isEmpty() ? byOffset() : SimulatedAnswer.empty(404);
    }
    return switch (what) {
      case "jql" -> byToken(asked());
      case "approximate-count" ->
          JiraCall.ok(
              SiteJson.object()
                  .put("count", found(call.body().path("jql").asString(""), List.of()).size()));
      default ->
          throw new SiteRefusal(
              410,
              "The requested API has been removed. Please migrate to the /rest/api/3/search/jql"
                  + " API. A full migration guideline is available at"
                  + " https://developer.atlassian.com/changelog/#CHANGE-2046");
    };
  }

  private ObjectNode asked() {
    if (call.request().method().equals("POST")) {
      return call.body();
    }
    var asked = SiteJson.object();
    call.request().query().forEach(asked::put);
    return asked;
  }

  private SimulatedAnswer byToken(ObjectNode asked) {
    if (asked.has("startAt")) {
      throw new SiteRefusal(400, "Invalid request payload. Refer to the REST API documentation.");
    }
    var reconciled = new ArrayList<Long>();
    asked.path("reconcileIssues").values().forEach(it -> reconciled.add(it.asLong()));
    var found = found(asked.path("jql").asString(""), reconciled);
    int start = start(asked.path("nextPageToken"));
    int most = Math.clamp(number(asked.path("maxResults"), 50), 1, 100);
    var fields = asked.has("fields") ? JiraApi.words(asked.path("fields")) : Set.of("id");
    var properties =
        asked.has("properties") ? JiraApi.words(asked.path("properties")) : Set.<String>of();
    var json = SiteJson.object();
    json.set("issues", page(found, start, most, fields, properties));
    boolean last = start + most >= found.size();
    if (!last) {
      var token = ("page:" + (start + most)).getBytes(StandardCharsets.UTF_8);
      json.put("nextPageToken", Base64.getEncoder().encodeToString(token));
    }
    return JiraCall.ok(json.put("isLast", last));
  }

  private JsonNode page(
      List<SiteIssue> found,
      int start,
      int most,
      @Nullable Set<String> fields,
      Set<String> properties) {
    var issues = SiteJson.array();
    found.stream()
        .skip(start)
        .limit(most)
        .forEach(
            it -> {
              var issue = call.json().issue(it, fields, properties);
              if (Set.of("id").equals(fields)) {
                issue.remove(List.of("fields", "key", "self", "expand"));
              }
              issues.add(issue);
            });
    return issues;
  }

  private SimulatedAnswer byOffset() {
    boolean post = call.request().method().equals("POST");
    var asked = asked();
    var found = found(asked.path("jql").asString(""), List.of());
    int start = number(asked.path("startAt"), 0);
    int most = Math.clamp(number(asked.path("maxResults"), 50), 0, 100);
    var fields = asked.has("fields") ? JiraApi.words(asked.path("fields")) : null;
    var properties =
        post && asked.has("properties")
            ? JiraApi.words(asked.path("properties"))
            : Set.<String>of();
    var json = SiteJson.object().put("expand", "schema,names").put("startAt", start);
    json.put("maxResults", most).put("total", found.size());
    json.set("issues", page(found, start, most, fields, properties));
    return JiraCall.ok(json);
  }

  /** The entries of several issues at once. */
  SimulatedAnswer changelogs() {
    var json = SiteJson.object();
    var all = json.putArray("issueChangeLogs");
    for (var id : call.body().path("issueIdsOrKeys").values()) {
      var issue = call.site().issue(id.asString(""));
      var one = all.addObject().put("issueId", String.valueOf(issue.id));
      var entries = one.putArray("changeHistories");
      issue.history.forEach(it -> entries.add(call.json().history(it)));
    }
    return JiraCall.ok(json);
  }

  private List<SiteIssue> found(String jql, List<Long> reconciled) {
    return SiteQuery.of(call.site(), jql).run(reconciled);
  }

  private static int number(JsonNode node, int otherwise) {
    return node.isMissingNode() || node.isNull() ? otherwise : node.asInt(otherwise);
  }

  private static int start(JsonNode token) {
    if (token.asString("").isEmpty()) {
      return 0;
    }
    try {
      var text = new String(Base64.getDecoder().decode(token.asString()), StandardCharsets.UTF_8);
      return Integer.parseInt(text.replace("page:", ""));
    } catch (IllegalArgumentException _) {
      throw new SiteRefusal(400, "The provided next page token is invalid or expired.");
    }
  }
}
