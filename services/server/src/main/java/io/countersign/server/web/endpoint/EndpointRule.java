package io.countersign.server.web.endpoint;

import io.countersign.domain.Role;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;

/**
 * An endpoint that somebody may read, isn't for all who are known, or isn't sent a small body. A
 * capability brings its own as beans.
 *
 * @param pattern of the path, as Spring has it
 * @param roles one of them is needed
 * @param bounded whether it's enough to hold one within bounds: then the endpoint shows what lies
 *     within them and nothing else
 */
public record EndpointRule(
    HttpMethod method, String pattern, Set<Role> roles, boolean bounded, Body body) {
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
    this(method, pattern, roles, false, body);
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
    return new EndpointRule(HttpMethod.GET, pattern, READERS, true, Body.CALL);
  }

  /** What some may read, and whoever audits. */
  public static EndpointRule reading(String pattern, Role... anyOf) {
    var readers = EnumSet.of(Role.AUDITOR, anyOf);
    return new EndpointRule(HttpMethod.GET, pattern, readers, Body.CALL);
  }

  /** Its methods: whoever asks for the head of an answer asks for the answer. */
  public List<HttpMethod> methods() {
    return method.equals(HttpMethod.GET)
        ? List.of(HttpMethod.GET, HttpMethod.HEAD)
        : List.of(method);
  }
}
