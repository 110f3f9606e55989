package io.countersign.server.web.endpoint;

import io.countersign.domain.Role;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;

/**
 * An endpoint that somebody may read, isn't for all who are known, or isn't sent a small body. A
 * capability brings its own as beans.
 *
 * @param pattern of the path, as Spring has it
 * @param roles one of them is needed
 */
public record EndpointRule(HttpMethod method, String pattern, Set<Role> roles, Body body) {
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

  /** What whoever works with the product may read. */
  public static EndpointRule forReaders(String pattern) {
    return reading(
        pattern, Role.VIEWER, Role.RESPONDER, Role.APPROVER, Role.COMMANDER, Role.ADMINISTRATOR);
  }

  /** What some may read. */
  public static EndpointRule reading(String pattern, Role... anyOf) {
    return new EndpointRule(HttpMethod.GET, pattern, Set.of(anyOf), Body.CALL);
  }

  /** Its methods: whoever asks for the head of an answer asks for the answer. */
  public List<HttpMethod> methods() {
    return method.equals(HttpMethod.GET)
        ? List.of(HttpMethod.GET, HttpMethod.HEAD)
        : List.of(method);
  }
}
