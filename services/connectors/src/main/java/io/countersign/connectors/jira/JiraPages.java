package io.countersign.connectors.jira;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.transport.ListBudget;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A list that Jira hands out by offsets, read to its end. One that never ends, or is longer than
 * any that the product can take in, is a bad answer: half of it would be taken for all of it.
 */
final class JiraPages {
  static final int PAGE = 100;
  static final int MOST_PAGES = 100;

  private JiraPages() {}

  /**
   * All of it, in order.
   *
   * @param path with or without parameters
   * @param members the names that the list may have in a page
   */
  static Outcome<List<JsonNode>> all(
      JiraClient client, int version, String path, String... members) {
    var found = new ArrayList<JsonNode>();
    var parameters = path + (path.contains("?") ? "&" : "?") + "maxResults=" + PAGE + "&startAt=";
    var budget = ListBudget.ofOne();
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      switch (client.ask(version, "GET", parameters + found.size(), null, 200)) {
        case Outcome.Failed<JiraClient.Dated> failed -> {
          return failed.as();
        }
        case Outcome.Ok<JiraClient.Dated>(var answer) -> {
          if (!budget.admits(answer.bytes())) {
            return bad("Jira " + ListBudget.SPENT);
          }
          var page = answer.json();
          int before = found.size();
          for (var member : members) {
            page.path(member).values().forEach(found::add);
          }
          if (found.size() == before || found.size() >= page.path("total").asInt(0)) {
            return Outcome.ok(found);
          }
        }
      }
    }
    return bad("Jira's list of " + members[0] + " doesn't end within " + MOST_PAGES + " pages");
  }

  private static <T> Outcome<T> bad(String why) {
    return Outcome.failed(FailureCategory.EXTERNAL, FailureCode.BAD_ANSWER, why);
  }
}
