package io.countersign.connectors.servicenow;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.FieldChange;
import io.countersign.connectors.spi.ticketing.PostedComment;
import io.countersign.connectors.spi.ticketing.TicketComment;
import io.countersign.connectors.spi.ticketing.TicketComment.Visibility;
import io.countersign.connectors.spi.ticketing.TicketUser;
import io.countersign.domain.Reference;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Work notes and comments, and what was changed. An entry has no property for a key: ours end with
 * a mark that holds it, which counts in what our own account wrote and nowhere else.
 */
final class ServiceNowJournal {
  private static final Pattern MARK =
      Pattern.compile("\\s*\\[countersign:([^\\]\\s]{1,700})\\]\\s*$");

  /** What makes an instance show HTML. */
  private static final Pattern CODE = Pattern.compile("(?i)\\[(?=\\s*/?\\s*code)");

  private static final String STATE = "state";
  private static final int PAGE = 500;

  private final ServiceNowSettings settings;
  private final ServiceNowClient client;
  private final ServiceNowUsers users;

  ServiceNowJournal(ServiceNowSettings settings, ServiceNowClient client, ServiceNowUsers users) {
    this.settings = settings;
    this.client = client;
    this.users = users;
  }

  Outcome<List<PostedComment>> all(Reference ticket) {
    var query =
        "element_id="
            + ticket.id()
            + "^elementINwork_notes,comments^ORDERBYsys_created_on^ORDERBYsys_id";
    return client
        .list(
            "sys_journal_field", query, "sys_id,element,value,sys_created_by,sys_created_on", PAGE)
        .then(rows -> read(ticket, rows.rows()));
  }

  private Outcome<List<PostedComment>> read(Reference ticket, List<JsonNode> rows) {
    var found = new ArrayList<PostedComment>();
    for (var json : rows) {
      var row = new ServiceNowRecord(json);
      switch (users.named(row.value("sys_created_by"), at(row))) {
        case Outcome.Failed<TicketUser> failed -> {
          return failed.as();
        }
        case Outcome.Ok<TicketUser>(var author) -> found.add(comment(ticket, row, author));
      }
    }
    return Outcome.ok(List.copyOf(found));
  }

  private PostedComment comment(Reference ticket, ServiceNowRecord row, TicketUser author) {
    var text = row.value("value");
    var mark = MARK.matcher(text);
    boolean ours = row.value("sys_created_by").equals(settings.user()) && mark.find();
    return new PostedComment(
        new Reference(settings.name(), "comment", row.value("sys_id"), ticket.url()),
        ours ? decoded(mark.group(1)) : null,
        author,
        ours ? text.substring(0, mark.start()) : text,
        row.value("element").equals("comments") ? Visibility.PUBLIC : Visibility.INTERNAL,
        at(row));
  }

  private static Instant at(ServiceNowRecord row) {
    return row.instant("sys_created_on").orElse(Instant.EPOCH);
  }

  private static String decoded(String key) {
    try {
      return URLDecoder.decode(key, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return key;
    }
  }

  Outcome<Reference> add(
      ServiceNowTable table, Reference ticket, String key, TicketComment comment) {
    return find(ticket, key)
        .then(
            there ->
                there.isEmpty()
                    ? post(table, ticket, key, comment)
                    : Outcome.ok(there.getFirst().reference()));
  }

  private Outcome<List<PostedComment>> find(Reference ticket, String key) {
    return all(ticket)
        .then(it -> Outcome.ok(it.stream().filter(one -> key.equals(one.key())).toList()));
  }

  private Outcome<Reference> post(
      ServiceNowTable table, Reference ticket, String key, TicketComment comment) {
    var column =
        switch (comment.visibility()) {
          case INTERNAL -> "work_notes";
          case PUBLIC -> "comments";
        };
    var inert = CODE.matcher(comment.text()).replaceAll("[ ");
    var text = inert + "\n\n[countersign:" + ServiceNowClient.encoded(key) + "]";
    return client
        .send(
            "PATCH",
            "now/table/" + table.table() + "/" + ServiceNowClient.encoded(ticket.id()),
            ServiceNowWrites.body(Map.of(column, text)),
            Set.of(200))
        .then(_ -> find(ticket, key))
        .then(
            posted ->
                posted.isEmpty()
                    ? Outcome.failed(
                        FailureCategory.USER,
                        FailureCode.REFUSED,
                        "ServiceNow " + settings.name() + " took no " + column)
                    : Outcome.ok(posted.getFirst().reference()));
  }

  /** By the audit, which an account may not be allowed to read: then nothing is told. */
  Outcome<List<FieldChange>> changes(ServiceNowTable table, Reference ticket, Instant since) {
    var query =
        "documentkey="
            + ticket.id()
            + "^sys_created_on>="
            + ServiceNowRecord.time(since)
            + "^ORDERBYsys_created_on^ORDERBYsys_id";
    var rows =
        client.list("sys_audit", query, "fieldname,oldvalue,newvalue,user,sys_created_on", PAGE);
    return switch (rows) {
      case Outcome.Ok<ServiceNowClient.Rows>(var found) -> changes(table, found.rows());
      case Outcome.Failed<ServiceNowClient.Rows> failed
          when failed.code() == FailureCode.UNAUTHORISED ->
          Outcome.ok(List.of());
      case Outcome.Failed<ServiceNowClient.Rows> failed -> failed.as();
    };
  }

  private Outcome<List<FieldChange>> changes(ServiceNowTable table, List<JsonNode> rows) {
    var found = new ArrayList<FieldChange>();
    for (var json : rows) {
      var row = new ServiceNowRecord(json);
      switch (users.named(row.value("user"), at(row))) {
        case Outcome.Failed<TicketUser> failed -> {
          return failed.as();
        }
        case Outcome.Ok<TicketUser>(var by) -> found.add(change(table, row, by));
      }
    }
    found.removeIf(it -> it.field().equals(STATE) && it.from().equals(it.to()));
    return Outcome.ok(List.copyOf(found));
  }

  private FieldChange change(ServiceNowTable table, ServiceNowRecord row, TicketUser by) {
    var field = row.value("fieldname");
    return new FieldChange(
        field,
        field.equals(STATE)
            ? table.state(settings, row.value("oldvalue")).name()
            : row.value("oldvalue"),
        field.equals(STATE)
            ? table.state(settings, row.value("newvalue")).name()
            : row.value("newvalue"),
        by,
        at(row));
  }
}
