package io.countersign.server.access;

import io.countersign.domain.access.Grant;
import io.countersign.server.summary.Phrases;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** The words for a grant: the role, where it counts, and when. */
public final class GrantTexts {
  private GrantTexts() {}

  /** Such as {@code approver for team payments in staging, until ...}. */
  public static String grant(Grant grant) {
    var parts = new ArrayList<String>();
    var scope = grant.scope();
    add(parts, "for team ", scope.team());
    add(parts, "in ", scope.environment());
    add(parts, "for service ", scope.service());
    add(parts, "for action ", scope.actionClass());
    if (parts.isEmpty()) {
      parts.add("everywhere");
    }
    if (grant.from() != null) {
      parts.add("from " + Phrases.time(grant.from()));
    }
    if (grant.until() != null) {
      parts.add("until " + Phrases.time(grant.until()));
    }
    return Phrases.plain(grant.role()) + " " + String.join(" ", parts);
  }

  private static void add(ArrayList<String> parts, String word, @Nullable String part) {
    if (part != null) {
      parts.add(word + part);
    }
  }
}
