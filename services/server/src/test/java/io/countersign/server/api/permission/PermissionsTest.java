package io.countersign.server.api.permission;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.testing.Cases;
import io.countersign.server.TestServer;
import io.countersign.server.api.permission.Permission.Answer;
import io.countersign.server.api.permission.Walker.Held;
import io.countersign.server.web.endpoint.EndpointRule.Guard;
import io.countersign.server.web.endpoint.EndpointRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Who may call what: each endpoint by each role, over all, over their own, over what is another
 * team's and without one, of persons and services. After an intended change: {@code
 * -Dtest.arguments=-Dcountersign.regenerate=true}.
 */
@Execution(ExecutionMode.CONCURRENT)
class PermissionsTest {
  @AutoClose private static final TestServer SERVER = TestServer.fresh();

  private static final PermissionCalls CALLS = new PermissionCalls(SERVER);

  private static final Set<String> OUT_OF_SIGHT =
      Set.of(
          "UNKNOWN_INCIDENT",
          "UNKNOWN_REMEDIATION",
          "UNKNOWN_CONFIRMATION",
          "UNKNOWN_BREAK_GLASS",
          "UNKNOWN_CALENDAR",
          "UNKNOWN_SERVICE");

  /** What would end the walk of others, or the walker's own. */
  private static final List<String> LAST = List.of("/api/v1/views/rebuild", "/api/v1/logout");

  private static final List<Permission> PERMISSIONS =
      Permission.all(SERVER.get("", "/v3/api-docs").json(), SERVER.bean(EndpointRules.class).all());

  private static final String HEAD =
      """
      # Permissions

      Generated from the endpoints' own rules; a test compares, and calls each endpoint of a running
      server as everybody: with each role held everywhere, over the team that answers for what is
      touched, over another team, and with none, as a person and as a service.

      *Readers* are all roles but those that only deliver: alert_intake, change_intake and
      catalog_editor. *Over*: how much of what is touched a role has to be held over. Without a session
      or token every call but those for anybody is answered 401. Which roles decide on a plan, policy
      says; which of those named confirms a change, depends on the change. Beyond a role, decisions
      keep duties apart, each with a refusal of its own ([codes](refusal-codes.md)).

      | call | roles | over | who | refused |
      |---|---|---|---|---|
      """;

  @Test
  void thePageIsWhatTheEndpointsSay() throws IOException {
    var page = HEAD + PERMISSIONS.stream().map(it -> it.row() + "\n").collect(Collectors.joining());
    var path = Path.of("..", "..", "docs", "reference", "permissions.md");
    if (Boolean.getBoolean("countersign.regenerate")) {
      Files.writeString(path, page);
    }
    assertThat(page).isEqualTo(Files.readString(path));
  }

  @Test
  void eachEndpointAnswersEverybodyAsThePageSays() throws Exception {
    var walkers = Walker.all(SERVER);
    var responder =
        walkers.stream()
            .filter(it -> it.kind() == PrincipalKind.PERSON)
            .filter(it -> it.role() == Role.RESPONDER && it.held() == Held.EVERYWHERE)
            .findFirst()
            .orElseThrow();
    CALLS.prepareFor(walkers, responder.bearer());
    var wrong = new ArrayList<>(differing(walkers, it -> !LAST.contains(it.path())));
    for (var last : LAST) {
      wrong.addAll(differing(walkers, it -> it.path().equals(last)));
    }
    assertThat(wrong).isEmpty();
  }

  /** Several at once, each in the page's order. */
  private static List<String> differing(List<Walker> walkers, Predicate<Permission> which)
      throws Exception {
    var permissions = PERMISSIONS.stream().filter(which).toList();
    var walks =
        walkers.stream()
            .<Callable<List<String>>>map(
                who ->
                    () ->
                        permissions.stream()
                            .filter(it -> it.isOf(who) && isWalked(it, who))
                            .flatMap(it -> differing(who, it).stream())
                            .toList())
            .toList();
    var wrong = new ArrayList<String>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (var walked : threads.invokeAll(walks)) {
        wrong.addAll(walked.get());
      }
    }
    return wrong;
  }

  /**
   * Each role everywhere and nobody's role always; of those bounded and of services each call has a
   * third, another one for each call, since ten thousand calls are a minute of two cores.
   */
  private static boolean isWalked(Permission permission, Walker who) {
    boolean always = who.kind() == PrincipalKind.PERSON && who.held() == Held.EVERYWHERE;
    return always
        || who.role() == null
        || Cases.thorough()
        || Math.floorMod((permission + " " + who).hashCode(), 3) == 0;
  }

  private static Optional<String> differing(Walker who, Permission permission) {
    var reply = SERVER.send(CALLS.of(permission, who));
    assertThat(reply.status()).as(permission + ": " + who + ": " + reply.text()).isLessThan(500);
    var seen = answer(permission, reply);
    var expected = permission.expected(who);
    return seen == expected
        ? Optional.empty()
        : Optional.of(
            "%s: %s is answered %s, not %s: %s"
                .formatted(permission, who, seen, expected, reply.text()));
  }

  /**
   * What is let through is done, or refused for one of the reasons that are listed for that call.
   */
  private static Answer answer(Permission permission, TestServer.Reply reply) {
    if (reply.status() < 300 || LaterRefusals.of(permission).contains(reply.code())) {
      return Answer.ALLOWED;
    }
    if (permission.isOfOne() && OUT_OF_SIGHT.contains(reply.code())) {
      return Answer.NOT_THERE;
    }
    return switch (reply.code()) {
      case "FORBIDDEN", "HUMAN_REQUIRED", "NOT_COMMANDER", "SOD_ADMINISTRATOR" -> Answer.FORBIDDEN;
      default -> Answer.UNCLEAR;
    };
  }

  @Test
  void whoIsNobodyIsAskedWhoTheyAre() {
    var nobody = new Walker(PrincipalKind.PERSON, null, Held.NOWHERE, "", "");
    for (var permission : PERMISSIONS) {
      if (permission.rule().guard() != Guard.NONE) {
        assertThat(SERVER.send(CALLS.of(permission, nobody)).status())
            .as(permission.toString())
            .isEqualTo(401);
      }
    }
  }
}
