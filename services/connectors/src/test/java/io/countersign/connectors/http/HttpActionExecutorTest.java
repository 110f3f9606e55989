package io.countersign.connectors.http;

import static io.countersign.connectors.testing.LoopbackServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.memory.MemoryExecutor.Mishap;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.spi.action.ActionExecutor;
import io.countersign.connectors.testing.ActionExecutorContract;
import io.countersign.connectors.testing.Outcomes;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.planning.PlannedStep;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

class HttpActionExecutorTest extends ActionExecutorContract {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String SETTINGS =
      """
      entityKinds: [service]
      environments: [rig]
      bearer: file:%2$s
      timeoutSeconds: 20
      honoursKeys: true
      actions:
        rollback:
          url: '%1$s/services/${target.name}/rollback'
          body: {actor: '${actor}', reason: '${reason}', expected_version: '${expected.version}'}
          dryRunBody: {dry_run: true}
          healthy: {pointer: /healthy, equals: 'true'}
          effect: {fields: {version: '${before.previous}'}}
        restart:
          url: '%1$s/services/${target.name}/restart'
          body: {reason: '${reason}'}
          effect: {restarted: true}
        scale:
          method: PUT
          url: '%1$s/services/${target.name}/scale/${parameters.zone}'
          body: {replicas: '${int:replicas}', nested: [{why: '${reason}'}]}
      read:
        url: %1$s/services
        select: '/services[name=${target.name}]'
        fields: {version: /version, previous: /previous, nothing: /nothing}
        startedAt: /started_at
        startedAtFormat: unix-seconds
      """;

  @TempDir Path folder;
  private final SupervisorStandIn supervisor = new SupervisorStandIn();
  private final CountDownLatch never = new CountDownLatch(1);
  private HttpActionExecutor executor;

  @BeforeEach
  void configure() throws IOException {
    var token = Files.writeString(folder.resolve("token"), SupervisorStandIn.TOKEN + "\n");
    executor = executor(SETTINGS.formatted(supervisor.server.url(), token));
  }

  private HttpActionExecutor executor(String text) {
    var problems = new ArrayList<InputProblem>();
    var reader = SettingsReader.of(yaml(text), "/executors/x", problems);
    var settings = HttpActionSettings.read("supervisor", reader);
    reader.finish();
    assertThat(problems).isEmpty();
    return new HttpActionExecutor(settings, new BoundedHttp());
  }

  /** As after a restart on an edited configuration. */
  @Override
  protected void edit() {
    executor = edited("{dry_run: true}", "{dry_run: 1}");
  }

  private HttpActionExecutor edited(String from, String to) {
    var text = SETTINGS.formatted(supervisor.server.url(), folder.resolve("token"));
    assertThat(text).contains(from);
    return executor(text.replace(from, to));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /rollback'                     | /undo'
          actor: '${actor}'              | actor: 'somebody'
          reason: '${reason}', expected  | reason: 'x ${reason}', expected
          equals: 'true'                 | equals: 'yes'
          {fields: {version:             | {restarted: true, fields: {version:
          timeoutSeconds: 20             | timeoutSeconds: 30
          bearer: file:                  | bearer: file:/..
          previous: /previous            | previous: /former
          """)
  void everythingThatARequestIsMadeOfIsBound(String from, String to) {
    var other = edited(from, to);
    assertThat(Outcomes.value(other.content(rollback())))
        .isNotEqualTo(Outcomes.value(executor.content(rollback())));
  }

  /**
   * Else what comes later would be taken for somebody else's doing, or be undone before it came.
   */
  @Test
  void whatIsToldDoneAndIsNotToBeSeenYetIsReadBack() {
    supervisor.answersFirst = true;
    var failed = Outcomes.failed(perform(rollback(), "key-1"));
    assertThat(failed.code().effectUnknown()).isTrue();
    assertThat(failed.message()).contains("its effect isn't to be seen");
    assertThat(Outcomes.value(executor.readBack(rollback(), before())).effectSeen()).isFalse();
    supervisor.arrive();
    assertThat(Outcomes.value(executor.readBack(rollback(), before())).effectSeen()).isTrue();
    assertThat(effects()).isEqualTo(1);
  }

  @Test
  void whatTimeItIsForWhoTellsOfTargetsIsKnownFromItsAnswers() {
    var before = Instant.now().minusSeconds(5);
    assertThat(executor.clock(TARGET).orElseThrow())
        .isBetween(before, Instant.now().plusSeconds(5));
    assertThat(executor.clock()).isPresent();
    assertThat(executor.clock(EntityId.service("elsewhere", "checkout-api"))).isEmpty();
    down();
    assertThat(executor.clock(TARGET)).isEmpty();
  }

  @Test
  void aRotatedSecretAndAnotherActionAreNoOtherContent() throws IOException {
    var content = executor.content(rollback());
    Files.writeString(folder.resolve("token"), "another");
    assertThat(executor.content(rollback())).isEqualTo(content);
    assertThat(edited("replicas: '${int:replicas}'", "size: '${int:replicas}'").content(rollback()))
        .isEqualTo(content);
  }

  @AfterEach
  void stop() {
    never.countDown();
    supervisor.close();
  }

  @Override
  protected ActionExecutor executor() {
    return executor;
  }

  @Override
  protected void place(EntityId target, Map<String, String> fields) {
    supervisor.place(target.name(), fields);
  }

  @Override
  protected int effects() {
    return supervisor.effects.get();
  }

  @Override
  protected void next(Mishap mishap) {
    supervisor.mishap = mishap;
  }

  @Override
  protected void arrive() {
    supervisor.arrive();
  }

  @Override
  protected void runsSince(@Nullable Instant at) {
    supervisor.runsSince(TARGET.name(), at);
  }

  @Override
  protected void clock(Duration ahead) {
    supervisor.ahead = ahead;
  }

  @Override
  protected Instant deadline() {
    return Instant.parse(supervisor.server.last("POST").header("Request-Deadline"));
  }

  @Override
  protected void down() {
    supervisor.goDown();
  }

  @Override
  protected void hang() {
    supervisor.instead =
        (request, exchange) -> {
          if (request.method().equals("GET")) {
            answer(exchange, 200, "{}");
          } else {
            await(never);
          }
        };
  }

  @Override
  protected List<String> secrets() {
    return List.of(SupervisorStandIn.TOKEN);
  }

  @Test
  void theRequestIsFilledInAsConfigured() {
    Outcomes.value(executor.perform(rollback(), "key-1", "\"}, {\"x\": \"", soon(), before()));
    var sent = supervisor.server.last("POST");
    assertThat(sent.method() + " " + sent.uri()).isEqualTo("POST /services/checkout-api/rollback");
    assertThat(sent.header("Idempotency-Key")).isEqualTo("key-1");
    assertThat(JSON.readTree(sent.body()))
        .isEqualTo(
            JSON.createObjectNode()
                .put("actor", "countersign")
                .put("reason", "\"}, {\"x\": \"")
                .put("expected_version", "1.5.0"));
  }

  @Test
  void valuesStayInTheirPlaceOfTheAddressAndNumbersAreNumbers() {
    supervisor.instead = (_, exchange) -> answer(exchange, 200, "{}");
    var parameters = Map.of("replicas", "3", "zone", "a/b?c=d&e f");
    Outcomes.value(perform(step("scale", parameters), "key-1"));
    var sent = supervisor.server.last();
    assertThat(sent.method()).isEqualTo("PUT");
    assertThat(sent.uri().getRawPath())
        .isEqualTo("/services/checkout-api/scale/a%2Fb%3Fc%3Dd%26e%20f");
    assertThat(JSON.readTree(sent.body()).at("/replicas").isInt()).isTrue();
    assertThat(JSON.readTree(sent.body()).at("/nested/0/why").asString()).isEqualTo(REASON);
  }

  @Test
  void aStepThatTheTemplatesCannotBeFilledInWithIsRefusedUnsent() {
    for (var parameters : List.of(Map.of("zone", "a"), Map.of("replicas", "3; rm", "zone", "a"))) {
      var failed = Outcomes.failed(perform(step("scale", parameters), "key-1"));
      assertThat(failed.code()).isEqualTo(FailureCode.REFUSED);
    }
    assertThat(supervisor.server.requests()).isEmpty();
  }

  @Test
  void noValueLeadsOutOfItsAddress() {
    for (var zone :
        List.of(
            "..",
            ".",
            "a/../b",
            "../x",
            "..\\x",
            "%2e%2e",
            "%2e%2e/x",
            "%252e%252e%252fx",
            "..;a/x")) {
      var parameters = Map.of("replicas", "3", "zone", zone);
      var failed = Outcomes.failed(perform(step("scale", parameters), "key-1"));
      assertThat(failed.code()).as(zone).isEqualTo(FailureCode.REFUSED);
    }
    assertThat(supervisor.server.requests()).isEmpty();
  }

  @Test
  void whatTheRequestDoesNotTellIsComparedBeforeIt() {
    var restart =
        new PlannedStep(
            1, "supervisor", "restart", TARGET, Map.of(), Map.of("version", "9.9.9"), 20);
    assertThat(Outcomes.failed(perform(restart, "key-1")).code()).isEqualTo(FailureCode.STALE);
    assertThat(effects()).isZero();
  }

  @Test
  void aTargetOfAnotherEnvironmentIsRefusedUnread() {
    var elsewhere = EntityId.service("production", "checkout-api");
    assertThat(Outcomes.failed(executor.read(elsewhere)).code()).isEqualTo(FailureCode.REFUSED);
    assertThat(executor.handles(elsewhere)).isFalse();
    assertThat(supervisor.server.requests()).isEmpty();
  }

  @Test
  void theResultHoldsNeitherTheBearerNorTheKeyAndIsCut() {
    var performed = Outcomes.value(perform(rollback(), "key-1-x"));
    var text = new String(performed.result(), StandardCharsets.UTF_8);
    assertThat(performed.result()).hasSize(16 * 1024);
    assertThat(text + performed.summary())
        .contains("1.4.2")
        .doesNotContain(SupervisorStandIn.TOKEN)
        .doesNotContain("key-1-x");
  }

  @Test
  void anErrorOfTheTargetsOwnLeavesTheEffectUnknownAndARefusalDoesNot() {
    supervisor.instead = (_, exchange) -> answer(exchange, 500, "oops");
    var broken = Outcomes.failed(perform(rollback(), "key-1"));
    assertThat(broken.code().effectUnknown()).isTrue();
    supervisor.instead = (_, exchange) -> answer(exchange, 422, "{\"error\":\"no such release\"}");
    var refused = Outcomes.failed(perform(rollback(), "key-1"));
    assertThat(refused.code()).isEqualTo(FailureCode.REFUSED);
    assertThat(refused.category()).isEqualTo(FailureCategory.USER);
    assertThat(refused.message()).contains("no such release");
  }

  @Test
  void anAnswerThatDoesNotTellOfHealthIsNoGoodNews() {
    supervisor.instead = (_, exchange) -> answer(exchange, 200, "{}");
    assertThat(Outcomes.failed(perform(rollback(), "key-1")).code())
        .isEqualTo(FailureCode.BAD_ANSWER);
  }

  @Test
  void aRestartByItselfIsNoRollbackButIsARestart() {
    supervisor.runsSince("checkout-api", STARTED.plusMillis(5));
    assertThat(Outcomes.value(executor.readBack(rollback(), before())).effectSeen()).isFalse();
    assertThat(Outcomes.value(executor.readBack(restart(), before())).effectSeen()).isTrue();
  }

  @Test
  void withoutADeclaredEffectAnyDifferenceIsTakenForOne() {
    var scale = step("scale", Map.of("replicas", "3", "zone", "a"));
    assertThat(Outcomes.value(executor.readBack(scale, before())).effectSeen()).isFalse();
    place(TARGET, AFTER);
    assertThat(Outcomes.value(executor.readBack(scale, before())).effectSeen()).isTrue();
  }

  @Test
  void aDifferenceIsLookedForInWhatWasKeptFromBefore() {
    var scale = step("scale", Map.of("replicas", "3", "zone", "a"));
    var kept = before().only(Set.of("version"));
    assertThat(Outcomes.value(executor.readBack(scale, kept)).effectSeen()).isFalse();
    place(TARGET, Map.of("version", "1.5.0", "previous", "1.3.0"));
    assertThat(Outcomes.value(executor.readBack(scale, kept)).effectSeen()).isFalse();
    place(TARGET, AFTER);
    assertThat(Outcomes.value(executor.readBack(scale, kept)).effectSeen()).isTrue();
  }

  @Test
  void aDryRunThatIsNotOnOfferSendsNothing() {
    var dryRun = Outcomes.value(executor.dryRun(step("restart", Map.of()), REASON));
    assertThat(dryRun.digest()).isNull();
    assertThat(supervisor.server.last().method()).isEqualTo("GET");
  }

  @Test
  void aCredentialThatIsNotAcceptedIsAdvisedUpon() throws IOException {
    Files.writeString(folder.resolve("token"), "wrong");
    assertThat(executor.check().advice()).contains("credential");
    Files.writeString(folder.resolve("token"), SupervisorStandIn.TOKEN);
    assertThat(executor.check().ok()).isTrue();
  }

  @Test
  void everyMistakeOfTheConfigurationIsToldAtOnce() {
    var problems = new ArrayList<InputProblem>();
    var reader =
        SettingsReader.of(
            yaml(
                """
                entityKinds: []
                environments: [rig]
                bearer: my-token
                staleStatus: 200
                colour: red
                actions:
                  rollback: {method: GET, url: 'http://${target.name}/x', body: {a: '${secrets.x}'}}
                  scale: {url: 'http://127.0.0.1/x', body: {n: 'n=${int:replicas}'}}
                  restart: {url: 'http://127.0.0.1/x', effect: {restarted: true}}
                  keep:
                    url: 'http://127.0.0.1/x'
                    effect: {fields: {tag: '${before.tag}', colour: blue, version: '${before.old}'}}
                read:
                  url: 'http://u:p@127.0.0.1/'
                  select: services
                  fields: {version: version, tag: /tag}
                """),
            "/e",
            problems);
    HttpActionSettings.read("x", reader);
    reader.finish();
    assertThat(problems)
        .extracting(InputProblem::at)
        .containsExactlyInAnyOrder(
            "/e/entityKinds",
            "/e/bearer",
            "/e/staleStatus",
            "/e/colour",
            "/e/actions/rollback/method",
            "/e/actions/rollback/url",
            "/e/actions/rollback/body",
            "/e/actions/scale/body",
            "/e/actions/restart/effect/restarted",
            "/e/actions/keep/effect/fields/tag",
            "/e/actions/keep/effect/fields/colour",
            "/e/actions/keep/effect/fields/version",
            "/e/read/url",
            "/e/read/select",
            "/e/read/fields/version");
  }

  private static PlannedStep step(String action, Map<String, String> parameters) {
    return new PlannedStep(1, "supervisor", action, TARGET, parameters, Map.of(), 20);
  }

  private static JsonNode yaml(String text) {
    return new YAMLMapper().readTree(text);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
