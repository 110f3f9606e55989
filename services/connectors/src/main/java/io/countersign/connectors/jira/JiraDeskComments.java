package io.countersign.connectors.jira;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.TicketComment;
import io.countersign.domain.Reference;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Internal comments by the service desk's own interface, which says of each whether it's public,
 * and takes no properties: the key is put afterwards.
 */
final class JiraDeskComments {
  private static final Pattern NO_WORD = Pattern.compile("&#92;|[^\\p{L}\\p{N}]+");

  private final JiraClient client;

  JiraDeskComments(JiraClient client) {
    this.client = client;
  }

  /** NOT_FOUND where the issue is no request of the service desk. */
  Outcome<JsonNode> post(Reference ticket, TicketComment comment) {
    var body =
        JsonNodeFactory.instance
            .objectNode()
            .put("body", WikiText.of(comment.text()))
            .put("public", false);
    return client
        .postToDesk("request/" + JiraClient.encoded(ticket.id()) + "/comment", body)
        .then(
            posted ->
                posted.path("id").asString("").isEmpty()
                    ? Outcome.failed(
                        FailureCategory.EXTERNAL,
                        FailureCode.BAD_ANSWER,
                        "the service desk answered no comment")
                    : Outcome.ok(posted));
  }

  /** Until it's done the comment is found by its text. */
  Outcome<Integer> mark(JiraFacts facts, String comment, String key) {
    return client.done(
        facts.version(),
        "PUT",
        "comment/" + comment + "/properties/" + JiraComments.ECHO,
        JsonNodeFactory.instance.objectNode().put("key", key));
  }

  /** Word by word: what stands between them is changed on its way through markup. */
  static boolean isSameText(String one, String other) {
    return words(one).equals(words(other));
  }

  private static String words(String text) {
    return NO_WORD.matcher(text).replaceAll(" ").strip();
  }
}
