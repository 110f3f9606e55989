package io.countersign.connectors.jira;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.PostedComment;
import io.countersign.connectors.spi.ticketing.TicketComment;
import io.countersign.connectors.spi.ticketing.TicketComment.Visibility;
import io.countersign.connectors.spi.ticketing.TicketUser;
import io.countersign.domain.Reference;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Comments, each with a property that holds its key and never shows. */
final class JiraComments {
  static final String ECHO = "countersign.echo";
  private static final String SERVICE_DESK = "sd.public.comment";

  private final JiraSettings settings;
  private final JiraClient client;
  private final JiraDeskComments desk;

  JiraComments(JiraSettings settings, JiraClient client) {
    this.settings = settings;
    this.client = client;
    this.desk = new JiraDeskComments(client);
  }

  /**
   * Page by page, all but those which others keep to a role or group: who reads them here is
   * another circle.
   */
  Outcome<List<PostedComment>> all(JiraFacts facts, Reference ticket) {
    return pages(facts, ticket)
        .then(
            all ->
                Outcome.ok(
                    all.stream()
                        .filter(it -> isOurs(facts, it) || !isRestricted(it))
                        .map(it -> read(facts, ticket, it))
                        .toList()));
  }

  private static boolean isRestricted(JsonNode comment) {
    return comment.path("visibility").isObject();
  }

  private static boolean isOurs(JiraFacts facts, JsonNode comment) {
    return JiraFacts.user(comment.path("author")).equals(facts.self());
  }

  private Outcome<List<JsonNode>> pages(JiraFacts facts, Reference ticket) {
    var path = path(ticket) + "?expand=properties&orderBy=created";
    return JiraPages.all(client, facts.version(), path, "comments");
  }

  Outcome<Reference> add(JiraFacts facts, Reference ticket, String key, TicketComment comment) {
    return pages(facts, ticket)
        .then(
            there -> {
              var found = there.stream().filter(it -> key.equals(key(facts, it))).findFirst();
              return comment.visibility() == Visibility.INTERNAL
                  ? internal(facts, ticket, key, comment, there, found)
                  : found
                      .map(it -> Outcome.ok(reference(ticket, id(it))))
                      .orElseGet(() -> post(facts, ticket, key, comment, false));
            });
  }

  /** Asked where it is now: it may have been moved to a service desk, or out of one. */
  private Outcome<Reference> internal(
      JiraFacts facts,
      Reference ticket,
      String key,
      TicketComment comment,
      List<JsonNode> there,
      Optional<JsonNode> found) {
    if (found.isPresent() && !isShown(found.get())) {
      return Outcome.ok(reference(ticket, id(found.get())));
    }
    return client
        .get(facts.version(), "issue/" + JiraClient.encoded(ticket.id()) + "?fields=project")
        .then(
            issue -> {
              boolean atDesk = isServiceDesk(issue);
              if (found.isPresent()) {
                return atDesk
                    ? withdrawn(facts, ticket, id(found.get()))
                    : Outcome.ok(reference(ticket, id(found.get())));
              }
              if (atDesk) {
                return toDesk(facts, ticket, key, comment, there);
              }
              return settings.internalRole() == null && !settings.internalInPublic()
                  ? nowhereInternal()
                  : post(facts, ticket, key, comment, false);
            });
  }

  private static Outcome<Reference> nowhereInternal() {
    return Outcome.failed(
        FailureCategory.USER,
        FailureCode.REFUSED,
        "whoever sees the issue reads all of its comments, since its project is no service desk:"
            + " set internalRole, or internalInPublic");
  }

  /** An issue of a service desk that is nobody's request is unknown to its interface. */
  private Outcome<Reference> toDesk(
      JiraFacts facts, Reference ticket, String key, TicketComment comment, List<JsonNode> there) {
    return switch (unkeyed(facts, there, comment)
        .map(Outcome::ok)
        .orElseGet(() -> desk.post(ticket, comment))) {
      case Outcome.Ok<JsonNode>(var posted) when posted.path("public").asBoolean(false) ->
          withdrawn(facts, ticket, id(posted));
      case Outcome.Ok<JsonNode>(var posted) ->
          desk.mark(facts, id(posted), key).then(_ -> Outcome.ok(reference(ticket, id(posted))));
      case Outcome.Failed<JsonNode> failed when failed.code() == FailureCode.NOT_FOUND ->
          post(facts, ticket, key, comment, true);
      case Outcome.Failed<JsonNode> failed -> failed.as();
    };
  }

  /** One of ours whose key isn't put yet, since an answer was lost. */
  private static Optional<JsonNode> unkeyed(
      JiraFacts facts, List<JsonNode> there, TicketComment comment) {
    return there.stream()
        .filter(it -> isOurs(facts, it) && key(facts, it) == null && !isShown(it))
        .filter(it -> JiraDeskComments.isSameText(text(facts, it), comment.text()))
        .findFirst();
  }

  private static boolean isServiceDesk(JsonNode issue) {
    var type = issue.path("fields").path("project").path("projectTypeKey").asString("");
    return type.equals("service_desk");
  }

  /**
   * @param secret whether it has to be kept from who raised the issue
   */
  private Outcome<Reference> post(
      JiraFacts facts, Reference ticket, String key, TicketComment comment, boolean secret) {
    return client
        .post(facts.version(), path(ticket), body(facts, key, comment), 201)
        .then(
            posted -> {
              if (id(posted).isEmpty()) {
                return Outcome.failed(
                    FailureCategory.EXTERNAL, FailureCode.BAD_ANSWER, "Jira answered no comment");
              }
              return secret && posted.path("jsdPublic").asBoolean(false)
                  ? withdrawn(facts, ticket, id(posted))
                  : Outcome.ok(reference(ticket, id(posted)));
            });
  }

  private ObjectNode body(JiraFacts facts, String key, TicketComment comment) {
    var body = JsonNodeFactory.instance.objectNode();
    if (facts.cloud()) {
      body.set("body", AtlassianDocument.of(comment.text()));
    } else {
      body.put("body", WikiText.of(comment.text()));
    }
    addProperty(body, ECHO).put("key", key);
    if (comment.visibility() == Visibility.INTERNAL) {
      addProperty(body, SERVICE_DESK).put("internal", true);
      if (settings.internalRole() != null) {
        body.putObject("visibility").put("type", "role").put("value", settings.internalRole());
      }
    }
    return body;
  }

  private static ObjectNode addProperty(ObjectNode body, String key) {
    return body.withArray("properties").addObject().put("key", key).putObject("value");
  }

  /** What an account that isn't an agent's writes is public, whatever it asks for. */
  private Outcome<Reference> withdrawn(JiraFacts facts, Reference ticket, String id) {
    var deleted = client.ask(facts.version(), "DELETE", path(ticket) + "/" + id, null, 204);
    return deleted instanceof Outcome.Failed<?> failed && failed.code() != FailureCode.NOT_FOUND
        ? Outcome.failed(
            failed.category(),
            FailureCode.REFUSED,
            "Jira made the internal comment "
                + id
                + " public, and it couldn't be deleted, which takes the right to delete one's own"
                + " comments: "
                + failed.message())
        : Outcome.failed(
            FailureCategory.USER,
            FailureCode.REFUSED,
            "Jira made an internal comment public, so it was deleted: the account has to be an"
                + " agent of the service desk");
  }

  private Reference reference(Reference ticket, String id) {
    return new Reference(settings.name(), "comment", id, address(ticket, id));
  }

  static String address(Reference ticket, String id) {
    return ticket.url().replaceAll("[?#].*$", "") + "?focusedCommentId=" + JiraClient.encoded(id);
  }

  private static String path(Reference ticket) {
    return "issue/" + JiraClient.encoded(ticket.id()) + "/comment";
  }

  private PostedComment read(JiraFacts facts, Reference ticket, JsonNode comment) {
    return new PostedComment(
        reference(ticket, comment.path("id").asString("0")),
        key(facts, comment),
        writer(comment),
        text(facts, comment),
        isShown(comment) ? Visibility.PUBLIC : Visibility.INTERNAL,
        JiraIssues.instant(comment.path("created")).orElse(Instant.EPOCH));
  }

  /** What somebody else edited, or somebody who isn't told, is nobody's word. */
  private static TicketUser writer(JsonNode comment) {
    var author = JiraFacts.user(comment.path("author"));
    var editor = comment.path("updateAuthor");
    boolean edited = !comment.path("updated").equals(comment.path("created"));
    boolean byAuthor = editor.isObject() ? JiraFacts.user(editor).equals(author) : !edited;
    return byAuthor ? author : TicketUser.UNSEEN;
  }

  private static String text(JiraFacts facts, JsonNode comment) {
    var body = comment.path("body");
    return facts.cloud() && body.isObject()
        ? AtlassianDocument.text(body)
        : WikiText.text(body.asString(""));
  }

  /**
   * To whoever raised the issue. Jira's own word counts; what we asked for only where it says none.
   */
  private static boolean isShown(JsonNode comment) {
    var told = comment.path("jsdPublic");
    if (isRestricted(comment)) {
      return false;
    }
    return told.isBoolean()
        ? told.asBoolean()
        : !property(comment, SERVICE_DESK).path("internal").asBoolean(false);
  }

  private static String id(JsonNode comment) {
    return comment.path("id").asString("");
  }

  /** Anybody may put the property on what they write: it counts in what our own account wrote. */
  private static @Nullable String key(JiraFacts facts, JsonNode comment) {
    var key = property(comment, ECHO).path("key").asString("");
    return key.isEmpty() || !isOurs(facts, comment) ? null : key;
  }

  private static JsonNode property(JsonNode comment, String key) {
    return comment
        .path("properties")
        .valueStream()
        .filter(it -> it.path("key").asString("").equals(key))
        .map(it -> it.path("value"))
        .findFirst()
        .orElseGet(JsonNodeFactory.instance::objectNode);
  }
}
