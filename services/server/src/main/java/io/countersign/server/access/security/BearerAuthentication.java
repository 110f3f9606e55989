package io.countersign.server.access.security;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;

/** The authentication of a caller by its bearer; the bearer itself isn't kept. */
final class BearerAuthentication extends AbstractAuthenticationToken {
  private final transient BearerPrincipal principal;

  BearerAuthentication(OAuth2AuthenticatedPrincipal principal) {
    super(principal.getAuthorities());
    this.principal = (BearerPrincipal) principal;
    setAuthenticated(true);
  }

  @Override
  public Object getCredentials() {
    return List.of();
  }

  @Override
  public Object getPrincipal() {
    return principal.caller();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
