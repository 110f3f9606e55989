package io.countersign.server.access.security;

import io.countersign.domain.Role;
import io.countersign.server.web.Caller;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;

/** A caller whose bearer was good, with the roles of this moment, as Spring Security has it. */
record BearerPrincipal(Caller caller, List<GrantedAuthority> authorities)
    implements OAuth2AuthenticatedPrincipal {
  BearerPrincipal {
    authorities = List.copyOf(authorities);
  }

  static OAuth2AuthenticatedPrincipal of(Caller caller) {
    return new BearerPrincipal(
        caller,
        Stream.concat(
                caller.roles().stream().map(Role::name),
                caller.bounded().stream().map(BearerPrincipal::bounded))
            .<GrantedAuthority>map(SimpleGrantedAuthority::new)
            .toList());
  }

  /** The authority of who holds a role within bounds, or everywhere. */
  static String bounded(Role role) {
    return role.name() + "_SOMEWHERE";
  }

  @Override
  public String getName() {
    return caller.id().value();
  }

  @Override
  public Map<String, Object> getAttributes() {
    return Map.of();
  }

  @Override
  public Collection<? extends GrantedAuthority> getAuthorities() {
    return authorities;
  }
}
