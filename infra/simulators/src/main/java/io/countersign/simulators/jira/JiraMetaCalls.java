package io.countersign.simulators.jira;

import io.countersign.simulators.http.SimulatedAnswer;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The calls about the site itself: fields, types, users, permissions. */
final class JiraMetaCalls {
  private final JiraCall call;
  private final SiteSettings settings;

  JiraMetaCalls(JiraCall call) {
    this.call = call;
    this.settings = call.site().settings();
  }

  SimulatedAnswer answer(List<String> path) {
    return switch (path.getFirst()) {
      case "serverInfo" -> JiraCall.ok(serverInfo());
      case "myself" -> JiraCall.ok(call.json().user(call.user()));
      case "mypermissions" -> JiraCall.ok(permissions());
      case "field" -> list(fields());
      case "project" -> project(path);
      case "issue" -> createmeta(path);
      case "user" -> users(path);
      case "priority" -> list(priorities());
      case "status" -> list(statuses());
      case "issuetype" -> list(types());
      case "issueLinkType" -> JiraCall.ok(linkTypes());
      case "issueLink" -> link();
      default -> SimulatedAnswer.empty(404);
    };
  }

  private SimulatedAnswer link() {
    var body = call.body();
    call.site()
        .link(
            call.site().issue(idOrKey(body.path("inwardIssue"))),
            body.path("type").path("name").asString("Blocks"),
            call.site().issue(idOrKey(body.path("outwardIssue"))));
    return SimulatedAnswer.empty(201);
  }

  private static String idOrKey(JsonNode issue) {
    return issue.path("key").asString(issue.path("id").asString(""));
  }

  private static SimulatedAnswer list(ArrayNode list) {
    return SimulatedAnswer.json(200, list.toString());
  }

  private ObjectNode serverInfo() {
    var json = SiteJson.object().put("baseUrl", call.json().rest().replaceAll("/rest/api/.$", ""));
    json.put("version", call.isCloud() ? "1001.0.0-SNAPSHOT" : "9.12.5");
    json.putArray("versionNumbers").add(call.isCloud() ? 1001 : 9).add(12).add(5);
    json.put("deploymentType", settings.edition().deploymentType());
    json.put("buildNumber", 100_285).put("serverTime", SiteJson.time(call.site().now()));
    return json.put("scmInfo", "0").put("serverTitle", "Jira");
  }

  private ObjectNode permissions() {
    var json = SiteJson.object();
    var all = json.putObject("permissions");
    for (var key : call.query("permissions", "BROWSE_PROJECTS").split(",", -1)) {
      var it = all.putObject(key).put("id", "10").put("key", key).put("name", key);
      it.put("type", "PROJECT").put("description", "").put("havePermission", true);
    }
    return json;
  }

  private ArrayNode fields() {
    var all = SiteJson.array();
    for (var field : settings.fields()) {
      var json = all.addObject().put("id", field.id());
      if (call.isCloud()) {
        json.put("key", field.id());
      }
      json.put("name", field.name()).put("custom", field.isCustom()).put("orderable", true);
      json.put("navigable", true).put("searchable", true);
      json.putArray("clauseNames").add(field.id());
      json.set("schema", schema(field));
    }
    return all;
  }

  private static ObjectNode schema(SiteField field) {
    var json = SiteJson.object().put("type", field.type().equals("doc") ? "string" : field.type());
    if (field.type().equals("array")) {
      json.put("items", "string");
    }
    if (!field.isCustom()) {
      return json.put("system", field.id());
    }
    var kind =
        switch (field.type()) {
          case "doc" -> "textarea";
          case "option" -> "select";
          case "number" -> "float";
          default -> "textfield";
        };
    return json.put("custom", "com.atlassian.jira.plugin.system.customfieldtypes:" + kind)
        .put("customId", Long.parseLong(field.id().substring("customfield_".length())));
  }

  private ObjectNode metadata(SiteField field) {
    var json = SiteJson.object().put("required", field.id().equals("summary"));
    json.set("schema", schema(field));
    json.put("name", field.name()).put("key", field.id()).put("hasDefaultValue", false);
    json.putArray("operations").add("set");
    if (!field.values().isEmpty()) {
      var values = json.putArray("allowedValues");
      for (int i = 0; i < field.values().size(); i++) {
        values.add(call.json().choice(field, i));
      }
    }
    return json;
  }

  private List<SiteField> onEditScreen() {
    return settings.fields().stream().filter(it -> !it.id().equals("resolution")).toList();
  }

  ObjectNode editmeta() {
    var json = SiteJson.object();
    var fields = json.putObject("fields");
    onEditScreen().forEach(it -> fields.set(it.id(), metadata(it)));
    return json;
  }

  ObjectNode transitions(SiteIssue issue) {
    var json = SiteJson.object().put("expand", "transitions");
    var all = json.putArray("transitions");
    boolean withFields = call.query("expand", "").contains("transitions.fields");
    for (var way : call.site().offered(issue)) {
      var it = all.addObject().put("id", way.id()).put("name", way.name());
      it.set("to", call.json().status(settings.workflow().status(way.to())));
      it.put("hasScreen", !way.required().isEmpty()).put("isGlobal", false);
      it.put("isInitial", false).put("isAvailable", true).put("isConditional", false);
      if (withFields) {
        var fields = it.putObject("fields");
        settings.fields().stream()
            .filter(field -> way.required().contains(field.id()))
            .forEach(field -> fields.set(field.id(), metadata(field).put("required", true)));
      }
    }
    return json;
  }

  private SimulatedAnswer project(List<String> path) {
    if (path.size() == 1) {
      var all = SiteJson.array();
      settings.projects().keySet().forEach(it -> all.add(call.json().project(it)));
      return list(all);
    }
    var key =
        settings.projects().keySet().stream()
            .filter(it -> it.equals(path.get(1)) || SiteJson.projectId(it).equals(path.get(1)))
            .findFirst()
            .orElseThrow(
                () ->
                    new SiteRefusal(
                        404, "No project could be found with key '" + path.get(1) + "'."));
    if (path.size() > 2 && path.get(2).equals("statuses")) {
      var all = SiteJson.array();
      settings.types().forEach(it -> all.add(call.json().type(it).set("statuses", statuses())));
      return list(all);
    }
    var json = call.json().project(key);
    json.set("issueTypes", types());
    return JiraCall.ok(json);
  }

  /** The Cloud's lists have names of their own; those of a Data Center are pages of values. */
  private SimulatedAnswer createmeta(List<String> path) {
    boolean oneType = path.size() > 4;
    ArrayNode all = oneType ? SiteJson.array() : types();
    if (oneType) {
      onEditScreen().forEach(it -> all.add(metadata(it).put("fieldId", it.id())));
    }
    var json = SiteJson.object().put("startAt", 0).put("maxResults", 50).put("total", all.size());
    if (!call.isCloud()) {
      json.put("isLast", true);
    }
    return JiraCall.ok(
        json.set(call.isCloud() ? oneType ? "fields" : "issueTypes" : "values", all));
  }

  private SimulatedAnswer users(List<String> path) {
    var query =
        call.query("query", call.query("username", call.query("accountId", call.query("key", ""))));
    var found = SiteJson.array();
    settings.users().stream()
        .filter(
            it -> it.email().contains(query) || it.name().contains(query) || it.id().equals(query))
        .forEach(it -> found.add(call.json().user(it)));
    if (path.size() > 1) {
      return list(found);
    }
    if (found.isEmpty()) {
      throw new SiteRefusal(404, "Specified user does not exist or you do not have permission.");
    }
    return SimulatedAnswer.json(200, found.get(0).toString());
  }

  private ArrayNode priorities() {
    var all = SiteJson.array();
    var field =
        settings.fields().stream()
            .filter(it -> it.id().equals("priority"))
            .findFirst()
            .orElseThrow();
    for (int i = 0; i < field.values().size(); i++) {
      all.add(call.json().choice(field, i));
    }
    return all;
  }

  private ArrayNode statuses() {
    var all = SiteJson.array();
    settings.workflow().statuses().forEach(it -> all.add(call.json().status(it)));
    return all;
  }

  private ArrayNode types() {
    var all = SiteJson.array();
    settings.types().forEach(it -> all.add(call.json().type(it)));
    return all;
  }

  private ObjectNode linkTypes() {
    var json = SiteJson.object();
    var all = json.putArray("issueLinkTypes");
    all.add(call.json().linkType("Blocks")).add(call.json().linkType(SiteIssue.DUPLICATE));
    return json;
  }
}
