package io.countersign.connectors.jira;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.Ticket;
import io.countersign.domain.Digest;
import io.countersign.domain.Reference;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Issues as tickets. */
final class JiraIssues {
  /** The property of an issue that holds the key which it was created with. */
  static final String LINK = "countersign.link";

  private static final Pattern LABEL = Pattern.compile("countersign:[A-Za-z0-9:._-]{1,90}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS[XXX][XX]", Locale.ROOT);

  private final JiraSettings settings;
  private final JiraClient client;
  private final JiraStates states;

  JiraIssues(JiraSettings settings, JiraClient client) {
    this.settings = settings;
    this.client = client;
    this.states = new JiraStates(settings.states());
  }

  /** Empty where it can't be read. */
  static Optional<Instant> instant(JsonNode time) {
    try {
      return Optional.of(Instant.from(TIME.parse(time.asString(""))));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** The ids of the fields that a ticket is read from. */
  List<String> wanted(JiraFacts facts) {
    var wanted =
        new ArrayList<>(
            List.of(
                "summary",
                "status",
                "updated",
                "created",
                "creator",
                "issuelinks",
                "issuetype",
                "labels",
                "project"));
    settings.fields().forEach(it -> facts.field(it).ifPresent(field -> wanted.add(field.id())));
    return wanted.stream().distinct().toList();
  }

  /** An issue, by its number, wherever it was moved. */
  Outcome<JsonNode> ask(JiraFacts facts, String id, List<String> fields) {
    return client.get(
        facts.version(),
        "issue/"
            + JiraClient.encoded(id)
            + "?fields="
            + JiraClient.encoded(String.join(",", fields))
            + "&properties="
            + LINK);
  }

  Outcome<Ticket> read(JiraFacts facts, String id) {
    return ask(facts, id, wanted(facts)).then(it -> ticket(facts, it));
  }

  Outcome<Ticket> ticket(JiraFacts facts, JsonNode issue) {
    var fields = issue.path("fields");
    var id = issue.path("id").asString("");
    var updated = instant(fields.path("updated"));
    if (id.isEmpty() || updated.isEmpty() || !fields.path("status").isObject()) {
      return Outcome.failed(
          FailureCategory.EXTERNAL,
          FailureCode.BAD_ANSWER,
          "Jira " + settings.name() + " answered no issue that can be read");
    }
    var values = values(facts, issue);
    var kind = settings.kindOf(fields.path("issuetype").path("name").asString(""));
    var url = settings.base() + "/browse/" + issue.path("key").asString(id);
    var status = fields.path("status").path("name").asString("");
    return Outcome.ok(
        new Ticket(
            new Reference(settings.name(), kind, id, url),
            correlation(facts, issue),
            fields.path("summary").asString(""),
            states.of(fields.path("status")),
            status,
            values,
            revision(issue, updated.get(), status, values),
            updated.get(),
            mergedInto(issue)));
  }

  /** What it's said to duplicate; Jira merges nothing by itself. */
  private @Nullable Reference mergedInto(JsonNode issue) {
    return issue
        .path("fields")
        .path("issuelinks")
        .valueStream()
        .filter(
            it -> it.path("type").path("name").asString("").equalsIgnoreCase(settings.duplicates()))
        .map(it -> it.path("outwardIssue"))
        .filter(it -> !it.path("id").asString("").isEmpty())
        .map(
            it ->
                new Reference(
                    settings.name(),
                    "issue",
                    it.path("id").asString(""),
                    settings.base() + "/browse/" + it.path("key").asString("")))
        .findFirst()
        .orElse(null);
  }

  private TreeMap<String, String> values(JiraFacts facts, JsonNode issue) {
    var values = new TreeMap<String, String>();
    for (var name : settings.fields()) {
      facts
          .field(name)
          .map(field -> value(facts, field, issue))
          .filter(it -> !it.isEmpty())
          .ifPresent(it -> values.put(name, it));
    }
    return values;
  }

  /** As a text; the label by which we find an issue again is ours and nobody else's matter. */
  static String value(JiraFacts facts, JiraField field, JsonNode issue) {
    var value = issue.path("fields").path(field.id());
    if (!field.id().equals("labels")) {
      return field.readFrom(value);
    }
    var ours = correlation(facts, issue);
    return String.join(
        ", ",
        value.valueStream().map(it -> it.asString("")).filter(it -> !it.equals(ours)).toList());
  }

  /**
   * By the property, which people don't see; by the label where none can be kept or was told. Null
   * where somebody else created it: a copy of an issue of ours has both.
   */
  static @Nullable String correlation(JiraFacts facts, JsonNode issue) {
    if (!JiraFacts.user(issue.path("fields").path("creator")).equals(facts.self())) {
      return null;
    }
    var kept = issue.path("properties").path(LINK).path("correlation").asString("");
    if (!kept.isEmpty()) {
      return kept;
    }
    return issue
        .path("fields")
        .path("labels")
        .valueStream()
        .map(it -> it.asString(""))
        .filter(it -> LABEL.matcher(it).matches())
        .findFirst()
        .orElse(null);
  }

  /** Jira has no number of a version; its time alone would be the same for two changes at once. */
  private static String revision(
      JsonNode issue, Instant updated, String status, TreeMap<String, String> values) {
    var content = new LinkedHashMap<String, Object>(values);
    content.put("/status", status);
    content.put("/summary", issue.path("fields").path("summary").asString(""));
    var text = content.toString().getBytes(StandardCharsets.UTF_8);
    return updated.toEpochMilli() + "-" + Digest.of(text).hex().substring(0, 8);
  }
}
