package io.countersign.simulators.jira;

import java.util.List;
import java.util.Map;

/**
 * The make of a site.
 *
 * @param projects key and {@code software} or {@code service_desk}
 * @param types the names of issue types, in the order of their ids, which begin at 10001
 * @param users the first of whom is the account of the one that is connected
 */
public record SiteSettings(
    JiraEdition edition,
    Map<String, String> projects,
    List<String> types,
    SiteWorkflow workflow,
    List<SiteField> fields,
    List<SiteUser> users) {
  /** A site with two projects, priorities, and a field of its own named {@code service}. */
  public static SiteSettings of(JiraEdition edition) {
    return of(edition, List.of("Highest", "High", "Medium", "Low", "Lowest"));
  }

  /**
   * The same with priorities of one's own.
   *
   * @param priorities by name, the most urgent first
   */
  public static SiteSettings of(JiraEdition edition, List<String> priorities) {
    return new SiteSettings(
        edition,
        Map.of("OPS", "service_desk", "DEV", "software"),
        List.of("Task", "Incident", "Bug", "Change"),
        SiteWorkflow.ofIncidents(),
        List.of(
            new SiteField("summary", "Summary", "string", List.of()),
            new SiteField("description", "Description", "doc", List.of()),
            new SiteField("environment", "Environment", "doc", List.of()),
            new SiteField("priority", "Priority", "priority", priorities),
            new SiteField("assignee", "Assignee", "user", List.of()),
            new SiteField("labels", "Labels", "array", List.of()),
            new SiteField(
                "resolution", "Resolution", "resolution", List.of("Done", "Won't Do", "Duplicate")),
            new SiteField("customfield_10101", "service", "string", List.of()),
            new SiteField("customfield_10102", "Severity", "option", List.of("S1", "S2", "S3")),
            new SiteField("customfield_10103", "Root cause", "doc", List.of()),
            new SiteField("customfield_10104", "Alerts", "number", List.of())),
        List.of(
            user("bot", "Countersign"),
            user("alice", "Alice Kim"),
            user("bob", "Bob Okafor"),
            user("carol", "Carol Ruiz")));
  }

  private static SiteUser user(String name, String displayName) {
    return new SiteUser("5b10a2844c20165700ede2-" + name, name, name + "@example.com", displayName);
  }
}
