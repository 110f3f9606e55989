package io.countersign.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.server.TestServer;
import io.countersign.server.web.endpoint.EndpointRules;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Who may read what is said of each endpoint. */
class EndpointRulesTest {
  /** For nobody in particular, or for everybody who is somebody. */
  private static final List<String> OTHERWISE =
      List.of("/api/v1/identity", "/api/v1/me", "/v3/api-docs", "/v3/api-docs.yaml");

  private final TestServer server = TestServer.running();

  @Test
  void whatCanBeReadSaysByWhom() {
    var rules =
        server.bean(EndpointRules.class).all().stream()
            .filter(rule -> rule.method().equals(HttpMethod.GET))
            .map(rule -> PathPatternParser.defaultInstance.parse(rule.pattern()))
            .toList();
    var read =
        server.bean(DispatcherServlet.class).getHandlerMappings().stream()
            .filter(RequestMappingHandlerMapping.class::isInstance)
            .flatMap(
                it -> ((RequestMappingHandlerMapping) it).getHandlerMethods().keySet().stream())
            .filter(it -> it.getMethodsCondition().getMethods().contains(RequestMethod.GET))
            .flatMap(it -> it.getPathPatternsCondition().getPatterns().stream())
            .map(PathPattern::getPatternString)
            .filter(path -> !OTHERWISE.contains(path))
            .toList();

    assertThat(read).contains("/api/v1/confirmations/{id}", "/api/v1/dead-letters");
    assertThat(read)
        .allMatch(
            path -> rules.stream().anyMatch(rule -> rule.matches(PathContainer.parsePath(path))));
  }

  /** However the path is written, and by whatever verb: what may not be done isn't. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/remediations/rem_0123456789abcdef/decisions",
        "/api/v1/remediations/rem_0123456789abcdef/decisions/",
        "/api/v1//remediations/rem_0123456789abcdef/decisions",
        "/api/v1/remediations;x=1/rem_0123456789abcdef/decisions",
        "/api/v1/%2e%2e/v1/remediations/rem_0123456789abcdef/decisions",
        "/api/v1/remediations/rem_0123456789abcdef%2Fdecisions",
        "/API/V1/Remediations/rem_0123456789abcdef/Decisions",
        "/api/v1/users",
        "/api/v1/users/",
        "/api//v1/users",
        "/api/v1/users;x=1",
        "/api/v1/%75sers",
        "/API/V1/USERS"
      })
  void h05_aViewerChangesNothingByAnyVerbOrWayOfWritingThePath(String path) {
    var viewer = server.person("viewer");
    for (var verb : List.of("POST", "PUT", "PATCH", "DELETE")) {
      var request =
          server
              .request(viewer, path)
              .header("X-HTTP-Method-Override", "GET")
              .header("Content-Type", "application/json")
              .method(verb, HttpRequest.BodyPublishers.ofString("{}"));
      assertThat(server.send(request).status()).as("%s %s", verb, path).isIn(400, 403, 404, 405);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/confirmations", "/api/v1/dead-letters", "/api/v1/views"})
  void whatIsForThoseWhoSeeToItIsntForViewers(String path) {
    var viewer = server.person("viewer");
    assertThat(server.get(viewer, path).status()).isEqualTo(403);
    var head = server.request(viewer, path).method("HEAD", HttpRequest.BodyPublishers.noBody());
    assertThat(server.send(head).status()).isEqualTo(403);
    assertThat(server.get(server.person("commander"), path).status()).isEqualTo(200);
  }
}
