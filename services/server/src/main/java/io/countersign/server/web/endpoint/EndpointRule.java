package io.countersign.server.web.endpoint;

import io.countersign.domain.Role;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;

/**
 * The rule of who may call an endpoint, and what it is sent. Each endpoint has one; a capability
 * brings its own as beans, one by one or as {@link CapabilityEndpoints}. All of them make up {@code
 * docs/reference/permissions.md}.
 *
 * @param pattern of the path, as Spring has it
 * @param roles one of them is needed; empty: none
 * @param extent over how much it has to be held
 * @param guard who sees to it
 */
public record EndpointRule(
    HttpMethod method, String pattern, Set<Role> roles, Extent extent, Guard guard, Body body) {
  /** Over how much one of the roles has to be held. */
  public enum Extent {
    /** Without bounds. */
    EVERYWHERE,
    /** Over all that is touched. */
    THROUGHOUT,
    /** Over something of what is touched. */
    WITHIN,
    /** Within whatever bounds: what lies within them is shown, or counts. */
    SOMEWHERE,
    /** For one's own none is needed; for others' without bounds. */
    OWN,
    /** For one's own none is needed; for others' over all that is touched. */
    OWN_OR_THROUGHOUT
  }

  /** Who sees to it that nobody else calls it. */
  public enum Guard {
    /** Nobody: it's for whoever comes. */
    NONE,
    /** The door, before anything else is looked at. */
    DOOR,
    /** The decision, which keeps the refusal where it belongs. */
    DECISION,
    /** The same, which persons alone make. */
    PERSONS_DECISION,
    /** The door lets in who holds a role within whatever bounds, persons decide on the rest. */
    DOOR_AND_DECISION
  }

  /** What an endpoint is sent. */
  public enum Body {
    /** What one call asks for. */
    CALL,
    /** A whole document, which may be large. */
    DOCUMENT,
    /** What a source tells, which may be large; attempts that are refused go on its record. */
    DELIVERY
  }

  public EndpointRule {
    roles = Set.copyOf(roles);
  }

  /** For who holds one of the roles everywhere. */
  public EndpointRule(HttpMethod method, String pattern, Set<Role> roles, Body body) {
    this(method, pattern, roles, Extent.EVERYWHERE, Guard.DOOR, body);
  }

  /** Who works with the product: all but those who only deliver to it. */
  public static final Set<Role> READERS =
      Collections.unmodifiableSet(
          EnumSet.complementOf(
              EnumSet.of(Role.ALERT_INTAKE, Role.CHANGE_INTAKE, Role.CATALOG_EDITOR)));

  /** What whoever works with the product may read. */
  public static EndpointRule forReaders(String pattern) {
    return new EndpointRule(HttpMethod.GET, pattern, READERS, Body.CALL);
  }

  /** The same; whoever may see a part of it is shown that part. */
  public static EndpointRule forReadersOfParts(String pattern) {
    return new EndpointRule(
        HttpMethod.GET, pattern, READERS, Extent.SOMEWHERE, Guard.DOOR, Body.CALL);
  }

  /** What some may read, and whoever audits. */
  public static EndpointRule reading(String pattern, Role... anyOf) {
    var readers = EnumSet.of(Role.AUDITOR, anyOf);
    return new EndpointRule(HttpMethod.GET, pattern, readers, Body.CALL);
  }

  /** What administrators alone do. */
  public static EndpointRule managing(HttpMethod method, String pattern) {
    return new EndpointRule(method, pattern, Set.of(Role.ADMINISTRATOR), Body.CALL);
  }

  /** What persons decide who hold one of the roles. */
  public static EndpointRule deciding(
      HttpMethod method, String pattern, Set<Role> anyOf, Extent extent) {
    return new EndpointRule(method, pattern, anyOf, extent, Guard.PERSONS_DECISION, Body.CALL);
  }

  /** Whether it's enough to hold one of the roles within bounds to be let in. */
  public boolean bounded() {
    return extent == Extent.SOMEWHERE || guard == Guard.DOOR_AND_DECISION;
  }

  /** Its methods: whoever asks for the head of an answer asks for the answer. */
  public List<HttpMethod> methods() {
    return method.equals(HttpMethod.GET)
        ? List.of(HttpMethod.GET, HttpMethod.HEAD)
        : List.of(method);
  }
}
