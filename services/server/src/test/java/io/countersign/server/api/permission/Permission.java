package io.countersign.server.api.permission;

import io.countersign.domain.PrincipalKind;
import io.countersign.server.api.permission.Walker.Held;
import io.countersign.server.web.endpoint.EndpointRule;
import io.countersign.server.web.endpoint.EndpointRule.Extent;
import io.countersign.server.web.endpoint.EndpointRule.Guard;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;
import tools.jackson.databind.JsonNode;

/** An endpoint of the API and the rule of who may call it. */
record Permission(HttpMethod method, String path, EndpointRule rule) {
  /** The answers that tell who may from who may not. */
  enum Answer {
    ALLOWED,
    FORBIDDEN,
    NOT_THERE
  }

  /**
   * One for each endpoint that is described.
   *
   * @throws IllegalStateException for one without a rule
   */
  static List<Permission> all(JsonNode description, List<EndpointRule> rules) {
    return description.path("paths").properties().stream()
        .flatMap(
            path ->
                path.getValue().propertyNames().stream()
                    .map(verb -> HttpMethod.valueOf(verb.toUpperCase(Locale.ROOT)))
                    .map(method -> of(method, path.getKey(), rules)))
        .sorted(Comparator.comparing(Permission::path).thenComparing(it -> it.method))
        .toList();
  }

  private static Permission of(HttpMethod method, String path, List<EndpointRule> rules) {
    return rules.stream()
        .filter(it -> it.method().equals(method) && matches(it, path))
        .findFirst()
        .map(it -> new Permission(method, path, it))
        .orElseThrow(
            () -> new IllegalStateException("no EndpointRule says who may " + method + " " + path));
  }

  private static boolean matches(EndpointRule rule, String path) {
    return PathPatternParser.defaultInstance
        .parse(rule.pattern())
        .matches(PathContainer.parsePath(path));
  }

  /** Whether it's about one thing that is in sight or isn't. */
  boolean isOfOne() {
    return path.startsWith("/api/v1/incidents/{id}")
        || path.startsWith("/api/v1/remediations/{id}")
        || path.startsWith("/api/v1/break-glass/{id}");
  }

  /** What a walker is answered about what its own team answers for. */
  Answer expected(Walker who) {
    boolean door = rule.guard() == Guard.DOOR;
    if (door && !mayEnter(who)) {
      return Answer.FORBIDDEN;
    }
    if (isOfOne() && !sees(who)) {
      return Answer.NOT_THERE;
    }
    return door || rule.guard() == Guard.NONE || mayDecide(who) ? Answer.ALLOWED : Answer.FORBIDDEN;
  }

  private boolean mayEnter(Walker who) {
    return rule.roles().isEmpty()
        || (holds(who) && (rule.bounded() || who.held() == Held.EVERYWHERE));
  }

  private boolean holds(Walker who) {
    return who.role() != null && rule.roles().contains(who.role());
  }

  private static boolean sees(Walker who) {
    return who.role() != null
        && EndpointRule.READERS.contains(who.role())
        && who.held() != Held.OTHER_TEAM;
  }

  private boolean mayDecide(Walker who) {
    if (rule.guard() == Guard.PERSONS_DECISION && who.kind() != PrincipalKind.PERSON) {
      return false;
    }
    return switch (rule.extent()) {
      case EVERYWHERE, OWN -> holds(who) && who.held() == Held.EVERYWHERE;
      case THROUGHOUT, WITHIN -> holds(who) && who.held() != Held.OTHER_TEAM;
      case SOMEWHERE -> holds(who);
    };
  }

  @Override
  public String toString() {
    return method + " " + path;
  }

  /** As the page has it. */
  String row() {
    return "| `%s %s` | %s | %s | %s | %s |"
        .formatted(method, path, roles(), extent(), persons(), guard());
  }

  private String roles() {
    if (rule.roles().isEmpty()) {
      return rule.guard() == Guard.NONE ? "" : "whoever is known";
    }
    return rule.roles().equals(EndpointRule.READERS)
        ? "readers"
        : rule.roles().stream()
            .sorted()
            .map(it -> it.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
  }

  private String extent() {
    if (rule.roles().isEmpty() && rule.extent() != Extent.OWN) {
      return "";
    }
    return switch (rule.extent()) {
      case EVERYWHERE -> "everywhere";
      case THROUGHOUT -> "all that it touches";
      case WITHIN -> "something that it touches";
      case SOMEWHERE -> somewhere();
      case OWN -> rule.roles().isEmpty() ? "one's own" : "one's own, or everywhere";
    };
  }

  private String somewhere() {
    if (isOfOne()) {
      return "something of it";
    }
    return method.equals(HttpMethod.GET) ? "anything: the part that lies within" : "anything";
  }

  private String persons() {
    return switch (rule.guard()) {
      case NONE -> "anybody";
      case DOOR, DECISION -> "persons, services";
      case PERSONS_DECISION -> "persons";
    };
  }

  private String guard() {
    var sight = isOfOne() ? "404 out of sight, " : "";
    return switch (rule.guard()) {
      case NONE -> "";
      case DOOR -> rule.roles().isEmpty() ? "401" : sight + "403 at the door";
      case DECISION, PERSONS_DECISION -> sight + "403 by the decision";
    };
  }
}
