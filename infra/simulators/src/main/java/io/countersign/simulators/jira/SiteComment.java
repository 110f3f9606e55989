package io.countersign.simulators.jira;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A comment, which may be edited. Guarded by its site. */
final class SiteComment {
  final String id;
  final SiteUser author;
  final Instant created;
  final Map<String, JsonNode> properties = new LinkedHashMap<>();
  JsonNode body;
  Instant updated;
  @Nullable JsonNode visibility;

  SiteComment(String id, SiteUser author, JsonNode body, Instant at) {
    this.id = id;
    this.author = author;
    this.body = body;
    this.created = at;
    this.updated = at;
  }

  /** Kept from those who raised the issue. */
  boolean isInternal() {
    var mark = properties.get("sd.public.comment");
    return mark != null && mark.path("internal").asBoolean(false);
  }
}
