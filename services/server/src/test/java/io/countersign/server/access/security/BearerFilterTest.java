package io.countersign.server.access.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.access.Sight;
import io.countersign.server.web.Caller;
import io.countersign.server.web.problem.ProblemWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OAuth2IntrospectionException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import tools.jackson.databind.json.JsonMapper;

class BearerFilterTest {
  private static final BearerToken BEARER = BearerToken.issue("ses_00000000000000000000");
  private static final Caller CALLER =
      new Caller(
          new PrincipalId("usr_1"),
          PrincipalKind.PERSON,
          Set.of(Role.VIEWER),
          Set.of(Role.VIEWER),
          Sight.EVERYTHING,
          BEARER.id(),
          "",
          null);

  private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/me");
  private final MockHttpServletResponse response = new MockHttpServletResponse();
  private final List<Object> reached = new ArrayList<>();

  @AfterEach
  void forget() {
    SecurityContextHolder.clearContext();
  }

  @Test
  void whoShowsAGoodBearerIsTheCaller() throws Exception {
    filter(_ -> BearerPrincipal.of(CALLER), false);
    assertThat(reached).containsExactly(CALLER);
  }

  @Test
  void whoShowsAWrongOneIsSentAwayByTheEntryPoint() throws Exception {
    filter(BearerFilterTest::unknown, false);
    assertThat(reached).isEmpty();
    assertThat(response.getStatus()).isEqualTo(418);
  }

  @Test
  void whereAnybodyMayCallNoBearerIsLookedAt() throws Exception {
    filter(BearerFilterTest::unknown, true);
    assertThat(reached).containsExactly("nobody");
  }

  /** Nobody is sent away whose bearer may be good. */
  @Test
  void aRecordThatCanNotBeAskedIsNoRefusal() throws Exception {
    filter(
        _ -> {
          throw new OAuth2IntrospectionException("down");
        },
        false);
    assertThat(reached).isEmpty();
    assertThat(response.getStatus()).isEqualTo(503);
    assertThat(response.getHeader("Retry-After")).isEqualTo("2");
    assertThat(response.getContentAsString()).contains("\"code\":\"UNAVAILABLE\"");
  }

  private static OAuth2AuthenticatedPrincipal unknown(String token) {
    throw new BadOpaqueTokenException("unknown");
  }

  private void filter(OpaqueTokenIntrospector introspector, boolean open) throws Exception {
    request.addHeader("Authorization", "Bearer " + BEARER.reveal());
    BearerFilter.of(
            introspector,
            _ -> open,
            (_, answer, _) -> answer.setStatus(418),
            new ProblemWriter(JsonMapper.builder().build()))
        .doFilter(request, response, (_, _) -> reached.add(caller()));
  }

  private static Object caller() {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    var principal = authentication == null ? null : authentication.getPrincipal();
    return principal == null ? "nobody" : principal;
  }
}
