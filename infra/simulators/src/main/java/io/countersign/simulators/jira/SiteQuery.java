package io.countersign.simulators.jira;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A search in JQL, as far as anybody asks here: clauses that all have to hold, and an order. An
 * unknown field is an error, as on the Cloud.
 */
final class SiteQuery {
  private static final Pattern ORDER = Pattern.compile("(?i)\\border\\s+by\\s+(.*)$");
  private static final Pattern CLAUSE =
      Pattern.compile(
          "(?i)\\s*\"?(?<field>[a-z]+)\"?\\s*(?<op>>=|<=|!=|=|>|<|\\bin\\b|~|\\bis\\b)\\s*"
              + "(?<value>\\([^)]*\\)|\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|[^\\s]+(?:\\s+empty)?)\\s*");
  private static final Pattern RELATIVE = Pattern.compile("-(\\d+)([mhdw])");

  /** All searches are by the first account. */
  private static final String CALLER = "currentUser()";

  private final List<Predicate<SiteIssue>> clauses = new ArrayList<>();
  private Comparator<SiteIssue> order = Comparator.<SiteIssue>comparingLong(it -> it.id).reversed();
  private boolean bounded;

  private final JiraSite site;

  private SiteQuery(JiraSite site) {
    this.site = site;
  }

  /**
   * @throws SiteRefusal 400 where it can't be read, or nothing bounds it
   */
  static SiteQuery of(JiraSite site, String jql) {
    var query = new SiteQuery(site);
    var order = ORDER.matcher(jql);
    var text = jql;
    if (order.find()) {
      query.order(order.group(1));
      text = jql.substring(0, order.start());
    }
    for (var part : text.strip().isEmpty() ? new String[0] : text.split("(?i)\\s+and\\s+", -1)) {
      query.bounded = true;
      query.clauses.add(query.anyOf(part.strip()));
    }
    if (!query.bounded && site.settings().edition() == JiraEdition.CLOUD) {
      throw new SiteRefusal(
          400, "Unbounded JQL queries are not allowed here. Please add a search restriction.");
    }
    return query;
  }

  List<SiteIssue> run(List<Long> reconciled) {
    return site.searched(reconciled).stream()
        .filter(issue -> clauses.stream().allMatch(it -> it.test(issue)))
        .sorted(order)
        .toList();
  }

  private Predicate<SiteIssue> anyOf(String text) {
    if (!text.startsWith("(")) {
      return clause(text);
    }
    return Arrays.stream(text.substring(1, text.length() - 1).split("(?i)\\s+or\\s+", -1))
        .map(this::clause)
        .reduce(Predicate::or)
        .orElseThrow();
  }

  private Predicate<SiteIssue> clause(String text) {
    var clause = CLAUSE.matcher(text);
    if (!clause.matches()) {
      throw new SiteRefusal(400, "Error in the JQL Query: '" + text.strip() + "' is not expected.");
    }
    var field = clause.group("field").toLowerCase(Locale.ROOT);
    var op = clause.group("op").toLowerCase(Locale.ROOT);
    var values = values(clause.group("value"));
    return switch (field) {
      case "project" -> any(op, values, it -> List.of(it.project, SiteJson.projectId(it.project)));
      case "key", "issuekey", "id", "issue" ->
          any(op, values, it -> List.of(it.key, String.valueOf(it.id)));
      case "labels" ->
          any(op, values, it -> it.field("labels").valueStream().map(l -> l.asString("")).toList());
      case "status" ->
          any(op, values, it -> List.of(site.settings().workflow().status(it.status).name()));
      case "issuetype", "type" -> any(op, values, it -> List.of(it.type));
      case "summary", "text" ->
          it ->
              it.field("summary")
                  .asString("")
                  .toLowerCase(Locale.ROOT)
                  .contains(values.getFirst().toLowerCase(Locale.ROOT));
      case "updated" -> time(op, values.getFirst(), it -> it.updated);
      case "created" -> time(op, values.getFirst(), it -> it.created);
      case "creator", "reporter" ->
          any(op, values, it -> List.of(it.reporter.id(), isCaller(it) ? CALLER : ""));
      default ->
          throw new SiteRefusal(
              400,
              "Field '" + field + "' does not exist or you do not have permission to view it.");
    };
  }

  private boolean isCaller(SiteIssue issue) {
    return issue.reporter.equals(site.settings().users().getFirst());
  }

  private static List<String> values(String text) {
    var inner = text.startsWith("(") ? text.substring(1, text.length() - 1) : text;
    var found = new ArrayList<String>();
    for (var part : inner.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)) {
      var value = part.strip();
      boolean quoted = value.length() > 1 && (value.startsWith("\"") || value.startsWith("'"));
      found.add(
          quoted ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1") : value);
    }
    return found;
  }

  private static Predicate<SiteIssue> any(
      String op, List<String> values, Function<SiteIssue, List<String>> of) {
    Predicate<SiteIssue> has =
        it -> of.apply(it).stream().anyMatch(v -> values.stream().anyMatch(v::equalsIgnoreCase));
    return op.equals("!=") ? has.negate() : has;
  }

  /** To the minute, as Jira compares. */
  private Predicate<SiteIssue> time(String op, String text, Function<SiteIssue, Instant> of) {
    var bound = instant(text);
    return it -> {
      int comparison = of.apply(it).truncatedTo(ChronoUnit.MINUTES).compareTo(bound);
      return switch (op) {
        case ">=" -> comparison >= 0;
        case ">" -> comparison > 0;
        case "<=" -> comparison <= 0;
        case "<" -> comparison < 0;
        default -> comparison == 0;
      };
    };
  }

  private Instant instant(String text) {
    var relative = RELATIVE.matcher(text);
    if (relative.matches()) {
      long number = Long.parseLong(relative.group(1));
      var back =
          switch (relative.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofDays(7 * number);
          };
      return site.now().minus(back).truncatedTo(ChronoUnit.MINUTES);
    }
    try {
      var spelt = text.replace('/', '-') + (text.contains(":") ? "" : " 00:00");
      return LocalDateTime.parse(
              spelt, DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT))
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException _) {
      throw new SiteRefusal(400, "Date value '" + text + "' for field 'updated' is invalid.");
    }
  }

  private void order(String text) {
    Comparator<SiteIssue> all = null;
    for (var part : text.split(",", -1)) {
      var words = part.strip().split("\\s+", -1);
      Comparator<SiteIssue> one =
          switch (words[0].toLowerCase(Locale.ROOT)) {
            case "updated" -> Comparator.comparing(it -> it.updated);
            case "created" -> Comparator.comparing(it -> it.created);
            default -> Comparator.comparingLong(it -> it.id);
          };
      if (words.length > 1 && words[1].equalsIgnoreCase("desc")) {
        one = one.reversed();
      }
      all = all == null ? one : all.thenComparing(one);
    }
    order = all == null ? order : all.thenComparingLong(it -> it.id);
  }
}
