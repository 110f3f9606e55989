package io.countersign.simulators.jira;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** An issue as the site keeps it. Guarded by its site. */
final class SiteIssue {
  final long id;
  final Instant created;
  final SiteUser reporter;
  final Map<String, JsonNode> fields = new LinkedHashMap<>();
  final Map<String, JsonNode> properties = new LinkedHashMap<>();
  final List<SiteComment> comments = new ArrayList<>();
  final List<SiteHistory> history = new ArrayList<>();
  final List<JsonNode> remoteLinks = new ArrayList<>();
  final List<SiteLink> links = new ArrayList<>();
  final List<SiteAttachment> attachments = new ArrayList<>();
  String project;
  String key;
  String type;
  String status;
  Instant updated;
  boolean hidden;

  SiteIssue(long id, String key, String type, String status, SiteUser reporter, Instant at) {
    this.id = id;
    this.key = key;
    this.project = key.substring(0, key.lastIndexOf('-'));
    this.type = type;
    this.status = status;
    this.reporter = reporter;
    this.created = at;
    this.updated = at;
  }

  JsonNode field(String id) {
    return fields.getOrDefault(id, MissingNode.getInstance());
  }

  /** The type of link by which an issue duplicates another. */
  static final String DUPLICATE = "Duplicate";

  /**
   * A link to another issue.
   *
   * @param outward whether it goes from here to there, as in "duplicates"
   */
  record SiteLink(String id, String type, boolean outward, SiteIssue other) {}

  /** A file that hangs on an issue. */
  record SiteAttachment(String id, String name, SiteUser author, Instant at, long size) {}
}
