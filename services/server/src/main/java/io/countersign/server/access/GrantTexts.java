package io.countersign.server.access;

import io.countersign.domain.access.Grant;
import io.countersign.server.summary.Phrases;
import java.util.ArrayList;

/** The words for a grant: the role, where it counts, and when. */
public final class GrantTexts {
  private GrantTexts() {}

  /** Such as {@code approver for team payments in staging, until ...}. */
  public static String grant(Grant grant) {
    var parts = new ArrayList<String>();
    parts.add(grant.scope().inWords());
    if (grant.from() != null) {
      parts.add("from " + Phrases.time(grant.from()));
    }
    if (grant.until() != null) {
      parts.add("until " + Phrases.time(grant.until()));
    }
    var why = grant.reason() == null ? "" : " (" + grant.reason() + ")";
    return Phrases.plain(grant.role()) + " " + String.join(" ", parts) + why;
  }
}
