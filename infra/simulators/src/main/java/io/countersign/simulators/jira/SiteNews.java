package io.countersign.simulators.jira;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A thing that happened to an issue.
 *
 * @param event as webhooks name it
 */
record SiteNews(
    String event,
    SiteIssue issue,
    SiteUser by,
    Instant at,
    @Nullable SiteHistory change,
    @Nullable SiteComment comment) {
  static SiteNews created(SiteIssue issue, SiteUser by, Instant at) {
    return new SiteNews("jira:issue_created", issue, by, at, null, null);
  }

  static SiteNews updated(SiteIssue issue, SiteUser by, SiteHistory change) {
    return new SiteNews("jira:issue_updated", issue, by, change.at(), change, null);
  }

  static SiteNews deleted(SiteIssue issue, SiteUser by, Instant at) {
    return new SiteNews("jira:issue_deleted", issue, by, at, null, null);
  }

  static SiteNews commented(SiteIssue issue, SiteUser by, SiteComment comment, String event) {
    return new SiteNews(event, issue, by, comment.updated, null, comment);
  }
}
