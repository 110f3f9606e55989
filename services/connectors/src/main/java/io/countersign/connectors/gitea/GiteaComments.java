package io.countersign.connectors.gitea;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.PostedComment;
import io.countersign.connectors.spi.ticketing.TicketComment;
import io.countersign.connectors.spi.ticketing.TicketComment.Visibility;
import io.countersign.connectors.spi.ticketing.TicketUser;
import io.countersign.domain.Reference;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Comments. Whoever reads a repository reads all of them: an internal one stands only where the
 * repository is private, among those who work on it.
 */
final class GiteaComments {
  private static final String INTERNAL = "internal:";

  private final GiteaSettings settings;
  private final GiteaClient client;
  private final GiteaIssues issues;

  GiteaComments(GiteaSettings settings, GiteaClient client, GiteaIssues issues) {
    this.settings = settings;
    this.client = client;
    this.issues = issues;
  }

  /** The issue first: asked for the comments of one that is gone, Gitea fails by itself. */
  Outcome<List<PostedComment>> all(TicketUser self, Reference ticket) {
    return issues
        .ask(ticket.id())
        .then(issue -> client.get(GiteaIssues.path(issue) + "/comments"))
        .then(all -> Outcome.ok(all.valueStream().map(it -> read(self, ticket, it)).toList()));
  }

  Outcome<Reference> add(TicketUser self, Reference ticket, String key, TicketComment comment) {
    return all(self, ticket)
        .then(
            there ->
                there.stream()
                    .filter(it -> key.equals(it.key()))
                    .findFirst()
                    .map(it -> Outcome.ok(it.reference()))
                    .orElseGet(() -> post(self, ticket, key, comment)));
  }

  private Outcome<Reference> post(
      TicketUser self, Reference ticket, String key, TicketComment comment) {
    boolean internal = comment.visibility() == Visibility.INTERNAL;
    var mark = (internal ? INTERNAL : "") + GiteaClient.encoded(key).replace("-", "%2D");
    var body =
        JsonNodeFactory.instance.objectNode().put("body", GiteaText.of(comment.text(), mark));
    return allowed(ticket, internal)
        .then(_ -> issues.path(ticket.id()))
        .then(path -> client.ask("POST", path + "/comments", body, 201))
        .then(it -> Outcome.ok(read(self, ticket, it).reference()));
  }

  private Outcome<Boolean> allowed(Reference ticket, boolean internal) {
    var repository = GiteaClient.encoded(ticket.id().replaceFirst("-.*", ""));
    return internal ? issues.isPrivate("repositories/" + repository) : Outcome.ok(true);
  }

  private PostedComment read(TicketUser self, Reference ticket, JsonNode comment) {
    var author = GiteaIssues.user(comment.path("user"));
    var body = comment.path("body").asString("");
    var mark = author.equals(self) ? GiteaText.mark(body) : "";
    var id = comment.path("id").asString("0");
    return new PostedComment(
        new Reference(settings.name(), "comment", id, address(ticket, id)),
        key(mark),
        writer(author, comment),
        mark.isEmpty() ? body : GiteaText.ours(body),
        mark.startsWith(INTERNAL) ? Visibility.INTERNAL : Visibility.PUBLIC,
        GiteaIssues.instant(comment.path("created_at")).orElse(Instant.EPOCH));
  }

  static String address(Reference ticket, String id) {
    return ticket.url() + "#issuecomment-" + GiteaClient.encoded(id);
  }

  /** Who edited it isn't told: it's nobody's word then. */
  private static TicketUser writer(TicketUser author, JsonNode comment) {
    var written = GiteaIssues.instant(comment.path("created_at")).orElse(Instant.EPOCH);
    var edited = GiteaIssues.instant(comment.path("updated_at")).orElse(written);
    return edited.isAfter(written) ? TicketUser.UNSEEN : author;
  }

  private static @Nullable String key(String mark) {
    var key = mark.startsWith(INTERNAL) ? mark.substring(INTERNAL.length()) : mark;
    return key.isEmpty() ? null : URLDecoder.decode(key, StandardCharsets.UTF_8);
  }
}
