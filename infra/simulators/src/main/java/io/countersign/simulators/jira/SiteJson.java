package io.countersign.simulators.jira;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The JSON in which a site is told, for one version of the interface. */
final class SiteJson {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final JiraSite site;
  private final String base;
  private final boolean v3;

  /**
   * @param base of all addresses, without a slash at its end
   */
  SiteJson(JiraSite site, String base, boolean v3) {
    this.site = site;
    this.base = base;
    this.v3 = v3;
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  static StringNode text(String text) {
    return JsonNodeFactory.instance.stringNode(text);
  }

  static String time(Instant at) {
    return TIME.format(at);
  }

  static String projectId(String key) {
    return String.valueOf(10_000 + Math.floorMod(key.hashCode(), 1000));
  }

  String rest() {
    return base + "/rest/api/" + (v3 ? "3" : "2");
  }

  private boolean cloud() {
    return site.settings().edition() == JiraEdition.CLOUD;
  }

  ObjectNode user(SiteUser user) {
    var json = object();
    json.put(
        "self",
        rest() + "/user?" + (cloud() ? "accountId=" + user.id() : "username=" + user.name()));
    if (cloud()) {
      json.put("accountId", user.id()).put("accountType", "atlassian");
    } else {
      json.put("name", user.name()).put("key", user.id());
    }
    json.put("emailAddress", user.email());
    avatars(json);
    return json.put("displayName", user.displayName()).put("active", true).put("timeZone", "UTC");
  }

  private void avatars(ObjectNode json) {
    var all = json.putObject("avatarUrls");
    for (var size : new String[] {"16x16", "24x24", "32x32", "48x48"}) {
      all.put(size, base + "/avatar/" + size + ".png");
    }
  }

  ObjectNode project(String key) {
    var json = object();
    json.put("self", rest() + "/project/" + projectId(key));
    json.put("id", projectId(key)).put("key", key).put("name", key);
    return json.put("projectTypeKey", site.settings().projects().getOrDefault(key, "software"))
        .put("simplified", false);
  }

  ObjectNode type(String name) {
    var id = new SiteFieldForms(site.settings()).typeId(name);
    var json = object().put("self", rest() + "/issuetype/" + id).put("id", id);
    return json.put("name", name).put("description", "").put("subtask", false);
  }

  ObjectNode status(SiteStatus status) {
    var json = object().put("self", rest() + "/status/" + status.id());
    json.put("id", status.id()).put("name", status.name()).put("description", "");
    var category = json.putObject("statusCategory");
    category.put("self", rest() + "/statuscategory/" + status.categoryId());
    category.put("id", status.categoryId()).put("key", status.category());
    category.put("colorName", "blue-gray").put("name", status.categoryName());
    return json;
  }

  /** A field's value as an answer has it. */
  JsonNode value(SiteField field, JsonNode kept) {
    return switch (field.type()) {
      case "doc" -> v3 ? SiteText.document(kept) : text(SiteText.plain(kept));
      case "priority", "resolution", "option" ->
          choice(field, Integer.parseInt(kept.asString()) - 1);
      case "user" -> user(site.user(kept.asString()));
      default -> kept;
    };
  }

  ObjectNode choice(SiteField field, int number) {
    var id = String.valueOf(number + 1);
    var word = field.type().equals("option") ? "value" : "name";
    var where = field.type().equals("option") ? "customFieldOption" : field.type();
    return object()
        .put("self", rest() + "/" + where + "/" + id)
        .put(word, field.values().get(number))
        .put("id", id);
  }

  /**
   * An issue.
   *
   * @param wanted the fields to tell, with {@code *all}; null for all
   * @param properties those to tell
   */
  ObjectNode issue(SiteIssue issue, @Nullable Set<String> wanted, Set<String> properties) {
    var json = object().put("expand", "operations,versionedRepresentations,editmeta,changelog");
    json.put("id", String.valueOf(issue.id)).put("self", rest() + "/issue/" + issue.id);
    json.put("key", issue.key);
    var fields = fields(issue);
    if (wanted != null && !wanted.contains("*all") && !wanted.contains("*navigable")) {
      fields.retain(wanted);
    }
    json.set("fields", fields);
    if (!properties.isEmpty()) {
      var told = json.putObject("properties");
      issue.properties.forEach(
          (key, value) -> {
            if (properties.contains(key)) {
              told.set(key, value);
            }
          });
    }
    return json;
  }

  private ObjectNode fields(SiteIssue issue) {
    var fields = object();
    for (var field : site.settings().fields()) {
      var kept = issue.fields.get(field.id());
      if (kept == null) {
        fields.putNull(field.id());
      } else {
        fields.set(field.id(), value(field, kept));
      }
    }
    fields.set("status", status(site.settings().workflow().status(issue.status)));
    fields.set("project", project(issue.project));
    fields.set("issuetype", type(issue.type));
    fields.set("reporter", user(issue.reporter));
    fields.set("creator", user(issue.reporter));
    fields.put("created", time(issue.created)).put("updated", time(issue.updated));
    fields.set("comment", comments(issue, 0, 100));
    var files = fields.putArray("attachment");
    issue.attachments.forEach(it -> files.add(attachment(it)));
    var links = fields.putArray("issuelinks");
    issue.links.forEach(it -> links.add(link(it)));
    fields.putArray("subtasks");
    return fields;
  }

  private ObjectNode link(SiteIssue.SiteLink link) {
    var json = object().put("id", link.id()).put("self", rest() + "/issueLink/" + link.id());
    json.set("type", linkType(link.type()));
    var other = json.putObject(link.outward() ? "outwardIssue" : "inwardIssue");
    other.put("id", String.valueOf(link.other().id)).put("key", link.other().key);
    other.put("self", rest() + "/issue/" + link.other().id);
    var fields = other.putObject("fields");
    fields.set("summary", link.other().field("summary"));
    fields.set("status", status(site.settings().workflow().status(link.other().status)));
    return json;
  }

  ObjectNode linkType(String name) {
    boolean duplicate = name.equals(SiteIssue.DUPLICATE);
    var id = duplicate ? "10002" : "10000";
    var json = object().put("id", id).put("name", name);
    json.put("inward", duplicate ? "is duplicated by" : "is blocked by");
    json.put("outward", duplicate ? "duplicates" : "blocks");
    return json.put("self", rest() + "/issueLinkType/" + id);
  }

  ObjectNode attachment(SiteIssue.SiteAttachment file) {
    var json = object().put("self", rest() + "/attachment/" + file.id());
    json.put("id", file.id()).put("filename", file.name());
    json.set("author", user(file.author()));
    json.put("created", time(file.at())).put("size", file.size());
    return json.put("mimeType", "text/plain").put("content", base + "/attachment/" + file.id());
  }

  ObjectNode comments(SiteIssue issue, int startAt, int most) {
    var json = object().put("self", rest() + "/issue/" + issue.id + "/comment");
    json.put("startAt", startAt).put("maxResults", most).put("total", issue.comments.size());
    var page = json.putArray("comments");
    issue.comments.stream().skip(startAt).limit(most).forEach(it -> page.add(comment(issue, it)));
    return json;
  }

  ObjectNode comment(SiteIssue issue, SiteComment comment) {
    var json = object().put("self", rest() + "/issue/" + issue.id + "/comment/" + comment.id);
    json.put("id", comment.id);
    json.set("author", user(comment.author));
    json.set("body", v3 ? SiteText.document(comment.body) : text(SiteText.plain(comment.body)));
    json.set("updateAuthor", user(comment.author));
    json.put("created", time(comment.created)).put("updated", time(comment.updated));
    if (comment.visibility != null) {
      json.set("visibility", comment.visibility);
    }
    boolean desk =
        site.settings().projects().getOrDefault(issue.project, "").equals("service_desk");
    if (desk || cloud()) {
      json.put("jsdPublic", !desk || !comment.isInternal());
    }
    return json;
  }

  /** As a comment, with its properties. */
  ObjectNode commentWithProperties(SiteIssue issue, SiteComment comment) {
    var json = comment(issue, comment);
    var all = json.putArray("properties");
    comment.properties.forEach((key, value) -> all.addObject().put("key", key).set("value", value));
    return json;
  }

  ObjectNode history(SiteHistory entry) {
    var json = object().put("id", entry.id());
    json.set("author", user(entry.author()));
    json.put("created", time(entry.at()));
    json.set("items", items(entry));
    return json;
  }

  ArrayNode items(SiteHistory entry) {
    var items = array();
    for (var it : entry.items()) {
      var field = it.field();
      var json = items.addObject().put("field", field.isCustom() ? field.name() : field.id());
      json.put("fieldtype", field.isCustom() ? "custom" : "jira");
      if (cloud()) {
        json.put("fieldId", field.id());
      }
      json.put("from", it.from()).put("fromString", it.fromText());
      json.put("to", it.to()).put("toString", it.toText());
    }
    return items;
  }
}
