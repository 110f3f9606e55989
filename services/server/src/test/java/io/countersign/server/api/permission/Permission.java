package io.countersign.server.api.permission;

import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.access.RoleRules;
import io.countersign.domain.access.Scope;
import io.countersign.domain.access.confirmation.ConfirmationRules;
import io.countersign.domain.policy.bundle.PolicyBundleRules;
import io.countersign.server.api.permission.Walker.Held;
import io.countersign.server.web.endpoint.EndpointRule;
import io.countersign.server.web.endpoint.EndpointRule.Extent;
import io.countersign.server.web.endpoint.EndpointRule.Guard;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;
import tools.jackson.databind.JsonNode;

/** An endpoint of the API and the rule of who may call it. */
record Permission(HttpMethod method, String path, String of, EndpointRule rule) {
  /** What concerns all of an environment, not what one team answers for in it. */
  private static final List<String> OF_AN_ENVIRONMENT =
      List.of("/api/v1/confirmations/", "/api/v1/kill-switch", "/api/v1/runbooks/");

  private static final String PERSON = "by a person";
  private static final String SERVICE = "by a service";

  private static final String CONFIRMATION = "/api/v1/confirmations/{id}";

  /** The answers that tell who may from who may not. */
  enum Answer {
    ALLOWED,
    FORBIDDEN,
    NOT_THERE,
    /** It doesn't tell: the call isn't such that who may is told from who may not. */
    UNCLEAR
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
                    .flatMap(method -> of(method, path.getKey(), rules)))
        .sorted(Comparator.comparing(Permission::path).thenComparing(it -> it.method))
        .toList();
  }

  /** What is told more exactly than by one rule: it's another for a part, or for a machine. */
  private static Stream<Permission> of(HttpMethod method, String path, List<EndpointRule> rules) {
    var one = new Permission(method, path, "", rule(method, path, rules));
    return switch (one.toString()) {
      case "PUT /api/v1/kill-switch" -> halts(one);
      case "POST /api/v1/policy/bundles" -> proposals(one);
      default -> Stream.of(one);
    };
  }

  /** Once there are two administrators; the one there is at first writes policies too. */
  private static Stream<Permission> proposals(Permission one) {
    return Stream.of(
        one.by(PERSON, PolicyBundleRules.AUTHORS), one.by(SERVICE, PolicyBundleRules.BRINGING));
  }

  private Permission by(String whom, Set<Role> roles) {
    var byThem = new EndpointRule(method, path, roles, rule.extent(), Guard.DECISION, rule.body());
    return new Permission(method, path, whom, byThem);
  }

  /** Halts are of a part, or of everything. */
  private static Stream<Permission> halts(Permission one) {
    var method = one.method();
    var path = one.path();
    var halting = RoleRules.halting(Scope.EVERYWHERE);
    var all = EndpointRule.deciding(method, path, halting, Extent.EVERYWHERE);
    return Stream.of(
        new Permission(method, path, "of a part", one.rule()),
        new Permission(method, path, "of everything", all));
  }

  private static EndpointRule rule(HttpMethod method, String path, List<EndpointRule> rules) {
    return rules.stream()
        .filter(it -> it.method().equals(method) && matches(it, path))
        .findFirst()
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
        || path.startsWith("/api/v1/break-glass/{id}")
        || (method.equals(HttpMethod.GET) && path.startsWith("/api/v1/calendars/"))
        || path.equals("/api/v1/audit/why-silent")
        || isOfConfirmation();
  }

  /** Whether it's told of whom this is; of the others another row tells. */
  boolean isOf(Walker who) {
    return switch (of) {
      case PERSON -> who.kind() == PrincipalKind.PERSON;
      case SERVICE -> who.kind() == PrincipalKind.SERVICE;
      default -> true;
    };
  }

  private boolean isOfConfirmation() {
    return method.equals(HttpMethod.GET) && path.equals(CONFIRMATION);
  }

  /** What a walker is answered about what its own team answers for. */
  Answer expected(Walker who) {
    if (!passesDoor(who)) {
      return Answer.FORBIDDEN;
    }
    if (isOfOne() && !(isOfConfirmation() ? readsConfirmation(who) : sees(who))) {
      return Answer.NOT_THERE;
    }
    return passesDecision(who) ? Answer.ALLOWED : Answer.FORBIDDEN;
  }

  private boolean passesDoor(Walker who) {
    return switch (rule.guard()) {
      case DOOR, DOOR_AND_DECISION -> mayEnter(who);
      case NONE, DECISION, PERSONS_DECISION -> true;
    };
  }

  private boolean passesDecision(Walker who) {
    return switch (rule.guard()) {
      case NONE, DOOR -> true;
      case DECISION -> mayDecide(who);
      case PERSONS_DECISION, DOOR_AND_DECISION ->
          who.kind() == PrincipalKind.PERSON && mayDecide(who);
    };
  }

  /** The one that is walked: about an environment, by whoever releases it or looks over it. */
  private static boolean readsConfirmation(Walker who) {
    return (who.held() == Held.EVERYWHERE && !who.holds(Role.OPERATOR))
        || (coversEnvironment(who)
            && who.role() != null
            && ConfirmationRules.readingWithin(PermissionCalls.RELEASE).contains(who.role()));
  }

  private static boolean coversEnvironment(Walker who) {
    return who.held() == Held.EVERYWHERE || who.held() == Held.OWN_ENVIRONMENT;
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
    if (rule.extent() == Extent.OWN && path.startsWith("/api/v1/me/")) {
      return true;
    }
    return switch (rule.extent()) {
      case EVERYWHERE, OWN -> holds(who) && who.held() == Held.EVERYWHERE;
      case THROUGHOUT, WITHIN, OWN_OR_THROUGHOUT ->
          holds(who)
              && (OF_AN_ENVIRONMENT.stream().anyMatch(path::startsWith)
                  ? coversEnvironment(who)
                  : who.held() != Held.OTHER_TEAM);
      case SOMEWHERE -> holds(who);
    };
  }

  @Override
  public String toString() {
    return (method + " " + path + " " + of).strip();
  }

  /** As the page has it. */
  String row() {
    return "| `%s %s`%s | %s | %s | %s | %s |"
        .formatted(
            method, path, of.isEmpty() ? "" : " " + of, roles(), extent(), persons(), guard());
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
      case OWN_OR_THROUGHOUT -> "one's own, or all that it touches";
    };
  }

  private String somewhere() {
    if (isOfConfirmation()) {
      return "what they have a say in or took part in; or everywhere";
    }
    if (isOfOne()) {
      return "something of it";
    }
    return method.equals(HttpMethod.GET) ? "anything: the part that lies within" : "anything";
  }

  private String persons() {
    if (of.equals(PERSON) || of.equals(SERVICE)) {
      return of.equals(PERSON) ? "persons" : "services";
    }
    return switch (rule.guard()) {
      case NONE -> "anybody";
      case DOOR, DECISION -> "persons, services";
      case PERSONS_DECISION, DOOR_AND_DECISION -> "persons";
    };
  }

  private String guard() {
    var sight = isOfOne() ? "404 out of sight, " : "";
    return switch (rule.guard()) {
      case NONE -> "";
      case DOOR -> rule.roles().isEmpty() ? "401" : sight + "403 at the door";
      case DOOR_AND_DECISION -> "403 at the door, or by the decision";
      case DECISION, PERSONS_DECISION -> sight + "403 by the decision";
    };
  }
}
