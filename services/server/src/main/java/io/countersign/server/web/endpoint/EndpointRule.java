package io.countersign.server.web.endpoint;

import io.countersign.domain.Role;
import java.util.Set;
import org.springframework.http.HttpMethod;

/**
 * An endpoint that isn't for all who are known, or isn't sent a small body. A capability brings its
 * own as beans; for the others the general rules do.
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
}
