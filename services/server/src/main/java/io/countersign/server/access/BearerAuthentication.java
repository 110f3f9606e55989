package io.countersign.server.access;

import io.countersign.server.web.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A caller whose credential was good, with the roles of this moment. */
final class BearerAuthentication extends AbstractAuthenticationToken {
  private final transient Caller caller;

  BearerAuthentication(Caller caller) {
    super(caller.roles().stream().map(role -> new SimpleGrantedAuthority(role.name())).toList());
    this.caller = caller;
    setAuthenticated(true);
  }

  @Override
  public Object getCredentials() {
    return List.of();
  }

  @Override
  public Object getPrincipal() {
    return caller;
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
